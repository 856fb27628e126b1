//! The incident type of an event, as the guidelines of MUC-4 sort them ("Task description, template design, and specifications for slot
//! fillers", version 7, section 5).

use super::told;
use crate::fillers::{Filled, Filler, Part};

/// An incident type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Incident {
    /// Violence that no other type fits.
    Attack,
    /// An explosion, save the bombs of aircraft.
    Bombing,
    /// Somebody taken or held.
    Kidnapping,
    /// Something set on fire.
    Arson,
}

impl Incident {
    /// The words of the guidelines.
    pub fn words(self) -> &'static str {
        match self {
            Incident::Attack => "attack",
            Incident::Bombing => "bombing",
            Incident::Kidnapping => "kidnapping",
            Incident::Arson => "arson",
        }
    }
}

/// The type (7.5): `Attack` only where no other fits. Explosions are bombings, save the bombs of aircraft (7.8, note 5), and so is an attack
/// with explosives. `None` for acts without violence.
pub(super) fn of(e: &Filled) -> Option<Incident> {
    let has = |acts: &[&str]| e.acts.iter().any(|a| acts.contains(&a.as_str()));
    let says = |words: &[&str]| e.triggers.iter().any(|t| words.iter().any(|w| t.contains(w)));
    let with = |kinds: &[&str]| {
        e.fillers.iter().any(|f| f.part == Part::Weapon && told(f) && kinds.contains(&f.kind.as_str()))
    };
    let soldiers = || {
        let doer = |f: &&Filler| matches!(f.part, Part::Doer | Part::Organisation) && told(f);
        e.fillers.iter().filter(doer).any(|f| f.kind == "military")
    };
    let bombing = has(&["bombing", "suicide_bombing", "grenade"]);
    // "The air force bombed", against "guerrillas bombed".
    let aerial = has(&["air_strike"]) || with(&["aircraft"]) || (says(&["bombed", "bombing"]) && soldiers());
    let attack = has(&[
        "attack",
        "shooting",
        "stabbing",
        "killing",
        "death",
        "injury",
        "shelling",
        "air_strike",
        "destruction",
        "mob",
        "chemical",
    ]);
    if has(&["abduction"]) {
        Some(Incident::Kidnapping)
    } else if bombing {
        Some(if aerial { Incident::Attack } else { Incident::Bombing })
    } else if has(&["destruction"]) && says(&["burn", "fire", "arson", "torch", "ablaze"]) {
        Some(Incident::Arson)
    } else if attack && with(&["explosive", "vehicle_bomb", "grenade", "incendiary"]) {
        Some(Incident::Bombing)
    } else {
        attack.then_some(Incident::Attack)
    }
}
