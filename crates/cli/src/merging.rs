use polybius_lexicon::Lexicon;
use polybius_merge::BestRule;
use polybius_records::Event;
use polybius_store::{Desk, EventChanges};
use polybius_upkeep::Why;
use serde_json::json;

use crate::versions;

/// Brings the events up to date where that is due, a run cut short included.
pub fn merge(desk: &mut Desk, lexicon: &Lexicon) -> anyhow::Result<EventChanges> {
    let is_branch_of = |branch: &str, parent: &str| lexicon.actors.is_branch_of(branch, parent);
    Ok(polybius_upkeep::renew(desk, &is_branch_of, versions::MERGER)?)
}

/// How the best number is chosen in the desk: as the last decision on it says.
pub fn rule(desk: &Desk) -> anyhow::Result<BestRule> {
    Ok(polybius_upkeep::rule(desk)?)
}

/// Chooses the rule of the desk from now on; the events are due then.
pub fn set_rule(desk: &mut Desk, rule: BestRule) -> anyhow::Result<()> {
    Ok(desk.decide("rule", "desk", &json!({ "rule": rule.name() }), "command line")?)
}

/// Why the reports of an event are one, and what stayed apart.
pub fn why(desk: &Desk, event: &Event, lexicon: &Lexicon, nearest: usize) -> anyhow::Result<Why> {
    let is_branch_of = |branch: &str, parent: &str| lexicon.actors.is_branch_of(branch, parent);
    Ok(polybius_upkeep::why(desk, event, &is_branch_of, nearest)?)
}
