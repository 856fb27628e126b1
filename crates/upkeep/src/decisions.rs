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

fn rule_of(decisions: &[Decision]) -> Result<BestRule, UpkeepError> {
    let Some(decision) = decisions.iter().rfind(|d| d.kind == "rule") else { return Ok(BestRule::default()) };
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
    for (at, decision) in kept.into_iter().enumerate() {
        let new = merged.is_none_or(|merged| at >= merged);
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
                decisions.links.push(link);
            }
            "edit" => {
                let edit: polybius_merge::Edit = serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
                if new {
                    since.touched.insert(edit.report.clone());
                }
                decisions.edits.push(edit);
            }
            "verdict" => {
                let verdict: polybius_merge::Verdict =
                    serde_json::from_value(body).map_err(|e| unreadable(e.to_string()))?;
                if new {
                    since.touched.insert(verdict.report.clone());
                }
                decisions.verdicts.push(verdict);
            }
            "rule" => other_rule |= new,
            other => return Err(unreadable(format!("its kind {other:?} is not known"))),
        }
    }
    Ok(Made { decisions, rule, since: Some(since).filter(|_| merged.is_some() && !other_rule) })
}
