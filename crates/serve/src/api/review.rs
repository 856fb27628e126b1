use std::collections::HashMap;

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::{Attention, EventRow, Review, attention};
use polybius_store::{After, Desk, Listing, Sort};
use polybius_upkeep::undone;
use serde::Serialize;
use utoipa::ToSchema;

use super::author::Author;
use crate::app::{Answer, App};
use crate::error::{ApiError, ErrorAnswer};
use crate::page;
use crate::params::{EventFilter, Params};

/// Events that are looked at together.
const AT_A_TIME: usize = 200;

/// An event that waits for a person.
#[derive(Serialize, ToSchema)]
pub(crate) struct Waiting {
    row: EventRow,
    /// How much it needs one; orders the queue.
    priority: f64,
    /// Why, the weightiest reason first.
    why: Vec<Attention>,
    /// Who is to look at it.
    assigned: Option<String>,
    /// How often somebody looked at it and could not decide.
    unsure: usize,
}

/// A page of the queue.
#[derive(Serialize, ToSchema)]
pub(crate) struct Queue {
    items: Vec<Waiting>,
    next: Option<String>,
    /// Events that nobody has decided on, whatever is said of assignment.
    open: u64,
}

/// Events that nobody has decided on, what needs a person most first.
#[utoipa::path(
    get, path = "/review", tag = "review",
    params(
        EventFilter,
        ("assigned" = Option<String>, Query, description = "`me`, `nobody`, or a name"),
        ("unsure" = Option<bool>, Query, description = "Only those that somebody was unsure of (`true`), or none of them (`false`, the default)"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000), ("cursor" = Option<String>, Query),
    ),
    responses((status = 200, body = Queue), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn queue(
    State(app): State<App>,
    Author(me): Author,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let mut question = params.question(&app)?;
    if question.filter.reviews.is_empty() {
        question.filter.reviews.insert(Review::Machine);
    }
    let assigned = params.take("assigned").map(|who| if who == "me" { me } else { who });
    let unsure = params.parse::<bool>("unsure")?.unwrap_or(false);
    let limit = params.limit()?;
    let mut after = params.take("cursor").map(|cursor| page::read("priority", &cursor)).transpose()?;
    params.end()?;
    app.answer(&headers, &uri, question.as_of.clone(), move |_, desk| {
        let said = Said::of(desk)?;
        let mut items: Vec<(Waiting, After)> = Vec::new();
        'pages: loop {
            let listing = Listing {
                filter: &question.filter,
                words: question.words.as_deref(),
                sort: Sort::Priority,
                after: after.as_ref(),
                limit: AT_A_TIME,
            };
            let found = desk.list(&listing)?;
            let last = found.len() < AT_A_TIME;
            for listed in found {
                after = Some(listed.at.clone());
                let assigned_to = said.assigned.get(&listed.at.id).cloned().flatten();
                let doubts = said.unsure.get(&listed.at.id).copied().unwrap_or(0);
                let wanted = match assigned.as_deref() {
                    None => true,
                    Some("nobody") => assigned_to.is_none(),
                    Some(who) => assigned_to.as_deref() == Some(who),
                };
                if !wanted || unsure != (doubts > 0) {
                    continue;
                }
                let Some(event) = desk.event(&listed.at.id)? else { continue };
                let (priority, why) = attention(&event);
                let row = EventRow::from(&event);
                items.push((Waiting { row, priority, why, assigned: assigned_to, unsure: doubts }, listed.at));
                if items.len() > limit {
                    break 'pages;
                }
            }
            if last {
                break;
            }
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|(_, at)| page::write("priority", at));
        let open = desk.count_events(&question.filter, question.words.as_deref())?;
        Answer::json(&Queue { items: items.into_iter().map(|(waiting, _)| waiting).collect(), next, open })
    })
    .await
}

/// Who is to look at which event, and who could not decide.
struct Said {
    assigned: HashMap<String, Option<String>>,
    unsure: HashMap<String, usize>,
}

impl Said {
    fn of(desk: &Desk) -> Result<Self, ApiError> {
        let all = desk.decisions()?;
        let undone = undone(&all);
        let mut said = Said { assigned: HashMap::new(), unsure: HashMap::new() };
        for decision in all.iter().filter(|d| !undone.contains(&d.seq)) {
            let kind = decision.kind.as_str();
            if kind != "assign" && kind != "unsure" {
                continue;
            }
            let Some(event) = desk.event_of_report(&decision.subject)? else { continue };
            if kind == "unsure" {
                *said.unsure.entry(event).or_default() += 1;
            } else {
                said.assigned.insert(event, decision.body.get("to").and_then(|to| to.as_str()).map(str::to_owned));
            }
        }
        Ok(said)
    }
}
