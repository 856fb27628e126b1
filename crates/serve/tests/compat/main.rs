//! The read APIs of other projects, feeds and exports over an invented desk.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod acled;
mod exporting;
mod feeds;
#[path = "../invented/mod.rs"]
mod invented;
mod ogc;
mod ucdp;
