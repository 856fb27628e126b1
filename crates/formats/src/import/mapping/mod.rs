//! Any table by a mapping: which column is which field, in a small TOML file.

mod apply;
mod file;

pub use file::{Mapping, MappingError};
