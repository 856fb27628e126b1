use std::ops::Range;

use polybius_records::{Date, DateSpan, MentionKind, Precision, Status};
use serde_json::Value;

use crate::answer;
use crate::ground::Ground;

/// The span of a model's `start` and `end` where the quote says it. The text's own reading wins: where a time expression of the
/// quote means the days given, its span is taken, so that no span is made to look more exact than the words.
pub(super) fn date(ground: &Ground<'_>, value: &Value, quote: &Range<usize>) -> Option<DateSpan> {
    let day = |field| answer::text(value, field).and_then(|words| words.parse::<Date>().ok());
    let given = DateSpan::new(day("start")?, day("end")?);
    let said: Vec<(DateSpan, &str)> = ground
        .mentions(MentionKind::Time, quote)
        .filter_map(|m| Some((serde_json::from_value::<DateSpan>(m.value.clone()).ok()?, m.text.as_str())))
        .filter(|(span, _)| span.precision != Precision::Unknown)
        .collect();
    if said.is_empty() {
        return written(ground, &given, quote).then_some(given);
    }
    let inside = said.iter().map(|(span, _)| *span).filter(|span| given.contains(span));
    // "from 3 to 5 May" may be two expressions.
    let whole = inside.reduce(|a, b| DateSpan::new(a.start.min(b.start), a.end.max(b.end)));
    whole
        .or_else(|| {
            said.iter().map(|(span, _)| *span).filter(|s| s.overlaps(&given, 0)).min_by_key(DateSpan::width_days)
        })
        // "Friday" may be this one or the last: a model that reads the whole text may know better.
        .or_else(|| said.iter().any(|(span, words)| is_weekday(&given, span, words)).then_some(given))
}

/// Whether a day is the weekday that the words name, within a week of what they were read as.
fn is_weekday(given: &DateSpan, read: &DateSpan, words: &str) -> bool {
    let name = given.start.strftime("%A").to_string().to_lowercase();
    given.start == given.end && read.gap_days(given) <= 7 && words.to_lowercase().contains(&name)
}

/// Whether the quote has day and year in digits: dates in forms and languages that the finder of times does not read.
fn written(ground: &Ground<'_>, given: &DateSpan, quote: &Range<usize>) -> bool {
    let words = ground.words(quote);
    let numbers: Vec<i64> =
        words.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() <= 4).filter_map(|d| d.parse().ok()).collect();
    let (day, year) = (i64::from(given.start.day()), i64::from(given.start.year()));
    given.start == given.end && year > 31 && numbers.contains(&day) && numbers.contains(&year)
}

/// Whether the day can be: what occurred did not occur after the paper was printed.
pub(super) fn is_possible(ground: &Ground<'_>, span: &DateSpan, status: Status) -> bool {
    let occurred = !matches!(status, Status::Planned | Status::Threatened);
    // A day's grace: the other side of the world is a day ahead.
    let printed = ground.document.published.map(|day| day.tomorrow().unwrap_or(day));
    !(occurred && printed.is_some_and(|day| span.start > day))
}
