use std::collections::BTreeSet;

use polybius_records::{Agreement, EventBody, Review, Stance, Status};

use super::{Sourced, support};
use crate::context::Hierarchy;
use crate::features::fold;

/// The grade of agreement (Airwars' grades; the order of the questions is ours): rejected or denied is discounted; claims by
/// sides that have nothing to do with each other are contested; one claim confirms; blame on several such sides, or a denial by
/// the only one blamed, contests; then the number of independent sources decides.
pub(super) fn of(reports: &[Sourced<'_>], body: &EventBody, review: Review, hierarchy: &dyn Hierarchy) -> Agreement {
    if review == Review::Rejected || body.status == Status::Denied {
        return Agreement::Discounted;
    }
    let said = |stances: &[Stance]| -> BTreeSet<String> {
        body.attributions.iter().filter(|a| stances.contains(&a.stance)).map(|a| fold(&a.actor)).collect()
    };
    let claimed = said(&[Stance::Claims]);
    match sides(&claimed, body, hierarchy) {
        0 => {}
        1 => return Agreement::Confirmed,
        _ => return Agreement::Contested,
    }
    let blamed = said(&[Stance::Attributes]);
    let denied = said(&[Stance::Denies]);
    if sides(&blamed, body, hierarchy) > 1 || (!blamed.is_empty() && blamed.iter().all(|actor| denied.contains(actor)))
    {
        return Agreement::Contested;
    }
    if support(reports, |_| true) > 1 { Agreement::Fair } else { Agreement::Weak }
}

/// How many of the actors have nothing to do with each other: a branch and its parent are one side.
fn sides(names: &BTreeSet<String>, body: &EventBody, hierarchy: &dyn Hierarchy) -> usize {
    let ids: Vec<&str> = names
        .iter()
        .map(|name| body.actors.iter().find(|a| fold(&a.name) == *name).map_or(name.as_str(), |a| a.id.as_str()))
        .collect();
    let related = |a: &str, b: &str| a == b || hierarchy.is_branch_of(a, b) || hierarchy.is_branch_of(b, a);
    let mut heads: Vec<&str> = Vec::new();
    for id in ids {
        if !heads.iter().any(|head| related(head, id)) {
            heads.push(id);
        }
    }
    heads.len()
}
