//! `/api/v1`: a file for each family of addresses.

mod aggregates;
mod event;
mod events;
mod map;
mod root;
mod stream;

use axum::Router;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Polybius",
        description = "A desk of political-violence events: every value with the sentence behind it. Filters, moments, pages, tags and errors are the same everywhere; docs/API.md tells how they are meant.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "events", description = "Events, and what is behind them"),
        (name = "desk", description = "The desk as a whole"),
    )
)]
struct Head;

/// The routes, and their description.
pub(crate) fn routes() -> (Router<App>, Description) {
    let v1 = OpenApiRouter::new()
        .routes(routes!(root::root))
        .routes(routes!(root::errors))
        .routes(routes!(root::description))
        .routes(routes!(events::list))
        .routes(routes!(event::one))
        .routes(routes!(event::reports))
        .routes(routes!(event::why))
        .routes(routes!(event::similar))
        .routes(routes!(event::history))
        .routes(routes!(map::map))
        .routes(routes!(aggregates::aggregates))
        .routes(routes!(stream::stream));
    OpenApiRouter::with_openapi(Head::openapi()).nest("/api/v1", v1).split_for_parts()
}

/// The description of the API (OpenAPI 3.1).
pub fn openapi() -> Description {
    routes().1
}
