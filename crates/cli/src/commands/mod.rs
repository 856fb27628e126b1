//! One file a command.

pub mod annotate;
pub mod code;
pub mod completions;
pub mod desk;
pub mod explain;
pub mod export;
pub mod pdf_child;
pub mod show;
