use polybius_records::{CountKind, DateSpan, Precision};

use super::Native;
use crate::features::{Features, Spot};
use crate::hash::combined;

/// Degrees; at least twice the distance at which two places are still one, so that a point and the half of its cell that it
/// lies in find all neighbours.
const CELL: f64 = 1.2;
/// Days of the finest blocks.
const DAYS: i32 = 3;
/// How many of its rarest words a report is looked up by, where the time is known and where it is not.
const WORDS: usize = 4;
const TIMELESS_WORDS: usize = 3;
/// Fewer dead than this tell no event from another.
const TELLING_TOLL: u64 = 3;
/// News without a date tells of the last days.
const NEWS_DAYS: i32 = 4;

/// The blocks of a report, each once.
pub(crate) fn keys(report: &Features) -> Vec<(u64, Native)> {
    let mut out = Vec::with_capacity(48);
    let (times, settings) = (times(report), settings(report));
    for &family in report.families() {
        for &(time, native_time) in &times {
            for setting in settings.iter().filter(|s| time.takes(s)) {
                let native = Native {
                    time: native_time,
                    place: setting.native || (setting.is_evidence() && time.is_coarse() && native_time),
                };
                let [kind, value] = setting.key;
                let [level, at] = time.key();
                out.push((combined(&[family as u64, level, at, kind, value]), native));
            }
        }
    }
    out.sort_unstable_by_key(|(key, native)| (*key, native.bits()));
    out.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 = Native { time: first.1.time || later.1.time, place: first.1.place || later.1.place };
        }
        same
    });
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    /// Three days.
    Days(i32),
    Month(i16, i8),
    Year(i16),
    Any,
}

impl Time {
    fn key(self) -> [u64; 2] {
        match self {
            Time::Days(n) => [0, n.unsigned_abs().into()],
            Time::Month(y, m) => [1, u64::from(y.unsigned_abs()) * 12 + u64::from(m.unsigned_abs())],
            Time::Year(y) => [2, y.unsigned_abs().into()],
            Time::Any => [3, 0],
        }
    }

    /// Whether the stretch is too long for a place alone to say much.
    fn is_coarse(self) -> bool {
        matches!(self, Time::Year(_) | Time::Any)
    }

    /// Whether the stretch and the setting together narrow the search enough.
    fn takes(self, setting: &Setting) -> bool {
        match (self, setting.key[0]) {
            (Time::Days(_), _) => true,
            (Time::Month(..), kind) => matches!(kind, COUNTRY | NAME | ACTOR | KILLED),
            (Time::Year(_), kind) => matches!(kind, NAME | ACTOR | KILLED | WORD),
            (Time::Any, WORD) => setting.rank < TIMELESS_WORDS,
            (Time::Any, kind) => matches!(kind, NAME | KILLED),
        }
    }
}

/// Where, who, how many or a word: what makes a block beside the time.
struct Setting {
    key: [u64; 2],
    native: bool,
    /// Of a word: how many are rarer.
    rank: usize,
}

const CELLS: u64 = 0;
const COUNTRY: u64 = 1;
const NAME: u64 = 2;
const ACTOR: u64 = 3;
const KILLED: u64 = 4;
const WORD: u64 = 5;

impl Setting {
    fn is_evidence(&self) -> bool {
        matches!(self.key[0], ACTOR | KILLED | WORD)
    }
}

fn settings(report: &Features) -> Vec<Setting> {
    let mut out = Vec::with_capacity(16);
    let mut put = |kind, value, native| out.push(Setting { key: [kind, value], native, rank: 0 });
    let placeless = report.place.as_ref().is_none_or(|p| p.country.is_none() && p.point.is_none());
    if let Some(place) = &report.place {
        let point = place.point.filter(|_| place.is_point());
        for (y, x) in place.point.into_iter().flat_map(cells) {
            put(CELLS, u64::from(y.cast_unsigned()) << 32 | u64::from(x.cast_unsigned()), true);
        }
        if let Some(country) = place.country {
            put(COUNTRY, country, point.is_none());
        }
        if place.name_hash != 0 {
            put(NAME, place.name_hash, true);
        }
    }
    for party in report.sides.iter().chain(&report.targets).filter(|p| p.is_named()) {
        put(ACTOR, party.id_hash, placeless);
    }
    if let Some(n) = report.count(CountKind::Killed).and_then(|k| k.best).filter(|&n| n >= TELLING_TOLL) {
        put(KILLED, country_or_none(report.place.as_ref()) ^ n, placeless);
        put(KILLED, n, placeless);
    }
    // A rare word is evidence enough to look at a pair of the same days wherever it is.
    out.extend(telling(report).enumerate().map(|(rank, word)| Setting {
        key: [WORD, word.into()],
        native: true,
        rank,
    }));
    out
}

fn country_or_none(place: Option<&Spot>) -> u64 {
    place.and_then(|p| p.country).unwrap_or(0)
}

/// The rarest words; among equally rare ones those that every report would choose.
pub(super) fn telling(report: &Features) -> impl Iterator<Item = u32> {
    let mut rarest: Vec<(u32, f32)> = report.words.to_vec();
    rarest.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rarest.into_iter().take(WORDS).map(|(word, _)| word)
}

/// The stretches of time that a report stands in, and whether it is at home there.
fn times(report: &Features) -> Vec<(Time, bool)> {
    let blocks =
        |first: i32, last: i32| (first.div_euclid(DAYS)..=last.div_euclid(DAYS)).map(|d| (Time::Days(d), true));
    let Some(date) = report.date else {
        let mut out = vec![(Time::Any, true)];
        if let Some(published) = report.published {
            out.extend(blocks(published - NEWS_DAYS, published + 1));
        }
        return out;
    };
    let mut out = vec![(Time::Any, false)];
    let DateSpan { start, end, precision } = date.span;
    let fine = matches!(precision, Precision::Day | Precision::Week);
    let months = matches!(precision, Precision::Month | Precision::Quarter);
    // A span that is mislabelled as fine must not fill thousands of blocks.
    if fine && date.width() <= 31 {
        out.extend(blocks(date.start - 1, date.end + 1));
    }
    let (mut year, mut month) = (start.year(), start.month());
    for _ in 0..8 {
        if fine || months {
            out.push((Time::Month(year, month), months));
        }
        if (year, month) >= (end.year(), end.month()) {
            break;
        }
        (year, month) = if month == 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
    }
    let last = end.year().min(start.year().saturating_add(12));
    out.extend((start.year()..=last).map(|y| (Time::Year(y), !fine && !months)));
    out
}

/// The cell of a point and the three others that meet at its nearest corner.
fn cells((lat, lon): (f64, f64)) -> impl Iterator<Item = (i32, i32)> {
    let steps = |degrees: f64| {
        let scaled = degrees / CELL;
        let cell = scaled.floor();
        let other = if scaled - cell < 0.5 { cell - 1.0 } else { cell + 1.0 };
        [cell as i32, other as i32]
    };
    let (ys, xs) = (steps(lat), steps(lon));
    ys.into_iter().flat_map(move |y| xs.into_iter().map(move |x| (y, x)))
}
