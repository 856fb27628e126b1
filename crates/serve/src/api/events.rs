use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::EventRow;
use polybius_store::{Listing, Sort};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::compat;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::page;
use crate::params::{EventFilter, Params};

/// A page of events.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventPage {
    #[schema(value_type = Vec<EventRow>)]
    items: Vec<Box<RawValue>>,
    /// The cursor of the next page; null on the last.
    next: Option<String>,
}

const SORTS: &[(&str, Sort)] = &[
    ("-date", Sort::Latest),
    ("date", Sort::Earliest),
    ("-killed", Sort::Deadliest),
    ("-changed", Sort::Changed),
    ("priority", Sort::Priority),
];

/// Rows of events.
#[utoipa::path(
    get, path = "/events", tag = "events",
    params(
        EventFilter,
        ("sort" = Option<String>, Query, description = "`-date` (default), `date`, `-killed`, `-changed`, `priority`"),
        ("limit" = Option<u32>, Query, description = "Rows of a page, 1 to 1000", minimum = 1, maximum = 1000),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = EventPage), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let question = params.question(&app)?;
    let limit = params.limit()?;
    let sort = params.take("sort").unwrap_or_else(|| "-date".to_owned());
    let Some(&(_, order)) = SORTS.iter().find(|(name, _)| *name == sort) else {
        let known: Vec<&str> = SORTS.iter().map(|(name, _)| *name).collect();
        return Err(ApiError::parameter("sort", format!("{sort:?}: known are {}", known.join(", "))));
    };
    let after = params.take("cursor").map(|cursor| page::read(&sort, &cursor)).transpose()?;
    params.end()?;
    let format = compat::page_as(&headers)?;
    let here = uri.clone();
    app.answer(&headers, &uri, question.as_of.clone(), move |app, desk| {
        let mut found = desk.list(&Listing {
            filter: &question.filter,
            words: question.words.as_deref(),
            sort: order,
            after: after.as_ref(),
            // One more than asked for tells whether there is a next page.
            limit: limit + 1,
        })?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| page::write(&sort, &last.at));
        if let Some(format) = format {
            return compat::page(app, desk, format, &found, &here, next);
        }
        Answer::json(&EventPage { items: raw(found.into_iter().map(|listed| listed.row))?, next })
    })
    .await
}

/// Rows as the desk has them.
pub(super) fn raw(rows: impl IntoIterator<Item = String>) -> Result<Vec<Box<RawValue>>, ApiError> {
    let read = |row| RawValue::from_string(row).map_err(|e| ApiError::new(Code::Internal, e.to_string()));
    rows.into_iter().map(read).collect()
}
