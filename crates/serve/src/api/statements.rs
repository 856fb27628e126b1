use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_query::{Checked, Holdings, check};
use polybius_records::{Filter, Statement, StatementBody};
use polybius_store::{After, KeyValue};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::page;
use crate::params::Params;

const KINDS: [&str; 6] = ["statistic", "strength", "alert", "warning", "control", "relation"];
/// Statements that are looked at together.
const AT_A_TIME: usize = 500;

/// A page of statements.
#[derive(Serialize, ToSchema)]
pub(crate) struct StatementPage {
    items: Vec<Statement>,
    next: Option<String>,
}

/// Statements: things that documents say which are not one event.
#[utoipa::path(
    get, path = "/statements", tag = "statements",
    params(
        ("kind" = Option<String>, Query, description = "`statistic`, `strength`, `alert`, `warning`, `control` or `relation`"),
        ("from" = Option<String>, Query, description = "YYYY-MM-DD"), ("to" = Option<String>, Query, description = "YYYY-MM-DD"),
        ("country" = Option<String>, Query, description = "ISO 3166-1 alpha-2, separated by commas"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000), ("cursor" = Option<String>, Query), ("as_of" = Option<String>, Query),
    ),
    responses((status = 200, body = StatementPage), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let kind = params.take("kind");
    if let Some(kind) = kind.as_deref().filter(|k| !KINDS.contains(k)) {
        return Err(ApiError::parameter("kind", format!("{kind:?}: known are {}", KINDS.join(", "))));
    }
    let filter = Filter {
        from: params.day("from")?,
        to: params.day("to")?,
        countries: params.countries()?,
        ..Filter::default()
    };
    let (limit, as_of) = (params.limit()?, params.take("as_of"));
    let after = params.take("cursor").map(|cursor| page::read("id", &cursor)).transpose()?;
    params.end()?;
    app.answer(&headers, &uri, as_of, move |_, desk| {
        let mut items: Vec<Statement> = Vec::new();
        let mut last = after.map(|a| a.id).unwrap_or_default();
        while items.len() <= limit {
            let found = desk.statements_after(kind.as_deref(), &last, AT_A_TIME)?;
            let Some(end) = found.last() else { break };
            last.clone_from(&end.id);
            items.extend(found.into_iter().filter(|s| filter.passes_statement(s)));
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let next =
            items.last().filter(|_| more).map(|s| page::write("id", &After { key: KeyValue::Null, id: s.id.clone() }));
        Answer::json(&StatementPage { items, next })
    })
    .await
}

/// A stated total beside ours.
#[derive(Serialize, ToSchema)]
pub(crate) struct CheckRow {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    checked: Checked,
}

/// The totals that documents state, beside the sums of the desk's events, and why they may differ.
#[utoipa::path(
    get, path = "/checks", tag = "statements", params(("as_of" = Option<String>, Query)),
    responses((status = 200, body = Vec<CheckRow>))
)]
pub(crate) async fn checks(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    app.answer(&headers, &uri, as_of, |app, desk| {
        let mut statements = Vec::new();
        let mut last = String::new();
        loop {
            let found = desk.statements_after(Some("statistic"), &last, AT_A_TIME)?;
            let Some(end) = found.last() else { break };
            last.clone_from(&end.id);
            statements.extend(found.into_iter().filter(|s| matches!(s.body, StatementBody::Statistic { .. })));
        }
        if statements.is_empty() {
            return Answer::json(&Vec::<CheckRow>::new());
        }
        let events = desk.events()?;
        let filter = Filter::default();
        let held = Holdings {
            events: events.iter().filter(|e| filter.passes(e)).map(|e| (e.id.as_str(), &e.body)).collect(),
            published: desk.document_heads()?.iter().filter_map(|d| d.published).collect(),
        };
        let within = |a: &str, b: &str| app.lexicon.actors.is_within(a, b);
        let rows = check(&statements, &held, &within).into_iter().map(|checked| CheckRow { checked });
        Answer::json(&rows.collect::<Vec<_>>())
    })
    .await
}
