use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::COLLECTION;
use super::question::{LARGEST, LIMIT, no_parameters};
use crate::app::{Answer, App};
use crate::compat::address;
use crate::error::{ApiError, Code};

/// OpenAPI 3.0, as clients of OGC API ask for it.
pub(super) const KIND: &str = "application/vnd.oai.openapi+json;version=3.0";

/// Filters by properties of the features.
const PROPERTIES: [(&str, &str); 9] = [
    ("country", "ISO 3166-1 alpha-2, several separated by commas"),
    ("event_type", "Event types, separated by commas"),
    ("sub_event_type", "Sub-event types, separated by commas"),
    ("status", "Statuses, separated by commas"),
    ("review", "What people have said, separated by commas"),
    ("actor", "Ids of actors, separated by commas; their branches count"),
    ("min_sources", "At least so many independent sources"),
    ("min_killed", "At least so many killed, by the best number"),
    ("q", "Words of the documents"),
];

/// The description that the landing page links to.
pub(super) async fn description(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    no_parameters(&uri)?;
    let base = address::base(&app, &headers, &uri);
    app.answer(&headers, &uri, None, move |app, _| {
        let bytes = serde_json::to_vec(&described(app.settings.version, &base));
        let bytes = bytes.map_err(|e| ApiError::new(Code::Internal, e.to_string()))?;
        Ok(Answer { content_type: KIND, bytes, file: None, next: None })
    })
    .await
}

fn described(version: &str, base: &str) -> Value {
    let page = |id: &str, summary: &str| {
        json!({"get": {
            "operationId": id, "summary": summary,
            "responses": {"200": {"description": summary, "content": {"application/json": {"schema": {"type": "object"}}}}},
        }})
    };
    let collection = format!("/collections/{COLLECTION}");
    let mut paths = serde_json::Map::new();
    paths.insert("/".to_owned(), page("landing", "Where everything is"));
    paths.insert("/conformance".to_owned(), page("conformance", "What this API conforms to"));
    paths.insert("/collections".to_owned(), page("collections", "The collections"));
    paths.insert(collection.clone(), page("collection", "The collection of events"));
    paths.insert(format!("{collection}/items"), json!({"get": {
        "operationId": "items", "summary": "Events",
        "parameters": parameters(),
        "responses": {"200": {"description": "Features", "content": {"application/geo+json": {"schema": {"type": "object"}}}}},
    }}));
    paths.insert(format!("{collection}/items/{{id}}"), json!({"get": {
        "operationId": "item", "summary": "One event",
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "A feature", "content": {"application/geo+json": {"schema": {"type": "object"}}}}},
    }}));
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Polybius: events as features", "version": version},
        "servers": [{"url": format!("{base}/ogc")}],
        "paths": paths,
    })
}

fn parameters() -> Vec<Value> {
    let list = |name: &str, about: &str, schema: Value| {
        json!({"name": name, "in": "query", "required": false, "style": "form", "explode": false,
               "description": about, "schema": schema})
    };
    let numbers = json!({"type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
                         "items": {"type": "number"}});
    let mut out = vec![
        list(
            "limit",
            "Features of a page",
            json!({"type": "integer", "minimum": 1, "maximum": LARGEST, "default": LIMIT}),
        ),
        list("bbox", "west,south,east,north; west may be greater than east", numbers),
        list("datetime", "A time, or two with a / between; an end may be ..", json!({"type": "string"})),
    ];
    out.extend(PROPERTIES.iter().map(|(name, about)| list(name, about, json!({"type": "string"}))));
    out
}
