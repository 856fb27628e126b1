use polybius_records::{DateSpan, Precision};

/// A date as GTD keeps it: 0 for a month or a day that is not known.
pub(super) struct DateParts {
    pub year: i16,
    pub month: i8,
    pub day: i8,
    /// The span in words, where the day is not known.
    pub approximate: String,
}

pub(super) fn parts(span: &DateSpan) -> Result<DateParts, &'static str> {
    let (start, end) = (span.start, span.end);
    let same_month = start.year() == end.year() && start.month() == end.month();
    let (month, day) = match span.precision {
        Precision::Day => (start.month(), start.day()),
        Precision::Week | Precision::Month if same_month => (start.month(), 0),
        Precision::Week | Precision::Month | Precision::Quarter | Precision::Year => (0, 0),
        Precision::Decade => return Err("date vaguer than a year"),
        Precision::Unknown => return Err("no date"),
    };
    let approximate = if day == 0 { format!("{start} to {end}") } else { String::new() };
    Ok(DateParts { year: start.year(), month, day, approximate })
}
