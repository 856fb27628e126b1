use axum::http::Uri;
use polybius_records::{Event, EventRow, Filter};
use polybius_store::{Accounts, EventChange, Moment, Webhook};
use serde_json::{Value, json};

use crate::app::App;
use crate::error::{ApiError, Code};
use crate::params::Params;

/// What a webhook can be told of.
pub(crate) const KINDS: &[&str] = &["revision", "event.added", "event.changed", "event.removed"];

/// Changes of one message, at most.
const TOGETHER: usize = 100;
/// Changes that are looked at together, at most.
const AT_ONCE: usize = 1000;

/// The filter of a webhook, from the parameters that a list of events has.
///
/// # Errors
/// A parameter is none that can be told of a single event, or has a value that it cannot have.
pub(crate) fn filter(app: &App, words: &str) -> Result<Filter, ApiError> {
    let uri: Uri = format!("/?{words}").parse().map_err(|_| ApiError::parameter("filter", "no query string"))?;
    let mut params = Params::of(&uri)?;
    let question = params.question(app)?;
    params.end()?;
    if question.words.is_some() || question.as_of.is_some() {
        return Err(ApiError::new(Code::BadParameter, "filter: q and as_of are for lists alone"));
    }
    Ok(question.filter)
}

/// The messages for what changed since the last one, and the state up to which they are.
pub(super) fn messages(
    app: &App,
    accounts: &Accounts,
    webhook: &Webhook,
    present: Moment,
) -> Result<(Vec<String>, Moment), ApiError> {
    let filter = filter(app, &webhook.filter)?;
    let wants = |kind: &str| webhook.kinds.iter().any(|wanted| wanted == kind);
    let found = if webhook.kinds.iter().any(|kind| kind.starts_with("event.")) {
        accounts.event_changes(webhook.moment.revision, present.revision, AT_ONCE)?
    } else {
        Vec::new()
    };
    let up_to = match found.last() {
        // There may be more; the rest comes next time.
        Some(last) if found.len() == AT_ONCE => Moment { revision: last.revision, decision: webhook.moment.decision },
        _ => present,
    };
    let mut changes: Vec<Value> =
        found.iter().filter(|change| wants(&kind(change))).filter_map(|change| told(change, &filter)).collect();
    if wants("revision") && up_to == present {
        changes.push(json!({"kind": "revision", "revision": present.revision, "decision": present.decision}));
    }
    let body = |changes: &[Value]| json!({"webhook": webhook.id, "changes": changes}).to_string();
    Ok((changes.chunks(TOGETHER).map(body).collect(), up_to))
}

fn kind(change: &EventChange) -> String {
    format!("event.{}", change.change)
}

/// What is told of a change: where the event passes the filter, or did before, since whoever keeps it must hear that it left.
fn told(change: &EventChange, filter: &Filter) -> Option<Value> {
    let read = |body: &Option<String>| body.as_deref().and_then(|body| serde_json::from_str::<Event>(body).ok());
    let (now, before) = (read(&change.body), read(&change.before));
    let passes = |event: &Option<Event>| event.as_ref().is_some_and(|event| filter.passes(event));
    if !passes(&now) && !passes(&before) {
        return None;
    }
    Some(json!({
        "kind": kind(change),
        "revision": change.revision,
        "at": change.at,
        "id": change.event,
        "passes": passes(&now),
        "event": now.as_ref().map(EventRow::from),
    }))
}
