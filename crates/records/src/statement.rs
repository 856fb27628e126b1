use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Count, DateSpan, Evidence, Place};

/// Who holds what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Control {
    /// Holds it.
    Holds,
    /// Took it.
    Seized,
    /// Lost it.
    Lost,
    /// Fights over it.
    Contests,
}

/// How two organisations, or a person and an organisation, stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Branch, wing, affiliate, province.
    PartOf,
    /// Pledged itself.
    Allegiance,
    /// Split off.
    SplinterOf,
    /// Leads, commands.
    Leads,
    /// Belongs to.
    MemberOf,
    /// Fights, is a rival of.
    Opposes,
    /// Works with.
    Allied,
    /// Was founded; `to` is empty.
    Founded,
    /// Was once called.
    Formerly,
}

/// The part of a statement that depends on its kind. Actor names are canonical English names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum StatementBody {
    /// A total over a period or over many events.
    Statistic {
        /// Who did, or suffered, what is counted.
        actor: Option<String>,
        /// Where.
        place: Option<Place>,
        /// `attacks`, `killed`, `injured`, `casualties`, `displaced`, ...
        values: BTreeMap<String, Count>,
    },
    /// The size of an organisation.
    Strength {
        /// The organisation.
        actor: Option<String>,
        /// `members`, `detained`, ...
        values: BTreeMap<String, Count>,
    },
    /// A public threat level raised, lowered or kept.
    Alert {
        /// Where.
        place: Option<Place>,
        /// The level's words.
        level: Option<String>,
        /// `raised`, `lowered`, `kept`.
        direction: Option<String>,
    },
    /// One party warned of an attack.
    Warning {
        /// Who warned.
        by: Option<String>,
        /// Whom.
        to: Option<String>,
        /// Of whose attack, or of what.
        about: Option<String>,
        /// Where.
        place: Option<Place>,
    },
    /// Who holds territory.
    Control {
        /// Who.
        actor: Option<String>,
        /// What.
        place: Option<Place>,
        /// How much: the text's words.
        extent: Option<String>,
        /// Held, seized, lost or contested.
        status: Control,
    },
    /// A relation between actors.
    Relation {
        /// Who.
        from: String,
        /// How.
        relation: Relation,
        /// To whom.
        to: Option<String>,
    },
}

impl StatementBody {
    /// The contract's name of the kind.
    pub fn kind(&self) -> &'static str {
        match self {
            StatementBody::Statistic { .. } => "statistic",
            StatementBody::Strength { .. } => "strength",
            StatementBody::Alert { .. } => "alert",
            StatementBody::Warning { .. } => "warning",
            StatementBody::Control { .. } => "control",
            StatementBody::Relation { .. } => "relation",
        }
    }
}

/// Something that documents say which is not one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Statement {
    /// Stable identifier.
    pub id: String,
    /// The fields of its kind, `kind` among them.
    #[serde(flatten)]
    pub body: StatementBody,
    /// Identifiers of the documents, sorted.
    pub documents: Vec<String>,
    /// The period that it speaks of.
    pub date: Option<DateSpan>,
    /// Who says it, in the text's words; `None` is the document itself.
    pub source: Option<String>,
    /// The words behind each field.
    pub evidence: Vec<Evidence>,
}
