use std::collections::BTreeSet;

use polybius_records::{Actor, ActorType, CountKind, casualty_word};

use super::Reference;
use crate::chosen::Chosen;
use crate::parties::is_government_body;

/// A speaker or a party that is no known organisation.
pub(super) const UNNAMED: &str = "unnamed";

/// Which names may stand: those of organisations.
pub(super) struct Names<'a> {
    reference: &'a dyn Reference,
    /// Organisations that the records have as actors.
    organisations: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub fn of(chosen: &Chosen<'a>, reference: &'a dyn Reference) -> Self {
        let events = chosen.cases.iter().map(|c| &c.event.body);
        let bodies = events.chain(chosen.reports.iter().map(|r| &r.report.body));
        let actors = bodies.flat_map(|body| &body.actors);
        let organisations = actors.filter(|a| is_organisation(a.kind)).map(|a| a.name.as_str()).collect();
        Names { reference, organisations }
    }

    /// Whether the name is that of an organisation, a state's force, or a public actor of the lexicon.
    pub fn may_stand(&self, name: &str) -> bool {
        self.organisations.contains(name) || is_government_body(name) || self.reference.is_known_actor(name)
    }

    /// Evidence has values of its own; those that are no organisation's name and not from a closed list are free text.
    pub fn is_harmless_value(&self, field: &str, value: &str) -> bool {
        match field {
            "event_type" | "sub_event_type" | "status" | "date" | "relation" | "direction" => true,
            "actors" | "attributions" | "actor" | "from" | "to" => self.may_stand(value),
            "perpetrators" => value.split(", ").all(|name| self.may_stand(name)),
            _ if CountKind::ALL.iter().any(|k| k.field() == field) => value.bytes().all(|b| b.is_ascii_digit()),
            _ => value.is_empty(),
        }
    }

    /// The actor with a name that may stand; `None` for a person without a public role that the lexicon knows.
    pub fn actor(&self, actor: &Actor) -> Option<Actor> {
        if is_organisation(actor.kind) || self.reference.is_known_actor(&actor.name) {
            return Some(actor.clone());
        }
        let general = match actor.kind {
            ActorType::Person => return None,
            ActorType::Protesters => "protesters",
            ActorType::Rioters => "rioters",
            ActorType::Unidentified => "unidentified attackers",
            _ => "civilians",
        };
        let name = casualty_word(&actor.name).unwrap_or_else(|| general.to_owned());
        Some(Actor { id: format!("people-{}", name.replace(' ', "-")), name, ..actor.clone() })
    }
}

/// Whether its name is that of an organisation, not of people.
fn is_organisation(kind: ActorType) -> bool {
    match kind {
        ActorType::Government
        | ActorType::Military
        | ActorType::Police
        | ActorType::Intelligence
        | ActorType::RebelGroup
        | ActorType::PoliticalMilitia
        | ActorType::IdentityMilitia
        | ActorType::Criminal
        | ActorType::Party
        | ActorType::International
        | ActorType::Organisation => true,
        ActorType::Protesters
        | ActorType::Rioters
        | ActorType::Civilians
        | ActorType::Person
        | ActorType::Unidentified => false,
    }
}
