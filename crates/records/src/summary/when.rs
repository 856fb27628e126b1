use jiff::civil::Date;

use crate::{DateSpan, Precision};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "On 3 May 2021", "In May 2021", "Between 3 and 9 May 2021"; empty where nothing useful is known.
pub(super) fn phrase(span: &DateSpan) -> String {
    let (start, end) = (span.start, span.end);
    if span.precision == Precision::Unknown {
        return String::new();
    }
    if start == end {
        return format!("On {}", full(start));
    }
    let whole_months = start.day() == 1 && end.day() == end.days_in_month();
    let one_year = start.year() == end.year();
    let one_month = one_year && start.month() == end.month();
    if whole_months && one_month {
        format!("In {} {}", month(start), start.year())
    } else if whole_months && one_year && start.month() == 1 && end.month() == 12 {
        format!("In {}", start.year())
    } else if whole_months && start.month() == 1 && end.month() == 12 {
        format!("Between {} and {}", start.year(), end.year())
    } else if whole_months && one_year {
        format!("Between {} and {} {}", month(start), month(end), end.year())
    } else if one_month {
        format!("Between {} and {}", start.day(), full(end))
    } else if one_year {
        format!("Between {} {} and {}", start.day(), month(start), full(end))
    } else {
        format!("Between {} and {}", full(start), full(end))
    }
}

fn full(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or_default()
}
