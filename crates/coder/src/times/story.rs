use jiff::civil::Date;
use polybius_records::DateSpan;

use super::reading::{Clock, DayPart, Reading, YearOf};
use super::resolve::Value;
use crate::TimexKind;

/// What the text has spoken of so far: the point from which "two days later" counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    /// The last point or period.
    pub last: Option<DateSpan>,
    /// The last point or period that does not lie after publication.
    pub behind: Option<DateSpan>,
    /// The last single day of those.
    pub behind_day: Option<Date>,
    /// Sentence of `last`.
    pub sentence: usize,
    /// Hour of the last time of day, where it is late, so that hours later may be the next day.
    pub late: bool,
    /// The last single day.
    pub last_day: Option<Date>,
    /// Sentence of the last single day.
    pub day_sentence: usize,
    /// The last quarter of a year, and its paragraph: in reports of companies "a year earlier" means its like.
    pub quarter: Option<(DateSpan, usize)>,
    /// The last year written out, with the sentence and paragraph where it stands.
    pub year: Option<(i16, usize, usize)>,
    /// The full day that wrote it, if it was one.
    pub full_day: Option<Date>,
    /// The year last written out with each month.
    pub months: [Option<i16>; 12],
}

impl Story {
    /// Takes note of a time, in text order. A bare year counts for dates near it only if words of time lead it ("in 2012"; "a 1977
    /// lorry" does not).
    pub(super) fn note(
        &mut self,
        reading: &Reading,
        value: &Value,
        (sentence, paragraph): (usize, usize),
        published: Option<Date>,
        led: bool,
    ) {
        if let Some(year) = written_year(reading).filter(|_| led || !matches!(reading, Reading::Year(_))) {
            self.year = Some((year, sentence, paragraph));
            self.full_day = value.span.filter(|s| s.start == s.end).map(|s| s.start);
            let month = match reading {
                Reading::Day { month, .. } | Reading::Month { month, .. } => usize::try_from(*month - 1).ok(),
                _ => None,
            };
            if let Some(slot) = month.and_then(|m| self.months.get_mut(m)) {
                *slot = Some(year);
            }
        }
        let point = matches!(value.kind, TimexKind::Date | TimexKind::Time) && !matches!(reading, Reading::Since(_));
        let Some(span) = value.span.filter(|_| point) else { return };
        self.last = Some(span);
        self.sentence = sentence;
        self.late = late(reading);
        if published.is_none_or(|p| span.start <= p) {
            self.behind = Some(span);
            if span.start == span.end {
                self.behind_day = Some(span.start);
            }
        }
        if span.start == span.end {
            self.last_day = Some(span.start);
            self.day_sentence = sentence;
        }
        if matches!(reading, Reading::Fraction { .. }) {
            self.quarter = Some((span, paragraph));
        }
    }

    /// The year that a date without one takes from the text around it: written in the same sentence, or in the sentence
    /// before in the same paragraph.
    pub(super) fn year_nearby(&self, sentence: usize, paragraph: usize) -> Option<i16> {
        self.year.filter(|&(_, s, p)| s == sentence || (p == paragraph && s + 1 == sentence)).map(|(y, ..)| y)
    }
}

/// Whether a time of day stands so late that hours later are another day.
fn late(reading: &Reading) -> bool {
    match reading {
        Reading::Timed { clock: Clock::At(hour, _), .. } => *hour >= 20,
        Reading::Timed { clock: Clock::Part(part), .. } => {
            matches!(part, DayPart::Evening | DayPart::Night | DayPart::Midnight)
        }
        Reading::Overnight => true,
        _ => false,
    }
}

/// The year that a reading writes out.
fn written_year(reading: &Reading) -> Option<i16> {
    match reading {
        Reading::Day { year: YearOf::Number(y), .. }
        | Reading::Month { year: YearOf::Number(y), .. }
        | Reading::Season { year: YearOf::Number(y), .. }
        | Reading::Fraction { year: YearOf::Number(y), .. }
        | Reading::Named { year: YearOf::Number(y), .. }
        | Reading::Slashed { year: y, .. }
        | Reading::Year(y) => Some(*y),
        Reading::Timed { date: Some(date), .. } => written_year(date),
        Reading::PartOf { of, .. } => written_year(of),
        Reading::Range(_, last) => written_year(last),
        _ => None,
    }
}
