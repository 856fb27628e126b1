use std::collections::BTreeMap;

use polybius_records::{
    Attribution, ClaimMode, Count, DateSpan, Event, Evidence, Precision, Report, Stance, stable_id,
};
use serde::{Deserialize, Serialize};

use crate::Within;

/// Numbers that a claim gives, or that others report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Toll {
    /// Killed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed: Option<u64>,
    /// Wounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub injured: Option<u64>,
}

/// Who says of whom that it did, or did not do, one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable identifier, from the event, the stance, the actor and the speaker.
    pub id: String,
    /// The event.
    pub event: String,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// Canonical name of the actor said (not) to have done it.
    pub actor: String,
    /// Its id, where the event has it among its actors.
    pub actor_id: Option<String>,
    /// Canonical name of the speaker.
    pub by: String,
    /// How a claim by the actor itself was made.
    pub mode: Option<ClaimMode>,
    /// Through what, in the texts' words.
    pub through: Vec<String>,
    /// When it was first published, as far as the documents tell.
    pub date: Option<DateSpan>,
    /// Days from the last day of the event to that publication, at most so many: the claim may be older than its first report.
    /// `None` where the day of either is not known.
    pub within_days: Option<i64>,
    /// What the speaker claims.
    pub claimed: Toll,
    /// What the event's reports give, the best numbers.
    pub reported: Toll,
    /// Ids of claims on the same event that cannot all be right: another side claims or is blamed, or this one denies.
    pub competing: Vec<String>,
    /// Whether nothing but claims of the actor itself tells of the event.
    pub only_claimed: bool,
    /// Identifiers of the documents, sorted.
    pub documents: Vec<String>,
    /// The words behind it.
    pub evidence: Vec<Evidence>,
}

/// What the coder calls everybody without a public role: no group, and nobody's business.
const PRIVATE_PERSON: &str = "private person";

/// The claims on all events, in the order of events, then ids. `reports` are all of the desk, in any order.
pub fn claims(events: &[Event], reports: &[Report], within: Within<'_>) -> Vec<Claim> {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    events.iter().flat_map(|event| of_event(event, &by_id, within)).collect()
}

fn of_event(event: &Event, reports: &BTreeMap<&str, &Report>, within: Within<'_>) -> Vec<Claim> {
    let members: Vec<&Report> = event.reports.iter().filter_map(|id| reports.get(id.as_str()).copied()).collect();
    let published: BTreeMap<&str, _> = members.iter().map(|r| (r.document.as_str(), r.published)).collect();
    let mut groups: BTreeMap<(Stance, &str, &str), Vec<&Attribution>> = BTreeMap::new();
    for said in event.body.attributions.iter().filter(|said| said.actor != PRIVATE_PERSON) {
        groups.entry((said.stance, &said.actor, &said.by)).or_default().push(said);
    }
    let best = |count: Option<&Count>| count.and_then(|c| c.best.or(c.low).or(c.high));
    let reported = Toll { killed: best(event.body.killed.as_ref()), injured: best(event.body.injured.as_ref()) };
    let mut out: Vec<Claim> = groups
        .into_iter()
        .map(|((stance, actor, by), said)| {
            let mut documents: Vec<String> = said.iter().map(|a| a.document.clone()).collect();
            documents.sort();
            documents.dedup();
            let first = documents.iter().filter_map(|d| published.get(d.as_str()).copied().flatten()).min();
            let details = || said.iter().filter_map(|a| a.claim.as_ref());
            let mut through: Vec<String> = details().filter_map(|d| d.through.clone()).collect();
            through.sort();
            through.dedup();
            let day = event.body.date.filter(|d| d.precision == Precision::Day);
            let days = day.zip(first).map(|(day, first)| i64::from((first - day.end).get_days()));
            Claim {
                id: stable_id("claim", [event.id.as_str(), &format!("{stance:?}"), actor, by]),
                event: event.id.clone(),
                stance,
                actor: actor.to_owned(),
                actor_id: event.body.actors.iter().find(|a| a.name == actor).map(|a| a.id.clone()),
                by: by.to_owned(),
                mode: details().filter_map(|d| d.mode).min(),
                through,
                date: first.map(DateSpan::day),
                within_days: days.map(|n| n.max(0)),
                claimed: Toll {
                    killed: details().filter_map(|d| d.killed).max(),
                    injured: details().filter_map(|d| d.injured).max(),
                },
                reported: reported.clone(),
                competing: Vec::new(),
                only_claimed: stance == Stance::Claims && only_claimed(&members, actor),
                evidence: evidence(event, &said),
                documents,
            }
        })
        .collect();
    let competing: Vec<Vec<String>> = out
        .iter()
        .map(|claim| out.iter().filter(|other| compete(claim, other, within)).map(|other| other.id.clone()).collect())
        .collect();
    for (claim, competing) in out.iter_mut().zip(competing) {
        claim.competing = competing;
    }
    out.sort_by(|a, b| a.id.cmp(&b.id));
    out
}

/// Whether two claims on one event cannot both be right.
fn compete(a: &Claim, b: &Claim, within: Within<'_>) -> bool {
    let related = within(&a.actor, &b.actor) || within(&b.actor, &a.actor);
    let blames = |c: &Claim| matches!(c.stance, Stance::Claims | Stance::Attributes | Stance::Suspects);
    match (blames(a), blames(b)) {
        (true, true) => !related,
        (true, false) => b.stance == Stance::Denies && related,
        (false, true) => a.stance == Stance::Denies && related,
        (false, false) => false,
    }
}

/// Whether every report tells of the event in the words of the actor's claim alone.
fn only_claimed(reports: &[&Report], actor: &str) -> bool {
    !reports.is_empty()
        && reports.iter().all(|report| {
            let claims = || report.body.attributions.iter().filter(|a| a.stance == Stance::Claims && a.actor == actor);
            let telling = report.body.evidence.iter().filter(|e| e.field == "event_type");
            let mut telling = telling.peekable();
            telling.peek().is_some() && telling.all(|e| claims().any(|a| a.quote == e.quote))
        })
}

fn evidence(event: &Event, said: &[&Attribution]) -> Vec<Evidence> {
    let is_of = |e: &&Evidence| {
        e.field == "attributions" && said.iter().any(|a| a.document == e.document && a.quote == e.quote)
    };
    let mut out: Vec<Evidence> = event.body.evidence.iter().filter(is_of).cloned().collect();
    out.sort();
    out.dedup_by(|a, b| (&a.document, a.start, a.end) == (&b.document, b.start, b.end));
    out
}
