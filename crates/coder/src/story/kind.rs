//! The event type of an incident, by ACLED's precedence.

use polybius_records::{ActorType, Casualties, CountKind, SubEventType, casualty_group};

use super::Reading;
use super::incident::Incident;
use super::sides::Sides;
use crate::frames::Act;

/// The sub-event type (ACLED codebook 2023: the higher type wins when tactics co-occur).
pub(crate) fn sub_event_type(r: &Reading<'_, '_>, incident: &Incident, sides: &Sides) -> SubEventType {
    let acts = incident.acts(r);
    let has = |a: Act| acts.contains(&a);
    let weapon = weapon_type(r, incident);
    let doers = sides.doer_kinds(r);
    let suffered = sides.sufferer_kinds(r);
    let armed_target = suffered.iter().any(|k| is_fighter(*k));
    let civil_target = suffered.iter().any(|k| {
        matches!(
            k,
            ActorType::Civilians
                | ActorType::Person
                | ActorType::Organisation
                | ActorType::Party
                | ActorType::International
        )
    });
    let doers_fight = doers.iter().any(|k| is_fighter(*k) || *k == ActorType::Unidentified);

    if has(Act::Capture) {
        return if taken_by_state(r, incident).unwrap_or_else(|| sides.doers_are_state(r)) {
            SubEventType::GovernmentRegainsTerritory
        } else {
            SubEventType::NonStateActorOvertakesTerritory
        };
    }
    let crowd = sides.doer_kinds(r).iter().any(|k| matches!(k, ActorType::Protesters | ActorType::Rioters));
    let crowds_clash = incident.groups.iter().any(|g| {
        g.frames(r).any(|f| {
            let lemma = r.text.sentences[f.sentence].syntax.tokens[f.hit.token].lemma.as_str();
            f.hit.entry.act == Act::Clash && matches!(lemma, "clash" | "confrontation" | "skirmish" | "standoff")
        })
    });
    let police = doers.contains(&ActorType::Police);
    let unarmed = doers.contains(&ActorType::Civilians)
        && doers.iter().all(|k| matches!(k, ActorType::Civilians | ActorType::Police | ActorType::Military));
    let crowd = crowd && crowds_clash || police && unarmed && crowds_clash;
    if crowd && has(Act::Clash) {
        return SubEventType::ViolentDemonstration;
    }
    if has(Act::Protest) || has(Act::Dispersal) || has(Act::Riot) || has(Act::Mob) {
        let crowd_violent = has(Act::Riot) || has(Act::Destruction) || has(Act::Clash);
        if (has(Act::Shooting) || has(Act::Killing)) && sides.doers_are_state(r) && !has(Act::Mob) {
            return SubEventType::ExcessiveForce;
        }
        if has(Act::Mob) && !has(Act::Protest) {
            return SubEventType::MobViolence;
        }
        if crowd_violent {
            return SubEventType::ViolentDemonstration;
        }
        if has(Act::Dispersal) || has(Act::Arrest) {
            return SubEventType::ProtestWithIntervention;
        }
        return SubEventType::PeacefulProtest;
    }
    // "soldiers opened fire on demonstrators": the crowd is told only as whom it hit.
    let at_crowd = suffered.iter().any(|k| matches!(k, ActorType::Protesters | ActorType::Rioters));
    let shot = has(Act::Shooting) || has(Act::Killing);
    if at_crowd && shot && sides.doers_are_state(r) && !has(Act::Clash) && !acts.iter().any(|a| a.explosive()) {
        return SubEventType::ExcessiveForce;
    }
    let explosive =
        acts.iter().copied().filter(|a| a.explosive()).min_by_key(|a| explosive_rank(*a)).map(explosive_type);
    let explosive = match (explosive, weapon) {
        (Some(SubEventType::RemoteExplosive), Some(w)) => {
            Some(if explosive_sub(w) { w } else { SubEventType::RemoteExplosive })
        }
        // Drones launched at a target are no shells.
        (Some(SubEventType::Shelling), Some(SubEventType::AirDroneStrike)) if !projectiles(r, incident) => {
            Some(SubEventType::AirDroneStrike)
        }
        (None, Some(w))
            if acts.iter().any(|a| a.is_effect() || a.is_generic() || *a == Act::Shooting) && explosive_sub(w) =>
        {
            Some(w)
        }
        (e, _) => e,
    };
    let explosive = match explosive {
        None | Some(SubEventType::RemoteExplosive) if from_the_air(r, incident) => Some(SubEventType::AirDroneStrike),
        e => e,
    };
    let ended = civil_target && acts.iter().any(|a| matches!(a, Act::Attack | Act::Shooting | Act::Killing));
    if has(Act::Clash)
        && (explosive.is_none() || clash_is_core(r, incident))
        && !(ended && only_attackers_fell(r, incident))
    {
        return SubEventType::ArmedClash;
    }
    if has(Act::Abduction) && !has(Act::Killing) && explosive.is_none() {
        return SubEventType::Abduction;
    }
    if has(Act::Arrest) && acts.iter().all(|a| matches!(a, Act::Arrest | Act::Plot)) {
        return SubEventType::Arrests;
    }
    if let Some(sub) = explosive {
        return sub;
    }
    if has(Act::Sexual) {
        return SubEventType::SexualViolence;
    }
    // A police raid without shots is an arrest operation.
    let raid = acts.iter().all(|a| matches!(a, Act::Attack | Act::Arrest | Act::Disruption));
    if raid && !doers.is_empty() && doers.iter().all(|k| matches!(k, ActorType::Police | ActorType::Intelligence)) {
        return SubEventType::Arrests;
    }
    let violent =
        acts.iter().any(|a| matches!(a, Act::Attack | Act::Shooting | Act::Stabbing | Act::Killing | Act::Plot));
    if violent {
        if armed_target && doers_fight && !civil_target {
            return SubEventType::ArmedClash;
        }
        return SubEventType::Attack;
    }
    if has(Act::Abduction) {
        return SubEventType::Abduction;
    }
    for (act, sub) in [
        (Act::Disruption, SubEventType::DisruptedWeaponsUse),
        (Act::Destruction, SubEventType::Looting),
        (Act::Agreement, SubEventType::Agreement),
        (Act::Transfer, SubEventType::NonViolentTransfer),
        (Act::Headquarters, SubEventType::Headquarters),
        (Act::Change, SubEventType::ChangeToGroup),
    ] {
        if has(act) {
            return sub;
        }
    }
    if acts.iter().any(|a| a.is_effect()) { SubEventType::Attack } else { SubEventType::Other }
}

/// Whether every fight that is told is the end of those who attacked: "all seven attackers were killed after a battle of eight hours". An
/// attack on people is no clash for that.
fn only_attackers_fell(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    let fights = incident.groups.iter().filter(|g| g.acts(r).any(|a| a == Act::Clash));
    fights.into_iter().all(|g| {
        let dead = g.counts(r, CountKind::Killed);
        !dead.is_empty()
            && dead.iter().all(|c| c.who.as_deref().and_then(casualty_group) == Some(Casualties::Attackers))
    })
}

/// Whether those who took the ground belong to a state; `None` where nobody is said to have taken it.
fn taken_by_state(r: &Reading<'_, '_>, incident: &Incident) -> Option<bool> {
    let captures = incident.groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>());
    let mut doers = captures.filter(|f| f.hit.entry.act == Act::Capture).flat_map(|f| &f.agents);
    doers.next().map(|&a| super::sides::is_state(&r.mentions.actors[a]))
}

/// Aircraft are what bombs or strikes: "jets bombed a camp".
fn from_the_air(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    const AIRCRAFT: [&str; 12] = [
        "aircraft",
        "airforce",
        "airplane",
        "bomber",
        "chopper",
        "helicopter",
        "jet",
        "plane",
        "warplane",
        "gunship",
        "fighter-bomber",
        "drone",
    ];
    incident.groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>()).any(|f| {
        let tokens = &r.text.sentences[f.sentence].syntax.tokens;
        let strikes = matches!(f.hit.entry.act, Act::Attack | Act::Bombing | Act::Killing | Act::Shelling);
        let flies = |t: usize| {
            let before = t.checked_sub(1).map_or("", |b| tokens[b].lower.as_str());
            AIRCRAFT.contains(&tokens[t].lemma.as_str()) && !matches!(before, "suicide" | "car" | "truck")
                || tokens[t].lower == "force" && before == "air"
        };
        strikes && f.agent_tokens.iter().any(|&t| flies(t))
    })
}

/// Clashes and battles named more than in passing.
fn clash_is_core(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    let frames: Vec<_> = incident.groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>()).collect();
    let clashes = frames.iter().filter(|f| f.hit.entry.act == Act::Clash).count();
    let blasts = frames.iter().filter(|f| f.hit.entry.act.explosive()).count();
    clashes >= blasts
}

fn is_fighter(kind: ActorType) -> bool {
    use ActorType::*;
    matches!(kind, Military | Police | RebelGroup | PoliticalMilitia | IdentityMilitia | Criminal | Intelligence)
}

fn explosive_rank(act: Act) -> usize {
    match act {
        Act::Chemical => 0,
        Act::AirStrike => 1,
        Act::SuicideBombing => 2,
        Act::Shelling => 3,
        Act::Bombing => 4,
        _ => 5,
    }
}

fn explosive_type(act: Act) -> SubEventType {
    match act {
        Act::Chemical => SubEventType::ChemicalWeapon,
        Act::AirStrike => SubEventType::AirDroneStrike,
        Act::SuicideBombing => SubEventType::SuicideBomb,
        Act::Shelling => SubEventType::Shelling,
        Act::Grenade => SubEventType::Grenade,
        _ => SubEventType::RemoteExplosive,
    }
}

fn projectiles(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    incident
        .groups
        .iter()
        .any(|g| g.frames(r).any(|f| f.weapons.iter().any(|&w| r.weapons[w].entry.kind == "projectile")))
}

fn explosive_sub(sub: SubEventType) -> bool {
    sub.event_type() == polybius_records::EventType::Explosions
}

/// "rebels armed with mortars attacked": what they have is not yet what they use.
fn is_carried(r: &Reading<'_, '_>, weapon: usize) -> bool {
    let spot = r.weapons[weapon].spot;
    let tokens = &r.text.sentences[spot.sentence].syntax.tokens;
    let start = spot.first.saturating_sub(6);
    (start..spot.first).rev().take_while(|&i| !matches!(tokens[i].lower.as_str(), "," | ";")).any(|i| {
        let with = tokens.get(i + 1).is_some_and(|t| t.lower == "with");
        matches!(tokens[i].lower.as_str(), "armed" | "equipped") && with
            || matches!(tokens[i].lower.as_str(), "wielding" | "brandishing" | "toting")
    })
}

/// The type that the incident's weapons and people give: a suicide bomber makes a suicide bombing.
fn weapon_type(r: &Reading<'_, '_>, incident: &Incident) -> Option<SubEventType> {
    let frames: Vec<_> = incident.groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>()).collect();
    let suicide = frames.iter().any(|f| {
        f.agents.iter().chain(&f.patients).any(|&a| {
            let spot = r.mentions.actors[a].spot;
            r.text.slice(spot.start..spot.end).to_lowercase().contains("suicide")
        })
    }) || incident.groups.iter().any(|g| {
        // Where the sentence tells another act too, its suicide bomber may be that one's.
        let alone =
            r.frames.iter().filter(|f| f.sentence == g.sentence && f.unreal.is_none()).count() == g.frames.len();
        alone
            && r.text.sentences[g.sentence].syntax.tokens.windows(2).any(|w| {
                w[0].lower == "suicide" && matches!(w[1].lemma.as_str(), "bomber" | "attacker" | "bombing" | "blast")
            })
    });
    if suicide {
        return Some(SubEventType::SuicideBomb);
    }
    let used = frames.iter().flat_map(|f| f.weapons.iter()).filter(|&&w| !is_carried(r, w));
    used.filter_map(|&w| r.weapons[w].entry.sub).min()
}
