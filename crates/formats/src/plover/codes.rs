use polybius_records::{ActorType, EventBody, Status, SubEventType};

use serde::Serialize;

use crate::weapons::weapon;

/// The PLOVER types that events of violence and protest have; the others are of diplomacy and aid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Type {
    Agree,
    Retreat,
    Threaten,
    Protest,
    Mobilize,
    Coerce,
    Assault,
}

/// One PLOVER event code.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    pub kind: Type,
    pub modes: Vec<&'static str>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_class: u8,
    /// The base intensity of the type.
    pub intensity: f64,
}

/// The codes of an event: most have one, a protest that was put down has two.
pub(super) fn codes(body: &EventBody) -> Result<Vec<Code>, &'static str> {
    match body.status {
        Status::Occurred | Status::Alleged => done(body),
        Status::Threatened => Ok(vec![code(Type::Threaten, vec!["violence"])]),
        Status::Foiled if matches!(body.sub_event_type, SubEventType::Arrests | SubEventType::DisruptedWeaponsUse) => {
            done(body)
        }
        Status::Foiled => Err("foiled, and nobody did anything to anybody"),
        Status::Planned => Err("planned, not done"),
        Status::Denied => Err("denied"),
    }
}

fn done(body: &EventBody) -> Result<Vec<Code>, &'static str> {
    let assault = |mode: &'static str| Ok(vec![code(Type::Assault, vec![mode])]);
    let protest = |mode: &'static str| code(Type::Protest, vec![mode]);
    match body.sub_event_type {
        SubEventType::GovernmentRegainsTerritory
        | SubEventType::NonStateActorOvertakesTerritory
        | SubEventType::ArmedClash
        | SubEventType::Attack => Ok(vec![code(Type::Assault, by_weapon(body))]),
        SubEventType::ExcessiveForce => {
            let crowd = by_weapon(body);
            let modes = if crowd.is_empty() { vec!["crowd-control"] } else { crowd };
            Ok(vec![protest("demo"), code(Type::Assault, modes)])
        }
        SubEventType::ProtestWithIntervention => Ok(vec![protest("demo"), code(Type::Coerce, vec!["restrict"])]),
        SubEventType::PeacefulProtest => Ok(vec![protest("demo")]),
        SubEventType::ViolentDemonstration => Ok(vec![protest("riot")]),
        SubEventType::MobViolence => {
            let modes = by_weapon(body);
            Ok(vec![code(Type::Assault, if modes.is_empty() { vec!["beat"] } else { modes })])
        }
        SubEventType::ChemicalWeapon => assault("unconventional"),
        SubEventType::AirDroneStrike if body.weapons.iter().any(|w| w.kind == "drone") => assault("drone"),
        SubEventType::AirDroneStrike => assault("aerial"),
        SubEventType::SuicideBomb => assault("suicide-attack"),
        SubEventType::Shelling => assault("heavy-weapons"),
        SubEventType::RemoteExplosive | SubEventType::Grenade => assault("explosives"),
        SubEventType::SexualViolence => assault("sexual"),
        SubEventType::Abduction => assault("abduct"),
        SubEventType::Agreement => Ok(vec![code(Type::Agree, vec![])]),
        SubEventType::Arrests => Ok(vec![code(Type::Coerce, vec!["arrest"])]),
        SubEventType::DisruptedWeaponsUse => Ok(vec![code(Type::Coerce, vec!["seize"])]),
        SubEventType::Headquarters => Ok(vec![code(Type::Mobilize, vec!["troops"])]),
        SubEventType::Looting => assault("destroy"),
        SubEventType::NonViolentTransfer => Ok(vec![code(Type::Retreat, vec!["withdraw"])]),
        SubEventType::ChangeToGroup | SubEventType::Other => Err("no PLOVER type for this sub-event type"),
    }
}

/// Modes that the weapons tell, each once, in the record's order.
fn by_weapon(body: &EventBody) -> Vec<&'static str> {
    let mut modes: Vec<&'static str> = Vec::new();
    for mode in body.weapons.iter().filter_map(|w| weapon(&w.kind)).map(|k| k.plover_mode) {
        if !mode.is_empty() && !modes.contains(&mode) {
            modes.push(mode);
        }
    }
    modes
}

fn code(kind: Type, modes: Vec<&'static str>) -> Code {
    let (quad_class, intensity) = match kind {
        Type::Agree => (1, 2.5),
        Type::Retreat => (2, 6.5),
        Type::Threaten => (3, -3.5),
        Type::Protest => (4, -5.0),
        Type::Mobilize => (4, -5.5),
        Type::Coerce => (4, -7.0),
        Type::Assault => (4, -9.0),
    };
    Code { kind, modes, quad_class, intensity }
}

/// PLOVER's sector code; whoever has none counts among the elites.
pub(super) fn sector(kind: ActorType) -> &'static str {
    kind.plover_sector().unwrap_or("ELI")
}
