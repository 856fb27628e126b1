use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_query::{FieldChange, Reason, changed_fields};
use polybius_records::{Event, EventRow, Report};
use polybius_store::{Decision, Desk};
use polybius_upkeep::Why;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::events::raw;
use crate::app::{Answer, App};
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::Params;

/// Events that are told of as near, at most.
const NEAREST: usize = 10;

/// One event, the full record.
#[utoipa::path(
    get, path = "/events/{id}", tag = "events", params(("id" = String, Path), ("as_of" = Option<String>, Query)),
    responses((status = 200, body = Event), (status = 404, body = ErrorAnswer), (status = 410, body = ErrorAnswer))
)]
pub(crate) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let as_of = only_as_of(&uri)?;
    app.answer(&headers, &uri, as_of, move |_, desk| Answer::json(&find(desk, &id)?)).await
}

/// What each document says of it, full records.
#[utoipa::path(
    get, path = "/events/{id}/reports", tag = "events", params(("id" = String, Path), ("as_of" = Option<String>, Query)),
    responses((status = 200, body = Vec<Report>), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn reports(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let as_of = only_as_of(&uri)?;
    app.answer(&headers, &uri, as_of, move |_, desk| {
        let event = find(desk, &id)?;
        Answer::json(&desk.reports_of_event(&event.id)?)
    })
    .await
}

/// Why its reports are one event, and what stayed apart.
#[utoipa::path(
    get, path = "/events/{id}/why", tag = "events", params(("id" = String, Path)),
    responses((status = 200, body = Object), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn why(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    Params::of(&uri)?.end()?;
    app.answer(&headers, &uri, None, move |app, desk| Answer::json(&why_of(app, desk, &find(desk, &id)?)?)).await
}

/// Rows of the nearest other events.
#[utoipa::path(
    get, path = "/events/{id}/similar", tag = "events", params(("id" = String, Path)),
    responses((status = 200, body = Vec<EventRow>), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn similar(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    Params::of(&uri)?.end()?;
    app.answer(&headers, &uri, None, move |app, desk| {
        let why = why_of(app, desk, &find(desk, &id)?)?;
        let ids: Vec<&str> = why.apart.iter().map(|a| a.event.as_str()).collect();
        let rows: Vec<Box<RawValue>> = raw(desk.rows_of(&ids)?)?;
        Answer::json(&rows)
    })
    .await
}

/// One change of an event.
#[derive(Serialize, ToSchema)]
pub(crate) struct HistoryEntry {
    /// The revision.
    revision: i64,
    /// When, UTC.
    at: String,
    /// `added`, `changed` or `removed`.
    change: String,
    /// What differs from before.
    #[schema(value_type = Vec<Object>)]
    fields: Vec<FieldChange>,
    /// Why, as far as it is known.
    #[schema(value_type = Vec<Object>)]
    reasons: Vec<Reason>,
}

/// Its revisions, oldest first.
#[utoipa::path(
    get, path = "/events/{id}/history", tag = "events", params(("id" = String, Path)),
    responses((status = 200, body = Vec<HistoryEntry>), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn history(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    Params::of(&uri)?.end()?;
    app.answer(&headers, &uri, None, move |_, desk| {
        let revisions = desk.revisions("event", &id)?;
        if revisions.is_empty() {
            return Err(ApiError::not_found("event", &id));
        }
        let decisions = desk.decisions()?;
        let mut before: Option<Event> = None;
        let mut since = String::new();
        let mut out = Vec::with_capacity(revisions.len());
        for revision in revisions {
            let now: Option<Event> = revision.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
            let fields = match (&before, &now) {
                (Some(before), Some(now)) => changed_fields(before, now),
                _ => Vec::new(),
            };
            let reasons = reasons(desk, before.as_ref(), now.as_ref(), (&since, &revision.at), &decisions)?;
            since.clone_from(&revision.at);
            out.push(HistoryEntry {
                revision: revision.seq,
                at: revision.at,
                change: revision.change,
                fields,
                reasons,
            });
            before = now;
        }
        Answer::json(&out)
    })
    .await
}

/// Why an event is another one than before, as far as its own documents and the decisions about its reports tell.
fn reasons(
    desk: &Desk,
    before: Option<&Event>,
    now: Option<&Event>,
    (since, at): (&str, &str),
    decisions: &[Decision],
) -> Result<Vec<Reason>, ApiError> {
    let mut out = Vec::new();
    let reports: BTreeSet<&String> = [before, now].into_iter().flatten().flat_map(|e| &e.reports).collect();
    let meanwhile = |when: &str| when > since && when <= at;
    for said in decisions.iter().filter(|d| before.is_some() && meanwhile(&d.at)) {
        if polybius_upkeep::reports_of(said).iter().any(|report| reports.contains(report)) {
            let why = said.body.get("reason").and_then(|w| w.as_str()).map(str::to_owned);
            out.push(Reason::Decided { by: said.made_by.clone(), what: said.kind.clone(), at: said.at.clone(), why });
        }
    }
    let Some(now) = now else { return Ok(out) };
    for document in &now.documents {
        if before.is_none_or(|before| !before.documents.contains(document)) {
            out.push(Reason::NewDocument { document: document.clone() });
        } else if desk.revisions("document", document)?.iter().any(|r| r.change == "changed" && meanwhile(&r.at)) {
            out.push(Reason::ReadAgain { document: document.clone() });
        }
    }
    for gone in before.iter().flat_map(|b| &b.reports).filter(|r| !now.reports.contains(r)) {
        if let Some(to) = desk.event_of_report(gone)?.filter(|to| *to != now.id) {
            out.push(Reason::Left { to });
        }
    }
    if out.is_empty() {
        out.push(Reason::Neighbours);
    }
    Ok(out)
}

pub(super) fn why_of(app: &App, desk: &Desk, event: &Event) -> Result<Why, ApiError> {
    let is_branch_of = |branch: &str, parent: &str| app.lexicon.actors.is_branch_of(branch, parent);
    Ok(polybius_upkeep::why(desk, event, &is_branch_of, NEAREST)?)
}

/// The event of that id; one that is no more names its heirs.
pub(crate) fn find(desk: &Desk, id: &str) -> Result<Event, ApiError> {
    if let Some(event) = desk.event(id)? {
        return Ok(event);
    }
    let last = desk.revisions("event", id)?.into_iter().rev().find_map(|r| r.body);
    let Some(last) = last.and_then(|body| serde_json::from_str::<Event>(&body).ok()) else {
        return Err(ApiError::not_found("event", id));
    };
    let mut heirs: BTreeMap<String, ()> = BTreeMap::new();
    for report in &last.reports {
        if let Some(event) = desk.event_of_report(report)? {
            heirs.insert(event, ());
        }
    }
    let heirs: Vec<String> = heirs.into_keys().collect();
    let where_to = if heirs.is_empty() {
        "its documents are gone".to_owned()
    } else {
        format!("its reports are in {}", heirs.join(", "))
    };
    Err(ApiError::new(Code::Gone, format!("{id} is no more: {where_to}")))
}

fn only_as_of(uri: &Uri) -> Result<Option<String>, ApiError> {
    let mut params = Params::of(uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    Ok(as_of)
}
