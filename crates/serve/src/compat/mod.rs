//! The desk as clients of other projects ask for it: ACLED's and UCDP's read APIs, OGC API Features, feeds, and exports over HTTP.
//!
//! Rows are those of the exports in these styles; filters mean what they mean there. Nothing of another project's data is here.

mod accept;
mod acled;
mod address;
mod export;
mod feed;
mod media;
mod ogc;
mod recent;
mod stream;
mod ucdp;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

pub(crate) use accept::page_as;
pub(crate) use acled::door as acled_door;
pub(crate) use media::page;

/// Addresses as other projects have them.
pub(crate) fn routes() -> Router<App> {
    Router::new().merge(acled::routes()).merge(ucdp::routes()).merge(ogc::routes())
}

/// Addresses under `/api/v1`.
pub(crate) fn v1() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export::export)).routes(routes!(feed::atom)).routes(routes!(feed::json))
}
