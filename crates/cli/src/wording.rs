//! Values in few words, for tables and summaries.

use polybius_records::{ClaimDetail, Count, DateSpan, Place, PlacePrecision, Precision, Status};

/// "2024-03-22", "2024-03" for a whole month, "2019" for a whole year, else both ends with what they share said once
/// (ISO 8601): "2024-03-18/24", "2024-02-25/03-02".
pub fn date(span: Option<&DateSpan>) -> String {
    let Some(span) = span else { return String::new() };
    let (start, end) = (span.start, span.end);
    if start == end {
        return start.to_string();
    }
    let whole_month = start == start.first_of_month() && end == start.last_of_month();
    let whole_year = start == start.first_of_year() && end == start.last_of_year();
    match span.precision {
        Precision::Unknown => String::new(),
        _ if whole_month => start.strftime("%Y-%m").to_string(),
        _ if whole_year => start.year().to_string(),
        _ if start.first_of_month() == end.first_of_month() => format!("{start}/{:02}", end.day()),
        _ if start.year() == end.year() => format!("{start}/{:02}-{:02}", end.month(), end.day()),
        _ => format!("{start}/{end}"),
    }
}

/// "Aldmoor, FJ", "near Aldmoor, FJ".
pub fn place(place: &Place) -> String {
    let near = if place.precision == PlacePrecision::Near { "near " } else { "" };
    match &place.country {
        Some(country) if place.precision != PlacePrecision::Country => format!("{near}{}, {country}", place.name),
        _ => format!("{near}{}", place.name),
    }
}

/// "12", "12-19", "139+", "up to 300".
pub fn count(count: &Count) -> String {
    let open = if count.open_above || (count.high.is_none() && count.low.is_some()) { "+" } else { "" };
    match (count.low, count.high, count.best) {
        (Some(low), Some(high), _) if low != high => format!("{low}-{high}{open}"),
        (None, Some(high), _) => format!("up to {high}"),
        (_, _, Some(best)) => format!("{best}{open}"),
        (Some(low), _, None) => format!("{low}{open}"),
        (None, None, None) => String::new(),
    }
}

/// The contract's word.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Foiled => "foiled",
        Status::Planned => "planned",
        Status::Threatened => "threatened",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
    }
}

/// " through a video, with 27 dead", for behind who claims.
pub fn claim(claim: &ClaimDetail) -> String {
    let mut out = String::new();
    if let Some(through) = &claim.through {
        out.push_str(&format!(" through {through}"));
    }
    for (n, what) in [(claim.killed, "dead"), (claim.injured, "wounded")] {
        if let Some(n) = n {
            out.push_str(&format!(", with {n} {what}"));
        }
    }
    out
}

/// The beginning of an id's digits, enough for `show` to find the event: "3d3042c4" of "event-3d3042c4d61b8d6d".
pub fn short_id(id: &str) -> &str {
    let digits = id.rsplit('-').next().unwrap_or(id);
    digits.get(..8).unwrap_or(digits)
}

/// "1 document", "12 documents".
pub fn of(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn spans_are_not_made_to_look_exact() {
        let span = |start, end| date(Some(&DateSpan::new(start, end)));
        assert_eq!(span(day(2024, 3, 22), day(2024, 3, 22)), "2024-03-22");
        assert_eq!(span(day(2024, 2, 1), day(2024, 2, 29)), "2024-02");
        assert_eq!(span(day(2019, 1, 1), day(2019, 12, 31)), "2019");
        assert_eq!(span(day(2024, 2, 1), day(2024, 2, 28)), "2024-02-01/28");
        assert_eq!(span(day(2024, 2, 25), day(2024, 3, 2)), "2024-02-25/03-02");
        assert_eq!(span(day(2023, 12, 30), day(2024, 1, 2)), "2023-12-30/2024-01-02");
        assert_eq!(span(day(2010, 1, 1), day(2019, 12, 31)), "2010-01-01/2019-12-31");
        assert_eq!(date(None), "");
    }

    #[test]
    fn ids_are_shortened() {
        assert_eq!(short_id("event-3d3042c4d61b8d6d"), "3d3042c4");
        assert_eq!((short_id("e-1"), short_id("event-ééééé"), short_id("")), ("1", "éééé", ""));
    }

    #[test]
    fn counts_keep_what_the_words_allow() {
        let words = |best, low, high| count(&Count::new(best, low, high));
        assert_eq!(words(Some(12), Some(12), Some(12)), "12");
        assert_eq!(words(Some(14), Some(12), Some(19)), "12-19");
        assert_eq!(words(Some(139), Some(139), None), "139+");
        assert_eq!(words(Some(300), None, Some(300)), "up to 300");
        assert_eq!(words(None, Some(24), None), "24+");
        assert_eq!(words(None, None, None), "");
        let mut event = Count::new(Some(140), Some(133), Some(143));
        event.open_above = true;
        assert_eq!(count(&event), "133-143+");
    }
}
