//! Times of the day, alone or with their day: "9:30 p.m.", "noon Thursday", "Friday night", "the morning of 1 March".

use super::cursor::{Cursor, Found};
use super::dates::is_meridiem;
use super::reading::{Clock, DayPart, Reading};
use super::words;

/// A time of the day by the clock, without its day.
pub(super) fn clock(c: &Cursor<'_>, i: usize) -> Option<(usize, Clock)> {
    if let Some((hour, minute, end)) = hours(c, i) {
        return Some((zone(c, end), Clock::At(hour, minute)));
    }
    let at = c.is(i.wrapping_sub(1), &["at", "around", "about", "by", "until", "before", "after", "near", "since"]);
    match c.word(i) {
        "noon" | "midday" => Some((i + 1, Clock::Part(DayPart::Noon))),
        "midnight" => Some((i + 1, Clock::Part(DayPart::Midnight))),
        "dawn" | "dusk" | "daybreak" | "nightfall" if at => words::day_part(c.word(i)).map(|p| (i + 1, Clock::Part(p))),
        _ => None,
    }
}

fn hours(c: &Cursor<'_>, i: usize) -> Option<(u32, Option<u32>, usize)> {
    if let Some(n) = c.number(i).filter(|n| !n.ordinal && !n.plural) {
        // "9:30", "21:15:07".
        if c.mark(i + 1, ':') && !c.spaced(i + 1) && !c.spaced(i + 2) {
            let minute = c.digits(i + 2).filter(|m| m.digits == 2 && m.value < 60)?;
            let mut end = i + 3;
            if c.mark(end, ':') && c.digits(end + 1).is_some_and(|s| s.digits == 2) {
                end += 2;
            }
            let bare = !is_meridiem(c, end) && zone(c, end) == end && c.run(end, &["hours"]).is_none();
            // Lengths of videos and scores look alike: without "p.m." or a zone, the word before must speak of time.
            let led = c.is(
                i.wrapping_sub(1),
                &[
                    "at",
                    "around",
                    "about",
                    "by",
                    "until",
                    "before",
                    "after",
                    "from",
                    "to",
                    "between",
                    "and",
                    "since",
                    "till",
                    "past",
                    "approximately",
                ],
            ) || (c.mark(i.wrapping_sub(1), ',') && c.digits(i.wrapping_sub(2)).is_some());
            let (hour, end) = twelve(c, n.value, end)?;
            return (n.digits <= 2 && (!bare || led)).then_some((hour, Some(minute.value), end));
        }
        // "9.30pm".
        if let Some(minute) = n.hundredths.filter(|m| *m < 60 && is_meridiem(c, i + 1)) {
            let (hour, end) = twelve(c, n.value, i + 1)?;
            return Some((hour, Some(minute), end));
        }
        // "9pm", "9 p.m.".
        if !n.compound && n.digits <= 2 && is_meridiem(c, i + 1) {
            let (hour, end) = twelve(c, n.value, i + 1)?;
            return Some((hour, None, end));
        }
        // "1530 GMT", "0600 hours".
        let zoned =
            c.is(i + 1, &["gmt", "utc", "est", "edt", "hours", "hrs"]) || c.run(i + 1, &["local", "time"]).is_some();
        // No year follows "at".
        let zoned = zoned || c.is(i.wrapping_sub(1), &["at"]);
        if !n.compound && n.digits == 4 && zoned && n.value < 2400 && n.value % 100 < 60 {
            return Some((n.value / 100, Some(n.value % 100), i + 1 + usize::from(c.is(i + 1, &["hours", "hrs"]))));
        }
        if n.digits <= 2 && !n.compound {
            return oclock(c, i + 1).and_then(|end| twelve(c, n.value, end)).map(|(h, end)| (h, None, end));
        }
        return None;
    }
    let hour = words::cardinal(c.word(i)).filter(|n| (1..=12).contains(n))?;
    let end = oclock(c, i + 1)?;
    let (hour, end) = twelve(c, hour, end)?;
    Some((hour, None, end))
}

fn oclock(c: &Cursor<'_>, i: usize) -> Option<usize> {
    (c.is(i, &["o"]) && c.mark(i + 1, '\'') && c.is(i + 2, &["clock"])).then_some(i + 3)
}

/// The hour of 24 after an optional "p.m." at `i`.
fn twelve(c: &Cursor<'_>, hour: u32, i: usize) -> Option<(u32, usize)> {
    if !is_meridiem(c, i) {
        return (hour <= 24).then_some((hour, i));
    }
    if !(1..=12).contains(&hour) {
        return None;
    }
    let afternoon = c.word(i).starts_with('p');
    let end = if c.mark(i + 1, '.') && c.is(i + 2, &["m"]) { c.skip(i + 3, '.') } else { i + 1 };
    Some((hour % 12 + if afternoon { 12 } else { 0 }, end))
}

/// The piece after an optional time zone.
fn zone(c: &Cursor<'_>, i: usize) -> usize {
    c.run(i, &["local", "time"]).unwrap_or_else(|| {
        c.skip_word(
            i,
            &[
                "gmt", "utc", "est", "edt", "pst", "pdt", "cst", "cdt", "cet", "cest", "bst", "eet", "msk", "ist",
                "local",
            ],
        )
    })
}

/// The part of a day at `i`, with "early", "late" and "mid" before it: "early morning", "mid-afternoon".
pub(super) fn day_part_at(c: &Cursor<'_>, i: usize) -> Option<(usize, DayPart)> {
    let j = c.skip(c.skip_word(i, &["early", "late", "mid"]), '-');
    let part = words::day_part(c.word(j))?;
    Some((j + 1, part))
}

/// "tonight", "overnight", "in the morning", "the early hours": parts of a day that stand without their day.
pub(super) fn lone_part(c: &Cursor<'_>, i: usize) -> Found {
    let near = |end, part, days| {
        let date = Some(Box::new(Reading::Near(days)));
        Some((end, Reading::Timed { clock: Clock::Part(part), date }))
    };
    match c.word(i) {
        "tonight" => near(i + 1, DayPart::Night, 0),
        "overnight" => Some((i + 1, Reading::Overnight)),
        "the" => {
            let led = c.is(i.wrapping_sub(1), &["in", "during", "late", "of", "into"]);
            let (end, part) = day_part_at(c, i + 1)?;
            let clock = Clock::Part(part);
            led.then_some((end, Reading::Timed { clock, date: None }))
        }
        _ => None,
    }
}

/// "the morning of", "the early hours of", "the night of": the piece after "of" and the part.
pub(super) fn part_of_day_of(c: &Cursor<'_>, i: usize) -> Option<(usize, DayPart)> {
    let j = c.skip_word(i, &["the"]);
    if let Some(k) = c.run(j, &["early", "hours"]).or_else(|| c.run(j, &["small", "hours"])) {
        let k = c.skip_word(k, &["of", "on"]);
        return Some((c.skip_word(k, &["the"]), DayPart::Morning));
    }
    let (k, part) = day_part_at(c, j)?;
    c.is(k, &["of", "on"]).then_some((k + 1, part))
}
