//! How times are put together: parts of periods, days with times of day, ranges.

use super::calendar::Unit;
use super::clock;
use super::cursor::{Cursor, Found};
use super::dates;
use super::deictic;
use super::named_days;
use super::periods;
use super::reading::{Clock, DayPart, Part, Reading, Which, YearOf};
use super::words;

/// The time expression that begins at `i`, the longest way to read it.
pub(super) fn expression(c: &Cursor<'_>, i: usize) -> Found {
    let (end, reading) = range(c, i).or_else(|| timed(c, i))?;
    let opens = matches!(
        reading,
        Reading::Day { .. }
            | Reading::Slashed { .. }
            | Reading::Month { .. }
            | Reading::Year(_)
            | Reading::Season { .. }
            | Reading::Weekday { .. }
            | Reading::Decade(_)
            | Reading::Named { .. }
            | Reading::Near(_)
            | Reading::PartOf { .. }
            | Reading::Timed { .. }
            | Reading::Whole { .. }
    );
    let since = c.before(i) == "since" || (c.before(i) == "the" && c.is(i.wrapping_sub(2), &["since"]));
    Some(if opens && since { (end, Reading::Since(Box::new(reading))) } else { (end, reading) })
}

/// A point or period without time of day.
fn base(c: &Cursor<'_>, i: usize) -> Found {
    named_days::named(c, i).or_else(|| periods::date(c, i)).or_else(|| deictic::deictic(c, i))
}

/// A base, or a part of one: "early March", "the end of 2015", "earlier this month".
fn point(c: &Cursor<'_>, i: usize) -> Found {
    if let Some((start, part)) = part_words(c, i)
        && let Some((end, of)) = base(c, start).or_else(|| the_day(c, i, start))
    {
        let near =
            matches!(of, Reading::Lasting { .. } | Reading::Vague(_) | Reading::Set(_) | Reading::FromThen { .. });
        if !near {
            return Some((end, Reading::PartOf { part, of: Box::new(of) }));
        }
    }
    if c.word(i) == "year" && c.word(c.skip(i + 1, '-')) == "end" {
        let of = Box::new(Reading::Whole { unit: Unit::Year, which: Which::This });
        return Some((c.skip(i + 1, '-') + 1, Reading::PartOf { part: Part::End, of }));
    }
    base(c, i)
}

/// "Later in the day", "by the end of the day"; "at the end of the day" is a figure of speech.
fn the_day(c: &Cursor<'_>, i: usize, start: usize) -> Found {
    let end = c.run(start, &["the", "day"])?;
    let figure =
        c.is(i.wrapping_sub(1), &["at"]) || (c.is(i.wrapping_sub(1), &["the"]) && c.is(i.wrapping_sub(2), &["at"]));
    (!figure).then_some((end, Reading::Whole { unit: Unit::Day, which: Which::That }))
}

fn part_words(c: &Cursor<'_>, i: usize) -> Option<(usize, Part)> {
    let j = c.skip_word(i, &["the"]);
    // "The last months of 2023", "the first few days of May".
    let first = c.is(j, &["first", "opening", "early"]);
    if j > i && (first || c.is(j, &["last", "final", "closing"])) {
        let k = c.skip_word(j + 1, &["few", "several", "two", "three", "couple"]);
        if words::unit(c.word(k)).is_some_and(|(_, plural)| plural) && c.is(k + 1, &["of"]) {
            return Some((k + 2, if first { Part::Beginning } else { Part::End }));
        }
    }
    let part = match c.word(j) {
        "early" => Some(Part::Early),
        "mid" | "middle" => Some(Part::Mid),
        "late" => Some(Part::Late),
        "earlier" => Some(Part::Earlier),
        "later" => Some(Part::Later),
        "beginning" | "start" => Some(Part::Beginning),
        "end" | "close" => Some(Part::End),
        _ => None,
    }?;
    let k = c.skip(j + 1, '-');
    let of = c.is(k, &["of"]);
    if matches!(part, Part::Beginning | Part::End) || c.word(j) == "middle" {
        return of.then_some((k + 1, part));
    }
    let k = c.skip_word(k, &["in", "on", "part"]);
    Some((c.skip_word(k, &["of"]), part))
}

/// A point, with the time of its day where the text gives it on either side.
fn timed(c: &Cursor<'_>, i: usize) -> Found {
    if let Some((start, part)) = clock::part_of_day_of(c, i)
        && let Some((end, date)) = point(c, start).filter(|(_, r)| has_day(r))
    {
        let (end, clock) = trailing_part(c, end, Clock::Part(part));
        return Some((end, Reading::Timed { clock, date: Some(Box::new(date)) }));
    }
    if let Some((end, clock)) = clock::clock(c, i) {
        let start = c.skip_word(c.skip(end, ','), &["on", "of"]);
        if let Some((end, date)) = point(c, start).filter(|(_, r)| has_day(r)) {
            let (end, clock) = trailing_part(c, end, clock);
            return Some((end, Reading::Timed { clock, date: Some(Box::new(date)) }));
        }
        // "at 9 pm last night", "around midnight tonight".
        if let Some((end, Reading::Timed { date, .. })) =
            deictic::deictic(c, start).or_else(|| clock::lone_part(c, start))
        {
            return Some((end, Reading::Timed { clock, date }));
        }
        return Some((end, Reading::Timed { clock, date: None }));
    }
    if let Some(found) = clock::lone_part(c, i) {
        return Some(found);
    }
    let (end, reading) = point(c, i)?;
    if !has_day(&reading) {
        return Some((end, reading));
    }
    let date = Some(Box::new(reading.clone()));
    let start = c.skip_word(c.skip(end, ','), &["at", "around", "shortly"]);
    if let Some((end, clock)) = clock::clock(c, start) {
        return Some((end, Reading::Timed { clock, date }));
    }
    match clock::day_part_at(c, end) {
        Some((end, part)) => Some((end, Reading::Timed { clock: Clock::Part(part), date })),
        None => Some((end, reading)),
    }
}

/// "10 o'clock Saturday night" is 22:00.
fn trailing_part(c: &Cursor<'_>, i: usize, clock: Clock) -> (usize, Clock) {
    let Some((end, part)) = clock::day_part_at(c, i) else { return (i, clock) };
    let late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
    let clock = match clock {
        Clock::At(hour, minute) if late && hour < 12 && (hour > 4 || part != DayPart::Night) => {
            Clock::At(hour + 12, minute)
        }
        other => other,
    };
    (end, clock)
}

/// Whether a reading means a day, so that a time of day can stand with it.
fn has_day(reading: &Reading) -> bool {
    match reading {
        Reading::Day { .. }
        | Reading::DayOnly(_)
        | Reading::Slashed { .. }
        | Reading::Weekday { .. }
        | Reading::InWeek { .. }
        | Reading::Near(_)
        | Reading::Named { .. } => true,
        Reading::Whole { unit: Unit::Day, .. } => true,
        Reading::PartOf { of, .. } => has_day(of),
        _ => false,
    }
}

/// "3-5 May", "May 3 to 5, 2024", "from March to June 2019", "between 2015 and 2019", "2015-16".
fn range(c: &Cursor<'_>, i: usize) -> Found {
    days_of_month(c, i).or_else(|| years(c, i)).or_else(|| two_points(c, i))
}

/// The position after a word or mark that joins the ends of a range.
fn joiner(c: &Cursor<'_>, i: usize, start: usize) -> Option<usize> {
    let led = c.before(start);
    let joins = c.mark(i, '-')
        || c.is(i, &["through", "until", "till"])
        || (c.is(i, &["to"]) && led != "to")
        || (c.is(i, &["and"]) && led == "between");
    joins.then_some(i + 1)
}

fn days_of_month(c: &Cursor<'_>, i: usize) -> Found {
    let end_with = |first: i8, (end, last): (usize, Reading)| match last {
        Reading::Day { year, month, day, weekday: None } if first < day => {
            let first = Reading::Day { year, month, day: first, weekday: None };
            Some((end, Reading::Range(Box::new(first), Box::new(last))))
        }
        _ => None,
    };
    // "3-5 May 2024".
    if let Some((k, first)) = c.day_number(c.skip_word(i, &["the"])) {
        let pair = c.is(k, &["and", "or"]);
        let j = joiner(c, k, i).or(pair.then_some(k + 1))?;
        let found = end_with(first, periods::date(c, j)?)?;
        return (!pair || c.before(i) == "between" || neighbours(&found.1)).then_some(found);
    }
    // "May 3-5, 2024".
    let (k, month, _) = dates::month_name(c, i)?;
    let (k, first) = c.day_number(k)?;
    let pair = c.is(k, &["and", "or"]);
    let j = joiner(c, k, i).or(pair.then_some(k + 1))?;
    let (k, last) =
        c.day_number(j).filter(|(k, _)| !dates::is_meridiem(c, *k) && !c.mark(*k, ':') && !c.mark(*k, '%'))?;
    if dates::month_name(c, k).is_some() || dates::counted(c.word(k)) {
        return None;
    }
    let comma = c.skip(k, ',');
    let (end, year) = c.year(comma).map_or((k, YearOf::Unsaid), |(end, y)| (end, YearOf::Number(y)));
    let found = end_with(first, (end, Reading::Day { year, month, day: last, weekday: None }))?;
    (!pair || c.before(i) == "between" || neighbours(&found.1)).then_some(found)
}

/// "29 and 30 January" is one stretch of days, "3 and 17 May" is not.
fn neighbours(range: &Reading) -> bool {
    let Reading::Range(first, last) = range else { return false };
    matches!((&**first, &**last), (Reading::Day { day: a, .. }, Reading::Day { day: b, .. }) if a + 1 == *b)
}

fn years(c: &Cursor<'_>, i: usize) -> Found {
    let plausible = |y: i16| (1700..=2100).contains(&y);
    let n = c.digits(i)?;
    let (j, first) = c.year(i).filter(|(_, y)| n.digits == 4 && plausible(*y))?;
    let bar = c.mark(j, '/') && !c.spaced(j);
    let k = joiner(c, j, i).or(bar.then_some(j + 1))?;
    let led = matches!(c.before(i), "from" | "between" | "in" | "during" | "of" | "the" | "for" | "");
    let last = match c.digits(k).filter(|n| n.digits == 2 && !c.spaced(k)) {
        Some(two) if led || c.mark(i.wrapping_sub(1), '(') => first - first % 100 + i16::try_from(two.value).ok()?,
        Some(_) => return None,
        None => c.year(k).filter(|(_, y)| plausible(*y)).map(|(_, y)| y)?,
    };
    let other = dates::counted(c.word(k + 1)) || c.mark(k + 1, '%') || c.is(i.wrapping_sub(1), &["than", "resolution"]);
    let sized = first < last && last - first < 200;
    if other || !sized || (c.is(j, &["to"]) && !led) {
        return None;
    }
    Some((k + 1, Reading::Range(Box::new(Reading::Year(first)), Box::new(Reading::Year(last)))))
}

fn two_points(c: &Cursor<'_>, i: usize) -> Found {
    let led = c.is(i.wrapping_sub(1), &["from", "between"]);
    let simple = |r: &Reading| {
        matches!(r, Reading::Day { .. } | Reading::Month { .. } | Reading::Weekday { .. } | Reading::Year(_))
    };
    // Cheap first: most pieces begin no range.
    if c.number(i).is_none() && words::month(c.word(i)).is_none() && words::weekday(c.word(i)).is_none() {
        return None;
    }
    let (j, first) = base(c, i).filter(|(_, r)| simple(r))?;
    let k = joiner(c, j, i)?;
    let closed = c.mark(j, '-') && !c.spaced(j) && !c.spaced(k);
    if !led && !closed && !c.is(j, &["through", "until", "till"]) && c.word(j) != "to" {
        return None;
    }
    let (end, last) = base(c, c.skip_word(k, &["the"])).filter(|(_, r)| simple(r))?;
    let same_kind = std::mem::discriminant(&first) == std::mem::discriminant(&last);
    same_kind.then(|| (end, Reading::Range(Box::new(first), Box::new(last))))
}
