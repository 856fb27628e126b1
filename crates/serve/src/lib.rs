//! The desk in a browser and for programs: the API, the read APIs of other projects, and the web app that is built in.
//!
//! A server has a few connections for reading ([`readers`]), each with a snapshot of its own for one answer, and one thread that writes
//! ([`writer`]). The desk's lock is held while something is written and no longer, so the command line works beside a server.
//!
//! Every request passes a gate ([`accounts`]). Nothing here opens a connection but `webhooks`, to addresses that an admin gave, and no page asks
//! for anything from another host.

pub mod accounts;
mod api;
mod app;
mod changes;
mod compat;
mod error;
mod etag;
mod guard;
mod jobs;
mod page;
mod params;
mod readers;
mod server;
mod settings;
mod web;
mod webhooks;
mod writer;

pub use api::openapi;
pub use app::App;
pub use error::{ApiError, ServeError};
pub use server::{Server, router};
pub use settings::{Coding, CodingOutcome, CodingStep, Settings, Upload};
