use std::collections::{BTreeMap, BTreeSet};

use polybius_records::Event;
use serde::Serialize;
use serde_json::Value;

/// What happened to an event between two states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Added,
    /// It is no more; its reports are in these events now, none where the reports are gone too.
    Removed {
        /// Ids of the events that hold its reports now.
        into: Vec<String>,
    },
    /// Some of its fields differ.
    Changed,
}

/// A field with its values in both states, in few words; `None` where it was empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field's name in a record.
    pub field: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// Why an event differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// A document came that tells of it.
    NewDocument {
        /// The document.
        document: String,
    },
    /// A document that tells of it has another text or other metadata now.
    CorrectedDocument {
        /// The document.
        document: String,
    },
    /// A document that tells of it was read again, by other rules or another coder.
    ReadAgain {
        /// The document.
        document: String,
    },
    /// Reports came from another event.
    Joined {
        /// The event that they were in.
        from: String,
    },
    /// Reports went to another event.
    Left {
        /// The event that they are in.
        to: String,
    },
    /// A person decided.
    Decided {
        /// Who.
        by: String,
        /// What: `link`, `edit` or `verdict`.
        what: String,
        /// When, UTC.
        at: String,
        /// The reason that the person gave.
        why: Option<String>,
    },
    /// Other rules of merging made it.
    Rules,
    /// Other documents changed what words are rare or who is a copy of whom.
    Neighbours,
}

/// One event that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The event.
    pub event: String,
    /// What happened to it.
    #[serde(flatten)]
    pub change: Change,
    /// Its summary, the later one where it has two.
    pub summary: String,
    /// The fields that differ; empty for a new or removed event.
    pub fields: Vec<FieldChange>,
    /// Why, most telling first; never empty.
    pub reasons: Vec<Reason>,
}

/// What happened to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// It came.
    Added,
    /// Its text or metadata changed.
    Corrected,
    /// It was read again, and what was read differs.
    ReadAgain,
}

/// A decision of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Ids of the reports that it is about.
    pub reports: Vec<String>,
    /// `link`, `edit` or `verdict`.
    pub what: String,
    /// Who decided.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// The reason that the person gave.
    pub why: Option<String>,
}

/// What happened between two states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Happened {
    /// Documents by id.
    pub documents: BTreeMap<String, Touched>,
    /// Decisions, oldest first.
    pub decisions: Vec<Said>,
    /// Whether another version of the merger computed the events.
    pub merger: bool,
}

/// Fields that follow from others, or are told by the reasons.
const FOLLOWS: [&str; 8] =
    ["id", "summary", "evidence", "reports", "documents", "confidence", "confidences", "event_type"];

/// The events that differ between two states of a desk, in the order of their ids.
pub fn diff(before: &[Event], after: &[Event], happened: &Happened) -> Vec<Difference> {
    let (then, now) = (State::of(before), State::of(after));
    let ids: BTreeSet<&str> = then.events.keys().chain(now.events.keys()).copied().collect();
    ids.into_iter().filter_map(|id| difference(id, &then, &now, happened)).collect()
}

struct State<'a> {
    events: BTreeMap<&'a str, &'a Event>,
    /// The event of each report.
    holders: BTreeMap<&'a str, &'a str>,
}

impl<'a> State<'a> {
    fn of(events: &'a [Event]) -> Self {
        State {
            events: events.iter().map(|e| (e.id.as_str(), e)).collect(),
            holders: events.iter().flat_map(|e| e.reports.iter().map(|r| (r.as_str(), e.id.as_str()))).collect(),
        }
    }
}

fn difference(id: &str, then: &State<'_>, now: &State<'_>, happened: &Happened) -> Option<Difference> {
    let (before, after) = (then.events.get(id).copied(), now.events.get(id).copied());
    let fields = before.zip(after).map(|(b, a)| changed_fields(b, a)).unwrap_or_default();
    let change = match (before, after) {
        (Some(before), Some(after)) if before == after => return None,
        // Nothing that a reader sees differs: another document behind a value, a probability.
        (Some(before), Some(after)) if fields.is_empty() && before.reports == after.reports => return None,
        (Some(_), Some(_)) => Change::Changed,
        (Some(before), None) => {
            let into: BTreeSet<&str> =
                before.reports.iter().filter_map(|r| now.holders.get(r.as_str()).copied()).collect();
            Change::Removed { into: into.into_iter().map(str::to_owned).collect() }
        }
        (None, _) => Change::Added,
    };
    let summary = after.or(before).map(|e| e.body.summary.clone()).unwrap_or_default();
    Some(Difference {
        event: id.to_owned(),
        change,
        summary,
        fields,
        reasons: reasons(id, before, after, then, now, happened),
    })
}

fn reasons(
    id: &str,
    before: Option<&Event>,
    after: Option<&Event>,
    then: &State<'_>,
    now: &State<'_>,
    happened: &Happened,
) -> Vec<Reason> {
    let empty: &[String] = &[];
    let list = |event: Option<&'_ Event>, of: fn(&Event) -> &Vec<String>| -> BTreeSet<String> {
        event.map_or(empty, |e| of(e).as_slice()).iter().cloned().collect()
    };
    let (reports_before, reports_after) = (list(before, |e| &e.reports), list(after, |e| &e.reports));
    let documents: BTreeSet<String> = &list(before, |e| &e.documents) | &list(after, |e| &e.documents);
    let mut out: Vec<Reason> = Vec::new();
    for said in &happened.decisions {
        if said.reports.iter().any(|r| reports_before.contains(r) || reports_after.contains(r)) {
            out.push(Reason::Decided {
                by: said.by.clone(),
                what: said.what.clone(),
                at: said.at.clone(),
                why: said.why.clone(),
            });
        }
    }
    for document in documents {
        match happened.documents.get(&document) {
            Some(Touched::Added) => out.push(Reason::NewDocument { document }),
            Some(Touched::Corrected) => out.push(Reason::CorrectedDocument { document }),
            Some(Touched::ReadAgain) => out.push(Reason::ReadAgain { document }),
            None => {}
        }
    }
    let others = |reports: BTreeSet<&String>, state: &State<'_>| -> BTreeSet<String> {
        let holders = reports.into_iter().filter_map(|r| state.holders.get(r.as_str()).copied());
        holders.filter(|holder| *holder != id).map(str::to_owned).collect()
    };
    let came = others(reports_after.difference(&reports_before).collect(), then);
    let went = others(reports_before.difference(&reports_after).collect(), now);
    out.extend(came.into_iter().map(|from| Reason::Joined { from }));
    out.extend(went.into_iter().map(|to| Reason::Left { to }));
    if out.iter().all(|r| matches!(r, Reason::Joined { .. } | Reason::Left { .. })) && happened.merger {
        out.push(Reason::Rules);
    }
    if out.is_empty() {
        out.push(Reason::Neighbours);
    }
    out
}

/// The fields that differ between two states of one event.
pub fn changed_fields(before: &Event, after: &Event) -> Vec<FieldChange> {
    let object = |event: &Event| match serde_json::to_value(event) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (object(before), object(after));
    let mut names: Vec<&String> = after.keys().collect();
    names.extend(before.keys().filter(|name| !after.contains_key(*name)));
    names
        .into_iter()
        .filter(|name| !FOLLOWS.contains(&name.as_str()))
        .filter_map(|name| {
            let (old, new) = (before.get(name).and_then(words), after.get(name).and_then(words));
            (old != new).then(|| FieldChange { field: name.clone(), before: old, after: new })
        })
        .collect()
}

/// A value in few words; `None` for nothing.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(b) => Some(b.to_string()),
        Value::Number(n) => Some(n.to_string()),
        Value::String(s) => Some(s.clone()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(words).collect();
            (!items.is_empty()).then(|| items.join("; "))
        }
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(words);
            if let (Some(start), Some(end)) = (text("start"), text("end")) {
                return Some(if start == end { start } else { format!("{start} to {end}") });
            }
            if fields.contains_key("best") {
                return count(&text);
            }
            let name = text("name").or_else(|| text("actor")).or_else(|| text("field"));
            let detail = ["role", "stance", "certainty", "country", "by"].into_iter().filter_map(text);
            let detail: Vec<String> = detail.collect();
            match name {
                Some(name) if detail.is_empty() => Some(name),
                Some(name) => Some(format!("{name} ({})", detail.join(", "))),
                None => {
                    let all: Vec<String> =
                        fields.iter().filter_map(|(k, v)| Some(format!("{k} {}", words(v)?))).collect();
                    (!all.is_empty()).then(|| all.join(", "))
                }
            }
        }
    }
}

fn count(text: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (best, low, high) = (text("best"), text("low"), text("high"));
    let range = match (&low, &high) {
        (Some(low), Some(high)) if low != high => format!(" ({low} to {high})"),
        (Some(low), None) => format!(" (at least {low})"),
        (None, Some(high)) => format!(" (up to {high})"),
        (Some(_), Some(_)) | (None, None) => String::new(),
    };
    let number = best.or(low).or(high)?;
    let day = text("published").map_or(String::new(), |day| format!(" on {day}"));
    Some(format!("{number}{range}{day}"))
}
