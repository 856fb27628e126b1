use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How closely a [`DateSpan`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One calendar day.
    Day,
    /// Up to about seven days.
    Week,
    /// A calendar month, or a span of about that size.
    Month,
    /// Three months, or a season.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years, or several years.
    Decade,
    /// Nothing useful.
    Unknown,
}

/// A span of days, both ends inclusive. A span is never narrowed to look exact: "January" is the whole month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DateSpan {
    /// First day.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    pub start: Date,
    /// Last day, inclusive.
    #[cfg_attr(feature = "schema", schema(value_type = String, format = Date))]
    pub end: Date,
    /// How closely the date is known.
    pub precision: Precision,
}

impl DateSpan {
    /// A span of one day.
    pub fn day(date: Date) -> Self {
        DateSpan { start: date, end: date, precision: Precision::Day }
    }

    /// A span with the precision that its width has. `end` before `start` is put in order.
    pub fn new(start: Date, end: Date) -> Self {
        let (start, end) = if end < start { (end, start) } else { (start, end) };
        let precision = match days(start, end) {
            0 => Precision::Day,
            1..=8 => Precision::Week,
            9..=45 => Precision::Month,
            46..=190 => Precision::Quarter,
            191..=400 => Precision::Year,
            _ => Precision::Decade,
        };
        DateSpan { start, end, precision }
    }

    /// Days between the ends: 0 for a single day.
    pub fn width_days(&self) -> i64 {
        days(self.start, self.end)
    }

    /// Whether the spans share a day once each is widened by `slack` days.
    pub fn overlaps(&self, other: &DateSpan, slack: i64) -> bool {
        self.gap_days(other) <= slack
    }

    /// Days between the nearest ends of two spans; 0 where they share a day.
    pub fn gap_days(&self, other: &DateSpan) -> i64 {
        days(self.end, other.start).max(days(other.end, self.start)).max(0)
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: &DateSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

fn days(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map(|s| s.get_days()).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn gaps_and_widths() {
        let january = DateSpan::new(date(2024, 1, 1), date(2024, 1, 31));
        let later = DateSpan::day(date(2024, 2, 3));
        assert_eq!(january.precision, Precision::Month);
        assert_eq!(january.width_days(), 30);
        assert_eq!(january.gap_days(&later), 3);
        assert_eq!(later.gap_days(&january), 3);
        assert!(january.overlaps(&later, 3) && !january.overlaps(&later, 2));
    }
}
