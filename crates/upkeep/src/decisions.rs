use std::collections::BTreeSet;

use polybius_merge::{BestRule, Decisions};
use polybius_store::{Decision, Desk};

use crate::UpkeepError;

/// What people decided.
#[derive(Debug)]
pub struct Made {
    /// As the merger takes it.
    pub decisions: Decisions,
    /// How the best number is chosen.
    pub rule: BestRule,
    /// What is new since the last merge; `None` where there was none, or the rule changed.
    pub since: Option<Since>,
}

/// Decisions since the last merge.
#[derive(Debug, Default)]
pub struct Since {
    /// Reports that were linked or split.
    pub linked: Vec<(String, String)>,
    /// Reports whose events were edited or judged.
    pub touched: BTreeSet<String>,
}

/// All decisions, as the merger takes them.
///
/// # Errors
/// The desk cannot be read, or a decision in it.
pub fn decisions(desk: &Desk) -> Result<Decisions, UpkeepError> {
    made(desk).map(|made| made.decisions)
}

/// How the best number is chosen in the desk: as the last decision on it says.
///
/// # Errors
/// The desk cannot be read, or no rule has that name.
pub fn rule(desk: &Desk) -> Result<BestRule, UpkeepError> {
    rule_of(&desk.decisions()?)
}

/// The decisions, by their places, that were undone and not done again.
#[must_use]
pub fn undone(decisions: &[Decision]) -> BTreeSet<i64> {
    let mut undone = BTreeSet::new();
    // An undo can be undone itself, by a later one.
    for decision in decisions.iter().rev().filter(|d| d.kind == "undo") {
        if !undone.contains(&decision.seq) {
            undone.extend(undoes(decision));
        }
    }
    undone
}

/// The decision that an undo takes back.
pub(crate) fn undoes(decision: &Decision) -> Option<i64> {
    if decision.kind != "undo" {
        return None;
    }
    decision.body.get("decision").and_then(serde_json::Value::as_i64)
}

fn rule_of(decisions: &[Decision]) -> Result<BestRule, UpkeepError> {
    let undone = undone(decisions);
    let counts = |d: &&Decision| d.kind == "rule" && !undone.contains(&d.seq);
    let Some(decision) = decisions.iter().rev().find(counts) else { return Ok(BestRule::default()) };
    let name = decision.body.get("rule").and_then(|v| v.as_str()).unwrap_or_default();
    name.parse().map_err(|detail| UpkeepError::Rule { detail })
}

pub(crate) fn made(desk: &Desk) -> Result<Made, UpkeepError> {
    let kept = desk.decisions()?;
    let merged = desk.decisions_merged()?;
    let rule = rule_of(&kept)?;
    let mut decisions = Decisions::default();
    let mut since = Since::default();
    let mut other_rule = false;
    let undone = undone(&kept);
    // What a new undo took back, or brought back, is looked at again as what is new.
    let is_new = |at: usize| merged.is_none_or(|merged| at >= merged);
    let turned: BTreeSet<i64> = {
        let mut turned = BTreeSet::new();
        for (_, undo) in kept.iter().enumerate().filter(|(at, d)| d.kind == "undo" && is_new(*at)) {
            let mut next = undoes(undo);
            while let Some(seq) = next.filter(|seq| turned.insert(*seq)) {
                next = kept.iter().find(|d| d.seq == seq && d.kind == "undo").and_then(undoes);
            }
        }
        turned
    };
    for (at, decision) in kept.into_iter().enumerate() {
        let new = is_new(at) || turned.contains(&decision.seq);
        let counts = !undone.contains(&decision.seq);
        let unreadable = |detail: String| UpkeepError::Decision {
            subject: decision.subject.clone(),
            at: decision.at.clone(),
            detail,
        };
        let body = decision.body.clone();
        match decision.kind.as_str() {
            "link" => {
                let link: polybius_merge::Link = serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
                if new {
                    since.linked.push((link.a.clone(), link.b.clone()));
                }
                if counts {
                    decisions.links.push(link);
                }
            }
            "edit" => {
                let edit: polybius_merge::Edit = serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
                if new {
                    since.touched.insert(edit.report.clone());
                }
                if counts {
                    decisions.edits.push(edit);
                }
            }
            "verdict" => {
                let verdict: polybius_merge::Verdict =
                    serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
                if new {
                    since.touched.insert(verdict.report.clone());
                }
                if counts {
                    decisions.verdicts.push(verdict);
                }
            }
            "rule" => other_rule |= new,
            "undo" | "unsure" | "assign" | "sample" | "coding" => {}
            other => return Err(unreadable(format!("its kind {other:?} is not known"))),
        }
    }
    Ok(Made { decisions, rule, since: Some(since).filter(|_| merged.is_some() && !other_rule) })
}
