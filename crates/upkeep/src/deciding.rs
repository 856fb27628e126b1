use std::collections::BTreeSet;

use polybius_merge::EditedField;
use polybius_records::{Event, Evidence, Review};
use polybius_store::{Decision, Desk};
use serde_json::{Value, json};

use crate::decisions::{undoes, undone};
use crate::{DecideError, UpkeepError};

/// What a person says about events.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// Looked at the event: it is right, it is none, or take back what was said.
    Verdict {
        /// The event's id.
        event: String,
        /// What is said.
        review: Review,
    },
    /// A field has another value.
    Edit {
        /// The event's id.
        event: String,
        /// The field and its value.
        change: EditedField,
        /// The words that support it.
        evidence: Vec<Evidence>,
    },
    /// Events are one.
    Join {
        /// Their ids, two or more.
        events: Vec<String>,
    },
    /// Some reports of an event are another event.
    Split {
        /// The event's id.
        event: String,
        /// Ids of the reports.
        reports: Vec<String>,
    },
    /// Looked at it and could not decide.
    Unsure {
        /// The event's id.
        event: String,
    },
    /// Somebody is to look at it.
    Assign {
        /// The event's id.
        event: String,
        /// Who; `None` is nobody.
        to: Option<String>,
    },
    /// An earlier decision does not hold.
    Undo {
        /// Its place among all decisions.
        decision: i64,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The places of the decisions among all.
    pub decisions: Vec<i64>,
    /// Reports that they are about: whatever event holds these is what was decided on.
    pub reports: Vec<String>,
}

/// Keeps what a person says. The events are due then: [`crate::renew`] computes them.
///
/// # Errors
/// There is no such event, report or decision, or it cannot be said of it.
pub fn decide(desk: &mut Desk, said: &Said, reason: Option<&str>, by: &str) -> Result<Decided, DecideError> {
    let with_reason = |mut body: Value| {
        if let Some(reason) = reason {
            body["reason"] = reason.into();
        }
        body
    };
    let mut taken_back = Vec::new();
    let (kind, bodies): (&str, Vec<(String, Value)>) = match said {
        Said::Verdict { event, review } => {
            if *review == Review::Edited {
                return Err(DecideError::Impossible("a verdict is accepted, rejected or machine".to_owned()));
            }
            let report = first_report(&find(desk, event)?)?;
            ("verdict", vec![(report.clone(), json!({ "report": report, "review": review }))])
        }
        Said::Edit { event, change, evidence } => {
            let report = first_report(&find(desk, event)?)?;
            let body = json!({ "report": report, "change": change, "evidence": evidence });
            ("edit", vec![(report, body)])
        }
        Said::Join { events } => {
            let mut reports: BTreeSet<String> = BTreeSet::new();
            let distinct: BTreeSet<&String> = events.iter().collect();
            for event in &distinct {
                reports.extend(find(desk, event)?.reports);
            }
            let reports: Vec<String> = reports.into_iter().collect();
            let Some((first, rest)) = reports.split_first().filter(|_| distinct.len() > 1) else {
                return Err(DecideError::Impossible("this is one event: give two".to_owned()));
            };
            ("link", rest.iter().map(|other| (first.clone(), link(first, other, true))).collect())
        }
        Said::Split { event, reports } => {
            let event = find(desk, event)?;
            if let Some(stranger) = reports.iter().find(|r| !event.reports.contains(r)) {
                return Err(DecideError::NoReport { event: event.id, report: stranger.clone() });
            }
            let rest: Vec<&String> = event.reports.iter().filter(|report| !reports.contains(report)).collect();
            if rest.is_empty() || reports.is_empty() {
                return Err(DecideError::Impossible(format!(
                    "nothing would be left of {}: name the reports that are another event, not all of them",
                    event.id
                )));
            }
            let pairs = reports.iter().flat_map(|a| rest.iter().map(move |b| (a.clone(), link(a, b, false))));
            ("link", pairs.collect())
        }
        Said::Unsure { event } => {
            let report = first_report(&find(desk, event)?)?;
            ("unsure", vec![(report, json!({}))])
        }
        Said::Assign { event, to } => {
            let report = first_report(&find(desk, event)?)?;
            ("assign", vec![(report, json!({ "to": to }))])
        }
        Said::Undo { decision } => {
            let all = desk.decisions()?;
            let Some(known) = all.iter().find(|d| d.seq == *decision) else {
                return Err(DecideError::NoDecision { decision: *decision });
            };
            if undone(&all).contains(decision) {
                return Err(DecideError::Impossible(format!("decision {decision} is undone already")));
            }
            taken_back = reports_behind(&all, known);
            ("undo", vec![(known.subject.clone(), json!({ "decision": decision }))])
        }
    };
    let bodies: Vec<(String, Value)> = bodies.into_iter().map(|(subject, body)| (subject, with_reason(body))).collect();
    let decisions = desk.decide_all(kind, bodies.iter().map(|(subject, body)| (subject.as_str(), body)), by)?;
    let mut reports: Vec<String> = bodies.iter().flat_map(|(subject, body)| about(subject, body)).collect();
    reports.extend(taken_back);
    reports.sort();
    reports.dedup();
    Ok(Decided { decisions, reports })
}

/// The reports that a decision is about, or that what it takes back is about.
fn reports_behind(all: &[Decision], decision: &Decision) -> Vec<String> {
    let mut at = decision;
    // An undo names an earlier decision always.
    while let Some(before) = undoes(at).and_then(|seq| all.iter().find(|d| d.seq == seq && seq < at.seq)) {
        at = before;
    }
    reports_of(at)
}

/// The reports that a decision is about.
pub fn reports_of(decision: &Decision) -> Vec<String> {
    about(&decision.subject, &decision.body)
}

fn about(subject: &str, body: &Value) -> Vec<String> {
    let named = ["a", "b"].iter().filter_map(|end| body.get(end)?.as_str().map(str::to_owned));
    let mut out: Vec<String> = named.chain([subject.to_owned()]).collect();
    out.sort();
    out.dedup();
    out
}

fn link(a: &str, b: &str, same: bool) -> Value {
    json!({ "a": a, "b": b, "same": same })
}

fn find(desk: &Desk, id: &str) -> Result<Event, DecideError> {
    desk.event(id)?.ok_or_else(|| DecideError::NoEvent { event: id.to_owned() })
}

fn first_report(event: &Event) -> Result<String, DecideError> {
    event.reports.first().cloned().ok_or_else(|| {
        DecideError::Upkeep(UpkeepError::Decision {
            subject: event.id.clone(),
            at: String::new(),
            detail: "the event has no reports".to_owned(),
        })
    })
}
