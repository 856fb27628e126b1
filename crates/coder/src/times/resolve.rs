//! From what the words say to days: TIMEX3 values and spans, counted from publication or from the story.

use jiff::civil::{Date, Weekday};
use polybius_records::DateSpan;

use super::arithmetic::{Dated, away, cut, fits, hours_away, in_months, period, shifted, vague_ref};
use super::calendar::{self, Season, Unit};
use super::landmark::{Landmarks, Target};
use super::named_days;
use super::reading::{Amount, Clock, DayPart, Part, Reading, Which, YearOf};
use super::story::Story;
use super::tense::Outlook;
use crate::{Anchoring, TimexKind};

/// Sentences for which a time that the text has named still holds.
const SCENE: usize = 4;

/// What a time expression means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub timex: String,
    pub kind: TimexKind,
    pub span: Option<DateSpan>,
    pub anchoring: Anchoring,
}

/// Where an expression stands, and from where it can count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'s> {
    pub published: Option<Date>,
    pub story: &'s Story,
    pub sentence: usize,
    pub paragraph: usize,
    pub outlook: Outlook,
    /// A word of limit stands before it: "until", "by".
    pub limit: bool,
    /// The text writes "March 22" rather than "22 March".
    pub month_first: bool,
    /// What follows in the sentence, for "two months after the January attack".
    pub ahead: Option<DateSpan>,
    /// What follows "two months after".
    pub target: Target,
    /// The day just before it, which it restates: "On Wednesday, a day before the release".
    pub beside: Option<DateSpan>,
    /// Days of events that the text has dated.
    pub landmarks: &'s Landmarks,
    /// "The attack comes two days after".
    pub comes: bool,
}

fn value(timex: impl Into<String>, kind: TimexKind, span: Option<DateSpan>, anchoring: Anchoring) -> Value {
    Value { timex: timex.into(), kind, span, anchoring }
}

fn open(timex: impl Into<String>) -> Value {
    value(timex, TimexKind::Date, None, Anchoring::Open)
}

/// The meaning of a reading at its place.
pub(super) fn resolve(reading: &Reading, at: &Place<'_>) -> Value {
    let dated = |found: Dated, otherwise: String| match found {
        Some((timex, span, anchoring)) => value(timex, TimexKind::Date, span, anchoring),
        None => open(otherwise),
    };
    match reading {
        Reading::Day { year, month, day, weekday } => {
            dated(at.day(*year, *month, *day, *weekday), format!("XXXX-{month:02}-{day:02}"))
        }
        Reading::DayOnly(day) => dated(at.day_only(*day), format!("XXXX-XX-{day:02}")),
        Reading::Slashed { first, second, year } => dated(at.slashed(*first, *second, *year), String::new()),
        Reading::Month { year, month, which } => dated(at.month(*year, *month, *which), format!("XXXX-{month:02}")),
        Reading::Year(y) => value(format!("{y:04}"), TimexKind::Date, calendar::years(*y, *y), Anchoring::Absolute),
        Reading::Fraction { year, number, of } => {
            let letter = if *of == 4 { 'Q' } else { 'H' };
            dated(at.fraction(*year, *number, *of), format!("XXXX-{letter}{number}"))
        }
        Reading::Season { year, season, which } => {
            dated(at.season(*year, *season, *which), format!("XXXX-{}", season.code()))
        }
        Reading::Decade(y) => {
            let span = y.checked_add(9).and_then(|last| calendar::years(*y, last));
            value(format!("{:03}", y / 10), TimexKind::Date, span, Anchoring::Absolute)
        }
        Reading::Century(n) => {
            value(format!("{:02}", n - 1), TimexKind::Date, calendar::century(*n), Anchoring::Absolute)
        }
        Reading::Weekday { weekday, which } => {
            dated(at.weekday(*weekday, *which), format!("XXXX-WXX-{}", weekday.to_monday_one_offset()))
        }
        Reading::InWeek { weekday, weeks } => {
            let day = at.published.and_then(|p| {
                let monday = calendar::week(p)?.start;
                calendar::weekday_after(calendar::shift_units(monday, *weeks, Unit::Week)?, *weekday, false)
            });
            let otherwise = format!("XXXX-WXX-{}", weekday.to_monday_one_offset());
            dated(day.map(|d| (d.to_string(), Some(DateSpan::day(d)), Anchoring::Publication)), otherwise)
        }
        Reading::Near(days) => {
            let day = at.published.and_then(|p| calendar::shift(p, *days));
            let otherwise = if *days == 0 { "PRESENT_REF" } else { "" };
            dated(day.map(|d| (d.to_string(), Some(DateSpan::day(d)), Anchoring::Publication)), otherwise.to_owned())
        }
        Reading::Whole { unit, which } => dated(at.whole(*unit, *which), String::new()),
        Reading::FromNow { amount, unit, past } => {
            let like = at.story.quarter.filter(|(_, p)| *p == at.paragraph && *past && *unit == Unit::Year);
            if let Some((quarter, _)) = like {
                return dated(shifted(quarter, -1, Unit::Year, Anchoring::Narrative), String::new());
            }
            let from = at.published.map(DateSpan::day);
            dated(away(from, *amount, *unit, *past, Anchoring::Publication), vague_ref(*past))
        }
        Reading::FromThen { amount, unit, past, onward } => {
            let like = at.story.quarter.filter(|(_, p)| *p == at.paragraph && *past && *unit == Unit::Year);
            if let Some(found) = at.clause(*amount, *unit, *past).filter(|_| *onward && at.ahead.is_none()) {
                return dated(Some(found), vague_ref(*past));
            }
            // Days and weeks count from a time about as narrow as they are.
            let near = |s: &DateSpan| *unit > Unit::Week || s.width_days() <= 7;
            let from = like.map(|(q, _)| q).or(at.ahead.filter(|s| *onward && near(s)));
            let from = from.or(at.landmark().filter(|_| *onward)).or(at.told().filter(near));
            let told = if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
                hours_away(from, *amount, *unit, *past, at.story.late)
            } else {
                away(from, *amount, *unit, *past, Anchoring::Narrative)
            };
            // What happened "two months after the coup" cannot lie ahead: the coup was not the time named last.
            let late = |s: &DateSpan| at.published.is_some_and(|p| s.start > p) && !at.future();
            let told = told.filter(|(_, span, _)| !(*onward && span.as_ref().is_some_and(late)));
            // "A year earlier" in a text that has named no other time counts from its own day.
            let now = at.published.filter(|_| from.is_none() && *past && !*onward && *unit >= Unit::Month);
            let found = told.or_else(|| away(now.map(DateSpan::day), *amount, *unit, *past, Anchoring::Publication));
            dated(found, vague_ref(*past))
        }
        Reading::Window { amount, unit, past } => at.window(*amount, *unit, *past),
        Reading::Lasting { amount, unit } => {
            value(period(*amount, *unit), TimexKind::Duration, None, Anchoring::Absolute)
        }
        Reading::Set(timex) => value(timex.clone(), TimexKind::Set, None, Anchoring::Absolute),
        Reading::Vague(timex) => open(*timex),
        Reading::Named { index, year } => dated(at.named(*index, *year), String::new()),
        Reading::Overnight => {
            let days = at.published.and_then(|p| Some(DateSpan::new(calendar::shift(p, -1)?, p)));
            let timex = days.map_or_else(|| "TNI".to_owned(), |d| format!("{}TNI", d.start));
            let anchoring = if days.is_some() { Anchoring::Publication } else { Anchoring::Open };
            value(timex, TimexKind::Time, days, anchoring)
        }
        Reading::Timed { clock, date } => at.timed(*clock, date.as_deref()),
        Reading::PartOf { part, of } => {
            let mut whole = resolve(of, at);
            if let Some(told) = at.within_told(*part, of) {
                return dated(Some(told), whole.timex);
            }
            whole.span = whole.span.map(|span| cut(span, *part, at.published));
            whole
        }
        Reading::Range(first, last) => at.range(first, last),
        Reading::Since(from) => {
            let mut value = resolve(from, at);
            let start = value.span.map(|s| s.start);
            value.span = match (start, at.published) {
                (Some(start), Some(now)) if start <= now => Some(DateSpan::new(start, now)),
                // "Since" has no end that could be known.
                _ => None,
            };
            value
        }
    }
}

impl Place<'_> {
    /// The time that the text speaks of: not one that lies ahead, unless the clause does.
    fn told(&self) -> Option<DateSpan> {
        if self.future() { self.story.last } else { self.story.behind }
    }

    fn told_day(&self) -> Option<Date> {
        if self.future() { self.story.last_day } else { self.story.behind_day }
    }

    fn landmark(&self) -> Option<DateSpan> {
        match self.target {
            Target::Known(noun) => self.landmarks.day(noun).map(DateSpan::day),
            _ => None,
        }
    }

    /// "On Wednesday, a day before the release" is that Wednesday; in "missing on Tuesday, two days after gunmen came" and "this
    /// comes three weeks after a bomb hit a bus" the words date the act of their own clause.
    fn clause(&self, amount: Amount, unit: Unit, past: bool) -> Dated {
        match (self.target, self.beside) {
            (Target::Known(_) | Target::Unclear, Some(day)) => {
                Some((day.start.to_string(), Some(day), Anchoring::Narrative))
            }
            (Target::Told, Some(day)) => away(Some(day), amount, unit, !past, Anchoring::Narrative),
            (Target::Told, None) if self.comes => {
                let now = self.told().filter(|s| s.width_days() <= 7).or(self.published.map(DateSpan::day));
                away(now, amount, unit, !past, Anchoring::Narrative)
            }
            _ => None,
        }
    }

    /// "Earlier in the year", "later in the week" where the text speaks of another year or week than that of publication.
    fn within_told(&self, part: Part, of: &Reading) -> Dated {
        if let (Reading::Whole { unit: Unit::Day, which: Which::That }, None, Some(now)) =
            (of, self.told_day(), self.published)
        {
            return Some((now.to_string(), Some(DateSpan::day(now)), Anchoring::Publication));
        }
        let Reading::Whole { unit, which: Which::Plain } = of else { return None };
        // A period as long as the unit is no point in it: "he recalled it in 1997. Earlier in the year ..." goes back to the day told.
        let point = |s: &DateSpan| fits(s, *unit) && calendar::whole(s.start, *unit).is_some_and(|(_, w)| w != *s);
        let near = self.told().filter(|s| point(s) && self.story.sentence + SCENE >= self.sentence);
        let told = near.or(self.told_day().map(DateSpan::day))?;
        let (timex, whole) = calendar::whole(told.start, *unit)?;
        let span = match part {
            _ if self.published.is_some_and(|p| whole.contains(&DateSpan::day(p))) => return None,
            Part::Earlier => {
                let before = calendar::shift(told.start, -1)?;
                DateSpan::new(whole.start, before.max(whole.start))
            }
            Part::Later => DateSpan::new(told.end, whole.end),
            other => cut(whole, other, None),
        };
        Some((timex, Some(span), Anchoring::Narrative))
    }

    fn future(&self) -> bool {
        self.outlook == Outlook::Future
    }

    fn said_year(&self, year: YearOf) -> Option<(i16, Anchoring)> {
        match year {
            YearOf::Unsaid => None,
            YearOf::Number(y) => Some((y, Anchoring::Absolute)),
            YearOf::Which(which) => {
                let (base, anchoring) = match which {
                    Which::Last | Which::This | Which::Next | Which::Plain => {
                        (self.published?.year(), Anchoring::Publication)
                    }
                    _ => (self.story.last?.start.year(), Anchoring::Narrative),
                };
                let step = match which {
                    Which::Last | Which::Previous => -1,
                    Which::Next | Which::Following => 1,
                    _ => 0,
                };
                Some((base.checked_add(step)?, anchoring))
            }
        }
    }

    /// The year of something that comes once a year, where the text does not say it: from a year written nearby, else the
    /// nearest one not after publication (not before it where the clause looks ahead), else the last year written anywhere.
    fn yearly(&self, month: Option<i8>, on: impl Fn(i16) -> Option<Date>) -> Option<(i16, Anchoring)> {
        let possible = |y: i16| self.published.is_none_or(|p| on(y).is_some_and(|d| d <= p)) || self.future();
        // "3 January 1990 ... on 30 December" means the one nearest to the day written out.
        let from_year = |year: i16| match self.story.full_day {
            Some(day) => [0, -1, 1]
                .into_iter()
                .filter_map(|step| year.checked_add(step))
                .filter(|y| possible(*y))
                .min_by_key(|y| on(*y).map_or(i64::MAX, |d| DateSpan::day(d).gap_days(&DateSpan::day(day)))),
            None => Some(year).filter(|y| possible(*y)),
        };
        let nearby = self.story.year_nearby(self.sentence, self.paragraph);
        // A day that lies ahead has nothing to do with a year that is over.
        let nearby = nearby.filter(|y| !self.future() || self.published.is_none_or(|p| *y >= p.year()));
        let same_sentence = self.story.year.is_some_and(|(_, s, _)| s == self.sentence);
        if (same_sentence || self.published.is_some())
            && let Some(year) = nearby.and_then(from_year)
        {
            return Some((year, Anchoring::Narrative));
        }
        let Some(now) = self.published else {
            // A month that the text has dated before is most likely that one.
            let dated = month.and_then(|m| usize::try_from(m - 1).ok()).and_then(|m| *self.story.months.get(m)?);
            return dated.or(self.story.year.and_then(|(y, ..)| from_year(y))).map(|y| (y, Anchoring::Narrative));
        };
        let year = now.year();
        // 29 February is in some years only.
        let near = |mut ys: std::ops::RangeInclusive<i16>, back: bool| {
            if back {
                ys.rev().find(|y| on(*y).is_some_and(|d| d <= now))
            } else {
                ys.find(|y| on(*y).is_some_and(|d| d >= now))
            }
        };
        let past = near(year.saturating_sub(8)..=year, true);
        let ahead = near(year..=year.saturating_add(8), false);
        let within =
            |days| ahead.and_then(&on).is_some_and(|d| calendar::shift(now, days).is_some_and(|limit| d <= limit));
        let soon = within(45);
        let chosen = match self.outlook {
            Outlook::Future => ahead,
            Outlook::Unknown if soon => ahead,
            Outlook::Past if self.limit && within(100) => ahead,
            _ => past,
        };
        Some((chosen.or(past)?, Anchoring::Publication))
    }

    fn day(&self, year: YearOf, month: i8, day: i8, weekday: Option<Weekday>) -> Dated {
        let on = |y: i16| calendar::day(y, month, day);
        let (mut y, anchoring) = match self.said_year(year) {
            Some(found) => found,
            None if year == YearOf::Unsaid => self.yearly(Some(month), on)?,
            None => return None,
        };
        if let (Some(weekday), YearOf::Unsaid) = (weekday, year) {
            // "Friday, March 22" fits one year in six or so: the fitting one nearest to the choice.
            let fits = |y: &i16| on(*y).is_some_and(|d| d.weekday() == weekday);
            y = [0, -1, 1].into_iter().filter_map(|step| y.checked_add(step)).find(fits).unwrap_or(y);
        }
        let date = on(y)?;
        Some((date.to_string(), Some(DateSpan::day(date)), anchoring))
    }

    fn day_only(&self, day: i8) -> Dated {
        let told = self.story.last.filter(|s| s.width_days() <= 31).map(|s| (s.start, Anchoring::Narrative));
        let (month, anchoring) = told.or(self.published.map(|p| (p, Anchoring::Publication)))?;
        let mut date = calendar::day(month.year(), month.month(), day)?;
        if anchoring == Anchoring::Publication && date > month && !self.future() {
            let before = calendar::shift_units(month, -1, Unit::Month)?;
            date = calendar::day(before.year(), before.month(), day)?;
        }
        Some((date.to_string(), Some(DateSpan::day(date)), anchoring))
    }

    fn slashed(&self, first: i8, second: i8, year: i16) -> Dated {
        let day_first = calendar::day(year, second, first);
        let month_first = calendar::day(year, first, second);
        let near = |d: &Date| self.published.is_some_and(|p| DateSpan::day(p).gap_days(&DateSpan::day(*d)) <= 3);
        let date = match (day_first, month_first) {
            (Some(d), Some(m)) if near(&d) != near(&m) => {
                if near(&d) {
                    d
                } else {
                    m
                }
            }
            (Some(d), Some(m)) => {
                if self.month_first {
                    m
                } else {
                    d
                }
            }
            (d, m) => d.or(m)?,
        };
        Some((date.to_string(), Some(DateSpan::day(date)), Anchoring::Absolute))
    }

    fn month(&self, year: YearOf, month: i8, which: Which) -> Dated {
        let (y, anchoring) = match (self.said_year(year), which) {
            (Some(found), _) => found,
            (None, Which::Last) => {
                let now = self.published?;
                (now.year() - i16::from(month >= now.month()), Anchoring::Publication)
            }
            (None, Which::Next) => {
                let now = self.published?;
                (now.year() + i16::from(month <= now.month()), Anchoring::Publication)
            }
            (None, Which::This) => (self.published?.year(), Anchoring::Publication),
            (None, Which::Following) => {
                let then = self.story.last?.end;
                (then.year() + i16::from(month <= then.month()), Anchoring::Narrative)
            }
            (None, Which::Previous) => {
                let then = self.story.last?.start;
                (then.year() - i16::from(month >= then.month()), Anchoring::Narrative)
            }
            (None, Which::That) => (self.story.last?.start.year(), Anchoring::Narrative),
            (None, Which::Plain) if year == YearOf::Unsaid => {
                let now = self.published;
                let edge = |y: i16| match now {
                    // The month of publication itself is neither before nor after.
                    Some(n) if n.year() == y && n.month() == month => Some(n),
                    _ => calendar::day(y, month, 1),
                };
                self.yearly(Some(month), edge)?
            }
            (None, Which::Plain) => return None,
        };
        let span = calendar::month(y, month)?;
        Some((format!("{y:04}-{month:02}"), Some(span), anchoring))
    }

    fn fraction(&self, year: YearOf, number: i8, of: i8) -> Dated {
        let months = 12 / of;
        let first = (number - 1) * months + 1;
        let (y, anchoring) = match self.said_year(year) {
            Some(found) => found,
            None if year == YearOf::Unsaid => {
                let now = self.published?;
                let begun = calendar::day(now.year(), first, 1)? <= now;
                let y = if begun || self.future() { now.year() } else { now.year() - 1 };
                (y, Anchoring::Publication)
            }
            None => return None,
        };
        let letter = if of == 4 { 'Q' } else { 'H' };
        Some((format!("{y:04}-{letter}{number}"), calendar::months(y, first, first + months - 1), anchoring))
    }

    fn season(&self, year: YearOf, season: Season, which: Which) -> Dated {
        let (y, anchoring) = match self.said_year(year) {
            Some(found) => found,
            None if year != YearOf::Unsaid => return None,
            None => {
                let now = self.published?;
                let span = |y: i16| season.span(y);
                let begins =
                    |y: i16| if season == Season::Winter { calendar::day(y, 12, 1) } else { span(y).map(|s| s.start) };
                let this = now.year();
                let y = match which {
                    Which::This => this,
                    Which::Next => this + i16::from(begins(this)? <= now),
                    Which::Last => (this - 2..=this).rev().find(|y| span(*y).is_some_and(|s| s.end < now))?,
                    _ if self.future() => this,
                    _ => this - i16::from(begins(this)? > now),
                };
                (y, Anchoring::Publication)
            }
        };
        Some((format!("{y:04}-{}", season.code()), season.span(y), anchoring))
    }

    fn weekday(&self, weekday: Weekday, which: Which) -> Dated {
        let told = |d: Option<Date>| d.map(|d| (d, Anchoring::Narrative));
        if self.published.is_none() && matches!(which, Which::Plain | Which::That) {
            // Days of the week in a text without a date of its own go on from the last full day that it tells of.
            let day = self.story.last_day.filter(|_| self.story.day_sentence + 2 >= self.sentence);
            let date = calendar::weekday_after(day?, weekday, false)?;
            return Some((date.to_string(), Some(DateSpan::day(date)), Anchoring::Narrative));
        }
        let now = |d: Option<Date>| d.map(|d| (d, Anchoring::Publication));
        let (date, anchoring) = match which {
            Which::Plain if self.future() => now(calendar::weekday_after(self.published?, weekday, false)),
            Which::Plain => now(calendar::weekday_before(self.published?, weekday, false)),
            Which::Last => now(calendar::weekday_before(self.published?, weekday, true)),
            Which::Next => now(calendar::weekday_after(self.published?, weekday, true)),
            Which::This => {
                let today = self.published?;
                let day = calendar::weekday_after(calendar::week(today)?.start, weekday, false)?;
                // "Five guards died this Sunday", on a Monday.
                let over = self.outlook == Outlook::Past && calendar::shift(today, 2).is_some_and(|soon| day > soon);
                now(calendar::shift(day, if over { -7 } else { 0 }))
            }
            Which::Following => told(calendar::weekday_after(self.told_day()?, weekday, true)),
            Which::Previous => told(calendar::weekday_before(self.told_day()?, weekday, true)),
            Which::That => told(calendar::weekday_after(self.told_day()?, weekday, false)),
        }?;
        Some((date.to_string(), Some(DateSpan::day(date)), anchoring))
    }

    fn whole(&self, unit: Unit, which: Which) -> Dated {
        let from_now = |n: i64| {
            let (timex, span) = calendar::whole(calendar::shift_units(self.published?, n, unit)?, unit)?;
            Some((timex, Some(span), Anchoring::Publication))
        };
        match which {
            Which::Last => from_now(-1),
            Which::Next => from_now(1),
            Which::Plain | Which::This if unit == Unit::Weekend => {
                // On a Monday or Tuesday "the weekend" is the one just over.
                let early =
                    self.published?.weekday().to_monday_zero_offset() < if which == Which::This { 2 } else { 5 };
                from_now(if early && !self.future() { -1 } else { 0 })
            }
            Which::Plain if unit == Unit::Quarter => match self.story.quarter {
                Some((quarter, _)) => shifted(quarter, 0, Unit::Year, Anchoring::Narrative),
                None => from_now(-1),
            },
            Which::This | Which::Plain => from_now(0),
            Which::Previous | Which::Following => {
                let (told, n) = (self.told()?, if which == Which::Following { 1 } else { -1 });
                if unit == Unit::Day && told.width_days() == 1 {
                    // After "the night of 8 to 9 May" the next day is either's.
                    return away(Some(told), Amount::Exact { n: 1, half: false }, unit, n < 0, Anchoring::Narrative);
                }
                shifted(Some(told).filter(|s| fits(s, unit))?, n, unit, Anchoring::Narrative)
            }
            Which::That if unit == Unit::Day => {
                let day = self.told_day()?;
                Some((day.to_string(), Some(DateSpan::day(day)), Anchoring::Narrative))
            }
            Which::That => shifted(self.told().filter(|s| fits(s, unit))?, 0, unit, Anchoring::Narrative),
        }
    }

    fn window(&self, amount: Amount, unit: Unit, past: bool) -> Value {
        let span = match (amount, self.published) {
            (Amount::Exact { n, half }, Some(now)) => {
                let (n, unit) = in_months(n, half, unit);
                let n = i64::from(n);
                match unit {
                    Unit::Second | Unit::Minute | Unit::Hour => {
                        let hours = if unit == Unit::Hour { n } else { 1 };
                        calendar::shift(now, if past { -(hours + 23) / 24 } else { (hours + 23) / 24 })
                    }
                    _ => calendar::shift_units(now, if past { -n } else { n }, unit),
                }
                .map(|other| DateSpan::new(other, now))
            }
            _ => None,
        };
        let anchoring = if span.is_some() { Anchoring::Publication } else { Anchoring::Open };
        value(period(amount, unit), TimexKind::Duration, span, anchoring)
    }

    fn named(&self, index: usize, year: YearOf) -> Dated {
        if let Some(date) = named_days::fixed(index) {
            if self.published.is_none_or(|p| p >= date) {
                return Some((date.to_string(), Some(DateSpan::day(date)), Anchoring::Absolute));
            }
            return self.day(YearOf::Unsaid, date.month(), date.day(), None);
        }
        let (y, anchoring) = match self.said_year(year) {
            Some(found) => found,
            None => self.yearly(None, |y| named_days::in_year(index, y).map(|s| s.start))?,
        };
        let span = named_days::in_year(index, y)?;
        Some((span.start.to_string(), Some(span), anchoring))
    }

    fn timed(&self, clock: Clock, date: Option<&Reading>) -> Value {
        let day = match date {
            Some(date) => resolve(date, self),
            None => {
                let told = self.story.last_day.filter(|_| self.story.day_sentence == self.sentence);
                let (day, anchoring) = match (told, self.published, self.story.last_day) {
                    (Some(day), ..) => (Some(day), Anchoring::Narrative),
                    (None, Some(now), None) => (Some(now), Anchoring::Publication),
                    (None, _, Some(day)) => (Some(day), Anchoring::Narrative),
                    (None, None, None) => (None, Anchoring::Open),
                };
                let timex = day.map(|d| d.to_string()).unwrap_or_default();
                value(timex, TimexKind::Date, day.map(DateSpan::day), anchoring)
            }
        };
        let code = match clock {
            Clock::At(hour, Some(minute)) => format!("{hour:02}:{minute:02}"),
            Clock::At(hour, None) => format!("{hour:02}:00"),
            Clock::Part(part) => part.code().to_owned(),
        };
        // Midnight belongs to two days.
        let span = match (clock, day.span) {
            (Clock::Part(DayPart::Midnight), Some(span)) => {
                Some(calendar::shift(span.end, 1).map_or(span, |end| DateSpan::new(span.start, end)))
            }
            (_, span) => span,
        };
        value(format!("{}T{code}", day.timex), TimexKind::Time, span, day.anchoring)
    }

    fn range(&self, first: &Reading, last: &Reading) -> Value {
        let end = resolve(last, self);
        let mut start = match (first, last) {
            (Reading::Day { year: YearOf::Unsaid, month, day, weekday }, Reading::Day { year, .. })
                if *year != YearOf::Unsaid =>
            {
                resolve(&Reading::Day { year: *year, month: *month, day: *day, weekday: *weekday }, self)
            }
            (Reading::Month { year: YearOf::Unsaid, month, which }, Reading::Month { year, .. })
                if *year != YearOf::Unsaid =>
            {
                resolve(&Reading::Month { year: *year, month: *month, which: *which }, self)
            }
            _ => resolve(first, self),
        };
        if let (Some(a), Some(b)) = (start.span, end.span) {
            // "From November to February 2020", "from Saturday to Monday".
            if a.start > b.end {
                let back = match first {
                    Reading::Weekday { .. } => calendar::shift_units(a.start, -1, Unit::Week),
                    Reading::Day { .. } | Reading::Month { .. } => calendar::shift_units(a.start, -1, Unit::Year),
                    _ => None,
                };
                if let Some(day) = back {
                    let month = matches!(first, Reading::Month { .. });
                    if let Some((timex, span)) = calendar::whole(day, if month { Unit::Month } else { Unit::Day }) {
                        start = value(timex, TimexKind::Date, Some(span), start.anchoring);
                    }
                }
            }
        }
        let span = match (start.span, end.span) {
            (Some(a), Some(b)) if a.start <= b.end => Some(DateSpan::new(a.start, b.end)),
            _ => None,
        };
        let anchoring = if span.is_some() { end.anchoring } else { Anchoring::Open };
        value(format!("{}/{}", start.timex, end.timex), TimexKind::Date, span, anchoring)
    }
}
