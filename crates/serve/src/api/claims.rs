use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_query::{Claim, Entry, Ledger, claims, ledger};
use polybius_store::{After, Desk, KeyValue};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::page;
use crate::params::{EventFilter, Params, Question};

/// Claims of responsibility, blame and denials.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClaimList {
    #[schema(value_type = Vec<Object>)]
    items: Vec<Claim>,
    next: Option<String>,
}

/// Claims of responsibility, blame and denials, in the order of their events.
#[utoipa::path(
    get, path = "/claims", tag = "claims",
    params(
        EventFilter, ("group" = Option<String>, Query, description = "A group by name, alias or id; its branches count"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000), ("cursor" = Option<String>, Query),
    ),
    responses((status = 200, body = ClaimList), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let (question, group) = asked(&app, &mut params)?;
    let limit = params.limit()?;
    let after = params.take("cursor").map(|cursor| page::read("event", &cursor)).transpose()?;
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |app, desk| {
        let mut items = ledger_of(app, desk, &question, group.as_deref())?.claims;
        if let Some(After { key: KeyValue::Text(event), id }) = &after {
            items.retain(|claim| (&claim.event, &claim.id) > (event, id));
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let at = |claim: &Claim| After { key: KeyValue::Text(claim.event.clone()), id: claim.id.clone() };
        let next = items.last().filter(|_| more).map(|last| page::write("event", &at(last)));
        Answer::json(&ClaimList { items, next })
    })
    .await
}

/// What the claims sum up to by group.
#[derive(Serialize, ToSchema)]
pub(crate) struct GroupList {
    #[schema(value_type = Vec<Object>)]
    items: Vec<Entry>,
}

/// Each group's standing to the events: claimed, attributed, denied, claimed and found nowhere else.
#[utoipa::path(
    get, path = "/claims/groups", tag = "claims",
    params(EventFilter, ("group" = Option<String>, Query, description = "A group by name, alias or id, with its branches together")),
    responses((status = 200, body = GroupList), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn groups(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let (question, group) = asked(&app, &mut params)?;
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |app, desk| {
        Answer::json(&GroupList { items: ledger_of(app, desk, &question, group.as_deref())?.groups })
    })
    .await
}

fn asked(app: &App, params: &mut Params) -> Result<(Question, Option<String>), ApiError> {
    let question = params.question(app)?;
    let group = params.take("group");
    let entry = |words: &str| app.lexicon.actors.by_id(words).or_else(|| app.lexicon.actors.by_name(words));
    let group = group.map(|words| entry(&words).map_or(words.clone(), |e| e.name.clone()));
    Ok((question, group))
}

fn ledger_of(app: &App, desk: &Desk, question: &Question, group: Option<&str>) -> Result<Ledger, ApiError> {
    let within = |a: &str, b: &str| app.lexicon.actors.is_within(a, b);
    let events = desk.attributed_events(&question.filter, question.words.as_deref())?;
    let ids: Vec<&str> = events.iter().flat_map(|e| e.reports.iter().map(String::as_str)).collect();
    let reports = desk.reports_by_id(&ids)?;
    Ok(ledger(claims(&events, &reports, &within), group, &within))
}
