//! Numbers, dates and points as datasets write them. `Ok(None)` is "not known": blank, or the number that a codebook has for it.

use polybius_records::{Date, DateSpan, Precision};

use super::reject::Refusal;
use super::row::Row;

/// Words that say "nothing here".
pub(super) fn is_missing(text: &str) -> bool {
    matches!(text, "" | "None" | "NA" | "N/A" | "NULL" | "null" | "nan" | "NaN" | "." | "#N/A")
}

/// A whole number of people; negative numbers (-9, -99, -1) mean "not known". "3.0" is 3, "2.5" is between 2 and 3.
pub(super) fn people(row: &Row, column: &str) -> Result<Option<People>, Refusal> {
    let text = row.get(column);
    if is_missing(text) {
        return Ok(None);
    }
    if let Ok(n) = text.parse::<u64>() {
        return Ok(Some(People { low: n, high: n }));
    }
    match text.parse::<f64>() {
        Ok(n) if n < 0.0 => Ok(None),
        Ok(n) if n <= 9e15 => Ok(Some(People { low: n.floor() as u64, high: n.ceil() as u64 })),
        _ => Err(Refusal::column(column, text)),
    }
}

/// A number of people; averages of reports have fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct People {
    pub low: u64,
    pub high: u64,
}

/// A code of a codebook.
pub(super) fn code(row: &Row, column: &str) -> Result<Option<i64>, Refusal> {
    let text = row.get(column);
    if is_missing(text) {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(n) if n.fract() == 0.0 && n.abs() < 9e15 => Ok(Some(n as i64)),
        _ => Err(Refusal::column(column, text)),
    }
}

/// Degrees north and east; both or neither.
pub(super) fn point(row: &Row, latitude: &str, longitude: &str) -> Result<Option<(f64, f64)>, Refusal> {
    let degrees = |column: &str, most: f64| -> Result<Option<f64>, Refusal> {
        let text = row.get(column);
        if is_missing(text) {
            return Ok(None);
        }
        // A comma for the decimal point comes from spreadsheets of half of Europe.
        let n = text.parse().or_else(|_| text.replace(',', ".").parse::<f64>());
        match n {
            Ok(n) if n.abs() <= most => Ok(Some(n)),
            _ => Err(Refusal::column(column, text)),
        }
    };
    Ok(degrees(latitude, 90.0)?.zip(degrees(longitude, 180.0)?))
}

/// A day in one of the forms that leave no doubt: `2024-03-22`, with a time behind it or not, `20240322`, `22 March 2024`,
/// `22-Mar-2024`.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(head) = text.get(..10)
        && let Ok(day) = head.parse::<Date>()
        && text[10..].chars().next().is_none_or(|c| c == ' ' || c == 'T')
    {
        return Some(day);
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Date::strptime("%Y%m%d", text).ok();
    }
    let forms = ["%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y"];
    // "%Y" takes the year 24 as it stands.
    forms.iter().filter_map(|form| Date::strptime(form, text).ok()).find(|day| day.year() >= 1000)
}

/// The day of a column that must have one.
pub(super) fn day_of(row: &Row, column: &str) -> Result<Date, Refusal> {
    let text = row.get(column);
    if is_missing(text) {
        return Err(Refusal::new("no date"));
    }
    day(text).ok_or_else(|| Refusal::column(column, text))
}

/// A date in parts: without day the month, without month the year; 0 and negative numbers are not known.
pub(super) fn span_of_parts(
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
) -> Result<Option<DateSpan>, Refusal> {
    let Some(year) = year.filter(|&y| y > 0) else { return Ok(None) };
    let impossible =
        || Refusal::new("impossible date").because(format!("{year}-{}-{}", month.unwrap_or(0), day.unwrap_or(0)));
    let number = |n: Option<i64>| n.filter(|&n| n > 0);
    let part = |n: i64| i8::try_from(n).map_err(|_| impossible());
    let year_number = i16::try_from(year).map_err(|_| impossible())?;
    let date = |month: i8, day: i8| Date::new(year_number, month, day).map_err(|_| impossible());
    let span = match (number(month), number(day)) {
        (Some(month), Some(day)) => DateSpan::day(date(part(month)?, part(day)?)?),
        (Some(month), None) => {
            let first = date(part(month)?, 1)?;
            DateSpan { start: first, end: first.last_of_month(), precision: Precision::Month }
        }
        (None, _) => DateSpan { start: date(1, 1)?, end: date(12, 31)?, precision: Precision::Year },
    };
    Ok(Some(span))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::import::row::Columns;

    #[test]
    fn days_are_read_where_they_leave_no_doubt() {
        let expected = Some(jiff::civil::date(2024, 3, 2));
        for text in [
            "2024-03-02",
            "2024-03-02 00:00:00.000",
            "2024-03-02T12:00:00Z",
            "20240302",
            "02 March 2024",
            "2 Mar 2024",
            "02-Mar-2024",
            "02-March-2024",
            "02-Mar-24",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["", "02/03/2024", "2024-02-30", "20240230", "2024-03-0211", "2024", "é2024-03-02"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn parts_of_dates_stay_as_vague_as_they_are() {
        let span = |y, m, d| {
            span_of_parts(Some(y), Some(m), Some(d))
                .map(|s| s.map(|s| (s.start.to_string(), s.end.to_string(), s.precision)))
        };
        let expected = |a: &str, b: &str, p| Ok(Some((a.to_owned(), b.to_owned(), p)));
        assert_eq!(span(1985, 2, 28), expected("1985-02-28", "1985-02-28", Precision::Day));
        assert_eq!(span(1985, 2, 0), expected("1985-02-01", "1985-02-28", Precision::Month));
        assert_eq!(span(1985, 0, 7), expected("1985-01-01", "1985-12-31", Precision::Year));
        assert_eq!(span(1985, -9, -99), expected("1985-01-01", "1985-12-31", Precision::Year));
        assert_eq!(span(0, 1, 1), Ok(None));
        for (y, m, d) in [(1985, 2, 30), (1985, 13, 1), (99999, 1, 1), (1985, 1, 400)] {
            assert!(span(y, m, d).is_err(), "{y} {m} {d}");
        }
    }

    #[test]
    fn numbers_keep_what_is_not_known() {
        let row = |cell: &str| Row::new(1, Arc::new(Columns::new(["n", "m"])), vec![cell.to_owned(), "5".to_owned()]);
        let known = |low, high| Ok(Some(People { low, high }));
        let table = [
            ("12", known(12, 12)),
            ("3.0", known(3, 3)),
            ("2.5", known(2, 3)),
            ("-99", Ok(None)),
            ("", Ok(None)),
            ("0", known(0, 0)),
        ];
        for (cell, expected) in table {
            assert_eq!(people(&row(cell), "n"), expected, "{cell}");
        }
        assert!(people(&row("many"), "n").is_err() && people(&row("1e300"), "n").is_err());
        assert_eq!(code(&row("-9"), "n"), Ok(Some(-9)));
        assert!(code(&row("1.5"), "n").is_err());
        assert_eq!(point(&row("-33,5"), "n", "m"), Ok(Some((-33.5, 5.0))));
        assert_eq!(point(&row(""), "n", "m"), Ok(None));
        assert!(point(&row("91"), "n", "m").is_err());
    }
}
