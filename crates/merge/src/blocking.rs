//! Which pairs of reports are worth scoring.
//!
//! A pair is proposed where both fall into one block: a stretch of time x a cell or country x a family of types. A report
//! that is precise in time stands in its three-day blocks and, as a guest, in those of its month and year; a block of a
//! month or a year pairs its natives (reports that are no more precise) with everybody, but never two guests, who meet in
//! a finer block if at all. Countries relate to cells in the same way, and a report without a place is a native of the blocks
//! of its actors, its toll and its rarest words. That keeps the number of pairs near the number of
//! reports times the number of tellings of one event.

use std::collections::BTreeMap;

use polybius_records::{Date, PlacePrecision, Precision};

use crate::features::{Family, Features, is_named};

/// Degrees; at least twice [`crate::score`]'s distance for two places, so that a point and the half of its cell that it
/// lies in find all neighbours.
const CELL: f64 = 1.2;
/// Days of the finest blocks.
const DAYS: i64 = 3;
/// A block that would propose more pairs than this is only searched among neighbours in order of place and date.
const MOST_PAIRS: usize = 60_000;
/// How many neighbours then.
const WINDOW: usize = 48;
/// How many of its rarest words a report is looked up by.
const WORDS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Days(i64),
    Month(i16, i8),
    Year(i16),
    Any,
}

/// Names and ids are numbered: a block's key is compared often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    Cell(i32, i32),
    Country(u32),
    Name(u32),
    Actor(u32),
    Killed(u64),
    Word(u32),
}

/// A member of a block, and whether it is a native in time and in space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    index: usize,
    native_time: bool,
    native_place: bool,
}

/// Pairs of indices, the smaller first, sorted.
pub(crate) fn candidates(features: &[Features<'_>]) -> Vec<(usize, usize)> {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let mut standing: Vec<((Family, Time, Where), Member)> = Vec::new();
    for (index, report) in features.iter().enumerate() {
        let (times, places) = (times(report), places(report, &mut names));
        for &family in report.families() {
            for &(time, native_time) in &times {
                for &(place, native_place) in &places {
                    // Without any time only a name, an actor or a toll narrows the search enough.
                    if time == Time::Any && matches!(place, Where::Cell(..) | Where::Country(_)) {
                        continue;
                    }
                    standing.push(((family, time, place), Member { index, native_time, native_place }));
                }
            }
        }
    }
    standing.sort_unstable();
    let mut pairs = Vec::new();
    for block in standing.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        let members: Vec<Member> = block.iter().map(|(_, member)| *member).collect();
        pair_up(&members, features, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn pair_up(members: &[Member], features: &[Features<'_>], pairs: &mut Vec<(usize, usize)>) {
    let full: Vec<Member> = members.iter().copied().filter(|m| m.native_time && m.native_place).collect();
    let in_time: Vec<Member> = members.iter().copied().filter(|m| m.native_time && !m.native_place).collect();
    let in_place: Vec<Member> = members.iter().copied().filter(|m| !m.native_time && m.native_place).collect();
    if full.len() * members.len() + in_time.len() * in_place.len() > MOST_PAIRS {
        return neighbours(members, features, pairs);
    }
    let mut push = |a: &Member, b: &Member| {
        if a.index != b.index {
            pairs.push((a.index.min(b.index), a.index.max(b.index)));
        }
    };
    for a in &full {
        members.iter().for_each(|b| push(a, b));
    }
    for a in &in_time {
        in_place.iter().for_each(|b| push(a, b));
    }
}

fn neighbours(members: &[Member], features: &[Features<'_>], pairs: &mut Vec<(usize, usize)>) {
    let mut order: Vec<Member> = members.to_vec();
    order.sort_by_cached_key(|m| {
        let f = &features[m.index];
        (f.place_name.clone(), f.date().map(|d| (d.start, d.end)), m.index)
    });
    for (at, a) in order.iter().enumerate() {
        for b in order.iter().skip(at + 1).take(WINDOW) {
            if (a.native_time || b.native_time) && (a.native_place || b.native_place) && a.index != b.index {
                pairs.push((a.index.min(b.index), a.index.max(b.index)));
            }
        }
    }
}

fn day_number(day: Date) -> i64 {
    i64::from(Date::ZERO.until(day).map(|s| s.get_days()).unwrap_or(0))
}

fn times(report: &Features<'_>) -> Vec<(Time, bool)> {
    let Some(date) = report.date() else { return vec![(Time::Any, true)] };
    let mut out = vec![(Time::Any, false)];
    let fine = matches!(date.precision, Precision::Day | Precision::Week);
    let months = matches!(date.precision, Precision::Month | Precision::Quarter);
    // A span that is mislabelled as fine must not fill thousands of blocks.
    if fine && date.width_days() <= 31 {
        let (first, last) = (day_number(date.start) - 1, day_number(date.end) + 1);
        out.extend((first.div_euclid(DAYS)..=last.div_euclid(DAYS)).map(|d| (Time::Days(d), true)));
    }
    let (mut year, mut month) = (date.start.year(), date.start.month());
    for _ in 0..8 {
        if fine || months {
            out.push((Time::Month(year, month), months));
        }
        if (year, month) >= (date.end.year(), date.end.month()) {
            break;
        }
        (year, month) = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
    }
    let last = date.end.year().min(date.start.year().saturating_add(12));
    out.extend((date.start.year()..=last).map(|y| (Time::Year(y), !fine && !months)));
    out
}

fn places<'a>(report: &'a Features<'a>, names: &mut BTreeMap<&'a str, u32>) -> Vec<(Where, bool)> {
    let mut number = |name: &'a str| {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        *names.entry(name).or_insert(next)
    };
    let mut out = Vec::new();
    let placeless = report.place().is_none_or(|p| p.country.is_none() && p.latitude.is_none());
    if let Some(place) = report.place() {
        let point = place.latitude.zip(place.longitude).filter(|(lat, lon)| lat.is_finite() && lon.is_finite());
        let is_point = matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near) && point.is_some();
        if let Some((lat, lon)) = point {
            out.extend(cells(lat, lon).map(|(x, y)| (Where::Cell(x, y), true)));
        }
        if let Some(country) = &place.country {
            out.push((Where::Country(number(country)), !is_point));
        }
        if !report.place_name.is_empty() {
            out.push((Where::Name(number(&report.place_name)), true));
        }
    }
    for party in report.sides.iter().chain(&report.targets).filter(|p| is_named(p.actor)) {
        out.push((Where::Actor(number(&party.actor.id)), placeless));
    }
    out.extend(telling(report).map(|word| (Where::Word(word), placeless)));
    if let Some(n) = report.report.body.killed.as_ref().and_then(|k| k.best).filter(|&n| n >= 3) {
        out.push((Where::Killed(n), placeless));
    }
    out
}

/// The rarest words that at least one other report has too.
fn telling(report: &Features<'_>) -> impl Iterator<Item = u32> {
    let mut rarest: Vec<(u32, f64)> =
        report.words.iter().copied().filter(|&(_, weight)| weight < report.unique).collect();
    rarest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rarest.into_iter().take(WORDS).map(|(word, _)| word)
}

/// The cell of a point and the three others that meet at its nearest corner.
fn cells(lat: f64, lon: f64) -> impl Iterator<Item = (i32, i32)> {
    let steps = |degrees: f64| {
        let scaled = degrees / CELL;
        let cell = scaled.floor();
        let other = if scaled - cell < 0.5 { cell - 1.0 } else { cell + 1.0 };
        [cell as i32, other as i32]
    };
    let (ys, xs) = (steps(lat), steps(lon));
    ys.into_iter().flat_map(move |y| xs.into_iter().map(move |x| (y, x)))
}
