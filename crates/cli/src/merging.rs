use std::collections::BTreeMap;

use anyhow::Context as _;
use polybius_lexicon::Lexicon;
use polybius_merge::{Context, Decisions};
use polybius_store::{Decision, Desk, EventChanges};

use crate::{sources, versions};

/// Computes the events of all reports where that is due, a run cut short included.
pub fn merge(desk: &mut Desk, lexicon: &Lexicon) -> anyhow::Result<EventChanges> {
    if !desk.events_due(versions::MERGER)? {
        return Ok(EventChanges::default());
    }
    let sources: BTreeMap<String, String> = sources::groups(&desk.signatures()?);
    let is_branch_of = |branch: &str, parent: &str| is_branch_of(lexicon, branch, parent);
    let decisions = decisions(desk.decisions()?)?;
    let context = Context { sources, hierarchy: &is_branch_of, decisions, ..Context::default() };
    let events = polybius_merge::merge(&desk.reports()?, &context);
    Ok(desk.replace_events(&events, &context.sources, versions::MERGER)?)
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
            other => anyhow::bail!("{}: its kind {other:?} is not known", unreadable()),
        }
    }
    Ok(out)
}

fn is_branch_of(lexicon: &Lexicon, branch: &str, parent: &str) -> bool {
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
