use jiff::civil::Weekday;

use super::calendar::{Season, Unit};

/// Which one of a kind: "last week", "that year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// No word: "Friday", "the quarter".
    Plain,
    /// "last", "past".
    Last,
    /// "this", "the current".
    This,
    /// "next", "coming".
    Next,
    /// "the previous": before the time that the text speaks of.
    Previous,
    /// "the following": after it.
    Following,
    /// "that", "the same": it.
    That,
}

/// The year of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearOf {
    /// Not said.
    Unsaid,
    /// A number.
    Number(i16),
    /// "of last year", "that year".
    Which(Which),
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// A number, with a half.
    Exact { n: u32, half: bool },
    /// "several", "a few", a bare plural.
    Vague,
}

/// The part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// "early", first half.
    Early,
    /// "mid", the middle half.
    Mid,
    /// "late", second half.
    Late,
    /// "the beginning of".
    Beginning,
    /// "the end of".
    End,
    /// "earlier this month": up to the day of publication.
    Earlier,
    /// "later this month": from the day of publication.
    Later,
}

/// The part of a day, with its TIMEX3 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

impl DayPart {
    /// TIMEX3 code after the `T`.
    pub(super) fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Noon => "12:00",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
            DayPart::Midnight => "24:00",
        }
    }
}

/// The time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour of 24, minute if said.
    At(u32, Option<u32>),
    /// Morning, night, ...
    Part(DayPart),
}

/// What the words of a time expression say, before anything is counted from anywhere.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// "22 March 2024", "March 22"; the weekday, if said, may choose the year.
    Day { year: YearOf, month: i8, day: i8, weekday: Option<Weekday> },
    /// "on the 15th": a day of the month last spoken of.
    DayOnly(i8),
    /// "22/03", "11/02/89": two small numbers in either order.
    Slashed { first: i8, second: i8, year: i16 },
    /// "March 2024", "March", "last March".
    Month { year: YearOf, month: i8, which: Which },
    /// "2024".
    Year(i16),
    /// "the third quarter of 2024", "the first half of last year": parts of a year, `of` 4 or 2.
    Fraction { year: YearOf, number: i8, of: i8 },
    /// "the summer of 2019", "last summer".
    Season { year: YearOf, season: Season, which: Which },
    /// First year of "the 1990s".
    Decade(i16),
    /// Number of "the 20th century".
    Century(i16),
    /// "Friday", "last Friday".
    Weekday { weekday: Weekday, which: Which },
    /// "Friday last week", "Monday of this week": weeks from publication's.
    InWeek { weekday: Weekday, weeks: i64 },
    /// "today", "yesterday": days from publication.
    Near(i64),
    /// "last week", "that year", "the following day".
    Whole { unit: Unit, which: Which },
    /// "two days ago" (negative), "in two weeks": from publication.
    FromNow { amount: Amount, unit: Unit, past: bool },
    /// "two days later", "a year earlier": from the time that the text speaks of. `onward` where a point to count from follows
    /// the words: "two months after the January attack".
    FromThen { amount: Amount, unit: Unit, past: bool, onward: bool },
    /// "the past six months", "the next two weeks".
    Window { amount: Amount, unit: Unit, past: bool },
    /// "three days".
    Lasting { amount: Amount, unit: Unit },
    /// A set, by its TIMEX3 value.
    Set(String),
    /// "now", "recently", "soon": the TIMEX3 value.
    Vague(&'static str),
    /// A holiday or a named day: its place in the list.
    Named { index: usize, year: YearOf },
    /// "overnight": the night before publication, which has two days.
    Overnight,
    /// A time of a day.
    Timed { clock: Clock, date: Option<Box<Reading>> },
    /// A part of a period.
    PartOf { part: Part, of: Box<Reading> },
    /// "from 3 to 5 May", "between 2015 and 2019".
    Range(Box<Reading>, Box<Reading>),
    /// "since 2011".
    Since(Box<Reading>),
}
