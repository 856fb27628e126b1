use std::collections::{BTreeMap, BTreeSet};

use polybius_merge::{Context, Hierarchy, Join, ScoreParts, explain_pair, joins, proposed};
use polybius_records::{Event, Report};
use polybius_store::Desk;
use serde::Serialize;

use crate::neighbourhood::Around;
use crate::{UpkeepError, decisions};

/// Why the reports of an event are one, and others are not among them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The event's id.
    pub event: String,
    /// Its reports: id and document.
    pub reports: Vec<(String, String)>,
    /// What holds them together, the strongest first.
    pub joins: Vec<Join>,
    /// The nearest reports of other events, the best of each, the nearest first.
    pub apart: Vec<Apart>,
    /// What people decided about its reports, oldest first.
    pub decisions: Vec<Decision>,
}

/// A report of another event that came near.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Apart {
    /// Its id.
    pub report: String,
    /// Its document.
    pub document: String,
    /// Its event.
    pub event: String,
    /// The report of this event that it is most like.
    pub to: String,
    /// How that pair was weighed.
    pub parts: ScoreParts,
    /// What kept it away.
    pub because: Because,
}

/// What keeps a report out of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The two can never be one event; the weighing says why.
    Conflict,
    /// So much is missing.
    Short(f64),
    /// A person said that they are two.
    Person,
    /// The pair alone would do, but its event and this one contradict each other in other reports, or a document tells of both.
    Others,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in the desk")]
pub struct Decision {
    pub seq: i64,
    pub kind: String,
    pub subject: String,
    pub body: serde_json::Value,
    pub made_by: String,
    pub at: String,
}

/// Why an event is what it is; `nearest` others at most are told of.
///
/// # Errors
/// The desk cannot be read, or a decision in it.
pub fn why(desk: &Desk, event: &Event, hierarchy: &dyn Hierarchy, nearest: usize) -> Result<Why, UpkeepError> {
    let context = Context { decisions: decisions(desk)?, hierarchy, ..Context::default() };
    let reports = desk.reports_of_event(&event.id)?;
    let own: BTreeSet<&str> = reports.iter().map(|r| r.id.as_str()).collect();
    let said = desk.decisions()?.into_iter().filter(|decision| is_about(decision, &own));
    Ok(Why {
        event: event.id.clone(),
        joins: joins(&reports, &context),
        apart: apart(desk, &reports, &context, nearest)?,
        decisions: said
            .map(|d| Decision {
                seq: d.seq,
                kind: d.kind,
                subject: d.subject,
                body: d.body,
                made_by: d.made_by,
                at: d.at,
            })
            .collect(),
        reports: reports.into_iter().map(|r| (r.id, r.document)).collect(),
    })
}

fn is_about(decision: &polybius_store::Decision, reports: &BTreeSet<&str>) -> bool {
    let named = ["a", "b"].iter().filter_map(|end| decision.body.get(end)?.as_str());
    named.chain([decision.subject.as_str()]).any(|report| reports.contains(report))
}

fn apart(desk: &Desk, own: &[Report], context: &Context<'_>, nearest: usize) -> Result<Vec<Apart>, UpkeepError> {
    let mut near: BTreeMap<u64, Vec<&Report>> = BTreeMap::new();
    for report in own {
        for other in proposed(&Around(desk), report)? {
            near.entry(other).or_default().push(report);
        }
    }
    let mut best: BTreeMap<String, Apart> = BTreeMap::new();
    for (number, beside) in near {
        let other = desk.report_of_number(number)?;
        let Some(event) = desk.event_of_number(number)? else { continue };
        if own.iter().any(|r| r.id == other.id) {
            continue;
        }
        for report in beside {
            let parts = explain_pair(report, &other, context);
            let because = because(report, &other, &parts, context);
            let apart = Apart {
                report: other.id.clone(),
                document: other.document.clone(),
                event: event.clone(),
                to: report.id.clone(),
                parts,
                because,
            };
            let nearer = best.get(&event).is_none_or(|known| rank(&known.parts) < rank(&apart.parts));
            if nearer {
                best.insert(event.clone(), apart);
            }
        }
    }
    let mut out: Vec<Apart> = best.into_values().collect();
    out.sort_by(|x, y| rank(&y.parts).total_cmp(&rank(&x.parts)).then_with(|| x.report.cmp(&y.report)));
    out.truncate(nearest);
    Ok(out)
}

/// How near a pair is; what has no conflict is nearer than what has one.
fn rank(parts: &ScoreParts) -> f64 {
    parts.total - parts.needed - if parts.conflict.is_some() { 3.0 } else { 0.0 }
}

fn because(a: &Report, b: &Report, parts: &ScoreParts, context: &Context<'_>) -> Because {
    let links = &context.decisions.links;
    let last = links.iter().rfind(|l| (l.a == a.id && l.b == b.id) || (l.a == b.id && l.b == a.id));
    match (last, parts.conflict) {
        (Some(link), _) if !link.same => Because::Person,
        (_, Some(_)) => Because::Conflict,
        _ if parts.margin() < 0.0 => Because::Short(-parts.margin()),
        _ => Because::Others,
    }
}
