//! What leaves a desk: its records gathered for [`polybius_formats`], and an export of them written.
//!
//! The command line and the server both deliver through [`Delivery`], so the same question gives the same bytes from either.

mod error;
mod held;
mod known;
mod written;

pub use error::DeliveryError;
pub use held::Held;
pub use known::Known;
pub use written::{Delivery, SafeTerms};
