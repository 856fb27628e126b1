use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_lexicon::ActorEntry;
use polybius_records::{ActorType, Filter, Statement, StatementBody};
use polybius_store::By;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::params::{EventFilter, Params};

/// An actor with what the desk's events have of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActorRow {
    id: String,
    name: String,
    /// What kind it is; null for an actor that is not in the lexicon.
    #[serde(rename = "type")]
    kind: Option<ActorType>,
    /// ISO 3166-1 alpha-2 of its main country.
    country: Option<String>,
    /// The organisation that it is a branch of.
    parent: Option<String>,
    /// First year, where known.
    since: Option<i16>,
    /// Last year, where it has ended.
    until: Option<i16>,
    /// Events that name it.
    events: u64,
    /// Killed in them, by the best numbers.
    killed: u64,
}

/// Actors.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActorList {
    items: Vec<ActorRow>,
}

/// The actors of the desk's events, and the organisations above them; those with the most events first.
#[utoipa::path(
    get, path = "/actors", tag = "actors", params(EventFilter),
    responses((status = 200, body = ActorList), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let question = params.question(&app)?;
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |app, desk| {
        let actors = &app.lexicon.actors;
        let mut rows: BTreeMap<String, ActorRow> = BTreeMap::new();
        for group in desk.groups(&question.filter, question.words.as_deref(), &[By::Actor])? {
            let Some(id) = group.values.into_iter().next().flatten() else { continue };
            let mut row = row(&id, group.name.as_deref().unwrap_or(&id), actors.by_id(&id));
            (row.events, row.killed) = (group.events, group.killed);
            rows.insert(id, row);
        }
        let above: BTreeSet<String> = rows.keys().flat_map(|id| actors.ancestors(id)).map(|e| e.id.clone()).collect();
        for id in above {
            if let Some(entry) = actors.by_id(&id) {
                rows.entry(id.clone()).or_insert_with(|| row(&id, &entry.name, Some(entry)));
            }
        }
        let mut items: Vec<ActorRow> = rows.into_values().collect();
        items.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.name.cmp(&b.name)));
        Answer::json(&ActorList { items })
    })
    .await
}

fn row(id: &str, name: &str, entry: Option<&ActorEntry>) -> ActorRow {
    ActorRow {
        id: id.to_owned(),
        name: entry.map_or(name, |e| &e.name).to_owned(),
        kind: entry.map(|e| e.kind),
        country: entry.map(|e| e.country.clone()).filter(|c| !c.is_empty()),
        parent: entry.and_then(|e| e.parent.clone()),
        since: entry.and_then(|e| e.since),
        until: entry.and_then(|e| e.until),
        events: 0,
        killed: 0,
    }
}

/// One actor.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActorAnswer {
    #[serde(flatten)]
    actor: ActorRow,
    /// Other names.
    aliases: Vec<String>,
    /// The organisations above it, the nearest first.
    ancestors: Vec<ActorRow>,
    /// The organisations right below it.
    branches: Vec<ActorRow>,
    /// What documents say of its size, of what it holds, and of how it stands to others.
    statements: Vec<Statement>,
}

/// One actor: aliases, what stands above and below it, and what documents say of it.
#[utoipa::path(
    get, path = "/actors/{id}", tag = "actors", params(("id" = String, Path), ("as_of" = Option<String>, Query)),
    responses((status = 200, body = ActorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    app.answer(&headers, &uri, as_of, move |app, desk| {
        let actors = &app.lexicon.actors;
        let entry = actors.by_id(&id);
        let filter = Filter { actors: [id.clone()].into(), ..Filter::default() };
        let group = desk.groups(&filter, None, &[By::Actor])?.into_iter().find(|g| g.values == [Some(id.clone())]);
        if entry.is_none() && group.is_none() {
            return Err(ApiError::not_found("actor", &id));
        }
        let name = group.as_ref().and_then(|g| g.name.clone()).unwrap_or_else(|| id.clone());
        let mut actor = row(&id, &name, entry);
        if let Some(group) = group {
            (actor.events, actor.killed) = (group.events, group.killed);
        }
        let of = |entry: &ActorEntry| row(&entry.id, &entry.name, Some(entry));
        let mut branches: Vec<ActorRow> =
            actors.all().iter().filter(|e| e.parent.as_deref() == Some(id.as_str())).map(of).collect();
        branches.sort_by(|a, b| a.name.cmp(&b.name));
        let mut statements = Vec::new();
        let mut last = String::new();
        loop {
            let found = desk.statements_after(None, &last, 500)?;
            let Some(end) = found.last() else { break };
            last.clone_from(&end.id);
            statements.extend(found.into_iter().filter(|s| names(&s.body, &actor.name)));
        }
        Answer::json(&ActorAnswer {
            aliases: entry.map(|e| e.aliases.clone()).unwrap_or_default(),
            ancestors: actors.ancestors(&id).into_iter().map(of).collect(),
            branches,
            statements,
            actor,
        })
    })
    .await
}

fn names(body: &StatementBody, name: &str) -> bool {
    let is = |actor: &Option<String>| actor.as_deref() == Some(name);
    match body {
        StatementBody::Statistic { actor, .. }
        | StatementBody::Strength { actor, .. }
        | StatementBody::Control { actor, .. } => is(actor),
        StatementBody::Relation { from, to, .. } => from == name || is(to),
        StatementBody::Warning { by, to, about, .. } => is(by) || is(to) || is(about),
        StatementBody::Alert { .. } => false,
    }
}
