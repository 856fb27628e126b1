//! Keeps the events and sources of a desk up to date: after documents came or changed, after people decided.
//!
//! [`renew`] computes what the changes touch, in one transaction, with the outcome of computing everything from nothing; it does that
//! instead where there is no earlier outcome to go by, or much has changed.

mod deciding;
mod decisions;
mod error;
mod few;
mod neighbourhood;
mod sources;
mod whole;
mod why;

use polybius_merge::{Context, Hierarchy};
use polybius_store::{Desk, EventChanges};

pub use deciding::{Decided, Said, decide, reports_of};
pub use decisions::{Made, decisions, rule, undone};
pub use error::{DecideError, UpkeepError};
pub use why::{Apart, Because, Decision, Why, why};

/// With more changed reports and documents than this, and more than one in [`SHARE`] of all, everything is computed anew.
const FEW: u64 = 500;
const SHARE: u64 = 20;

/// Computes the events where that is due, a run cut short included. `merger` names the version that computes them.
///
/// # Errors
/// The desk cannot be read or written, or holds a decision that cannot be read: it must not be lost.
pub fn renew(desk: &mut Desk, hierarchy: &dyn Hierarchy, merger: &str) -> Result<EventChanges, UpkeepError> {
    if !desk.events_due(merger)? {
        return Ok(EventChanges::default());
    }
    let Made { decisions, rule, since } = decisions::made(desk)?;
    let context = Context { decisions, rule, hierarchy, ..Context::default() };
    let changed = desk.changed()?;
    let many = changed > FEW && changed > desk.counts()?.reports / SHARE;
    match since {
        Some(since) if desk.is_merged_by(merger)? && !many => few::renew(desk, context, since, merger),
        Some(_) | None => whole::renew(desk, context, merger),
    }
}

/// Computes all events anew, due or not.
///
/// # Errors
/// As for [`renew`].
pub fn renew_all(desk: &mut Desk, hierarchy: &dyn Hierarchy, merger: &str) -> Result<EventChanges, UpkeepError> {
    let Made { decisions, rule, .. } = decisions::made(desk)?;
    whole::renew(desk, Context { decisions, rule, hierarchy, ..Context::default() }, merger)
}
