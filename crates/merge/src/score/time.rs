use polybius_records::{DateSpan, Precision, Status};

use super::Conflict;
use crate::features::Features;

/// Compatible dates, weighed by the wider of the two.
pub(super) fn score(a: &Features<'_>, b: &Features<'_>) -> Result<f64, Conflict> {
    match (a.date(), b.date()) {
        (Some(x), Some(y)) => spans(&x, &y),
        (Some(x), None) => published_near(b, &x),
        (None, Some(y)) => published_near(a, &y),
        (None, None) => Ok(published_together(a, b)),
    }
}

/// Whether a report tells of something long before its publication, without saying on which day.
pub(super) fn recalled(f: &Features<'_>) -> bool {
    match (f.date(), f.report.published) {
        (Some(date), Some(published)) => {
            (Precision::Month..=Precision::Year).contains(&date.precision)
                && date.end < published
                && DateSpan::day(published).gap_days(&date) >= 14
        }
        _ => false,
    }
}

/// What more is needed of the other parts because a date is missing.
pub(super) fn vagueness(a: &Features<'_>, b: &Features<'_>) -> f64 {
    if a.date().is_some() && b.date().is_some() { 0.0 } else { 0.5 }
}

fn spans(x: &DateSpan, y: &DateSpan) -> Result<f64, Conflict> {
    let gap = x.gap_days(y);
    let coarser = x.precision.max(y.precision);
    if gap > slack(coarser) {
        return Err(Conflict::Dates);
    }
    if gap > 0 {
        // One day off is a time zone or a "Friday" read wrongly; it supports less than the same day.
        return Ok(if coarser == Precision::Day { 0.4 } else { -0.3 });
    }
    Ok(match coarser {
        Precision::Day => 2.0,
        Precision::Week => 1.2,
        Precision::Month => 0.6,
        Precision::Quarter => 0.4,
        Precision::Year => 0.2,
        Precision::Decade | Precision::Unknown => 0.0,
    })
}

/// Days between two spans at which they may still mean the same: "late January" and 3 February.
fn slack(coarser: Precision) -> i64 {
    match coarser {
        Precision::Day | Precision::Week => 1,
        Precision::Month => 3,
        Precision::Quarter => 10,
        Precision::Year | Precision::Decade => 15,
        Precision::Unknown => i64::MAX,
    }
}

/// News that gives no date mostly tells of the last days. It cannot tell of what happened after it was published; a day is
/// left for time zones.
fn published_near(undated: &Features<'_>, date: &DateSpan) -> Result<f64, Conflict> {
    let Some(published) = undated.report.published.map(DateSpan::day) else { return Ok(0.0) };
    let gap = published.gap_days(date);
    let happened = matches!(undated.report.body.status, Status::Occurred | Status::Alleged | Status::Foiled);
    if published.start < date.start && gap > 1 {
        return if happened { Err(Conflict::PublishedBefore) } else { Ok(0.0) };
    }
    Ok(match gap {
        0..=4 if date.width_days() <= 8 => 0.7,
        0..=30 => 0.1,
        31..=90 => -0.5,
        _ => -1.2,
    })
}

fn published_together(a: &Features<'_>, b: &Features<'_>) -> f64 {
    match (a.report.published, b.report.published) {
        (Some(x), Some(y)) => match DateSpan::day(x).gap_days(&DateSpan::day(y)) {
            0..=2 => 0.5,
            3..=14 => 0.0,
            15..=60 => -0.5,
            _ => -1.2,
        },
        (Some(_), None) | (None, Some(_)) | (None, None) => 0.0,
    }
}
