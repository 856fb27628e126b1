use polybius_records::{DateSpan, Precision};

use super::{Sourced, support};

/// The most precise span that at least half of the sources with a date are compatible with; among equally precise ones
/// the span that most sources give, then the earlier.
pub(super) fn date(reports: &[Sourced<'_>]) -> Option<DateSpan> {
    let known = |d: &Option<DateSpan>| d.filter(|d| d.precision != Precision::Unknown);
    let mut spans: Vec<DateSpan> = reports.iter().filter_map(|s| known(&s.report.body.date)).collect();
    spans.sort();
    spans.dedup();
    let dated = support(reports, |r| known(&r.body.date).is_some());
    let compatible = |span: &DateSpan| support(reports, |r| known(&r.body.date).is_some_and(|d| d.gap_days(span) == 0));
    let given = |span: &DateSpan| support(reports, |r| known(&r.body.date).as_ref() == Some(span));
    let rank = |span: &DateSpan| {
        (span.precision, span.width_days(), std::cmp::Reverse((given(span), compatible(span))), span.start)
    };
    let agreed = spans.iter().filter(|span| 2 * compatible(span) >= dated).min_by_key(|span| rank(span));
    agreed.or(spans.iter().max_by_key(|span| (compatible(span), std::cmp::Reverse(rank(span))))).copied()
}
