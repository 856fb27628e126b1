use std::collections::BTreeMap;

use anyhow::Context as _;
use polybius_lexicon::Lexicon;
use polybius_merge::{BestRule, Context, Decisions};
use polybius_records::{Event, Report};
use polybius_store::{Decision, Desk, EventChanges};
use serde_json::json;

use crate::{sources, versions};

/// Computes the events of all reports where that is due, a run cut short included.
pub fn merge(desk: &mut Desk, lexicon: &Lexicon) -> anyhow::Result<EventChanges> {
    if !desk.events_due(versions::MERGER)? {
        return Ok(EventChanges::default());
    }
    let sources: BTreeMap<String, String> = sources::groups(&desk.signatures()?);
    let is_branch_of = |branch: &str, parent: &str| is_branch_of(lexicon, branch, parent);
    let rule = rule(desk)?;
    let decisions = decisions(desk.decisions()?)?;
    let context = Context { sources, hierarchy: &is_branch_of, decisions, rule };
    let events = polybius_merge::merge(&desk.reports()?, &context);
    Ok(desk.replace_events(&events, &context.sources, versions::MERGER)?)
}

/// The kind of decision that chooses the rule of the desk, and what it is about.
const RULE: (&str, &str) = ("rule", "desk");

/// How the best number is chosen in the desk: as the last decision on it says.
pub fn rule(desk: &Desk) -> anyhow::Result<BestRule> {
    let last = desk.decisions()?.into_iter().rfind(|d| d.kind == RULE.0);
    let Some(decision) = last else { return Ok(BestRule::default()) };
    let name = decision.body.get("rule").and_then(|v| v.as_str()).unwrap_or_default();
    name.parse().map_err(|e: String| anyhow::anyhow!("the desk's own rule: {e}; `polybius desk rule` sets another"))
}

/// Chooses the rule of the desk from now on; the events are due then.
pub fn set_rule(desk: &mut Desk, rule: BestRule) -> anyhow::Result<()> {
    Ok(desk.decide(RULE.0, RULE.1, &json!({ "rule": rule.name() }), "command line")?)
}

/// Chooses the counts of events by another rule than the one that they were computed by.
pub fn recount(desk: &Desk, events: &mut [Event], reports: &[Report], rule: BestRule) -> anyhow::Result<()> {
    let context =
        Context { sources: desk.sources()?, decisions: decisions(desk.decisions()?)?, rule, ..Context::default() };
    polybius_merge::recount(events, reports, &context);
    Ok(())
}

/// What people decided, as the merger takes it. A decision that cannot be read stops the merge: it must not be lost.
fn decisions(kept: Vec<Decision>) -> anyhow::Result<Decisions> {
    let mut out = Decisions::default();
    for decision in kept {
        let unreadable = || format!("the decision on {} of {} cannot be read", decision.subject, decision.at);
        let body = decision.body.clone();
        match decision.kind.as_str() {
            "link" => out.links.push(serde_json::from_value(body).with_context(unreadable)?),
            "edit" => out.edits.push(serde_json::from_value(body).with_context(unreadable)?),
            "verdict" => out.verdicts.push(serde_json::from_value(body).with_context(unreadable)?),
            kind if kind == RULE.0 => {}
            other => anyhow::bail!("{}: its kind {other:?} is not known", unreadable()),
        }
    }
    Ok(out)
}

pub fn is_branch_of(lexicon: &Lexicon, branch: &str, parent: &str) -> bool {
    let mut at = branch.to_owned();
    // Deeper than any organisation; ends a circle in a user's files.
    for _ in 0..16 {
        match lexicon.actors.by_id(&at).and_then(|entry| entry.parent.clone()) {
            Some(above) if above == parent => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}
