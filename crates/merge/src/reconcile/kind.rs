use polybius_records::{EventType, Status, SubEventType};

use super::{Sourced, support};

/// The type that ACLED's precedence puts first among those that at least half of the sources give, else the type of
/// most sources; then the sub-event type by the same rule within it (ACLED codebook 2023, event types).
pub(super) fn sub_event_type(reports: &[Sourced<'_>]) -> SubEventType {
    let total = support(reports, |_| true);
    let event_type =
        preferred(EventType::ALL, total, |t| support(reports, |r| r.body.sub_event_type.event_type() == t));
    let within: Vec<SubEventType> =
        SubEventType::ALL.iter().copied().filter(|s| Some(s.event_type()) == event_type).collect();
    let total = support(reports, |r| Some(r.body.sub_event_type.event_type()) == event_type);
    preferred(&within, total, |s| support(reports, |r| r.body.sub_event_type == s)).unwrap_or(SubEventType::Other)
}

/// `options` in order of precedence.
fn preferred<T: Copy>(options: &[T], total: usize, support: impl Fn(T) -> usize) -> Option<T> {
    let counted: Vec<(T, usize)> = options.iter().map(|&t| (t, support(t))).collect();
    let most = counted.iter().map(|(_, n)| *n).max()?;
    counted.iter().find(|(_, n)| *n > 0 && 2 * n >= total).or(counted.iter().find(|(_, n)| *n == most)).map(|(t, _)| *t)
}

/// It occurred if any source says so as a fact; otherwise what most sources say.
pub(super) fn status(reports: &[Sourced<'_>]) -> Status {
    const ORDER: [Status; 6] =
        [Status::Occurred, Status::Foiled, Status::Planned, Status::Threatened, Status::Alleged, Status::Denied];
    if reports.iter().any(|s| s.report.body.status == Status::Occurred) {
        return Status::Occurred;
    }
    let most = |status: Status| support(reports, |r| r.body.status == status);
    // max_by_key takes the last of equals, so the list runs backwards.
    ORDER.into_iter().rev().max_by_key(|&status| most(status)).unwrap_or(Status::Alleged)
}
