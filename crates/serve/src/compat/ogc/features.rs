use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_delivery::Held;
use polybius_formats::{Options, features};
use polybius_records::{Event, Filter};
use polybius_store::{Desk, Listing, Sort};
use serde_json::{Value, json};

use super::COLLECTION;
use super::landing::{known, link};
use super::question::{Asked, no_parameters};
use crate::api::find_event;
use crate::app::{Answer, App};
use crate::compat::address;
use crate::error::{ApiError, Code};
use crate::page;

const GEOJSON: &str = "application/geo+json";

/// Cursors are those of this order. Clients take the columns from the first features, so those without a day come last.
const SORT: &str = "-date";

/// The features of a filter, the latest first.
pub(super) async fn items(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    known(&name)?;
    let asked = Asked::of(&app, &uri)?;
    let after = asked.cursor.as_deref().map(|cursor| page::read(SORT, cursor)).transpose()?;
    let base = address::base(&app, &headers, &uri);
    let here = uri.clone();
    app.answer(&headers, &uri, asked.question.as_of.clone(), move |_, desk| {
        let (filter, words) = (&asked.question.filter, asked.question.words.as_deref());
        let (limit, after) = (asked.limit + 1, after.as_ref());
        let mut found = desk.list(&Listing { filter, words, sort: Sort::Latest, after, limit })?;
        let more = found.len() > asked.limit;
        found.truncate(asked.limit);
        let mut events = Vec::with_capacity(found.len());
        for listed in &found {
            events.extend(desk.event(&listed.at.id)?);
        }
        let features = features_of(desk, events)?;
        let mut links = vec![link(&format!("{base}{}", address::with(&here, &[])), "self", GEOJSON, "This page")];
        if let Some(last) = found.last().filter(|_| more) {
            let next = address::with(&here, &[("cursor", Some(page::write(SORT, &last.at)))]);
            links.push(link(&format!("{base}{next}"), "next", GEOJSON, "The next page"));
        }
        links.push(link(
            &format!("{base}/ogc/collections/{COLLECTION}"),
            "collection",
            "application/json",
            "The collection",
        ));
        geojson(&json!({
            "type": "FeatureCollection",
            "timeStamp": jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "numberMatched": desk.count_events(filter, words)?,
            "numberReturned": features.len(),
            "links": links,
            "features": features,
        }))
    })
    .await
}

/// One feature.
pub(super) async fn item(
    State(app): State<App>,
    Path((name, id)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    known(&name)?;
    no_parameters(&uri)?;
    let base = address::base(&app, &headers, &uri);
    app.answer(&headers, &uri, None, move |_, desk| {
        let event = find_event(desk, &id)?;
        let collection = format!("{base}/ogc/collections/{COLLECTION}");
        let links = json!([
            link(&format!("{collection}/items/{}", event.id), "self", GEOJSON, "This feature"),
            link(&collection, "collection", "application/json", "The collection"),
        ]);
        let mut feature = features_of(desk, vec![event])?.pop().ok_or_else(|| ApiError::not_found("feature", &id))?;
        feature["links"] = links;
        geojson(&feature)
    })
    .await
}

/// The features of the GeoJSON export.
fn features_of(desk: &Desk, events: Vec<Event>) -> Result<Vec<Value>, ApiError> {
    let held = Held::of_events(desk, events)?;
    // They have passed their filter already.
    let all = Filter { rejected: true, ..Filter::default() };
    Ok(features(&held.records(), &Options { filter: Some(&all), ..Options::default() })?)
}

fn geojson(value: &Value) -> Result<Answer, ApiError> {
    let bytes = serde_json::to_vec(value).map_err(|e| ApiError::new(Code::Internal, e.to_string()))?;
    Ok(Answer { content_type: GEOJSON, bytes, file: None, next: None })
}
