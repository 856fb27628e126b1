//! Days and months of the calendar.

use super::cursor::{Cursor, Found, short_year};
use super::reading::{Reading, Which, YearOf};
use super::words;

/// Words that make a day before them a name: "the 19 April Movement", "March 23 Brigade", "6 October bridge".
const NAMED_AFTER_DAY: &[&str] = &[
    "movement",
    "brigade",
    "brigades",
    "organisation",
    "organization",
    "front",
    "group",
    "battalion",
    "martyrs",
    "square",
    "street",
    "avenue",
    "bridge",
    "university",
    "stadium",
    "hospital",
    "revolutionary",
    "division",
    "airport",
    "barracks",
    "party",
    "forces",
];

/// Whether a day without year that ends before `i` is part of a name.
fn names_something(c: &Cursor<'_>, i: usize) -> bool {
    // One word of the name may stand between, if capitals show it: "April 6 Youth Movement", not "ON 6 APRIL IN FRONT OF".
    c.is(i, NAMED_AFTER_DAY) || (c.capital(i) && c.capital(i + 1) && c.is(i + 1, NAMED_AFTER_DAY))
}

/// Whether a word names people or things that are counted, so that the number before it is no date.
pub(super) fn counted(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "people",
        "men",
        "women",
        "children",
        "killed",
        "dead",
        "wounded",
        "injured",
        "percent",
        "per",
        "police",
        "times",
        "personnel",
        "million",
        "billion",
        "thousand",
        "hundred",
        "dozen",
        "others",
        "more",
        "metres",
        "meters",
        "kilometres",
        "kilometers",
        "km",
        "kms",
        "miles",
        "kilograms",
        "kg",
        "tons",
        "tonnes",
        "pounds",
        "dollars",
        "euros",
    ];
    const MAKERS: &[&str] = &[
        "ers",
        "ors",
        "ians",
        "ists",
        "ants",
        "ents",
        "troops",
        "lives",
        "rebels",
        "civilians",
        "victims",
        "houses",
        "homes",
        "families",
        "hostages",
        "casualties",
        "bodies",
        "pilgrims",
        "points",
        "guns",
        "rifles",
        "tanks",
        "bombs",
        "rockets",
        "missiles",
        "shells",
        "rounds",
        "refugees",
        "votes",
        "seats",
    ];
    NOUNS.contains(&word)
        || MAKERS.iter().any(|end| word.ends_with(end)) && !matches!(word, "events" | "incidents" | "presidents")
}

/// A day or a month that begins at `i`.
pub(super) fn day_or_month(c: &Cursor<'_>, i: usize) -> Found {
    numeric(c, i).or_else(|| day(c, i)).or_else(|| month_alone(c, i)).or_else(|| day_only(c, i))
}

/// "2024-03-22", "22/03/2024", "22.3.2024", "11/02/89", "20240322".
fn numeric(c: &Cursor<'_>, i: usize) -> Found {
    let a = c.digits(i)?;
    if a.digits == 8 {
        let (y, m, d) = (a.value / 10_000, a.value / 100 % 100, a.value % 100);
        let year = i16::try_from(y).ok().filter(|y| (1900..=2100).contains(y))?;
        return Some((i + 1, full(year, m, d)?));
    }
    let sign = ['-', '/', '.'].into_iter().find(|s| c.mark(i + 1, *s) && !c.spaced(i + 1) && !c.spaced(i + 2))?;
    let b = c.digits(i + 2)?;
    if !c.mark(i + 3, sign) || c.spaced(i + 3) || c.spaced(i + 4) {
        return None;
    }
    let d = c.digits(i + 4)?;
    if a.digits == 4 && b.digits <= 2 && d.digits <= 2 {
        return Some((i + 5, full(i16::try_from(a.value).ok()?, b.value, d.value)?));
    }
    if a.digits > 2 || b.digits > 2 {
        return None;
    }
    let year = match d.digits {
        4 => i16::try_from(d.value).ok().filter(|y| (1500..=2100).contains(y))?,
        2 if sign == '/' || (a.digits == 2 && b.digits == 2) => short_year(d.value)?,
        _ => return None,
    };
    let (first, second) = (i8::try_from(a.value).ok()?, i8::try_from(b.value).ok()?);
    let dayish = |n: i8| (1..=31).contains(&n);
    if !dayish(first) || !dayish(second) || (first > 12 && second > 12) {
        return None;
    }
    Some((i + 5, Reading::Slashed { first, second, year }))
}

fn full(year: i16, month: u32, day: u32) -> Option<Reading> {
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    Some(Reading::Day { year: YearOf::Number(year), month, day, weekday: None })
}

/// The name of a month at `i`: the piece after it, the month, whether it was short.
pub(super) fn month_name(c: &Cursor<'_>, i: usize) -> Option<(usize, i8, bool)> {
    let (month, short) = words::month(c.word(i))?;
    if !c.may_be_name(i) {
        return None;
    }
    // The tagger knows "THEY MAY MARCH".
    if matches!(month, 3 | 5) && !short && (c.tag(i) == "MD" || c.tag(i).starts_with("VB")) && c.digits(i + 1).is_none()
    {
        return None;
    }
    // "5 MAY HAVE DIED" in a text of capitals.
    if c.shouting && month == 5 && c.is(i + 1, &["have", "be", "not", "also", "still", "well", "become", "take", "go"])
    {
        return None;
    }
    let end = if short { c.skip(i + 1, '.') } else { i + 1 };
    Some((end, month, short))
}

/// A day, with or without weekday and year.
fn day(c: &Cursor<'_>, i: usize) -> Found {
    let (j, weekday) = match words::weekday(c.word(i)) {
        Some((weekday, short)) if c.may_be_name(i) => {
            let k = if short { c.skip(i + 1, '.') } else { i + 1 };
            (c.skip(k, ','), Some(weekday))
        }
        _ => (i, None),
    };
    // "March 22, 2024", "March the 22nd".
    if let Some((k, month, short)) = month_name(c, j) {
        let (end, day) = c.day_number(c.skip_word(k, &["the"]))?;
        let clock = (c.mark(end, ':') && c.number(end + 1).is_some()) || is_meridiem(c, end) || c.mark(end, '%');
        let people = c.digits(end - 1).is_some() && counted(c.word(end)) && weekday.is_none();
        if clock || people {
            return None;
        }
        let (end, year) = year_after(c, end, short);
        if year == YearOf::Unsaid && weekday.is_none() && names_something(c, end) {
            return None;
        }
        return Some((end, Reading::Day { year, month, day, weekday }));
    }
    // "22 March 2024", "the 22nd of March", "22-Mar-2024".
    let (k, day) = c.day_number(c.skip_word(j, &["the"]))?;
    let k = c.skip(c.skip_word(k, &["of", "day"]), '-');
    let k = c.skip_word(k, &["of"]);
    let (end, month, short) = month_name(c, k)?;
    let (after, year) = year_after(c, end, short || c.shouting);
    if let (YearOf::Unsaid, true, Some(n)) = (year, short, c.digits(end).filter(|n| n.digits == 2 && c.spaced(end))) {
        // "22 Mar 24", the form of situation reports.
        let other =
            c.mark(end + 1, ':') || c.mark(end + 1, '%') || is_meridiem(c, end + 1) || !c.word(end + 1).is_empty();
        if let (false, Some(year)) = (other, short_year(n.value)) {
            return Some((end + 1, Reading::Day { year: YearOf::Number(year), month, day, weekday }));
        }
    }
    if year == YearOf::Unsaid && weekday.is_none() && names_something(c, after) {
        return None;
    }
    Some((after, Reading::Day { year, month, day, weekday }))
}

/// "On the 15th", where nothing is counted by it.
fn day_only(c: &Cursor<'_>, i: usize) -> Found {
    let led = c.is(i, &["the"]) && c.is(i.wrapping_sub(1), &["on", "by", "until", "till"]);
    let n = c.number(i + 1).filter(|n| led && n.ordinal && (1..=31).contains(&n.value))?;
    let ends = c.word(i + 2).is_empty() && c.number(i + 2).is_none() && !c.mark(i + 2, '-');
    ends.then_some((i + 2, Reading::DayOnly(i8::try_from(n.value).ok()?)))
}

/// Whether "am", "a.m.", "pm" or "p.m." stands at `i`.
pub(super) fn is_meridiem(c: &Cursor<'_>, i: usize) -> bool {
    c.is(i, &["am", "pm"]) || (c.is(i, &["a", "p"]) && c.mark(i + 1, '.') && c.is(i + 2, &["m"]))
}

/// The year after a day or month; `short` lets two digits stand for it ("22 MAR 89").
pub(super) fn year_after(c: &Cursor<'_>, i: usize, short: bool) -> (usize, YearOf) {
    let j = c.skip_word(c.skip(c.skip(i, ','), '-'), &["of", "in"]);
    if let Some((end, year)) = c.year(j)
        // "Since March 2020 more than 500 people": what is counted has its own number.
        && (!counted(c.word(end)) || c.run(end, &["more", "than"]).is_some() || c.is(end, &["police"]))
        && !c.mark(end, '%')
    {
        return (end, YearOf::Number(year));
    }
    for (word, which) in [("last", Which::Last), ("this", Which::This), ("next", Which::Next), ("that", Which::That)] {
        if c.word(j) == word && c.word(j + 1) == "year" {
            return (j + 2, YearOf::Which(which));
        }
    }
    if let Some(end) = c.run(j, &["the", "same", "year"]) {
        return (end, YearOf::Which(Which::That));
    }
    if let Some(end) = c.run(j, &["the", "previous", "year"]) {
        return (end, YearOf::Which(Which::Previous));
    }
    if let Some(n) = c.digits(i).filter(|n| short && n.digits == 2 && n.value > 31) {
        let other =
            c.mark(i + 1, ':') || c.mark(i + 1, '%') || counted(c.word(i + 1)) || words::unit(c.word(i + 1)).is_some();
        if let (false, Some(year)) = (other, short_year(n.value)) {
            return (i + 1, YearOf::Number(year));
        }
    }
    (i, YearOf::Unsaid)
}

/// A month without a day.
fn month_alone(c: &Cursor<'_>, i: usize) -> Found {
    let (end, month, short) = month_name(c, i)?;
    let (with_year, year) = year_after(c, end, false);
    let reading = |year| Reading::Month { year, month, which: Which::Plain };
    if year != YearOf::Unsaid {
        return Some((with_year, reading(year)));
    }
    let day_before = i > 0 && c.day_number(i - 1).is_some() && names_something(c, end);
    let day_after = c.day_number(end).is_some_and(|(k, _)| names_something(c, k));
    if day_before || day_after {
        return None;
    }
    let led = c.is(
        i.wrapping_sub(1),
        &[
            "in",
            "of",
            "since",
            "by",
            "until",
            "till",
            "early",
            "late",
            "mid",
            "from",
            "during",
            "through",
            "between",
            "before",
            "after",
            "and",
            "to",
            "throughout",
            "around",
            "for",
        ],
    ) || (c.mark(i.wrapping_sub(1), '-') && c.before(i.wrapping_sub(1)) == "mid");
    let word = c.word(i);
    let plausible = match word {
        // "may" and "march" are words, "mar" and "sep" are too rare to trust.
        "may" | "march" => led && !named_person(c, i, led),
        "april" | "june" | "august" => !named_person(c, i, led),
        // "DEC officials": an abbreviation of something else.
        _ if short => (led || c.mark(i + 1, '.')) && !c.all_capitals(i),
        _ => true,
    };
    let plausible =
        plausible && !(c.shouting && matches!(word, "may" | "march") && c.is(i.wrapping_sub(1), &["and", "to"]));
    plausible.then(|| (if short { i + 1 } else { end }, reading(YearOf::Unsaid)))
}

/// "June Jones", "Theresa May": a month that is a person's name.
fn named_person(c: &Cursor<'_>, i: usize, led: bool) -> bool {
    let name_before =
        i > 0 && c.capital(i - 1) && !led && !c.is(i - 1, &["the", "a", "last", "this", "next", "every", "on"]);
    let name_after = c.capital(i + 1) && !led && !c.is(i + 1, &["and", "the"]);
    name_before || name_after
}
