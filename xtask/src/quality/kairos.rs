//! The coder's acts in the words of the KAIROS ontology (WikiEvents, Li and others 2021): conflict, death, injury.

use polybius_coder::{Act, ActMention, Part};
use polybius_records::EventType;

pub const EXPLODE: &str = "Conflict.Attack.DetonateExplode";
pub const ATTACK: &str = "Conflict.Attack.Unspecified";
pub const DIE: &str = "Life.Die.Unspecified";
pub const INJURE: &str = "Life.Injure.Unspecified";
pub const PROTEST: &str = "Conflict.Demonstrate.Unspecified";
pub const RIOT: &str = "Conflict.Demonstrate.DemonstrateWithViolence";

/// Whether events of that type are scored.
pub fn in_scope(event_type: &str) -> bool {
    ["Conflict.", "Life.Die", "Life.Injure"].iter().any(|p| event_type.starts_with(p))
}

/// Words that name something violent, but no attack that an annotator would mark.
const VAGUE: [&str; 9] =
    ["incident", "operation", "confrontation", "standoff", "siege", "outrage", "target", "tear", "repel"];

/// The type of an act; `None` where the scored types have no place for it.
pub fn event_type(m: &ActMention) -> Option<&'static str> {
    use Act::*;
    if VAGUE.contains(&m.lemma.as_str()) {
        return None;
    }
    match m.act {
        Bombing | SuicideBombing | Grenade => Some(EXPLODE),
        // Planned killings are attacks by their noun, deaths by their verb.
        Killing if m.noun && matches!(m.lemma.as_str(), "assassination" | "murder" | "execution" | "attempt") => {
            Some(attack(m))
        }
        Killing | Death => Some(DIE),
        Injury => Some(INJURE),
        Attack => Some(attack(m)),
        Shooting | Stabbing | Shelling | AirStrike | Chemical | Clash => Some(ATTACK),
        Protest => Some(PROTEST),
        Riot | Dispersal | Mob => Some(RIOT),
        _ => None,
    }
}

fn attack(m: &ActMention) -> &'static str {
    let remote = ["Air/drone strike", "Shelling/artillery/missile attack", "Chemical weapon"];
    let explosive = m.sub_event_type.event_type() == EventType::Explosions;
    if explosive && !remote.contains(&m.sub_event_type.as_str()) { EXPLODE } else { ATTACK }
}

/// The role of an argument; `None` where the type has no such role.
pub fn role(event_type: &str, part: Part) -> Option<&'static str> {
    match (event_type, part) {
        (_, Part::Place) => Some("Place"),
        (EXPLODE | ATTACK, Part::Agent) => Some("Attacker"),
        (EXPLODE | ATTACK, Part::Patient) => Some("Target"),
        (EXPLODE, Part::Weapon) => Some("ExplosiveDevice"),
        (ATTACK, Part::Weapon) => Some("Instrument"),
        (DIE, Part::Agent) => Some("Killer"),
        (INJURE, Part::Agent) => Some("Injurer"),
        (DIE | INJURE, Part::Patient) => Some("Victim"),
        (PROTEST | RIOT, Part::Agent) => Some("Demonstrator"),
        (PROTEST, Part::Patient) => Some("Target"),
        _ => None,
    }
}
