use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, Code};
use crate::params::Params;

/// What the desk holds.
#[derive(Serialize, ToSchema)]
pub(crate) struct Root {
    name: &'static str,
    version: &'static str,
    /// The last change of records.
    revision: i64,
    /// The last decision of a person.
    decision: i64,
    /// When the last change was made, UTC.
    changed: Option<String>,
    documents: u64,
    reports: u64,
    events: u64,
    statements: u64,
    decisions: u64,
    /// Whether the events are computed from all that was read and decided.
    up_to_date: bool,
    /// How the best number is chosen where reports differ.
    rule: String,
    /// Releases, oldest first.
    releases: Vec<String>,
}

/// What the desk holds.
#[utoipa::path(get, path = "/", tag = "desk", responses((status = 200, body = Root)))]
pub(crate) async fn root(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    app.answer(&headers, &uri, as_of, |app, desk| {
        let counts = desk.counts()?;
        let moment = match desk.past() {
            Some(moment) => moment,
            None => desk.moment("now")?,
        };
        Answer::json(&Root {
            name: "polybius",
            version: app.settings.version,
            revision: moment.revision,
            decision: moment.decision,
            changed: desk.time_of(moment)?,
            documents: counts.documents,
            reports: counts.reports,
            events: counts.events,
            statements: counts.statements,
            decisions: counts.decisions,
            up_to_date: desk.past().is_some() || !desk.events_due(app.settings.merger)?,
            rule: polybius_upkeep::rule(desk)?.name().to_owned(),
            releases: desk.releases()?.into_iter().map(|r| r.name).collect(),
        })
    })
    .await
}

/// One code that errors have.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeRow {
    code: &'static str,
    status: u16,
    /// What it means and what to do.
    meaning: &'static str,
}

/// The codes of errors.
#[utoipa::path(get, path = "/errors", tag = "desk", responses((status = 200, body = Vec<CodeRow>)))]
pub(crate) async fn errors() -> axum::Json<Vec<CodeRow>> {
    let row = |c: &Code| CodeRow { code: c.as_str(), status: c.status().as_u16(), meaning: c.meaning() };
    axum::Json(Code::ALL.iter().map(row).collect())
}

/// This description.
#[utoipa::path(get, path = "/openapi.json", tag = "desk", responses((status = 200, body = Object)))]
pub(crate) async fn description() -> axum::Json<utoipa::openapi::OpenApi> {
    axum::Json(super::openapi())
}
