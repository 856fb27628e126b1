//! Moving, widening and cutting spans of days; lengths of time in TIMEX3.

use jiff::civil::Date;
use polybius_records::DateSpan;

use super::calendar::{self, Unit};
use super::reading::{Amount, Part};
use crate::Anchoring;

/// A TIMEX3 value, the days and how they were found; `None` where there is nothing to count from.
pub(super) type Dated = Option<(String, Option<DateSpan>, Anchoring)>;

/// Whether a span lies within one unit, so that "the following month" has one meaning.
pub(super) fn fits(span: &DateSpan, unit: Unit) -> bool {
    calendar::whole(span.start, unit).is_some_and(|(_, whole)| span.end <= whole.end)
}

/// The unit that a span lies in, moved; quarters stay quarters when moved by years.
pub(super) fn shifted(span: DateSpan, n: i64, unit: Unit, anchoring: Anchoring) -> Dated {
    let start = calendar::shift_units(span.start, n, unit)?;
    let kept = if unit == Unit::Year && (80..=95).contains(&span.width_days()) { Unit::Quarter } else { unit };
    let (timex, span) = calendar::whole(start, kept)?;
    Some((timex, Some(span), anchoring))
}

/// A time some units away from a day or period.
pub(super) fn away(from: Option<DateSpan>, amount: Amount, unit: Unit, past: bool, anchoring: Anchoring) -> Dated {
    let Amount::Exact { n, half } = amount else { return some_away(from?, unit, past, anchoring) };
    let (n, unit) = in_months(n, half, unit);
    let from = from?;
    let n = if past { -i64::from(n) } else { i64::from(n) };
    let single = from.start == from.end;
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let days = if unit == Unit::Hour { n / 24 } else { 0 };
            let edge = calendar::shift(from.start, days + if n < 0 { -1 } else { 1 })?;
            let span =
                if n < 0 { DateSpan::new(edge, from.end) } else { DateSpan::new(from.start, edge.max(from.end)) };
            Some((String::new(), Some(span), anchoring))
        }
        Unit::Day if single => {
            let day = calendar::shift(from.start, n)?;
            Some((day.to_string(), Some(DateSpan::day(day)), anchoring))
        }
        Unit::Week | Unit::Weekend if single => {
            let day = calendar::shift_units(from.start, n, Unit::Week)?;
            let span = DateSpan::new(calendar::shift(day, -3)?, calendar::shift(day, 3)?);
            Some((calendar::week_code(day), Some(span), anchoring))
        }
        Unit::Day | Unit::Week | Unit::Weekend => {
            let unit = if unit == Unit::Day { Unit::Day } else { Unit::Week };
            let span =
                DateSpan::new(calendar::shift_units(from.start, n, unit)?, calendar::shift_units(from.end, n, unit)?);
            Some((String::new(), Some(span), anchoring))
        }
        _ if from.width_days() > 366 => None,
        Unit::Month => {
            let span =
                DateSpan::new(calendar::shift_units(from.start, n, unit)?, calendar::shift_units(from.end, n, unit)?);
            let (timex, whole) = calendar::whole(span.start, Unit::Month)?;
            let near = DateSpan::new(calendar::shift(span.start, -15)?, calendar::shift(span.end, 15)?);
            let wide = DateSpan::new(whole.start.min(near.start), whole.end.max(near.end));
            Some((timex, Some(wide), anchoring))
        }
        Unit::Quarter | Unit::Year => shifted(from, n, unit, anchoring),
        Unit::Decade | Unit::Century => {
            let day = calendar::shift_units(from.start, n, unit)?;
            let slack = if unit == Unit::Decade { 5 } else { 50 };
            let span = calendar::years(day.year().checked_sub(slack)?, day.year().checked_add(slack)?)?;
            Some((calendar::whole(day, Unit::Decade)?.0, Some(span), anchoring))
        }
    }
}

/// "Days later", "several weeks before": from one unit to as many as make no larger one.
fn some_away(from: DateSpan, unit: Unit, past: bool, anchoring: Anchoring) -> Dated {
    let (near, far) = match unit {
        Unit::Day => (1, 9),
        Unit::Week => (7, 45),
        Unit::Month => (30, 330),
        _ => return None,
    };
    let span = if past {
        DateSpan::new(calendar::shift(from.start, -far)?, calendar::shift(from.end, -near)?)
    } else {
        DateSpan::new(calendar::shift(from.start, near)?, calendar::shift(from.end, far)?)
    };
    Some((vague_ref(past), Some(span), anchoring))
}

/// Minutes and hours from a day: the same day, unless the hours are many or the time of day is late ("two hours later" after an
/// evening), when it may be the next.
pub(super) fn hours_away(from: Option<DateSpan>, amount: Amount, unit: Unit, past: bool, late: bool) -> Dated {
    let from = from.filter(|s| s.width_days() <= 1)?;
    let crosses = match (amount, unit) {
        (_, Unit::Hour) if late && !past => true,
        (Amount::Exact { n, .. }, Unit::Hour) => n > 8,
        _ => false,
    };
    match amount {
        Amount::Exact { .. } if crosses => away(Some(from), amount, unit, past, Anchoring::Narrative),
        Amount::Vague if crosses => {
            let span = DateSpan::new(from.start, calendar::shift(from.end, 1)?);
            Some((vague_ref(past), Some(span), Anchoring::Narrative))
        }
        _ => Some((from.start.to_string(), Some(from), Anchoring::Narrative)),
    }
}

/// "A year and a half" in months; other amounts unchanged.
pub(super) fn in_months(n: u32, half: bool, unit: Unit) -> (u32, Unit) {
    match (half, unit) {
        (true, Unit::Year) => (n.saturating_mul(12).saturating_add(6), Unit::Month),
        (true, Unit::Decade) => (n.saturating_mul(10).saturating_add(5), Unit::Year),
        (true, Unit::Century) => (n.saturating_mul(100).saturating_add(50), Unit::Year),
        (true, Unit::Week) => (n.saturating_mul(7).saturating_add(3), Unit::Day),
        _ => (n, unit),
    }
}

pub(super) fn vague_ref(past: bool) -> String {
    if past { "PAST_REF" } else { "FUTURE_REF" }.to_owned()
}

/// TIMEX3 value of a length of time: `P2D`, `PT48H`, `PXY`.
pub(super) fn period(amount: Amount, unit: Unit) -> String {
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Weekend => ("", "WE"),
        Unit::Week => ("", "W"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "E"),
        Unit::Century => ("", "C"),
    };
    match amount {
        Amount::Vague => format!("P{time}X{letter}"),
        Amount::Exact { n, half: false } => format!("P{time}{n}{letter}"),
        Amount::Exact { n, half: true } => match (unit, n) {
            (Unit::Hour, 0) => "PT30M".to_owned(),
            (Unit::Hour, n) => format!("PT{n}H30M"),
            (Unit::Minute, n) => format!("PT{n}M30S"),
            (Unit::Day, 0) => "PT12H".to_owned(),
            (Unit::Year, 0) => "P6M".to_owned(),
            (Unit::Year, n) => format!("P{n}Y6M"),
            (Unit::Decade | Unit::Century, n) => {
                let (n, _) = in_months(n, true, unit);
                format!("P{n}Y")
            }
            (_, n) => format!("P{time}{n}.5{letter}"),
        },
    }
}

/// The part of a period that words like "early" leave: halves for "early" and "late", the middle half for "mid", a third for
/// "the beginning" and "the end". Weeks and days stay whole.
pub(super) fn cut(span: DateSpan, part: Part, published: Option<Date>) -> DateSpan {
    match (part, published) {
        (Part::Earlier, Some(now)) if span.contains(&DateSpan::day(now)) => return DateSpan::new(span.start, now),
        (Part::Later, Some(now)) if span.contains(&DateSpan::day(now)) => return DateSpan::new(now, span.end),
        _ => {}
    }
    let n = span.width_days() + 1;
    if n < 14 {
        return span;
    }
    let (from, to) = match part {
        Part::Early => (0, (n + 1) / 2),
        Part::Late => (n - (n + 1) / 2, n),
        Part::Mid => (n / 4, n - n / 4),
        Part::Beginning => (0, (n + 2) / 3),
        Part::End => (n - (n + 2) / 3, n),
        Part::Earlier | Part::Later => return span,
    };
    match (calendar::shift(span.start, from), calendar::shift(span.start, to - 1)) {
        (Some(start), Some(end)) => DateSpan::new(start, end),
        _ => span,
    }
}
