use std::collections::{BTreeMap, BTreeSet};

use polybius_records::Stance;
use serde::Serialize;

use crate::{Claim, Within};

/// One group's standing to the events of a desk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Canonical name.
    pub actor: String,
    /// Events that it claims.
    pub claimed: usize,
    /// Events that others say it did.
    pub attributed: usize,
    /// Events that others think it may have done.
    pub suspected: usize,
    /// Events of which it, or somebody for it, says that it did not do them.
    pub denied: usize,
    /// Events that it claims and others say it did: claim and blame agree.
    pub both: usize,
    /// Events that it claims and that nothing else tells of.
    pub only_claimed: usize,
    /// Events on which others claim or are blamed too.
    pub contested: usize,
    /// Sum of the dead that it claims, over the events for which it gives a number and so do others.
    pub claimed_killed: u64,
    /// Sum of the dead that are reported for those events.
    pub reported_killed: u64,
    /// Number of those events.
    pub compared: usize,
    /// Median of [`Claim::within_days`] over its own claims.
    pub median_days: Option<i64>,
}

/// The groups, and the claims behind them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ledger {
    /// One entry a group, those with the most events first.
    pub groups: Vec<Entry>,
    /// The claims that they rest on.
    pub claims: Vec<Claim>,
}

/// Sums the claims up: for each actor that they name, or for one `group` with its branches together.
pub fn ledger(claims: Vec<Claim>, group: Option<&str>, within: Within<'_>) -> Ledger {
    let claims: Vec<Claim> = match group {
        Some(group) => claims.into_iter().filter(|c| within(&c.actor, group)).collect(),
        None => claims,
    };
    let mut by_actor: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in &claims {
        by_actor.entry(group.unwrap_or(&claim.actor)).or_default().push(claim);
    }
    let mut groups: Vec<Entry> = by_actor.into_iter().map(|(actor, claims)| entry(actor, &claims)).collect();
    groups.sort_by(|a, b| {
        let weight = |e: &Entry| (e.claimed + e.attributed, e.claimed);
        weight(b).cmp(&weight(a)).then_with(|| a.actor.cmp(&b.actor))
    });
    Ledger { groups, claims }
}

fn entry(actor: &str, claims: &[&Claim]) -> Entry {
    let events = |test: &dyn Fn(&Claim) -> bool| -> BTreeSet<&str> {
        claims.iter().filter(|c| test(c)).map(|c| c.event.as_str()).collect()
    };
    let of = |stance: Stance| events(&|c| c.stance == stance);
    let (claimed, attributed) = (of(Stance::Claims), of(Stance::Attributes));
    let mut compared: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for claim in claims.iter().filter(|c| c.stance == Stance::Claims && !c.only_claimed) {
        if let (Some(claims), Some(reported)) = (claim.claimed.killed, claim.reported.killed) {
            let entry = compared.entry(&claim.event).or_insert((claims, reported));
            entry.0 = entry.0.max(claims);
        }
    }
    let mut days: Vec<i64> =
        claims.iter().filter(|c| c.stance == Stance::Claims).filter_map(|c| c.within_days).collect();
    days.sort_unstable();
    Entry {
        actor: actor.to_owned(),
        suspected: of(Stance::Suspects).len(),
        denied: of(Stance::Denies).len(),
        both: claimed.intersection(&attributed).count(),
        only_claimed: events(&|c| c.only_claimed).len(),
        contested: events(&|c| !c.competing.is_empty()).len(),
        claimed_killed: compared.values().map(|v| v.0).fold(0, u64::saturating_add),
        reported_killed: compared.values().map(|v| v.1).fold(0, u64::saturating_add),
        compared: compared.len(),
        median_days: days.get(days.len().saturating_sub(1) / 2).copied(),
        claimed: claimed.len(),
        attributed: attributed.len(),
    }
}
