use polybius_records::{Actor, ActorType, EventBody, EventType, Role, Status, SubEventType};

use crate::case::Case;
use crate::parties::{Parties, is_state};

/// Why an act may be something else than terrorism.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alternative {
    /// Insurgency or guerrilla action.
    Insurgency,
    /// Other crime.
    Crime,
    /// Nobody knows who did it; GTD has no number for that.
    NoGroup,
}

impl Alternative {
    pub fn number(self) -> Option<u8> {
        match self {
            Alternative::Insurgency => Some(1),
            Alternative::Crime => Some(2),
            Alternative::NoGroup => None,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Alternative::Insurgency => "Insurgency/Guerilla Action",
            Alternative::Crime => "Other Crime Type",
            Alternative::NoGroup => "",
        }
    }
}

/// How the criteria were met.
pub(super) struct Included {
    /// Criterion 3: outside what is allowed in war.
    pub outside_war: bool,
    pub doubt: Option<Alternative>,
    pub rule: &'static str,
}

/// GTD's criteria: an intentional act of violence by a sub-national actor that happened or was tried (GTD codebook 2021,
/// inclusion criteria). Motive is seldom in a report, so criteria 1 and 2 are taken as met where a group stands behind
/// the act or civilians are its target, and the doubt is marked.
pub(super) fn check(case: &Case<'_>) -> Result<Included, &'static str> {
    let body = &case.event.body;
    match body.status {
        Status::Occurred | Status::Alleged => {}
        Status::Foiled => return Err("foiled plot"),
        Status::Planned | Status::Threatened => return Err("planned or threatened, not done"),
        Status::Denied => return Err("denied"),
    }
    match (body.event_type, body.sub_event_type) {
        (EventType::Explosions | EventType::ViolenceAgainstCivilians, _) => {}
        (EventType::Battles, SubEventType::ArmedClash) => {}
        (EventType::Battles, _) => return Err("fight over territory"),
        (EventType::StrategicDevelopments, SubEventType::Looting) => {}
        (EventType::StrategicDevelopments, _) => return Err("no act of violence"),
        (EventType::Protests | EventType::Riots, _) => return Err("crowd event"),
    }
    let parties = Parties::of(body);
    if let Some(first) = parties.first_side() {
        if is_state(first.kind) {
            return Err("state actor");
        }
        if first.kind == ActorType::International {
            return Err("international force");
        }
    } else if body.event_type == EventType::Battles {
        return Err("fight without a known attacker");
    }
    let military = parties.other_side().is_some_and(|a| a.kind == ActorType::Military);
    let criminal = parties.first_side().is_some_and(|a| a.kind == ActorType::Criminal);
    let (doubt, rule) = if criminal {
        (Some(Alternative::Crime), "criminal group, goal in doubt")
    } else if military {
        (Some(Alternative::Insurgency), "military target, criterion 3 not met")
    } else if groups(body).is_empty() {
        (Some(Alternative::NoGroup), "no group known, goal in doubt")
    } else {
        (None, "sub-national group")
    };
    Ok(Included { outside_war: !military, doubt, rule })
}

/// The groups that did it or are said to have; persons and "gunmen" are no groups.
pub(super) fn groups(body: &EventBody) -> Vec<&Actor> {
    body.actors
        .iter()
        .filter(|a| a.role == Role::Perpetrator && !matches!(a.kind, ActorType::Unidentified | ActorType::Person))
        .collect()
}
