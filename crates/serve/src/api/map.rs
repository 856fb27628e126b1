use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::{Date, EventType};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::params::{EventFilter, Params};

const PRECISIONS: &[&str] = &["exact", "near", "admin2", "admin1", "country", "region"];
const REVIEWS: &[&str] = &["machine", "accepted", "edited", "rejected"];

/// Events in columns: the values of one event stand at the same place in each list.
#[derive(Serialize, ToSchema, Default)]
struct Columns {
    id: Vec<String>,
    /// The first day, in days since 1970-01-01.
    day: Vec<Option<i64>>,
    /// The last day, in days since 1970-01-01.
    end: Vec<Option<i64>>,
    /// Places in `types`.
    #[serde(rename = "type")]
    kind: Vec<usize>,
    /// Degrees east.
    lon: Vec<f64>,
    /// Degrees north.
    lat: Vec<f64>,
    /// Places in `precisions`.
    precision: Vec<usize>,
    /// The best number.
    killed: Vec<Option<i64>>,
    /// Places in `reviews`.
    review: Vec<usize>,
}

/// Events of which no more than the country is known, in columns.
#[derive(Serialize, ToSchema, Default)]
struct InCountry {
    id: Vec<String>,
    /// The first day, in days since 1970-01-01.
    day: Vec<Option<i64>>,
    /// The last day, in days since 1970-01-01.
    end: Vec<Option<i64>>,
    /// Places in `types`.
    #[serde(rename = "type")]
    kind: Vec<usize>,
    /// Places in `countries`.
    country: Vec<usize>,
}

/// The events of a filter, for drawing.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapColumns {
    count: usize,
    events: Columns,
    /// Areas stay areas: these are never given a point.
    in_country: InCountry,
    /// ISO 3166-1 alpha-2.
    countries: Vec<String>,
    types: Vec<&'static str>,
    precisions: &'static [&'static str],
    reviews: &'static [&'static str],
    /// Events without a point.
    unplaced: u64,
}

/// The events of a filter in columns, for drawing.
#[utoipa::path(
    get, path = "/map", tag = "events", params(EventFilter),
    responses((status = 200, body = MapColumns), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn map(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let question = params.question(&app)?;
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |_, desk| {
        let types: Vec<&'static str> = EventType::ALL.iter().map(|t| t.as_str()).collect();
        let mut events = Columns::default();
        let place = |known: &[&str], word: &str| known.iter().position(|k| *k == word).unwrap_or(0);
        let mut in_country = InCountry::default();
        let mut countries: Vec<String> = Vec::new();
        let unplaced = desk.each_point(&question.filter, question.words.as_deref(), |point| {
            let Some((latitude, longitude)) = point.at else {
                let Some(country) = point.country else { return };
                let known = countries.iter().position(|c| c == country);
                in_country.country.push(known.unwrap_or(countries.len()));
                if known.is_none() {
                    countries.push(country.to_owned());
                }
                in_country.id.push(point.id.to_owned());
                in_country.day.push(day_number(point.first_day));
                in_country.end.push(day_number(point.last_day));
                in_country.kind.push(place(&types, point.event_type));
                return;
            };
            events.id.push(point.id.to_owned());
            events.day.push(day_number(point.first_day));
            events.end.push(day_number(point.last_day));
            events.kind.push(place(&types, point.event_type));
            events.lon.push(longitude);
            events.lat.push(latitude);
            events.precision.push(place(PRECISIONS, point.precision));
            events.killed.push(point.killed);
            events.review.push(place(REVIEWS, point.review));
        })?;
        let count = events.id.len();
        Answer::json(&MapColumns {
            count,
            events,
            in_country,
            countries,
            types,
            precisions: PRECISIONS,
            reviews: REVIEWS,
            unplaced,
        })
    })
    .await
}

fn day_number(day: &str) -> Option<i64> {
    let day: Date = day.parse().ok()?;
    Some(i64::from((day - Date::constant(1970, 1, 1)).get_days()))
}
