//! What the records of a desk say when they are taken together.
//!
//! Three questions, each a plain function over records, without input or output:
//!
//! * [`diff`]: what differs between two states of a desk, and why;
//! * [`claims`]: who claims, is blamed for, and denies what; [`Ledger`] sums it up for one group;
//! * [`check`]: whether totals that documents state fit the events that are held.

mod alpha;
mod check;
mod claims;
mod diff;
mod ledger;
mod period;

pub use alpha::alpha;
pub use check::{Checked, Figure, Gap, Holdings, Verdict, check};
pub use claims::{Claim, Toll, claims};
pub use diff::{Change, Difference, FieldChange, Happened, Reason, Said, Touched, changed_fields, diff};
pub use ledger::{Entry, Ledger, ledger};

/// Which organisations are branches of which, by canonical English name: whether the first is the second or a branch, wing or
/// province of it at any depth.
pub type Within<'a> = &'a dyn Fn(&str, &str) -> bool;
