use std::collections::BTreeMap;

use polybius_records::{Actor, ActorType, Attribution, Role, Weapon};

use super::{Sourced, union};
use crate::context::Hierarchy;
use crate::features::{fold, is_named};

/// All actors, one entry a role and id. A branch replaces its parent in one role, and a named attacker replaces
/// "gunmen"; attackers that compete are all kept.
pub(super) fn actors(reports: &[Sourced<'_>], hierarchy: &dyn Hierarchy) -> Vec<Actor> {
    let mut by_key: BTreeMap<(Role, &str), Vec<&Actor>> = BTreeMap::new();
    for actor in reports.iter().flat_map(|s| &s.report.body.actors) {
        by_key.entry((actor.role, &actor.id)).or_default().push(actor);
    }
    let merged: Vec<Actor> = by_key.into_values().map(|same| one(&same)).collect();
    let keep = |actor: &Actor| {
        let rivals = || merged.iter().filter(|other| other.role == actor.role && other.id != actor.id);
        let branch = rivals().any(|other| {
            // Two ids that are each other's branch would both vanish.
            hierarchy.is_branch_of(&other.id, &actor.id) && !hierarchy.is_branch_of(&actor.id, &other.id)
        });
        let unknown = actor.role == Role::Perpetrator && actor.kind == ActorType::Unidentified;
        !(branch || unknown && rivals().any(is_named))
    };
    let mut kept: Vec<Actor> = merged.iter().filter(|a| keep(a)).cloned().collect();
    kept.sort_by(|a, b| (a.role, strength(&a.certainty), &a.id).cmp(&(b.role, strength(&b.certainty), &b.id)));
    kept
}

/// The most usual name, the strongest certainty.
fn one(same: &[&Actor]) -> Actor {
    let usual = |actor: &Actor| same.iter().filter(|o| o.name == actor.name && o.kind == actor.kind).count();
    let mut sorted: Vec<&Actor> = same.to_vec();
    sorted.sort_by_key(|a| (std::cmp::Reverse(usual(a)), a.name.clone(), a.kind));
    let certainty = same.iter().map(|a| &a.certainty).min_by_key(|c| (strength(c), (*c).clone()));
    Actor { certainty: certainty.cloned().unwrap_or_default(), ..sorted[0].clone() }
}

fn strength(certainty: &str) -> u8 {
    match certainty {
        "certain" => 0,
        "claimed" => 1,
        "attributed" => 2,
        "suspected" => 3,
        _ => 4,
    }
}

/// Everything that anybody says about who did it.
pub(super) fn attributions(reports: &[Sourced<'_>]) -> Vec<Attribution> {
    union(reports.iter().flat_map(|s| s.report.body.attributions.iter().cloned()))
}

/// All weapons; spellings of one word in one kind count once, the most usual is kept.
pub(super) fn weapons(reports: &[Sourced<'_>]) -> Vec<Weapon> {
    let mut spellings: BTreeMap<(&str, String), BTreeMap<&str, usize>> = BTreeMap::new();
    for weapon in reports.iter().flat_map(|s| &s.report.body.weapons) {
        *spellings.entry((&weapon.kind, fold(&weapon.name))).or_default().entry(&weapon.name).or_default() += 1;
    }
    spellings
        .into_iter()
        .filter_map(|((kind, _), names)| {
            let name = names.into_iter().max_by_key(|(name, n)| (*n, std::cmp::Reverse(*name)))?.0;
            Some(Weapon { name: name.to_owned(), kind: kind.to_owned() })
        })
        .collect()
}
