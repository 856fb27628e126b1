//! Days with names, from `data/times/named_days.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use polybius_records::DateSpan;
use serde::Deserialize;

use super::calendar;
use super::cursor::{Cursor, Found};
use super::lexer;
use super::reading::{Reading, YearOf};

static SOURCE: &str = include_str!("../../../../data/times/named_days.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event_words: Vec<String>,
    holiday: Vec<Holiday>,
    day: Vec<Fixed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    names: Vec<String>,
    month: Option<i8>,
    day: Option<i8>,
    last: Option<i8>,
    easter: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixed {
    words: Vec<String>,
    with_event: Vec<String>,
    date: Date,
}

/// One way to write a named day, as pieces.
#[derive(Debug)]
struct Form {
    pieces: Vec<String>,
    needs_event: bool,
    index: usize,
}

#[derive(Debug, Default)]
struct Table {
    forms: Vec<Form>,
    holidays: Vec<Holiday>,
    days: Vec<Date>,
    event_words: Vec<String>,
}

/// Things named after a holiday: "an attack on the Christmas market" need not fall on the day.
const THINGS: &[&str] = &[
    "tree",
    "trees",
    "gift",
    "gifts",
    "card",
    "cards",
    "lights",
    "song",
    "songs",
    "market",
    "markets",
    "bazaar",
    "fair",
    "carol",
    "carols",
    "shopping",
    "shoppers",
    "decorations",
    "bonus",
    "season",
    "truce",
    "story",
];

static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(SOURCE).map(table).unwrap_or_default());

fn table(file: File) -> Table {
    let cut = |name: &String| lexer::pieces(name, 0).into_iter().map(|p| p.lower).collect::<Vec<_>>();
    let mut forms = Vec::new();
    for (index, holiday) in file.holiday.iter().enumerate() {
        forms.extend(holiday.names.iter().map(|n| Form { pieces: cut(n), needs_event: false, index }));
    }
    for (n, day) in file.day.iter().enumerate() {
        let index = file.holiday.len() + n;
        forms.extend(day.words.iter().map(|w| Form { pieces: cut(w), needs_event: false, index }));
        forms.extend(day.with_event.iter().map(|w| Form { pieces: cut(w), needs_event: true, index }));
    }
    // The longest form wins: "Christmas Eve" before "Christmas".
    forms.sort_by_key(|f| std::cmp::Reverse(f.pieces.len()));
    let days = file.day.iter().map(|d| d.date).collect();
    Table { forms, holidays: file.holiday, days, event_words: file.event_words }
}

fn form_at(c: &Cursor<'_>, i: usize) -> Option<(usize, &'static Form)> {
    let first = c.piece(i)?;
    TABLE.forms.iter().find_map(|form| {
        let end = i + form.pieces.len();
        if form.pieces.first() != Some(&first.lower) || (!c.may_be_name(i) && c.number(i).is_none()) {
            return None;
        }
        let same = form.pieces.iter().enumerate().all(|(k, want)| c.piece(i + k).is_some_and(|p| p.lower == *want));
        let event = || {
            let j = c.skip_word(c.skip(end, '\''), &["s", "terrorist", "terror"]);
            TABLE.event_words.iter().any(|w| w == c.word(j)) || c.is(end, &["terrorist", "terror"])
        };
        (same && (!form.needs_event || event())).then_some((end, form))
    })
}

/// A holiday or named day at `i`, with its year if the text gives one.
pub(super) fn named(c: &Cursor<'_>, i: usize) -> Found {
    let (end, form) = form_at(c, i)?;
    if form.index < TABLE.holidays.len() {
        let of = c.skip_word(c.skip(end, ','), &["of", "in"]);
        if let Some((end, year)) = c.year(of) {
            return Some((end, Reading::Named { index: form.index, year: YearOf::Number(year) }));
        }
        // "Easter Island", "Christmas tree": a holiday that is part of another name or thing.
        if c.capital(end) || c.is(end, THINGS) {
            return None;
        }
    }
    Some((end, Reading::Named { index: form.index, year: YearOf::Unsaid }))
}

/// The piece after a holiday's name at `i`, and its place in the list.
pub(super) fn holiday(c: &Cursor<'_>, i: usize) -> Option<(usize, usize)> {
    form_at(c, i).filter(|(_, f)| f.index < TABLE.holidays.len()).map(|(end, f)| (end, f.index))
}

/// The day in history that an entry names, if it is one.
pub(super) fn fixed(index: usize) -> Option<Date> {
    TABLE.days.get(index.checked_sub(TABLE.holidays.len())?).copied()
}

/// The days of a holiday in a year.
pub(super) fn in_year(index: usize, year: i16) -> Option<DateSpan> {
    let holiday = TABLE.holidays.get(index)?;
    if let Some(offset) = holiday.easter {
        return calendar::shift(calendar::easter(year)?, offset).map(DateSpan::day);
    }
    let (month, first) = (holiday.month?, holiday.day?);
    let last = holiday.last.unwrap_or(first);
    Some(DateSpan::new(calendar::day(year, month, first)?, calendar::day(year, month, last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_day() {
        let file: File = toml::from_str(SOURCE).unwrap();
        assert!(file.holiday.len() > 20 && !file.day.is_empty());
        let table = table(file);
        for (i, holiday) in table.holidays.iter().enumerate() {
            assert!(in_year(i, 2024).is_some(), "{holiday:?}");
            assert_eq!(holiday.easter.is_some(), holiday.month.is_none(), "{holiday:?}");
        }
        for form in &table.forms {
            assert!(!form.pieces.is_empty());
            assert!(form.pieces.iter().all(|p| *p == p.to_lowercase()));
        }
    }
}
