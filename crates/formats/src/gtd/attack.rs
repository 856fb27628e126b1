use polybius_records::{ActorType, EventBody, SubEventType};

use super::labels;
use crate::case::Case;
use crate::parties::Parties;
use crate::table::Row;
use crate::weapons::weapon;

/// Fills the attack and weapon columns; returns the rule.
pub(super) fn fill(row: &mut Row<'_>, case: &Case<'_>) -> String {
    let body = &case.event.body;
    let weapons = weapon_types(body);
    let attacks = attack_types(body, &weapons);
    labels::fill(row, "attacktype", &attacks, 3);
    labels::fill(row, "weaptype", &weapons, 4);
    let detail: Vec<&str> = body.weapons.iter().map(|w| w.name.as_str()).collect();
    row.text("weapdetail", detail.join("; "));
    let first = attacks.first().copied().unwrap_or(9);
    format!("{first} by {} and weapons {weapons:?}", body.sub_event_type)
}

/// In GTD's own order of precedence: 1 before 4, 6, 5, 2, 3, 8, 7, 9 (GTD codebook 2021, attack type).
fn attack_types(body: &EventBody, weapons: &[u8]) -> Vec<u8> {
    const ORDER: [u8; 9] = [1, 4, 6, 5, 2, 3, 8, 7, 9];
    let parties = Parties::of(body);
    let mut found: Vec<u8> = Vec::new();
    // To kill one particular public person is what GTD calls an assassination.
    let person = parties.targets.iter().any(|a| a.kind == ActorType::Person);
    if person && body.sub_event_type != SubEventType::Abduction {
        found.push(1);
    }
    match body.sub_event_type {
        SubEventType::SuicideBomb
        | SubEventType::RemoteExplosive
        | SubEventType::Grenade
        | SubEventType::Shelling
        | SubEventType::AirDroneStrike => found.push(3),
        SubEventType::ChemicalWeapon | SubEventType::SexualViolence => found.push(8),
        SubEventType::Abduction => found.push(6),
        SubEventType::Looting => found.push(7),
        SubEventType::ArmedClash => found.push(2),
        SubEventType::Attack
        | SubEventType::GovernmentRegainsTerritory
        | SubEventType::NonStateActorOvertakesTerritory
        | SubEventType::ExcessiveForce
        | SubEventType::ProtestWithIntervention
        | SubEventType::PeacefulProtest
        | SubEventType::ViolentDemonstration
        | SubEventType::MobViolence
        | SubEventType::Agreement
        | SubEventType::Arrests
        | SubEventType::ChangeToGroup
        | SubEventType::DisruptedWeaponsUse
        | SubEventType::Headquarters
        | SubEventType::NonViolentTransfer
        | SubEventType::Other => {}
    }
    for kind in weapons {
        match kind {
            5 | 9 | 10 => found.push(2),
            6 => found.push(3),
            1..=4 => found.push(8),
            8 => found.push(7),
            _ => {}
        }
    }
    if found.is_empty() {
        found.push(9);
    }
    ORDER.into_iter().filter(|n| found.contains(n)).collect()
}

fn weapon_types(body: &EventBody) -> Vec<u8> {
    let mut types: Vec<u8> = Vec::new();
    for w in &body.weapons {
        let number = weapon(&w.kind).map_or(12, |k| k.gtd);
        if !types.contains(&number) {
            types.push(number);
        }
    }
    let implied = match body.sub_event_type {
        SubEventType::SuicideBomb
        | SubEventType::RemoteExplosive
        | SubEventType::Grenade
        | SubEventType::Shelling
        | SubEventType::AirDroneStrike => Some(6),
        SubEventType::ChemicalWeapon => Some(2),
        SubEventType::Attack
        | SubEventType::SexualViolence
        | SubEventType::Abduction
        | SubEventType::Looting
        | SubEventType::ArmedClash
        | SubEventType::GovernmentRegainsTerritory
        | SubEventType::NonStateActorOvertakesTerritory
        | SubEventType::ExcessiveForce
        | SubEventType::ProtestWithIntervention
        | SubEventType::PeacefulProtest
        | SubEventType::ViolentDemonstration
        | SubEventType::MobViolence
        | SubEventType::Agreement
        | SubEventType::Arrests
        | SubEventType::ChangeToGroup
        | SubEventType::DisruptedWeaponsUse
        | SubEventType::Headquarters
        | SubEventType::NonViolentTransfer
        | SubEventType::Other => None,
    };
    if let Some(number) = implied.filter(|n| !types.contains(n)) {
        types.insert(0, number);
    }
    if types.is_empty() {
        types.push(13);
    }
    types
}
