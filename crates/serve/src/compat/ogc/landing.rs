use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::Filter;
use polybius_store::{By, Desk};
use serde_json::{Value, json};

use super::COLLECTION;
use super::question::no_parameters;
use crate::app::{Answer, App};
use crate::compat::address;
use crate::error::ApiError;

/// Longitudes and latitudes of WGS 84, in that order.
const CRS: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

const CONFORMS: [&str; 3] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
];

/// A link as every page has them.
pub(super) fn link(href: &str, rel: &str, kind: &str, title: &str) -> Value {
    json!({"href": href, "rel": rel, "type": kind, "title": title})
}

/// Where everything is.
pub(super) async fn landing(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    no_parameters(&uri)?;
    let ogc = format!("{}/ogc", address::base(&app, &headers, &uri));
    app.answer(&headers, &uri, None, move |_, _| {
        Answer::json(&json!({
            "title": "Polybius",
            "description": "Political-violence events coded from news.",
            "links": [
                link(&ogc, "self", "application/json", "This page"),
                link(&format!("{ogc}/api"), "service-desc", super::description::KIND, "The description of this API"),
                link(&format!("{ogc}/conformance"), "conformance", "application/json", "What this API conforms to"),
                link(&format!("{ogc}/collections"), "data", "application/json", "The collections"),
            ],
        }))
    })
    .await
}

/// What it conforms to.
pub(super) async fn conformance(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    no_parameters(&uri)?;
    app.answer(&headers, &uri, None, |_, _| Answer::json(&json!({"conformsTo": CONFORMS}))).await
}

/// The collections, which are one.
pub(super) async fn collections(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    no_parameters(&uri)?;
    let ogc = format!("{}/ogc", address::base(&app, &headers, &uri));
    app.answer(&headers, &uri, None, move |_, desk| {
        Answer::json(&json!({
            "links": [link(&format!("{ogc}/collections"), "self", "application/json", "This page")],
            "collections": [described(desk, &ogc)?],
        }))
    })
    .await
}

/// One collection.
pub(super) async fn collection(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    known(&name)?;
    no_parameters(&uri)?;
    let ogc = format!("{}/ogc", address::base(&app, &headers, &uri));
    app.answer(&headers, &uri, None, move |_, desk| Answer::json(&described(desk, &ogc)?)).await
}

/// # Errors
/// There is no such collection.
pub(super) fn known(name: &str) -> Result<(), ApiError> {
    if name == COLLECTION { Ok(()) } else { Err(ApiError::not_found("collection", name)) }
}

fn described(desk: &Desk, ogc: &str) -> Result<Value, ApiError> {
    let here = format!("{ogc}/collections/{COLLECTION}");
    let years = desk.groups(&Filter::default(), None, &[By::Day])?;
    let day = |group: Option<&polybius_store::Group>| group.and_then(|g| g.values.first().cloned().flatten());
    // Events without a day come first.
    let first = day(years.iter().find(|g| g.values.iter().all(Option::is_some)));
    Ok(json!({
        "id": COLLECTION,
        "title": "Events",
        "description": "Events of political violence, one feature each. A place that is known as a country or something larger only has no geometry.",
        "itemType": "feature",
        "crs": [CRS],
        "extent": {
            "spatial": {"bbox": [[-180.0, -90.0, 180.0, 90.0]], "crs": CRS},
            // Events may last longer than the first day of the last of them.
            "temporal": {"interval": [[first.map(|day| format!("{day}T00:00:00Z")), Value::Null]]},
        },
        "links": [
            link(&here, "self", "application/json", "This page"),
            link(&format!("{here}/items"), "items", "application/geo+json", "The features"),
        ],
    }))
}
