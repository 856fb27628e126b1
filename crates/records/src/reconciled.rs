use serde::{Deserialize, Serialize};

use crate::{CountKind, Date};

/// How far the sources of an event agree on who did it, after Airwars' grades of civilian harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// A side of it has accepted responsibility, and no other has.
    Confirmed,
    /// Two or more independent sources, and nobody disputes who did it.
    Fair,
    /// One source.
    Weak,
    /// Sides that have nothing to do with each other claim it or are blamed for it, or the only one blamed denies it.
    Contested,
    /// Another explanation is more likely: denied by those who tell of it, or rejected by a person.
    Discounted,
}

impl Agreement {
    /// The grade's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Agreement::Confirmed => "confirmed",
            Agreement::Fair => "fair",
            Agreement::Weak => "weak",
            Agreement::Contested => "contested",
            Agreement::Discounted => "discounted",
        }
    }
}

/// One number that was given for an event on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Toll {
    /// What is counted.
    #[serde(rename = "counts")]
    pub kind: CountKind,
    /// The day on which it was published; `None` where no document that gives it has a day.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Date))]
    pub published: Option<Date>,
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest number that the words allow.
    pub low: Option<u64>,
    /// The largest number that the words allow; `None` is open above.
    pub high: Option<u64>,
    /// Who gives it, in the texts' words; empty where the documents speak for themselves.
    pub by: Vec<String>,
    /// Number of independent sources that give it on that day.
    pub sources: usize,
    /// Identifiers of the documents that give it, sorted.
    pub documents: Vec<String>,
}

/// The dead by side: the sum of the parts that the report with the most parts gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeathsBySide {
    /// Soldiers, police and others who serve a state.
    pub state: u64,
    /// Fighters who serve no state.
    pub armed_groups: u64,
    /// Those who attacked, where nothing else is said of them.
    pub attackers: u64,
    /// Unarmed people.
    pub civilians: u64,
    /// The rest of the best number.
    pub unknown: u64,
}

/// A field on which reports cannot all be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Contradiction {
    /// The field.
    pub field: String,
    /// What is said, each value once.
    pub values: Vec<Version>,
}

/// One of several values of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Version {
    /// The value as text.
    pub value: String,
    /// Identifiers of the documents that say so, sorted.
    pub documents: Vec<String>,
}

/// What an event shows of its sources beside its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Reconciled {
    /// How far the sources agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// Every number with its day, in order of kind and day.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tolls: Vec<Toll>,
    /// The dead by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deaths: Option<DeathsBySide>,
    /// Where reports cannot all be right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
}
