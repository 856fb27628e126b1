use serde::{Deserialize, Serialize};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum CountKind {
    /// Everyone killed, attackers included where the source counts them.
    Killed,
    /// Wounded.
    Injured,
    /// Kidnapped, abducted, held hostage.
    Abducted,
    /// Arrested or detained.
    Detained,
    /// Driven from home.
    Displaced,
}

impl CountKind {
    /// All kinds, in the order of the contract.
    pub const ALL: [CountKind; 5] =
        [CountKind::Killed, CountKind::Injured, CountKind::Abducted, CountKind::Detained, CountKind::Displaced];

    /// The field's name in a record.
    pub fn field(self) -> &'static str {
        match self {
            CountKind::Killed => "killed",
            CountKind::Injured => "injured",
            CountKind::Abducted => "abducted",
            CountKind::Detained => "detained",
            CountKind::Displaced => "displaced",
        }
    }
}

/// One part of a count: "13 troops" of "170 civilians and 13 troops".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Part {
    /// Who they were, in the text's words: `civilians`, `troops`, `attackers`.
    pub who: String,
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest number that the words allow.
    pub low: Option<u64>,
    /// The largest number that the words allow; `None` is open above.
    pub high: Option<u64>,
}

/// Another number that a document gives for the same people: an earlier toll, another source's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OtherNumber {
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest number that the words allow.
    pub low: Option<u64>,
    /// The largest number that the words allow; `None` is open above.
    pub high: Option<u64>,
    /// Who gives it, in the text's words; `None` is the document itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A number of people with its honesty: "at least 139" is best 139, low 139, high `None`; "nearly 300" is best 300,
/// high 300, low `None`; "dozens" is low 24.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Count {
    /// The single best number, if the words give one.
    pub best: Option<u64>,
    /// The smallest number.
    pub low: Option<u64>,
    /// The largest number.
    pub high: Option<u64>,
    /// Always `people`.
    pub unit: String,
    /// The parts that the text gives.
    pub breakdown: Vec<Part>,
    /// In a report: who gives the number, in the text's words; `None` is the document itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// In a report: what else the document gives for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<OtherNumber>,
    /// In an event: some report says "at least".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open_above: bool,
    /// In an event: the named rule that chose `best`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Count {
    /// An exact number.
    pub fn exact(n: u64) -> Self {
        Count::new(Some(n), Some(n), Some(n))
    }

    /// A count without parts.
    pub fn new(best: Option<u64>, low: Option<u64>, high: Option<u64>) -> Self {
        Count {
            best,
            low,
            high,
            unit: "people".to_owned(),
            breakdown: Vec::new(),
            by: None,
            also: Vec::new(),
            open_above: false,
            rule: None,
        }
    }
}
