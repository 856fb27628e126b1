use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use axum::http::Uri;
use polybius_records::Date;

use super::index::Entry;
use crate::error::{ApiError, Code};

/// Rows of a page where nothing is said, and at most.
const PAGE: usize = 100;
const LARGEST_PAGE: usize = 1000;

const KNOWN: &str = "pagesize, page, Id, Country, Geography, StartDate, EndDate, TypeOfViolence, Dyad, Actor";

/// What is asked of the events. Values of one filter are separated by commas and any will do; all filters must hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Question {
    pub size: usize,
    /// From 0.
    pub page: usize,
    ids: Vec<u64>,
    countries: Vec<u64>,
    boxes: Vec<Corners>,
    start: Option<Date>,
    end: Option<Date>,
    violence: Vec<u64>,
    dyads: Vec<u64>,
    actors: Vec<u64>,
}

/// The lower left and the upper right corner, degrees north and east.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Corners([(f64, f64); 2]);

impl Question {
    /// Reads the parameters of an address; capital letters or small ones.
    ///
    /// # Errors
    /// One is not known, stands there twice, or has a value that it cannot have.
    pub fn of(uri: &Uri) -> Result<Self, ApiError> {
        let mut left: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            if left.insert(name.to_ascii_lowercase(), value.trim().to_owned()).is_some() {
                return Err(ApiError::parameter(&name, "it stands there twice; separate values by commas"));
            }
        }
        let mut take = |name: &str| left.remove(name).filter(|words| !words.is_empty());
        let size = take("pagesize").map_or(Ok(PAGE), |words| one("pagesize", &words))?;
        if !(1..=LARGEST_PAGE).contains(&size) {
            return Err(ApiError::parameter("pagesize", format!("{size} is not between 1 and {LARGEST_PAGE}")));
        }
        // The first page is 1, and 0 with clients of the first version.
        let page = take("page").map_or(Ok(1), |words| one::<usize>("page", &words))?.saturating_sub(1);
        let question = Question {
            size,
            page,
            ids: several("Id", take("id"))?,
            countries: several("Country", take("country"))?,
            boxes: take("geography").map_or(Ok(vec![]), |words| boxes(&words))?,
            start: take("startdate").map(|words| one("StartDate", &words)).transpose()?,
            end: take("enddate").map(|words| one("EndDate", &words)).transpose()?,
            violence: several("TypeOfViolence", take("typeofviolence"))?,
            dyads: several("Dyad", take("dyad"))?,
            actors: several("Actor", take("actor"))?,
        };
        match left.into_keys().next() {
            None => Ok(question),
            Some(name) => Err(ApiError::new(Code::UnknownParameter, format!("{name:?}: known here are {KNOWN}"))),
        }
    }

    /// Whether a row is asked for. Both dates are those of the last day, as with UCDP.
    pub fn wants(&self, entry: &Entry) -> bool {
        let among = |wanted: &[u64], value: u64| wanted.is_empty() || wanted.contains(&value);
        among(&self.ids, entry.id)
            && among(&self.countries, entry.country)
            && among(&self.violence, entry.violence)
            && among(&self.dyads, entry.dyad)
            && (self.actors.is_empty() || entry.sides.iter().any(|side| self.actors.contains(side)))
            && (self.boxes.is_empty() || entry.point.is_some_and(|p| self.boxes.iter().any(|corners| corners.hold(p))))
            && self.start.is_none_or(|start| entry.last_day.is_some_and(|day| day >= start))
            && self.end.is_none_or(|end| entry.last_day.is_some_and(|day| day <= end))
    }
}

impl Corners {
    fn hold(&self, (north, east): (f64, f64)) -> bool {
        let Corners([(south, west), (top, right)]) = *self;
        let across = if west <= right { (west..=right).contains(&east) } else { east >= west || east <= right };
        (south..=top).contains(&north) && across
    }
}

fn one<T: FromStr<Err: Display>>(name: &str, words: &str) -> Result<T, ApiError> {
    words.parse().map_err(|e| ApiError::parameter(name, format!("{words:?}: {e}")))
}

fn several(name: &str, words: Option<String>) -> Result<Vec<u64>, ApiError> {
    words.iter().flat_map(|words| words.split(',')).map(|word| one(name, word.trim())).collect()
}

/// `y0 x0,y1 x1`, and further pairs of corners.
fn boxes(words: &str) -> Result<Vec<Corners>, ApiError> {
    let wrong =
        || ApiError::parameter("Geography", format!("{words:?}: give y0 x0,y1 x1 in degrees, such as 10 -5.5,25 2"));
    let corner = |words: &str| {
        let numbers: Option<Vec<f64>> = words.split_whitespace().map(|n| n.parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[north, east]) if (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east) => {
                Ok((north, east))
            }
            _ => Err(wrong()),
        }
    };
    let corners: Vec<(f64, f64)> = words.split(',').map(corner).collect::<Result<_, _>>()?;
    let pairs = corners.chunks(2).map(|pair| match *pair {
        [low, high] => Ok(Corners([low, high])),
        _ => Err(wrong()),
    });
    pairs.collect()
}
