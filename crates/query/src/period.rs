use polybius_records::{DateSpan, Precision};

/// The span, where it says anything.
pub(crate) fn known(span: Option<&DateSpan>) -> Option<&DateSpan> {
    span.filter(|s| s.precision != Precision::Unknown)
}

/// How an event's span lies to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lies {
    /// All of it is in the period.
    Inside,
    /// Some of it is.
    Across,
    /// None of it is, or nobody knows.
    Outside,
}

pub(crate) fn lies(event: Option<&DateSpan>, period: Option<&DateSpan>) -> Lies {
    let Some(period) = known(period) else { return Lies::Inside };
    let Some(event) = known(event) else { return Lies::Outside };
    if event.start >= period.start && event.end <= period.end {
        Lies::Inside
    } else if event.start <= period.end && event.end >= period.start {
        Lies::Across
    } else {
        Lies::Outside
    }
}
