use jiff::civil::Date;
use polybius_records::DateSpan;

use super::reading::{Reading, YearOf};
use super::resolve::Value;
use crate::TimexKind;

/// What the text has spoken of so far: the point from which "two days later" counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Story {
    /// The last point or period.
    pub last: Option<DateSpan>,
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
    pub(super) fn note(&mut self, reading: &Reading, value: &Value, sentence: usize, paragraph: usize, led: bool) {
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
