use std::collections::BTreeSet;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_merge::EditedField;
use polybius_records::{CountKind, Evidence, Review};
use polybius_store::Desk;
use polybius_upkeep::{DecideError, Said, decide as keep, reports_of, undone};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::body;
use crate::accounts::{Act, Who};
use crate::app::{Answer, App};
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::Params;

/// Most characters of a reason.
const LONGEST_REASON: usize = 2000;

/// Something that a person says about events.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "decide", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum NewDecision {
    /// It is right, it is none, or what was said is taken back.
    Verdict { event: String, review: Review, reason: Option<String> },
    /// A field has another value.
    Edit {
        event: String,
        /// `sub_event_type`, `status`, `date`, `place`, `actors`, `attributions`, `weapons`, `killed`, `injured`, `abducted`, `detained` or `displaced`.
        field: String,
        /// As in the record; a count may be a number alone; null empties the field.
        #[schema(value_type = Object)]
        value: Value,
        evidence: Option<Vec<Marked>>,
        reason: Option<String>,
    },
    /// Events are one.
    Join { events: Vec<String>, reason: Option<String> },
    /// Some reports are another event.
    Split { event: String, reports: Vec<String>, reason: Option<String> },
    /// Could not decide.
    Unsure { event: String, reason: Option<String> },
    /// Somebody is to look at it; null is nobody.
    Assign { event: String, to: Option<String> },
    /// An earlier decision does not hold.
    Undo { decision: i64, reason: Option<String> },
}

/// Words of a document that somebody marked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marked {
    document: String,
    /// Offset of the first character, in Unicode scalar values.
    start: usize,
    /// Offset after the last character.
    end: usize,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct DecisionAnswer {
    /// The places of the decisions among all, for undoing.
    decisions: Vec<i64>,
    /// Ids of the events that hold the reports now.
    events: Vec<String>,
    /// The last revision.
    revision: i64,
}

/// Decides; the events are computed before the answer comes.
#[utoipa::path(
    post, path = "/decisions", tag = "review", request_body = NewDecision,
    responses((status = 200, body = DecisionAnswer), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer), (status = 409, body = ErrorAnswer))
)]
pub(crate) async fn decide(State(app): State<App>, who: Who, bytes: Bytes) -> Result<Json<DecisionAnswer>, ApiError> {
    who.may(Act::Decide)?;
    let sent: NewDecision = body(&bytes)?;
    let by = who.person()?.name.clone();
    let answer = app.write(move |app, desk| {
        let (said, reason) = read(desk, sent)?;
        if needs_reviewer(desk, &said, &by)? {
            who.may(Act::Review)?;
        }
        let (what, subject) = in_words(&said);
        let entry = who.did(&format!("decision.{what}"), subject, json!({}));
        let decided = desk.audited(&entry, |desk| keep(desk, &said, reason.as_deref(), &by))?;
        let is_branch_of = |branch: &str, parent: &str| app.lexicon.actors.is_branch_of(branch, parent);
        polybius_upkeep::renew(desk, &is_branch_of, app.settings.merger)?;
        let mut events = BTreeSet::new();
        for report in &decided.reports {
            events.extend(desk.event_of_report(report)?);
        }
        let revision = desk.moment("now")?.revision;
        Ok(DecisionAnswer { decisions: decided.decisions, events: events.into_iter().collect(), revision })
    });
    answer.await.map(Json)
}

/// Whether it is said of somebody else's work: who is to look at what, and that what another decided does not hold.
fn needs_reviewer(desk: &Desk, said: &Said, by: &str) -> Result<bool, ApiError> {
    Ok(match said {
        Said::Assign { .. } => true,
        Said::Undo { decision } => desk.decisions()?.iter().any(|d| d.seq == *decision && d.made_by != by),
        _ => false,
    })
}

/// What the audit says of it.
fn in_words(said: &Said) -> (&'static str, String) {
    match said {
        Said::Verdict { event, .. } => ("verdict", event.clone()),
        Said::Edit { event, .. } => ("edit", event.clone()),
        Said::Join { events } => ("join", events.join(" ")),
        Said::Split { event, .. } => ("split", event.clone()),
        Said::Unsure { event } => ("unsure", event.clone()),
        Said::Assign { event, .. } => ("assign", event.clone()),
        Said::Undo { decision } => ("undo", decision.to_string()),
    }
}

fn read(desk: &Desk, sent: NewDecision) -> Result<(Said, Option<String>), ApiError> {
    let (said, reason) = match sent {
        NewDecision::Verdict { event, review, reason } => (Said::Verdict { event, review }, reason),
        NewDecision::Edit { event, field, value, evidence, reason } => {
            let change = change(&field, value)?;
            let evidence = marked(desk, &event, &field, &change, evidence.unwrap_or_default())?;
            (Said::Edit { event, change, evidence }, reason)
        }
        NewDecision::Join { events, reason } => (Said::Join { events }, reason),
        NewDecision::Split { event, reports, reason } => (Said::Split { event, reports }, reason),
        NewDecision::Unsure { event, reason } => (Said::Unsure { event }, reason),
        NewDecision::Assign { event, to } => (Said::Assign { event, to }, None),
        NewDecision::Undo { decision, reason } => (Said::Undo { decision }, reason),
    };
    let reason = reason.map(|r| r.trim().to_owned()).filter(|r| !r.is_empty());
    if reason.as_ref().is_some_and(|r| r.chars().count() > LONGEST_REASON) {
        return Err(ApiError::new(Code::BadBody, format!("reason: more than {LONGEST_REASON} characters")));
    }
    Ok((said, reason))
}

/// The new value of a field, from its JSON.
fn change(field: &str, value: Value) -> Result<EditedField, ApiError> {
    let wrong = |e: serde_json::Error| ApiError::new(Code::BadBody, format!("value of {field}: {e}"));
    if let Some(kind) = CountKind::ALL.into_iter().find(|kind| kind.field() == field) {
        return Ok(EditedField::Count(kind, count(field, &value)?));
    }
    let known = ["sub_event_type", "status", "date", "place", "actors", "attributions", "weapons"];
    if !known.contains(&field) {
        let counts: Vec<&str> = CountKind::ALL.iter().map(|k| k.field()).collect();
        let message = format!("field: {field:?}: known are {}, {}", known.join(", "), counts.join(", "));
        return Err(ApiError::new(Code::BadBody, message));
    }
    let change: EditedField = serde_json::from_value(json!({ "field": field, "value": value })).map_err(wrong)?;
    match &change {
        EditedField::Date(Some(span)) if span.end < span.start => {
            Err(ApiError::new(Code::BadBody, "value of date: it ends before it starts"))
        }
        EditedField::Place(Some(place))
            if place.latitude.is_some() != place.longitude.is_some()
                || place.latitude.is_some_and(|y| !(-90.0..=90.0).contains(&y))
                || place.longitude.is_some_and(|x| !(-180.0..=180.0).contains(&x)) =>
        {
            Err(ApiError::new(Code::BadBody, "value of place: latitude and longitude are degrees, both or none"))
        }
        _ => Ok(change),
    }
}

fn count(field: &str, value: &Value) -> Result<Option<polybius_records::Count>, ApiError> {
    use polybius_records::Count;
    let wrong = |detail: &str| ApiError::new(Code::BadBody, format!("value of {field}: {detail}"));
    let number = |name: &str| match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(n) => n.as_u64().map(Some).ok_or_else(|| wrong(&format!("{name} is no whole number"))),
    };
    let count = match value {
        Value::Null => return Ok(None),
        Value::Number(n) => Count::exact(n.as_u64().ok_or_else(|| wrong("it is no whole number"))?),
        Value::Object(fields) => {
            if let Some(other) = fields
                .keys()
                .find(|k| !["best", "low", "high", "unit", "breakdown", "rule", "open_above"].contains(&k.as_str()))
            {
                return Err(wrong(&format!("{other:?} is no part of a count: give best, low, high")));
            }
            let count = Count::new(number("best")?, number("low")?, number("high")?);
            if count.best.or(count.low).or(count.high).is_none() {
                return Err(wrong("give best, low or high, or null for a number that is not known"));
            }
            count
        }
        _ => return Err(wrong("a whole number, an object with best, low and high, or null")),
    };
    let (low, best, high) = (count.low.unwrap_or(0), count.best, count.high.unwrap_or(u64::MAX));
    if low > high || best.is_some_and(|best| best < low || best > high) {
        return Err(wrong("low, best and high are not in order"));
    }
    Ok(Some(count))
}

/// The marked words as evidence. A value that nothing supported before must have some: no evidence, no value.
fn marked(
    desk: &Desk,
    event: &str,
    field: &str,
    change: &EditedField,
    marked: Vec<Marked>,
) -> Result<Vec<Evidence>, ApiError> {
    let event = super::event::find(desk, event)?;
    let mut out = Vec::new();
    for Marked { document, start, end } in marked {
        if !event.documents.contains(&document) {
            let message = format!("evidence: {document:?} is no document of {}", event.id);
            return Err(ApiError::new(Code::BadBody, message));
        }
        let text = desk.document(&document)?.ok_or_else(|| ApiError::not_found("document", &document))?.text;
        let quote: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
        if start >= end || quote.chars().count() != end - start {
            let message = format!("evidence: {start} to {end} is no stretch of {document:?}");
            return Err(ApiError::new(Code::BadBody, message));
        }
        out.push(Evidence { field: field.to_owned(), value: words(change), document, quote, start, end });
    }
    let empties = matches!(change, EditedField::Date(None) | EditedField::Place(None) | EditedField::Count(_, None))
        || matches!(change, EditedField::Actors(list) if list.is_empty())
        || matches!(change, EditedField::Weapons(list) if list.is_empty())
        || matches!(change, EditedField::Attributions(list) if list.is_empty());
    // Type and status are the reader's judgement of the whole: the words of the act support them.
    let judged = matches!(change, EditedField::SubEventType(_) | EditedField::Status(_));
    let supported = event.body.evidence.iter().any(|e| e.field == field);
    if out.is_empty() && !empties && !judged && !supported {
        let message = format!("evidence: nothing supports {field} yet: mark the words that do");
        return Err(ApiError::new(Code::BadBody, message));
    }
    Ok(out)
}

fn words(change: &EditedField) -> String {
    match change {
        EditedField::SubEventType(sub) => sub.to_string(),
        EditedField::Place(Some(place)) => place.name.clone(),
        EditedField::Date(Some(span)) => span.start.to_string(),
        EditedField::Count(_, Some(count)) => {
            count.best.or(count.low).or(count.high).map_or(String::new(), |n| n.to_string())
        }
        EditedField::Actors(actors) => actors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", "),
        EditedField::Weapons(weapons) => weapons.iter().map(|w| w.name.as_str()).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

impl From<DecideError> for ApiError {
    fn from(error: DecideError) -> Self {
        let code = match &error {
            DecideError::Upkeep(_) => Code::Internal,
            DecideError::NoEvent { .. } | DecideError::NoReport { .. } | DecideError::NoDecision { .. } => {
                Code::NotFound
            }
            DecideError::Impossible(_) => Code::Conflict,
        };
        ApiError::new(code, error.to_string())
    }
}

/// A decision of the past.
#[derive(Serialize, ToSchema)]
pub(crate) struct DecisionRow {
    /// Its place among all.
    decision: i64,
    /// `verdict`, `edit`, `link`, `rule`, `unsure`, `assign` or `undo`.
    kind: String,
    by: String,
    /// When, UTC.
    at: String,
    /// What it is about: a report, or `desk`.
    subject: String,
    /// The rest; its shape depends on the kind.
    #[schema(value_type = Object)]
    body: Value,
    /// Whether it was undone.
    undone: bool,
}

/// What people decided, the latest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct DecisionList {
    items: Vec<DecisionRow>,
    /// For the next page: `before`; null on the last.
    next: Option<i64>,
}

/// What people decided, the latest first.
#[utoipa::path(
    get, path = "/decisions", tag = "review",
    params(
        ("event" = Option<String>, Query, description = "Decisions about the reports of an event"),
        ("before" = Option<i64>, Query, description = "Decisions before this one"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000),
    ),
    responses((status = 200, body = DecisionList), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let (event, before, limit) = (params.take("event"), params.parse::<i64>("before")?, params.limit()?);
    params.end()?;
    app.answer(&headers, &uri, None, move |_, desk| {
        let all = desk.decisions()?;
        let undone = undone(&all);
        let reports = event.map(|id| super::event::find(desk, &id)).transpose()?.map(|e| e.reports);
        // Readings of the double coding are blind: nobody sees another's here.
        let shown = all.into_iter().rev().filter(|d| d.kind != "coding" && d.kind != "sample");
        let mut items: Vec<DecisionRow> = shown
            .filter(|d| before.is_none_or(|before| d.seq < before))
            .filter(|d| reports.as_ref().is_none_or(|r| reports_of(d).iter().any(|report| r.contains(report))))
            .map(|d| DecisionRow {
                decision: d.seq,
                undone: undone.contains(&d.seq),
                kind: d.kind,
                by: d.made_by,
                at: d.at,
                subject: d.subject,
                body: d.body,
            })
            .take(limit + 1)
            .collect();
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|d| d.decision);
        Answer::json(&DecisionList { items, next })
    })
    .await
}
