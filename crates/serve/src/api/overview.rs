use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::{Filter, Review};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::params::Params;

/// What changed, in few numbers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Overview {
    /// The last revision.
    revision: i64,
    /// The revision that changes are counted from.
    since: i64,
    /// When that was, UTC; null for the beginning.
    since_at: Option<String>,
    documents_added: u64,
    /// Corrected, or read again.
    documents_changed: u64,
    events_added: u64,
    events_changed: u64,
    /// Merged away, or without documents.
    events_removed: u64,
    /// Events that nobody has decided on.
    open: u64,
    /// Events by what people have said of them.
    accepted: u64,
    edited: u64,
    rejected: u64,
}

/// What changed since a revision, and what waits for a person.
#[utoipa::path(
    get, path = "/overview", tag = "desk",
    params(("since" = Option<i64>, Query, description = "A revision; 0, where nothing is said, is the beginning", minimum = 0)),
    responses((status = 200, body = Overview), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn overview(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let since = params.parse::<i64>("since")?.unwrap_or(0);
    params.end()?;
    if since < 0 {
        return Err(ApiError::parameter("since", format!("{since} is no revision")));
    }
    app.answer(&headers, &uri, None, move |_, desk| {
        let moment = desk.moment("now")?;
        let changed = desk.since(since)?;
        let count = |review| desk.count_events(&Filter { reviews: [review].into(), ..Filter::default() }, None);
        let since_at = if since > 0 && since <= moment.revision {
            desk.time_of(polybius_store::Moment { revision: since, decision: 0 })?
        } else {
            None
        };
        Answer::json(&Overview {
            revision: moment.revision,
            since,
            since_at,
            documents_added: changed.documents_added,
            documents_changed: changed.documents_changed,
            events_added: changed.events_added,
            events_changed: changed.events_changed,
            events_removed: changed.events_removed,
            open: count(Review::Machine)?,
            accepted: count(Review::Accepted)?,
            edited: count(Review::Edited)?,
            rejected: count(Review::Rejected)?,
        })
    })
    .await
}
