use axum::http::Uri;
use polybius_records::Date;

use crate::app::App;
use crate::error::ApiError;
use crate::params::{Params, Question};

/// Features of a page where nothing is said, and at most; whoever asks for more gets that many (17-069r4, 7.15.2).
pub(super) const LIMIT: usize = 100;
pub(super) const LARGEST: usize = 10_000;

/// What is asked of the features.
#[derive(Debug)]
pub(super) struct Asked {
    pub question: Question,
    pub limit: usize,
    pub cursor: Option<String>,
}

impl Asked {
    /// Reads `bbox`, `datetime`, `limit` and the filters that all lists of events have, which are properties of the features.
    ///
    /// # Errors
    /// One is not known, or has a value that it cannot have.
    pub fn of(app: &App, uri: &Uri) -> Result<Self, ApiError> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut limit = LIMIT;
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            match &*name {
                "f" if matches!(&*value, "json" | "geojson") => {}
                "f" => return Err(ApiError::parameter("f", format!("{value:?}: known are json and geojson"))),
                "limit" => {
                    let read: Option<usize> = value.trim().parse().ok().filter(|n| *n > 0);
                    let wrong = || ApiError::parameter("limit", format!("{value:?} is no number from 1 on"));
                    limit = read.ok_or_else(wrong)?.min(LARGEST);
                }
                "datetime" => {
                    let (from, to) = interval(&value)?;
                    for (name, day) in [("from", from), ("to", to)] {
                        if let Some(day) = day {
                            query.append_pair(name, &day.to_string());
                        }
                    }
                }
                "bbox" => {
                    query.append_pair("bbox", &flat(&value));
                }
                _ => {
                    query.append_pair(&name, &value);
                }
            }
        }
        let ours = format!("/?{}", query.finish()).parse();
        let ours: Uri = ours.map_err(|_| ApiError::parameter("bbox", "the address is too long"))?;
        let mut params = Params::of(&ours)?;
        let question = params.question(app)?;
        let cursor = params.take("cursor");
        params.end()?;
        Ok(Asked { question, limit, cursor })
    }
}

/// Checks the address of a page that nothing can be asked of but its form.
///
/// # Errors
/// Something else was given.
pub(super) fn no_parameters(uri: &Uri) -> Result<(), ApiError> {
    let mut params = Params::of(uri)?;
    if let Some(form) = params.take("f").filter(|form| form != "json") {
        return Err(ApiError::parameter("f", format!("{form:?}: known is json")));
    }
    params.end()
}

/// A box without its heights.
fn flat(words: &str) -> String {
    let numbers: Vec<&str> = words.split(',').collect();
    match numbers[..] {
        [west, south, _, east, north, _] => [west, south, east, north].join(","),
        _ => words.to_owned(),
    }
}

/// A time, or two with a slash between; an end that is `..` or empty is open. Events have days, so the days of the times count.
fn interval(words: &str) -> Result<(Option<Date>, Option<Date>), ApiError> {
    let day = |words: &str| {
        // GDAL writes a day as a time whose hours are missing.
        let words = words.trim().trim_end_matches('T');
        if words.is_empty() || words == ".." {
            return Ok(None);
        }
        let instant = || words.parse::<jiff::Timestamp>().ok().map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).date());
        words.parse::<Date>().ok().filter(|_| words.len() == 10).or_else(instant).map(Some).ok_or_else(|| {
            let message = format!("{words:?}: give a day or a time with its zone (RFC 3339), or two with a / between");
            ApiError::parameter("datetime", message)
        })
    };
    match words.split_once('/') {
        Some((from, to)) => Ok((day(from)?, day(to)?)),
        None => day(words).map(|day| (day, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read() {
        let day = |words: &str| words.parse::<Date>().ok();
        for (words, from, to) in [
            ("2031-06-01", "2031-06-01", "2031-06-01"),
            ("2031-06-01/2031-06-09", "2031-06-01", "2031-06-09"),
            ("../2031-06-09", "", "2031-06-09"),
            ("2031-06-01/", "2031-06-01", ""),
            ("2031-06-01T23:30:00Z/2031-06-09T00:30:00+02:00", "2031-06-01", "2031-06-08"),
        ] {
            assert_eq!(interval(words), Ok((day(from), day(to))), "{words}");
        }
        for wrong in ["June", "2031-06-01T10:00:00", "2031-13-01", "2031-06-01/x"] {
            assert!(interval(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn heights_are_left_away() {
        assert_eq!(flat("1,2,0,3,4,900"), "1,2,3,4");
        assert_eq!(flat("1,2,3,4"), "1,2,3,4");
    }
}
