use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_store::By;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::params::{EventFilter, Params};

/// Counts of events and people.
#[derive(Serialize, ToSchema)]
pub(crate) struct Aggregates {
    /// What is counted by.
    by: Vec<&'static str>,
    groups: Vec<AggregateGroup>,
}

/// Events that have the same values.
#[derive(Serialize, ToSchema)]
pub(crate) struct AggregateGroup {
    /// A value for each of `by`, in that order; null where it is unknown.
    values: Vec<Option<String>>,
    /// The name of the actor, where events are counted by actor.
    name: Option<String>,
    events: u64,
    /// Sum of the best numbers.
    killed: u64,
    /// Sum of the smallest numbers.
    killed_low: u64,
    /// Sum of the largest numbers that are named.
    killed_high: u64,
    injured: u64,
}

/// Counts of events and people by one or two things.
#[utoipa::path(
    get, path = "/aggregates", tag = "events",
    params(
        EventFilter,
        ("by" = Option<String>, Query, description = "At most two, separated by a comma: day, week, month, year, event_type, sub_event_type, country, place, status, review, actor. Without it, one group of all.", example = "month,event_type"),
    ),
    responses((status = 200, body = Aggregates), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn aggregates(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let question = params.question(&app)?;
    let mut by: Vec<&'static (&'static str, By)> = Vec::new();
    for word in params.several("by") {
        let known = || By::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let found = By::ALL.iter().find(|(name, _)| *name == word);
        by.push(found.ok_or_else(|| ApiError::parameter("by", format!("{word:?}: known are {}", known())))?);
    }
    if by.len() > 2 || (by.len() == 2 && by[0] == by[1]) {
        return Err(ApiError::parameter("by", "at most two different things"));
    }
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |_, desk| {
        let kinds: Vec<By> = by.iter().map(|(_, by)| *by).collect();
        let groups = desk.groups(&question.filter, question.words.as_deref(), &kinds)?;
        let groups = groups.into_iter().map(|g| AggregateGroup {
            values: g.values,
            name: g.name,
            events: g.events,
            killed: g.killed,
            killed_low: g.killed_low,
            killed_high: g.killed_high,
            injured: g.injured,
        });
        Answer::json(&Aggregates { by: by.iter().map(|(name, _)| *name).collect(), groups: groups.collect() })
    })
    .await
}
