use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use polybius_records::{DateSpan, Precision};

/// Units of time, from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The four seasons, northern half of the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// TIMEX3 code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// Days that the season of a year can mean, by the weather's months and by the sun together.
    pub(super) fn span(self, year: i16) -> Option<DateSpan> {
        let (from, to) = match self {
            Season::Spring => ((year, 3, 1), (year, 6, 21)),
            Season::Summer => ((year, 6, 1), (year, 9, 22)),
            Season::Autumn => ((year, 9, 1), (year, 12, 21)),
            // "The winter of 1994" may begin or end in 1994.
            Season::Winter => {
                let start = day(year, 1, 1)?;
                let end = day(year.checked_add(1)?, 3, 20)?;
                return Some(DateSpan { start, end, precision: Precision::Year });
            }
        };
        Some(DateSpan::new(day(from.0, from.1, from.2)?, day(to.0, to.1, to.2)?))
    }
}

/// A day, if the calendar has it.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// A whole month.
pub(super) fn month(year: i16, month: i8) -> Option<DateSpan> {
    let first = day(year, month, 1)?;
    Some(DateSpan { start: first, end: first.last_of_month(), precision: Precision::Month })
}

/// Months `first..=last` of one year.
pub(super) fn months(year: i16, first: i8, last: i8) -> Option<DateSpan> {
    Some(DateSpan::new(day(year, first, 1)?, day(year, last, 1)?.last_of_month()))
}

/// Whole years, both ends inclusive.
pub(super) fn years(first: i16, last: i16) -> Option<DateSpan> {
    let precision = if first == last { Precision::Year } else { Precision::Decade };
    Some(DateSpan { start: day(first, 1, 1)?, end: day(last, 12, 31)?, precision })
}

/// A century by its number: 20 is 1901 to 2000 in strict use and 1900 to 1999 in common use; both are covered.
pub(super) fn century(number: i16) -> Option<DateSpan> {
    let first = number.checked_sub(1)?.checked_mul(100)?;
    years(first, first.checked_add(100)?)
}

/// Monday to Sunday of the week that a day lies in.
pub(super) fn week(of: Date) -> Option<DateSpan> {
    let start = shift(of, -i64::from(of.weekday().to_monday_zero_offset()))?;
    Some(DateSpan { start, end: shift(start, 6)?, precision: Precision::Week })
}

/// Saturday and Sunday of the week that a day lies in.
pub(super) fn weekend(of: Date) -> Option<DateSpan> {
    let w = week(of)?;
    Some(DateSpan::new(shift(w.start, 5)?, w.end))
}

/// `2024-W12`.
pub(super) fn week_code(of: Date) -> String {
    let iso = of.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

/// A day some days away.
pub(super) fn shift(from: Date, days: i64) -> Option<Date> {
    let days = i32::try_from(days).ok()?;
    from.checked_add(days.days()).ok()
}

/// A day some units away; months and years keep the day of the month where it exists.
pub(super) fn shift_units(from: Date, n: i64, unit: Unit) -> Option<Date> {
    let n = i32::try_from(n).ok()?;
    let by = |k: i32| n.checked_mul(k);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(from),
        Unit::Day => from.checked_add(n.days()).ok(),
        Unit::Weekend | Unit::Week => from.checked_add(by(7)?.days()).ok(),
        Unit::Month => from.checked_add(limited(n)?.months()).ok(),
        Unit::Quarter => from.checked_add(limited(by(3)?)?.months()).ok(),
        Unit::Year => from.checked_add(limited(by(12)?)?.months()).ok(),
        Unit::Decade => from.checked_add(limited(by(120)?)?.months()).ok(),
        Unit::Century => from.checked_add(limited(by(1200)?)?.months()).ok(),
    }
}

/// The span constructors of the calendar library panic on huge numbers.
fn limited(n: i32) -> Option<i32> {
    (n.abs() < 200_000).then_some(n)
}

/// The whole unit that a day lies in, and its TIMEX3 value.
pub(super) fn whole(of: Date, unit: Unit) -> Option<(String, DateSpan)> {
    let y = of.year();
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => (of.to_string(), DateSpan::day(of)),
        Unit::Weekend => (format!("{}-WE", week_code(of)), weekend(of)?),
        Unit::Week => (week_code(of), week(of)?),
        Unit::Month => (format!("{y:04}-{:02}", of.month()), month(y, of.month())?),
        Unit::Quarter => {
            let q = (of.month() - 1) / 3;
            (format!("{y:04}-Q{}", q + 1), months(y, q * 3 + 1, q * 3 + 3)?)
        }
        Unit::Year => (format!("{y:04}"), years(y, y)?),
        Unit::Decade => (format!("{:03}", y.div_euclid(10)), years(y - y.rem_euclid(10), y - y.rem_euclid(10) + 9)?),
        Unit::Century => (format!("{:02}", y.div_euclid(100)), century(y.div_euclid(100) + 1)?),
    })
}

/// The day of the week on or before a day, or strictly before it.
pub(super) fn weekday_before(from: Date, weekday: Weekday, strictly: bool) -> Option<Date> {
    let back = i64::from(from.weekday().since(weekday));
    shift(from, -(if back == 0 && strictly { 7 } else { back }))
}

/// The day of the week on or after a day, or strictly after it.
pub(super) fn weekday_after(from: Date, weekday: Weekday, strictly: bool) -> Option<Date> {
    let on = i64::from(from.weekday().until(weekday));
    shift(from, if on == 0 && strictly { 7 } else { on })
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule).
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c.div_euclid(4), c.rem_euclid(4));
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l).div_euclid(433);
    let month = (h + l - 7 * m + 90).div_euclid(25);
    let on = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    day(year, i8::try_from(month).ok()?, i8::try_from(on).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_almanacs_say() {
        for (year, month, on) in
            [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, on)));
        }
    }

    #[test]
    fn weekdays_before_and_after() {
        let friday = date(2024, 3, 22);
        assert_eq!(weekday_before(friday, Weekday::Friday, false), Some(friday));
        assert_eq!(weekday_before(friday, Weekday::Friday, true), Some(date(2024, 3, 15)));
        assert_eq!(weekday_before(friday, Weekday::Saturday, false), Some(date(2024, 3, 16)));
        assert_eq!(weekday_after(friday, Weekday::Sunday, true), Some(date(2024, 3, 24)));
    }

    #[test]
    fn wholes_of_a_day() {
        let d = date(2024, 12, 30);
        let code = |unit| whole(d, unit).map(|w| w.0).unwrap_or_default();
        assert_eq!(code(Unit::Week), "2025-W01");
        assert_eq!(code(Unit::Quarter), "2024-Q4");
        assert_eq!(code(Unit::Decade), "202");
        assert_eq!(shift_units(date(2024, 3, 31), -1, Unit::Month), Some(date(2024, 2, 29)));
        assert_eq!(shift_units(d, i64::MAX, Unit::Year), None);
        assert_eq!(shift_units(d, i64::from(i32::MAX), Unit::Month), None);
    }
}
