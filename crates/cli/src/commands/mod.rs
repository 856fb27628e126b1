//! One file a command.

pub mod annotate;
pub mod check;
pub mod claims;
pub mod code;
pub mod completions;
pub mod decide;
pub mod deleted;
pub mod desk;
pub mod diff;
pub mod dyads;
pub mod explain;
pub mod export;
pub mod import;
mod lines;
pub mod matching;
pub mod pdf_child;
pub mod release;
pub mod serve;
pub mod show;
pub mod why;
