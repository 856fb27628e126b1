//! ACLED's read API as its clients call it: `/api/acled/read` and the tables beside it, with their grammar of parameters.
//!
//! A desk that is asked for events by a client of ACLED's gives its own, in ACLED's columns.

mod column;
mod condition;
mod deleted;
mod door;
mod events;
mod pushdown;
mod question;
mod tallies;
mod token;
mod written;

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Extension, Router};

use crate::app::App;

pub(crate) use door::door;

/// What is kept between requests.
#[derive(Debug, Default)]
struct Kept {
    walks: events::Walks,
    tallies: tallies::Kept,
}

/// The addresses, both below `/api` and, as the API had them first, below the root.
pub(super) fn routes() -> Router<App> {
    let read = || {
        Router::new()
            .route("/acled/read", get(events::read))
            .route("/deleted/read", get(deleted::read))
            .route("/actor/read", get(tallies::actors))
            .route("/actortype/read", get(tallies::actor_types))
            .route("/country/read", get(tallies::countries))
            .route("/region/read", get(tallies::regions))
            .route("/cast/read", get(door::no_forecasts))
    };
    Router::new()
        .nest("/api", read())
        .merge(read())
        .route("/oauth/token", post(token::grant))
        .layer(Extension(Arc::new(Kept::default())))
}
