//! UCDP's read API: `/api/gedevents/<version>` with the columns of GED.

mod events;
mod index;
mod question;

use std::sync::Arc;

use axum::routing::get;
use axum::{Extension, Router};

use crate::app::App;

/// The addresses.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/gedevents/{version}", get(events::read))
        .layer(Extension(Arc::new(index::Indexes::default())))
}
