use std::cmp::Ordering;

use polybius_records::Date;

use super::column::{Column, Kind, Operator};
use crate::error::ApiError;

/// What a column's value must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    /// Its place among the columns.
    pub column: usize,
    kind: Kind,
    test: Test,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Is(Value),
    Above(Value),
    Below(Value),
    AtLeast(Value),
    AtMost(Value),
    Between(Value, Value),
    /// Parts that follow each other in the text, in small letters.
    Like(Vec<String>),
}

/// A value of the column's kind.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Value {
    Number(f64),
    Day(Date),
    /// In small letters: ACLED's database compares so.
    Text(String),
}

impl Condition {
    /// The condition that the words of a parameter set; `|` separates the ends of a range, and elsewhere never comes here.
    pub fn of(at: usize, column: &Column, operator: Operator, words: &str) -> Result<Self, ApiError> {
        let kind = column.kind;
        let value = |words: &str| {
            value(kind, words).ok_or_else(|| {
                let expected = match kind {
                    Kind::Number => "a number",
                    Kind::Day => "a day, YYYY-MM-DD",
                    Kind::Region => "the number of a region, such as 1 for Western Africa, or its name",
                    Kind::Time => "a day or seconds since 1970",
                    Kind::Text => "words",
                };
                ApiError::parameter(column.name, format!("{words:?}: give {expected}"))
            })
        };
        let test = match operator {
            Operator::Like => Test::Like(parts(words)),
            Operator::Between => {
                let Some((low, high)) = words.split_once('|') else {
                    let message = format!("{words:?}: BETWEEN needs two values, separated by |");
                    return Err(ApiError::parameter(column.name, message));
                };
                Test::Between(value(low)?, end_of(kind, high, value(high)?))
            }
            Operator::Is => match (value(words)?, kind) {
                // All of the day.
                (start, Kind::Time) => Test::Between(start.clone(), end_of(kind, words, start)),
                (value, _) => Test::Is(value),
            },
            Operator::Above => Test::Above(end_of(kind, words, value(words)?)),
            Operator::Below => Test::Below(value(words)?),
            Operator::AtLeast => Test::AtLeast(value(words)?),
            Operator::AtMost => Test::AtMost(end_of(kind, words, value(words)?)),
        };
        Ok(Condition { column: at, kind, test })
    }

    /// Whether a cell is so. An empty one is nothing but like nothing.
    pub fn holds(&self, cell: &str) -> bool {
        if let Test::Like(parts) = &self.test {
            let cell = cell.to_lowercase();
            let mut rest = cell.as_str();
            return parts.iter().all(|part| match rest.find(part.as_str()) {
                Some(at) => {
                    rest = &rest[at + part.len()..];
                    true
                }
                None => false,
            });
        }
        let Some(cell) = value(self.kind, cell) else { return false };
        let is = |other: &Value, wanted: &[Ordering]| cell.partial_cmp(other).is_some_and(|o| wanted.contains(&o));
        match &self.test {
            Test::Is(value) => is(value, &[Ordering::Equal]),
            Test::Above(value) => is(value, &[Ordering::Greater]),
            Test::Below(value) => is(value, &[Ordering::Less]),
            Test::AtLeast(value) => is(value, &[Ordering::Greater, Ordering::Equal]),
            Test::AtMost(value) => is(value, &[Ordering::Less, Ordering::Equal]),
            Test::Between(low, high) => {
                is(low, &[Ordering::Greater, Ordering::Equal]) && is(high, &[Ordering::Less, Ordering::Equal])
            }
            Test::Like(_) => false,
        }
    }

    /// The first and last day that can be so, of a column of days.
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        let day = |value: &Value| if let Value::Day(day) = value { Some(*day) } else { None };
        self.ends(day)
    }

    /// The smallest and largest whole number that can be so, of a column of numbers.
    pub fn whole_numbers(&self) -> (Option<i64>, Option<i64>) {
        let (low, high) = self.ends(|value| if let Value::Number(n) = value { Some(*n) } else { None });
        (low.map(|n| n.floor() as i64), high.map(|n| n.ceil() as i64))
    }

    fn ends<T>(&self, of: impl Fn(&Value) -> Option<T>) -> (Option<T>, Option<T>) {
        match &self.test {
            Test::Is(value) => (of(value), of(value)),
            Test::Above(value) | Test::AtLeast(value) => (of(value), None),
            Test::Below(value) | Test::AtMost(value) => (None, of(value)),
            Test::Between(low, high) => (of(low), of(high)),
            Test::Like(_) => (None, None),
        }
    }
}

fn value(kind: Kind, words: &str) -> Option<Value> {
    let words = words.trim();
    let number = || words.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Number);
    match kind {
        Kind::Text => (!words.is_empty()).then(|| Value::Text(words.to_lowercase())),
        Kind::Number => number(),
        Kind::Day => words.parse().ok().map(Value::Day),
        Kind::Region => number().or_else(|| {
            let known = polybius_formats::countries().map(|c| c.acled_region);
            let region = known.into_iter().find(|region| region.eq_ignore_ascii_case(words))?;
            polybius_formats::acled_region(region).map(|n| Value::Number(f64::from(n)))
        }),
        Kind::Time => number().or_else(|| {
            let day: Date = words.parse().ok()?;
            let start = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
            Some(Value::Number(start.timestamp().as_second() as f64))
        }),
    }
}

/// The last second of a day that was given as a day.
fn end_of(kind: Kind, words: &str, start: Value) -> Value {
    match (kind, start) {
        (Kind::Time, Value::Number(n)) if words.trim().parse::<f64>().is_err() => Value::Number(n + 86_399.0),
        (_, value) => value,
    }
}

/// The words of a LIKE: `%` stands for anything, as it does before and after.
fn parts(words: &str) -> Vec<String> {
    words.to_lowercase().split('%').map(str::to_owned).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_compared_by_kind() {
        let table = [
            ("country", "=", "mali", "Mali", true),
            ("country", "=", "Mal", "Mali", false),
            ("country", "LIKE", "mal", "Mali", true),
            ("notes", "LIKE", "road%bomb", "A bomb on the road", false),
            ("notes", "LIKE", "bomb%road", "A bomb on the road", true),
            ("fatalities", ">", "9", "10", true),
            ("fatalities", "=", "3", "3", true),
            ("fatalities", "BETWEEN", "3|9", "10", false),
            ("inter2", "<", "5", "", false),
            ("event_date", ">=", "2031-06-02", "2031-06-02", true),
            ("event_date", "BETWEEN", "2031-06-01|2031-06-30", "2031-07-01", false),
            ("event_date", "LIKE", "2031-06", "2031-06-11", true),
            ("region", "=", "1", "Western Africa", true),
            ("region", "=", "western africa", "Western Africa", true),
            ("region", "=", "2", "Western Africa", false),
            ("region", "=", "2", "2", true),
            ("latitude", "<", "-1.5", "-2.2500", true),
            ("timestamp", "=", "1970-01-02", "172799", true),
            ("timestamp", "=", "1970-01-02", "172800", false),
            ("timestamp", ">", "1970-01-02", "172799", false),
            ("timestamp", ">=", "86400", "86400", true),
        ];
        for (name, operator, words, cell, expected) in table {
            let column = Column::named(name);
            let condition = Condition::of(0, &column, Operator::of(operator).unwrap(), words).unwrap();
            assert_eq!(condition.holds(cell), expected, "{name} {operator} {words}: {cell}");
        }
    }

    #[test]
    fn values_of_another_kind_are_errors() {
        for (name, operator, words) in [
            ("fatalities", "=", "many"),
            ("fatalities", "=", "NaN"),
            ("event_date", "=", "June"),
            ("event_date", "BETWEEN", "2031-06-01"),
            ("region", "=", "Atlantis"),
            ("timestamp", "=", "yesterday"),
        ] {
            let condition = Condition::of(0, &Column::named(name), Operator::of(operator).unwrap(), words);
            assert!(condition.is_err(), "{name} {operator} {words}");
        }
    }
}
