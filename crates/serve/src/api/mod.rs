//! `/api/v1`: a file for each family of addresses.

mod actors;
mod aggregates;
mod audit;
mod author;
mod claims;
mod coding;
mod decisions;
mod documents;
mod event;
mod events;
mod jobs;
mod map;
mod overview;
mod people;
mod review;
mod root;
mod security;
mod session;
mod statements;
mod stream;
mod tokens;
mod webhooks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::security::Security;
use crate::app::App;
use crate::error::{ApiError, Code};

pub(crate) use event::find as find_event;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Polybius",
        description = "A desk of political-violence events: every value with the sentence behind it. Filters, moments, pages, tags and errors are the same everywhere; docs/API.md tells how they are meant.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Security),
    tags(
        (name = "events", description = "Events, and what is behind them"),
        (name = "documents", description = "What was read, and what is being read"),
        (name = "statements", description = "Totals, strengths, alerts, warnings, control, relations"),
        (name = "claims", description = "Who claims what, and who is blamed"),
        (name = "actors", description = "Organisations"),
        (name = "review", description = "What people decide"),
        (name = "accounts", description = "Who may come in, and what they did"),
        (name = "desk", description = "The desk as a whole"),
        (name = "exports", description = "Records in the forms of the field, and feeds of what changed"),
    )
)]
struct Head;

/// Most bytes of a file that is sent to be read.
const FILE: usize = 256 << 20;

/// What the JSON of a body says.
fn body<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(bytes).map_err(|e| ApiError::new(Code::BadBody, e.to_string()))
}

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
        .routes(routes!(documents::list, documents::paste))
        .routes(routes!(documents::one))
        .routes(routes!(documents::report))
        .routes(routes!(jobs::list))
        .routes(routes!(jobs::one))
        .routes(routes!(statements::list))
        .routes(routes!(statements::checks))
        .routes(routes!(claims::list))
        .routes(routes!(claims::groups))
        .routes(routes!(actors::list))
        .routes(routes!(actors::one))
        .routes(routes!(review::queue))
        .routes(routes!(decisions::list, decisions::decide))
        .routes(routes!(coding::sample, coding::read))
        .routes(routes!(coding::draw))
        .routes(routes!(coding::agreement))
        .routes(routes!(overview::overview))
        .routes(routes!(stream::stream))
        .routes(routes!(session::session, session::sign_in, session::sign_out))
        .routes(routes!(session::password))
        .routes(routes!(people::list, people::add))
        .routes(routes!(people::change, people::remove))
        .routes(routes!(tokens::list, tokens::add))
        .routes(routes!(tokens::remove))
        .routes(routes!(audit::list))
        .routes(routes!(webhooks::list, webhooks::add))
        .routes(routes!(webhooks::change, webhooks::remove))
        .routes(routes!(webhooks::deliveries));
    let files = OpenApiRouter::new().routes(routes!(documents::file)).layer(DefaultBodyLimit::max(FILE));
    let v1 = v1.merge(files).merge(crate::compat::v1());
    OpenApiRouter::with_openapi(Head::openapi()).nest("/api/v1", v1).split_for_parts()
}

/// The description of the API (OpenAPI 3.1). Every address may answer with any error of the table.
pub fn openapi() -> Description {
    let mut description = routes().1;
    let errors = ContentBuilder::new().schema(Some(Ref::from_schema_name("ErrorAnswer"))).build();
    let otherwise = ResponseBuilder::new()
        .description("An error; `GET /api/v1/errors` lists the codes")
        .content("application/json", errors)
        .build();
    for item in description.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete] {
            let Some(operation) = operation else { continue };
            operation.responses.responses.insert("default".to_owned(), otherwise.clone().into());
        }
    }
    description
}
