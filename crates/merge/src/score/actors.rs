use polybius_records::ActorType;

use super::Kin;
use crate::features::{Features, Party};

/// Shared or related actors speak for one event; different named attackers speak against it, but not much: competing
/// attributions of one attack are common.
pub(super) fn score(a: &Features, b: &Features, kin: &Kin<'_>) -> f64 {
    let sides = best_match(&a.sides, &b.sides, kin);
    let targets = best_match(&a.targets, &b.targets, kin);
    // In a fight one paper's attacker is the next one's target.
    let crossed = best_match(&a.sides, &b.targets, kin).max(best_match(&a.targets, &b.sides, kin));
    let sides = if sides > 0.0 {
        sides
    } else if a.sides.iter().any(|x| x.is_named()) && b.sides.iter().any(|y| y.is_named()) && crossed == 0.0 {
        -0.8
    } else {
        0.0
    };
    sides + 0.5 * targets + 0.3 * crossed
}

fn best_match(xs: &[Party], ys: &[Party], kin: &Kin<'_>) -> f64 {
    let mut best = 0.0_f64;
    for x in xs {
        for y in ys {
            best = best.max(likeness(x, y, kin));
        }
    }
    best
}

fn likeness(x: &Party, y: &Party, kin: &Kin<'_>) -> f64 {
    if x.name == y.name || x.id_hash == y.id_hash {
        weight(x.kind).min(weight(y.kind))
    } else if x.is_named() && y.is_named() && kin.are_related(x, y) {
        0.8 * weight(x.kind).min(weight(y.kind))
    } else {
        0.0
    }
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
