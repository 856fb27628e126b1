//! Lists, counts and points of events: what stands in `event_keys`, apart from the bodies.

mod condition;
mod groups;
mod list;
mod points;
mod writing;

pub use groups::{By, Group};
pub use list::{After, Listed, Listing, Sort};
pub use points::Point;

pub(crate) use writing::{fill, remove, write};
