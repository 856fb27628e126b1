//! OGC API - Features, Part 1: Core (17-069r4): the events as one collection that QGIS and GDAL open by its address, `/ogc`.

mod description;
mod features;
mod landing;
mod question;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// The one collection.
const COLLECTION: &str = "events";

/// The addresses.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/ogc", get(landing::landing))
        .route("/ogc/", get(landing::landing))
        .route("/ogc/api", get(description::description))
        .route("/ogc/conformance", get(landing::conformance))
        .route("/ogc/collections", get(landing::collections))
        .route("/ogc/collections/{collection}", get(landing::collection))
        .route("/ogc/collections/{collection}/items", get(features::items))
        .route("/ogc/collections/{collection}/items/{id}", get(features::item))
}
