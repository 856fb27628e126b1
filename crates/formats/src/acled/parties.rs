use polybius_records::{Actor, ActorType, EventType, SubEventType};

use crate::case::Case;
use crate::crosswalk::Country;
use crate::input::Options;
use crate::parties::{Parties, country_of, is_organised};

/// An actor as ACLED names it, with its inter code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    pub name: String,
    /// 1 State forces, 2 Rebel group, 3 Political militia, 4 Identity militia, 5 Rioters, 6 Protesters, 7 Civilians,
    /// 8 External/Other forces.
    pub inter: u8,
}

/// Both sides of a row.
pub(super) struct Sides {
    pub actor1: Side,
    pub assoc1: Vec<String>,
    pub actor2: Option<Side>,
    pub assoc2: Vec<String>,
    pub civilians_targeted: bool,
    pub rule: String,
}

impl Sides {
    /// The pair of inter codes, the smaller first; `N0` where there is one side.
    pub fn interaction(&self) -> u8 {
        let one = self.actor1.inter;
        match self.actor2.as_ref().map(|a| a.inter) {
            Some(two) => one.min(two) * 10 + one.max(two),
            None => one * 10,
        }
    }
}

/// Who is actor1 and who is actor2, by event type.
pub(super) fn sides(case: &Case<'_>, here: &'static Country, options: &Options<'_>) -> Sides {
    let sub = case.event.body.sub_event_type;
    let parties = Parties::of(&case.event.body);
    let side = |actor: &Actor| side(actor, here, options);
    let civilians = || Side { name: format!("Civilians ({})", here.acled_name), inter: 7 };
    let crowd = |name: &str, inter| Side { name: format!("{name} ({})", here.acled_name), inter };
    let first = parties.first_side();
    let attacker = || {
        first.map_or_else(
            || unidentified(here),
            |actor| {
                let side = side(actor);
                // Whoever attacks is no civilian to ACLED, lone attackers and companies' guards included.
                if side.inter == 7 { Side { inter: 3, ..side } } else { side }
            },
        )
    };
    let (actor1, actor2, rule) = match sub.event_type() {
        EventType::Protests => {
            let police = first.filter(|a| is_organised(a.kind)).or(parties.detainers.first().copied());
            let police = police.or_else(|| parties.other_side()).map(side);
            (crowd("Protesters", 6), police, "protesters first, who intervened second")
        }
        EventType::Riots => {
            let other = parties.other_side().map(side).or_else(|| (sub == SubEventType::MobViolence).then(civilians));
            (crowd("Rioters", 5), other, "rioters first, whom they met second")
        }
        EventType::ViolenceAgainstCivilians => (attacker(), Some(civilians()), "the target is always civilians"),
        EventType::Battles => {
            (attacker(), Some(parties.other_side().map_or_else(|| unidentified(here), side)), "both sides of a fight")
        }
        EventType::Explosions => {
            let other = parties.other_side().map(side);
            let hurt = !parties.targets.is_empty() || !parties.victims.is_empty() || deaths(case);
            let rule = if other.is_some() { "attacker and armed target" } else { "attacker, civilians where hurt" };
            (attacker(), other.or_else(|| hurt.then(civilians)), rule)
        }
        EventType::StrategicDevelopments => {
            let other = parties.targets.first().or(parties.opponents.first()).copied();
            let one = first.or(other).map_or_else(|| unidentified(here), side);
            let two = other.filter(|o| first.is_some_and(|f| f.id != o.id)).map(side);
            (one, two, "who acted, and on whom")
        }
    };
    let mut sides =
        Sides { actor1, assoc1: vec![], actor2, assoc2: vec![], civilians_targeted: false, rule: String::new() };
    sides.rule = if first.is_none()
        && matches!(sub.event_type(), EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians)
    {
        format!("sides: {rule}; the attacker is not known")
    } else {
        format!("sides: {rule}")
    };
    associate(&mut sides, case, &parties, here, options);
    sides.civilians_targeted = match sub.event_type() {
        EventType::Explosions | EventType::Riots => sides.actor2.as_ref().is_some_and(|a| a.inter == 7),
        EventType::ViolenceAgainstCivilians | EventType::Protests => super::targets_civilians(sub),
        EventType::Battles | EventType::StrategicDevelopments => false,
    };
    sides
}

/// Allies and particular groups beside the two sides. A rival attribution is no ally: where one attacker is only said to
/// have done it, other attackers stay out of the row.
fn associate(sides: &mut Sides, case: &Case<'_>, parties: &Parties<'_>, here: &'static Country, options: &Options<'_>) {
    let sure = |a: &&Actor| matches!(a.certainty.as_str(), "certain" | "claimed" | "");
    let named = |actors: Vec<&Actor>| -> Vec<String> { actors.iter().map(|a| side(a, here, options).name).collect() };
    let allies = parties.perpetrators.iter().copied().skip(1).filter(sure);
    sides.assoc1 = named(allies.chain(parties.supporters.iter().copied()).collect());
    let others = parties.opponents.iter().chain(&parties.targets).chain(&parties.victims).copied();
    sides.assoc2 = named(others.collect());
    let civilians = format!("Civilians ({})", here.acled_name);
    let battle = case.event.body.event_type == EventType::Battles;
    let crowd = matches!(case.event.body.event_type, EventType::Protests | EventType::Riots);
    // Civilians hit by the way are an associated actor in explosions, never in battles.
    if battle {
        sides.assoc2.retain(|name| *name != civilians);
    }
    let taken = [Some(sides.actor1.name.clone()), sides.actor2.as_ref().map(|a| a.name.clone())];
    for list in [&mut sides.assoc1, &mut sides.assoc2] {
        let mut once: Vec<String> = Vec::new();
        for name in list.drain(..) {
            let crowds = crowd && (name.starts_with("Protesters") || name.starts_with("Rioters"));
            if !crowds && !once.contains(&name) && !taken.contains(&Some(name.clone())) {
                once.push(name);
            }
        }
        *list = once;
    }
}

fn deaths(case: &Case<'_>) -> bool {
    let some = |n: Option<u64>| n.is_some_and(|n| n > 0);
    let body = &case.event.body;
    [&body.killed, &body.injured].into_iter().flatten().any(|c| some(c.best) || some(c.low))
}

fn unidentified(here: &Country) -> Side {
    Side { name: format!("Unidentified Armed Group ({})", here.acled_name), inter: 3 }
}

fn side(actor: &Actor, here: &'static Country, options: &Options<'_>) -> Side {
    let country = country_of(actor, Some(here), options);
    let at_home = country.is_none_or(|c| c.iso2 == here.iso2);
    let whose = country.map_or(here.acled_name, |c| c.acled_name);
    let inter = inter(actor.kind, at_home);
    let name = match actor.kind {
        // Without years of the regime: a document does not give them.
        ActorType::Military if country.is_some() => format!("Military Forces of {whose}"),
        ActorType::Police if country.is_some() => format!("Police Forces of {whose}"),
        ActorType::Government if country.is_some() => format!("Government of {whose}"),
        ActorType::Protesters => format!("Protesters ({})", here.acled_name),
        ActorType::Rioters => format!("Rioters ({})", here.acled_name),
        ActorType::Civilians => format!("Civilians ({})", here.acled_name),
        ActorType::Unidentified => unidentified(here).name,
        ActorType::Military
        | ActorType::Police
        | ActorType::Government
        | ActorType::Intelligence
        | ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal
        | ActorType::Party
        | ActorType::International
        | ActorType::Organisation
        | ActorType::Person => actor.name.clone(),
    };
    Side { name, inter }
}

fn inter(kind: ActorType, at_home: bool) -> u8 {
    match kind {
        ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence => {
            if at_home {
                1
            } else {
                8
            }
        }
        ActorType::RebelGroup => 2,
        ActorType::PoliticalMilitia | ActorType::Criminal | ActorType::Unidentified | ActorType::Party => 3,
        ActorType::IdentityMilitia => 4,
        ActorType::Rioters => 5,
        ActorType::Protesters => 6,
        ActorType::Civilians | ActorType::Organisation | ActorType::Person => 7,
        ActorType::International => 8,
    }
}
