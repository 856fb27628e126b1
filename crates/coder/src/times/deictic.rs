//! Times that count from somewhere: "Friday", "last week", "two days ago", "the following day"; durations and sets.

use super::calendar::Unit;
use super::clock::day_part_at;
use super::cursor::{Cursor, Found};
use super::dates::month_name;
use super::periods::season_name;
use super::reading::{Amount, Clock, Reading, Which, YearOf};
use super::words;

/// A time that counts from somewhere, or a length of time, that begins at `i`.
pub(super) fn deictic(c: &Cursor<'_>, i: usize) -> Found {
    near(c, i)
        .or_else(|| set(c, i))
        .or_else(|| year_ago(c, i))
        .or_else(|| fraction_of(c, i))
        .or_else(|| neighbour(c, i))
        .or_else(|| which_one(c, i))
        .or_else(|| counted_units(c, i))
        .or_else(|| weekday(c, i))
        .or_else(|| vague(c, i))
}

/// "today", "yesterday", "the day before yesterday".
fn near(c: &Cursor<'_>, i: usize) -> Found {
    let days = |n| Reading::Near(n);
    let j = c.skip_word(i, &["the"]);
    if let Some(end) = c.run(j, &["day", "before", "yesterday"]) {
        return Some((end, days(-2)));
    }
    if let Some(end) = c.run(j, &["day", "after", "tomorrow"]) {
        return Some((end, days(2)));
    }
    let n = match c.word(i) {
        "today" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    // "USA Today": a name.
    let name = c.capital(i) && i > 0 && c.capital(i - 1);
    (!name).then(|| (i + 1, days(n)))
}

/// "Friday"; "Bloody Sunday" and "the Sunday Times" are names.
fn weekday(c: &Cursor<'_>, i: usize) -> Found {
    let (weekday, short) = words::weekday(c.word(i)).filter(|_| c.may_be_name(i))?;
    let name_before = c.is(i.wrapping_sub(1), &["bloody", "black", "super", "cyber", "ruby", "mardi"]);
    let name_after = c.is(
        i + 1,
        &["times", "telegraph", "mirror", "express", "mail", "herald", "mosque", "world", "sport", "nation"],
    ) && c.may_be_name(i + 1);
    if short || name_before || name_after || (c.before(i) == "on" && c.is(i.wrapping_sub(2), &["mail"])) {
        return None;
    }
    let j = c.skip_word(i + 1, &["of"]);
    for (words, weeks) in [("last", -1), ("this", 0), ("next", 1)] {
        if let Some(end) = c.run(j, &[words, "week"]) {
            return Some((end, Reading::InWeek { weekday, weeks }));
        }
    }
    Some((i + 1, Reading::Weekday { weekday, which: Which::Plain }))
}

/// "every Friday", "daily", "Fridays".
fn set(c: &Cursor<'_>, i: usize) -> Found {
    let found = |end, value: &str| Some((end, Reading::Set(value.to_owned())));
    if c.is(i, &["every", "each"]) {
        let j = c.skip_word(i + 1, &["single", "other"]);
        if let Some((weekday, _)) = words::weekday(c.word(j)) {
            return found(j + 1, &format!("XXXX-WXX-{}", weekday.to_monday_one_offset()));
        }
        if let Some((end, month, _)) = month_name(c, j) {
            return found(end, &format!("XXXX-{month:02}"));
        }
        if let Some(part) = words::day_part(c.word(j)) {
            return found(j + 1, &format!("XXXX-XX-XXT{}", part.code()));
        }
        if let Some(season) = words::season(c.word(j)) {
            return found(j + 1, &format!("XXXX-{}", season.code()));
        }
        let (k, amount) = c.amount(j).unwrap_or((j, Amount::Exact { n: 1, half: false }));
        let (unit, _) = words::unit(c.word(k))?;
        let amount = if c.is(i + 1, &["other"]) { Amount::Exact { n: 2, half: false } } else { amount };
        return found(k + 1, &super::arithmetic::period(amount, unit));
    }
    let word = c.word(i);
    let value = match word {
        "daily" => "XXXX-XX-XX",
        "nightly" => "XXXX-XX-XXTNI",
        "weekly" => "P1W",
        "monthly" => "P1M",
        "hourly" => "PT1H",
        "yearly" | "annually" => "XXXX",
        _ => {
            let (weekday, short) = words::weekday(word.strip_suffix('s')?)?;
            if short || !c.may_be_name(i) {
                return None;
            }
            return found(i + 1, &format!("XXXX-WXX-{}", weekday.to_monday_one_offset()));
        }
    };
    // "the Daily Star", "a weekly newspaper".
    let paper =
        c.is(i + 1, &["newspaper", "newspapers", "paper", "papers", "magazine", "journal", "telegraph", "star"]);
    let named = c.capital(i) && i > 0;
    (!paper && !named).then(|| found(i + 1, value)).flatten()
}

/// "the year-earlier quarter", "year-ago": the like time of the year before.
fn year_ago(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip_word(i, &["the"]);
    let joined = c.is(j, &["year"]) && c.mark(j + 1, '-') && c.is(j + 2, &["ago", "earlier"]);
    let amount = Amount::Exact { n: 1, half: false };
    let end = c.skip_word(c.ordinal(j + 3).map_or(j + 3, |(k, _)| k), &["quarter", "period"]);
    joined.then_some((end, Reading::FromThen { amount, unit: Unit::Year, past: true, onward: false }))
}

/// "this year's third quarter", "last year's first half".
fn fraction_of(c: &Cursor<'_>, i: usize) -> Found {
    let which = match c.word(i) {
        "this" => Which::This,
        "last" => Which::Last,
        "next" => Which::Next,
        _ => return None,
    };
    if c.word(i + 1) != "year" || !c.mark(i + 2, '\'') || c.word(i + 3) != "s" {
        return None;
    }
    let (end, reading) = super::periods::date(c, i + 4)?;
    match reading {
        Reading::Fraction { year: YearOf::Unsaid, number, of } => {
            Some((end, Reading::Fraction { year: YearOf::Which(which), number, of }))
        }
        Reading::Month { year: YearOf::Unsaid, month, which: Which::Plain } => {
            Some((end, Reading::Month { year: YearOf::Which(which), month, which: Which::Plain }))
        }
        _ => None,
    }
}

/// "the day before", "the week after".
fn neighbour(c: &Cursor<'_>, i: usize) -> Found {
    let j = c.skip_word(i, &["the"]);
    if j == i {
        return None;
    }
    let which = match c.word(j + 1) {
        "before" | "earlier" => Which::Previous,
        "after" => Which::Following,
        _ => return None,
    };
    if let Some(part) = words::day_part(c.word(j)) {
        let day = Reading::Whole { unit: Unit::Day, which };
        return Some((j + 2, Reading::Timed { clock: Clock::Part(part), date: Some(Box::new(day)) }));
    }
    let (unit, plural) = words::unit(c.word(j))?;
    (!plural && unit >= Unit::Day).then_some((j + 2, Reading::Whole { unit, which }))
}

/// "last week", "the past six months", "this Friday", "the following day", "that year", "the previous night".
fn which_one(c: &Cursor<'_>, i: usize) -> Found {
    let the = c.is(i, &["the", "its", "their"]);
    let j = i + usize::from(the);
    let (j, which) = match (c.word(j), c.word(j + 1)) {
        ("this", "past" | "last") => (j + 2, Which::Last),
        ("this", "coming") => (j + 2, Which::Next),
        ("this" | "that", "same") | ("that", "very") => (j + 2, Which::That),
        ("last" | "past" | "latest", _) => (j + 1, Which::Last),
        ("this" | "current", _) => (j + 1, Which::This),
        ("next" | "coming" | "upcoming" | "forthcoming", _) => (j + 1, Which::Next),
        ("previous" | "preceding" | "prior", _) => (j + 1, Which::Previous),
        ("following" | "ensuing" | "subsequent", _) => (j + 1, Which::Following),
        ("that", _) => (j + 1, Which::That),
        ("same", _) if the => (j + 1, Which::That),
        _ => return None,
    };
    if c.mark(j, ',') || c.mark(j, '.') {
        return None;
    }
    // "the next day" counts from the story, "next year" from today.
    let told = match which {
        Which::Next if the || c.is(j, &["day", "morning", "night", "evening"]) => Which::Following,
        other => other,
    };
    if let Some((end, found)) = window(c, j, the, which) {
        return Some((end, found));
    }
    if let Some((weekday, short)) = words::weekday(c.word(j)).filter(|_| c.may_be_name(j)) {
        return (!short).then_some((j + 1, Reading::Weekday { weekday, which: told }));
    }
    if let Some((end, month, short)) = month_name(c, j) {
        return (!short).then_some((end, Reading::Month { year: YearOf::Unsaid, month, which }));
    }
    if let Some(season) = season_name(c, j, which) {
        return Some((j + 1, Reading::Season { year: YearOf::Unsaid, season, which }));
    }
    if let Some((end, part)) = day_part_at(c, j) {
        let day = match which {
            Which::Last => Reading::Near(-1),
            Which::This => Reading::Near(0),
            _ => Reading::Whole { unit: Unit::Day, which: told },
        };
        return Some((end, Reading::Timed { clock: Clock::Part(part), date: Some(Box::new(day)) }));
    }
    if let Some(index) = super::named_days::holiday(c, j) {
        return Some((index.0, Reading::Named { index: index.1, year: YearOf::Unsaid }));
    }
    if c.word(j) == "time" {
        let past =
            which == Which::That && !c.is(i, &["the"]) && c.is(i.wrapping_sub(1), &["at", "by", "since", "until"]);
        return past.then_some((j + 1, Reading::Vague("PAST_REF")));
    }
    let j = c.skip_word(j, &["fiscal", "calendar", "full"]);
    let (unit, plural) = words::unit(c.word(j))?;
    let small = unit < Unit::Day || (unit == Unit::Day && matches!(which, Which::Last | Which::This));
    (!plural && !small).then_some((j + 1, Reading::Whole { unit, which: told }))
}

/// "(the) past six months", "the last week", "the past".
fn window(c: &Cursor<'_>, j: usize, the: bool, which: Which) -> Found {
    let past = match which {
        Which::Last | Which::Previous => true,
        Which::Next | Which::Following => false,
        _ => return None,
    };
    let spoken_past = c.before(j) == "past";
    if let Some((k, amount)) = c.amount(j) {
        let k = c.skip_word(c.skip(k, '-'), &["full", "consecutive", "straight", "more", "or"]);
        let (unit, _) = words::unit(c.word(k)).filter(|_| !c.is(j, &["a", "an", "the"]))?;
        // "The previous three months" counts from the story, whose point need not be the one meant.
        let told = matches!(which, Which::Previous | Which::Following);
        let found = if told { Reading::Lasting { amount, unit } } else { Reading::Window { amount, unit, past } };
        return Some((k + 1, found));
    }
    let (unit, plural) = words::unit(c.word(j))?;
    if plural {
        return Some((j + 1, Reading::Window { amount: Amount::Vague, unit, past }));
    }
    let one = Amount::Exact { n: 1, half: false };
    let window = the && (spoken_past || (which == Which::Last && c.before(j) == "last")) && unit != Unit::Day;
    let window = window || (spoken_past && unit != Unit::Day) || (unit < Unit::Day && the);
    window.then_some((j + 1, Reading::Window { amount: one, unit, past }))
}

/// Words that make an amount less than exact.
const ABOUT: &[&str] = &[
    "nearly",
    "almost",
    "about",
    "around",
    "roughly",
    "approximately",
    "over",
    "under",
    "some",
    "just",
    "barely",
    "only",
];

fn skip_about(c: &Cursor<'_>, i: usize) -> usize {
    for phrase in [
        &["no", "more", "than"][..],
        &["no", "less", "than"],
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["at", "most"],
        &["up", "to"],
        &["as", "many", "as"],
        &["as", "long", "as"],
        &["the", "first"],
        &["the", "final"],
        &["the"],
    ] {
        if let Some(end) = c.run(i, phrase) {
            return end;
        }
    }
    c.skip_word(i, ABOUT)
}

/// "two days ago", "three weeks later", "for six months", "a two-year ban".
fn counted_units(c: &Cursor<'_>, i: usize) -> Found {
    let start = skip_about(c, i);
    let (k, amount) = match c.amount(start) {
        Some(found) => found,
        None if words::unit(c.word(start)).is_some_and(|(_, plural)| plural) => (start, Amount::Vague),
        None if c.is(start, &["another"]) => (start + 1, Amount::Exact { n: 1, half: false }),
        None => return None,
    };
    // "two to three weeks", "12 to 18 months", "weeks or months".
    let (k, amount) = match c.amount(c.skip_word(c.skip(k, '-'), &["to", "or"])) {
        Some((end, other))
            if k > start
                && (c.is(k, &["to", "or"]) || c.mark(k, '-'))
                && c.digits(k - 1).is_some() == c.digits(end - 1).is_some() =>
        {
            (end, if words::unit(c.word(end)).is_some() { other } else { amount })
        }
        _ => (k, amount),
    };
    let hyphen = c.skip(k, '-');
    let k = c.skip_word(
        hyphen,
        &[
            "more",
            "full",
            "whole",
            "consecutive",
            "straight",
            "additional",
            "further",
            "extra",
            "long",
            "trading",
            "successive",
            "calendar",
        ],
    );
    let (unit, plural) = words::unit(c.word(k))?;
    let single = matches!(amount, Amount::Exact { n: 0 | 1, .. });
    // "a second bomb", "20 second"; "one year" but "five year plan".
    if unit == Unit::Second && !plural && hyphen == k && !c.is(start, &["one"]) {
        return None;
    }
    if !plural && !single && hyphen == k && c.digits(k - 1).is_none() && unit != Unit::Year && !c.is(k + 1, &["old"]) {
        let spelled = matches!(amount, Amount::Exact { .. });
        if !spelled {
            return None;
        }
    }
    let end = k + 1;
    // "A quarter of the town", "three-quarters".
    if unit == Unit::Quarter
        && (!plural || c.is(end, &["of"]) || c.is(start, &["some", "many"]))
        && !c.is(end, &["ago", "earlier", "later"])
    {
        return None;
    }
    if unit == Unit::Day && single && c.is(end, &["when", "that", "which", "of"]) {
        return None;
    }
    // "$2 million a year" is a rate, "twice a month" a set.
    if c.is(start, &["a", "an"]) && i == start && !c.is(end, &["ago", "earlier", "later", "before", "after"]) {
        if c.is(i.wrapping_sub(1), &["once", "twice", "times"]) {
            return Some((end, Reading::Set(super::arithmetic::period(amount, unit))));
        }
        let rate = c.is(i.wrapping_sub(1), &["million", "billion", "percent", "thousand", "dollars"]);
        if rate || (i > 0 && c.number(i - 1).is_some()) || c.mark(i.wrapping_sub(1), '%') {
            return None;
        }
    }
    let after = c.skip(end, '-');
    // "23-year-old", "aged 12 years": ages are no times.
    if c.is(after, &["old", "olds"]) || c.run(end, &["of", "age"]).is_some() || c.is(i.wrapping_sub(1), &["aged"]) {
        return None;
    }
    let (end, amount) = match (c.run(end, &["and", "a", "half"]), amount) {
        (Some(e), Amount::Exact { n, .. }) => (e, Amount::Exact { n, half: true }),
        _ => (c.run(end, &["or", "so"]).unwrap_or(end), amount),
    };
    if c.word(start) == "the" || c.before(start) == "the" {
        let shaped = plural || (hyphen > start + 1 && c.mark(hyphen - 1, '-'));
        return (shaped && amount != Amount::Vague).then_some((end, Reading::Lasting { amount, unit }));
    }
    let from_then = |end, past, onward| Some((end, Reading::FromThen { amount, unit, past, onward }));
    let goes_on = |at: usize| c.piece(at).is_some() && !c.mark(at, ',') && !c.mark(at, '.') && !c.mark(at, ';');
    match c.word(end) {
        "ago" | "back" if c.word(end) == "ago" || !goes_on(end + 1) => {
            Some((end + 1, Reading::FromNow { amount, unit, past: true }))
        }
        "hence" => Some((end + 1, Reading::FromNow { amount, unit, past: false })),
        "from" if c.is(end + 1, &["now", "today"]) => Some((end + 2, Reading::FromNow { amount, unit, past: false })),
        "earlier" | "previously" | "beforehand" => from_then(end + 1, true, false),
        "later" | "afterwards" | "afterward" => from_then(end + 1, false, false),
        "before" => from_then(end + 1, true, goes_on(end + 1)),
        "after" => from_then(end + 1, false, goes_on(end + 1)),
        _ if i == start && amount == Amount::Vague && start == k && !bare_plural_led(c, i) => None,
        _ => Some((end, Reading::Lasting { amount, unit })),
    }
}

/// A bare plural ("years", "days") is a time after these words.
fn bare_plural_led(c: &Cursor<'_>, i: usize) -> bool {
    c.is(
        i.wrapping_sub(1),
        &["for", "in", "within", "over", "through", "of", "after", "took", "take", "lasted", "and", "or", "spent"],
    )
}

/// "now", "recently", "the future".
fn vague(c: &Cursor<'_>, i: usize) -> Found {
    let recent_unit = words::unit(c.word(i + 1)).is_some_and(|(_, plural)| plural);
    let found = |end, value| Some((end, Reading::Vague(value)));
    match c.word(i) {
        "now" if c.before(i) == "right" || c.word(i + 1) != "and" => found(i + 1, "PRESENT_REF"),
        "currently" | "nowadays" | "presently" => found(i + 1, "PRESENT_REF"),
        "current" => found(i + 1, "PRESENT_REF"),
        "these" if c.is(i + 1, &["days"]) => found(i + 2, "PRESENT_REF"),
        "recently" | "lately" => found(i + 1, "PAST_REF"),
        "recent" if recent_unit => found(i + 2, "PAST_REF"),
        "coming" | "future" if recent_unit => found(i + 2, "FUTURE_REF"),
        "soon" if !c.is(i + 1, &["as", "after"]) => found(i + 1, "FUTURE_REF"),
        "the" => match c.word(i + 1) {
            "past" if words::unit(c.word(i + 2)).is_none() && !c.capital(i + 2) => found(i + 2, "PAST_REF"),
            "future" => found(i + 2, "FUTURE_REF"),
            "time" if c.before(i) == "at" => found(i + 2, "PAST_REF"),
            "near" if c.word(i + 2) == "future" => found(i + 3, "FUTURE_REF"),
            "moment" if c.before(i) == "at" => found(i + 2, "PRESENT_REF"),
            "weekend" => Some((i + 2, Reading::Whole { unit: Unit::Weekend, which: Which::Plain })),
            "year" if c.year(i + 2).is_some() => c.year(i + 2).map(|(end, y)| (end, Reading::Year(y))),
            word => {
                let (unit, plural) = words::unit(word)?;
                let plain = !plural && matches!(unit, Unit::Week | Unit::Quarter | Unit::Year | Unit::Month);
                plain.then_some((i + 2, Reading::Whole { unit, which: Which::Plain }))
            }
        },
        _ => None,
    }
}
