use polybius_records::{Actor, ActorType};

use crate::context::Hierarchy;
use crate::features::{Features, Party, is_named};

/// Shared or related actors speak for one event; different named attackers speak against it, but not much: competing
/// attributions of one attack are common.
pub(super) fn score(a: &Features<'_>, b: &Features<'_>, hierarchy: &dyn Hierarchy) -> f64 {
    let sides = best_match(&a.sides, &b.sides, hierarchy);
    let targets = best_match(&a.targets, &b.targets, hierarchy);
    // In a fight one paper's attacker is the next one's target.
    let crossed = best_match(&a.sides, &b.targets, hierarchy).max(best_match(&a.targets, &b.sides, hierarchy));
    let sides = if sides > 0.0 {
        sides
    } else if a.sides.iter().any(|x| is_named(x.actor)) && b.sides.iter().any(|y| is_named(y.actor)) && crossed == 0.0 {
        -0.8
    } else {
        0.0
    };
    sides + 0.5 * targets + 0.3 * crossed
}

fn best_match(xs: &[Party<'_>], ys: &[Party<'_>], hierarchy: &dyn Hierarchy) -> f64 {
    let mut best = 0.0_f64;
    for x in xs {
        for y in ys {
            best = best.max(likeness(x, y, hierarchy));
        }
    }
    best
}

fn likeness(x: &Party<'_>, y: &Party<'_>, hierarchy: &dyn Hierarchy) -> f64 {
    let same = x.name == y.name;
    let (x, y) = (x.actor, y.actor);
    if same || x.id == y.id {
        weight(x.kind).min(weight(y.kind))
    } else if is_named(x) && is_named(y) && related(x, y, hierarchy) {
        0.8 * weight(x.kind).min(weight(y.kind))
    } else {
        0.0
    }
}

fn related(x: &Actor, y: &Actor, hierarchy: &dyn Hierarchy) -> bool {
    hierarchy.is_branch_of(&x.id, &y.id) || hierarchy.is_branch_of(&y.id, &x.id)
}

/// How much it says that two reports name the same actor: a state's army is in many events, "gunmen" in all.
fn weight(kind: ActorType) -> f64 {
    match kind {
        ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence => 0.8,
        ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal
        | ActorType::Party
        | ActorType::International
        | ActorType::Organisation
        | ActorType::Person => 1.3,
        ActorType::Protesters | ActorType::Rioters | ActorType::Civilians | ActorType::Unidentified => 0.2,
    }
}
