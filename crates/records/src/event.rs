use serde::{Deserialize, Serialize};

use crate::{
    Actor, ActorType, Attribution, Confidences, Count, CountKind, DateSpan, EventType, Evidence, Place, Reconciled,
    Role, Status, SubEventType,
};

/// What a person has said of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Nobody has looked.
    Machine,
    /// Looked at and left.
    Accepted,
    /// Looked at and changed.
    Edited,
    /// Not an event.
    Rejected,
}

/// A weapon, in the text's words and by kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Weapon {
    /// The text's words: "car bomb".
    pub name: String,
    /// One of the names in `data/weapons.toml`: `explosive`, `firearm`, `drone`, ...
    #[serde(rename = "type")]
    pub kind: String,
}

/// What reports and events share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EventBody {
    /// ACLED event type.
    pub event_type: EventType,
    /// ACLED sub-event type; always one of `event_type`.
    pub sub_event_type: SubEventType,
    /// Whether it happened.
    pub status: Status,
    /// When, as a span.
    pub date: Option<DateSpan>,
    /// Where.
    pub place: Option<Place>,
    /// Who did it and to whom.
    pub actors: Vec<Actor>,
    /// Who says who did it.
    pub attributions: Vec<Attribution>,
    /// With what.
    pub weapons: Vec<Weapon>,
    /// Killed. Absent is "not said"; zero only where a text says none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<Count>,
    /// Wounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<Count>,
    /// Abducted or held hostage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abducted: Option<Count>,
    /// Arrested or detained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detained: Option<Count>,
    /// Driven from home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub displaced: Option<Count>,
    /// One plain sentence composed from the fields.
    pub summary: String,
    /// 0 to 1: the probability that a careful reader would list this event; that of `confidences` where they are known.
    pub confidence: f64,
    /// The probability that each filled field is right.
    #[serde(default, skip_serializing_if = "Confidences::is_empty")]
    pub confidences: Confidences,
    /// The words behind each field.
    pub evidence: Vec<Evidence>,
}

impl EventBody {
    /// The count of one kind.
    pub fn count(&self, kind: CountKind) -> Option<&Count> {
        match kind {
            CountKind::Killed => self.killed.as_ref(),
            CountKind::Injured => self.injured.as_ref(),
            CountKind::Abducted => self.abducted.as_ref(),
            CountKind::Detained => self.detained.as_ref(),
            CountKind::Displaced => self.displaced.as_ref(),
        }
    }

    /// Organisations and states that it names as having done it: attackers, both sides of a fight, who arrested.
    pub fn organised_doers(&self) -> impl Iterator<Item = &Actor> {
        use ActorType::{Civilians, Person, Protesters, Rioters, Unidentified};
        let doers = |a: &&Actor| matches!(a.role, Role::Perpetrator | Role::Opponent | Role::Detainer);
        let unorganised = |a: &Actor| matches!(a.kind, Unidentified | Civilians | Person | Protesters | Rioters);
        self.actors.iter().filter(doers).filter(move |a| !unorganised(a))
    }

    /// The place for the count of one kind.
    pub fn count_mut(&mut self, kind: CountKind) -> &mut Option<Count> {
        match kind {
            CountKind::Killed => &mut self.killed,
            CountKind::Injured => &mut self.injured,
            CountKind::Abducted => &mut self.abducted,
            CountKind::Detained => &mut self.detained,
            CountKind::Displaced => &mut self.displaced,
        }
    }
}

/// The coder of rules, as records name it.
pub const RULES: &str = "rules";

/// The coder of rules helped by the neural encoder, as records name it.
pub const HYBRID: &str = "hybrid";

fn rules() -> String {
    RULES.to_owned()
}

/// What one document says of one event. Never changed after it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Report {
    /// Stable identifier, from the document and the event's place in it.
    pub id: String,
    /// Identifier of the document.
    pub document: String,
    /// The words that name the event in the text, for merging: lower-case content words, sorted.
    pub words: Vec<String>,
    /// The day of publication of the document, for "which report is later".
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Date))]
    pub published: Option<jiff::civil::Date>,
    /// What read the document: [`RULES`], [`HYBRID`], or `remote:` and the name of a model.
    #[serde(default = "rules")]
    pub coder: String,
    /// The fields.
    #[serde(flatten)]
    pub body: EventBody,
}

/// One event, computed from reports and human decisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Event {
    /// Stable identifier, from the reports in it.
    pub id: String,
    /// What a person has said.
    pub review: Review,
    /// Identifiers of the documents, sorted.
    pub documents: Vec<String>,
    /// Identifiers of the reports, sorted.
    pub reports: Vec<String>,
    /// Number of independent sources: copies of one agency report count once.
    pub sources: usize,
    /// The fields.
    #[serde(flatten)]
    pub body: EventBody,
    /// What its sources agree on and what not.
    #[serde(flatten)]
    pub reconciled: Reconciled,
}
