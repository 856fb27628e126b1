use polybius_records::{Actor, ActorType, EventType, SubEventType};

use crate::case::Case;
use crate::crosswalk::Country;
use crate::input::Options;
use crate::parties::{Parties, country_of, is_organised, is_state};

/// type_of_violence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    StateBased,
    NonState,
    OneSided,
}

impl Kind {
    pub fn number(self) -> u8 {
        match self {
            Kind::StateBased => 1,
            Kind::NonState => 2,
            Kind::OneSided => 3,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Kind::StateBased => "state-based: at least one side is a government",
            Kind::NonState => "non-state: two organised groups",
            Kind::OneSided => "one-sided: an organised actor against civilians",
        }
    }
}

/// Both sides of an event; side A is the government where there is one.
pub(super) struct Sides {
    pub kind: Kind,
    pub a: String,
    pub b: String,
    pub gw_a: Option<u16>,
    pub gw_b: Option<u16>,
    country: &'static str,
}

impl Sides {
    pub fn of(case: &Case<'_>, here: &'static Country, options: &Options<'_>) -> Result<Self, &'static str> {
        let body = &case.event.body;
        let parties = Parties::of(body);
        match body.event_type {
            EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians => {}
            // A government that kills protesters is one-sided violence.
            EventType::Protests if body.sub_event_type == SubEventType::ExcessiveForce => {}
            EventType::Protests | EventType::Riots => return Err("no organised actor in a crowd event"),
            EventType::StrategicDevelopments => return Err("no use of armed force"),
        }
        let first =
            parties.first_side().filter(|a| is_organised(a.kind)).ok_or("the attacker is unknown or not organised")?;
        let other = parties.other_side().filter(|other| other.id != first.id);
        let other = match body.event_type {
            // Violence against civilians is one-sided, whoever stood by.
            EventType::ViolenceAgainstCivilians | EventType::Protests => None,
            EventType::Battles | EventType::Explosions | EventType::Riots | EventType::StrategicDevelopments => other,
        };
        let (one, gw_one) = name(first, here, options);
        let Some(other) = other else {
            if body.event_type == EventType::Battles {
                return Err("the other side of the fight is unknown");
            }
            return Ok(Sides {
                kind: Kind::OneSided,
                a: one,
                b: "Civilians".to_owned(),
                gw_a: gw_one,
                gw_b: None,
                country: here.ucdp_name,
            });
        };
        let (two, gw_two) = name(other, here, options);
        let (kind, swap) = match (is_state(first.kind), is_state(other.kind)) {
            (true, _) => (Kind::StateBased, false),
            (false, true) => (Kind::StateBased, true),
            (false, false) => (Kind::NonState, two < one),
        };
        let (a, b) = if swap { ((two, gw_two), (one, gw_one)) } else { ((one, gw_one), (two, gw_two)) };
        Ok(Sides { kind, a: a.0, gw_a: a.1, b: b.0, gw_b: b.1, country: here.ucdp_name })
    }

    pub fn dyad_name(&self) -> String {
        format!("{} - {}", self.a, self.b)
    }

    /// UCDP names a state-based conflict by what is fought over, which a news report does not say; the country stands in.
    pub fn conflict_name(&self) -> String {
        match self.kind {
            Kind::StateBased => format!("{}: {}", self.country, self.dyad_name()),
            Kind::NonState | Kind::OneSided => self.dyad_name(),
        }
    }
}

/// A government stands for its army and police: "Government of Mali" and its Gleditsch-Ward number.
fn name(actor: &Actor, here: &'static Country, options: &Options<'_>) -> (String, Option<u16>) {
    match actor.kind {
        ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence => {
            match country_of(actor, Some(here), options) {
                Some(country) => (format!("Government of {}", country.ucdp_name), country.gw),
                None => (actor.name.clone(), None),
            }
        }
        ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal
        | ActorType::Party
        | ActorType::International
        | ActorType::Organisation
        | ActorType::Protesters
        | ActorType::Rioters
        | ActorType::Civilians
        | ActorType::Person
        | ActorType::Unidentified => (actor.name.clone(), None),
    }
}
