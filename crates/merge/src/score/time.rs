use polybius_records::{Precision, Status};

use super::Conflict;
use crate::features::{Days, Features, gap};

/// Compatible dates, weighed by the wider of the two.
pub(super) fn score(a: &Features, b: &Features) -> Result<f64, Conflict> {
    match (&a.date, &b.date) {
        (Some(x), Some(y)) => spans(x, y),
        (Some(x), None) => published_near(b, x),
        (None, Some(y)) => published_near(a, y),
        (None, None) => Ok(published_together(a, b)),
    }
}

/// Whether a report tells of something long before its publication, without saying on which day.
pub(super) fn recalled(f: &Features) -> bool {
    match (&f.date, f.published) {
        (Some(date), Some(published)) => {
            (Precision::Month..=Precision::Year).contains(&date.span.precision)
                && date.end < published
                && published - date.end >= 14
        }
        _ => false,
    }
}

/// What more is needed of the other parts because a date is missing.
pub(super) fn vagueness(a: &Features, b: &Features) -> f64 {
    if a.date.is_some() && b.date.is_some() { 0.0 } else { 0.5 }
}

fn spans(x: &Days, y: &Days) -> Result<f64, Conflict> {
    let gap = gap(x.ends(), y.ends());
    let coarser = x.span.precision.max(y.span.precision);
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
fn slack(coarser: Precision) -> i32 {
    match coarser {
        Precision::Day | Precision::Week => 1,
        Precision::Month => 3,
        Precision::Quarter => 10,
        Precision::Year | Precision::Decade => 15,
        Precision::Unknown => i32::MAX,
    }
}

/// News that gives no date mostly tells of the last days. It cannot tell of what happened after it was published; a day is
/// left for time zones.
fn published_near(undated: &Features, date: &Days) -> Result<f64, Conflict> {
    let Some(published) = undated.published else { return Ok(0.0) };
    let gap = gap(Days::day(published), date.ends());
    let happened = matches!(undated.status, Status::Occurred | Status::Alleged | Status::Foiled);
    if published < date.start && gap > 1 {
        return if happened { Err(Conflict::PublishedBefore) } else { Ok(0.0) };
    }
    Ok(match gap {
        0..=4 if date.width() <= 8 => 0.7,
        0..=30 => 0.1,
        31..=90 => -0.5,
        _ => -1.2,
    })
}

fn published_together(a: &Features, b: &Features) -> f64 {
    match (a.published, b.published) {
        (Some(x), Some(y)) => match (x - y).abs() {
            0..=2 => 0.5,
            3..=14 => 0.0,
            15..=60 => -0.5,
            _ => -1.2,
        },
        (Some(_), None) | (None, Some(_)) | (None, None) => 0.0,
    }
}
