use serde::{Deserialize, Serialize};

/// What `annotate` marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A named place.
    Place,
    /// A time expression.
    Time,
    /// An organisation, a force, a group of people in a role.
    Actor,
    /// A number of people or things.
    Count,
    /// A weapon.
    Weapon,
    /// A word that names an event.
    Trigger,
    /// Words of responsibility: claimed, blamed, denied.
    Claim,
}

/// One line of `annotate`: a stretch of text and what it was read as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Identifier of the document.
    pub document: String,
    /// What it is.
    pub kind: MentionKind,
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character, in Unicode scalar values.
    pub end: usize,
    /// The text between the offsets.
    pub text: String,
    /// What it was read as; the shape depends on `kind`.
    pub value: serde_json::Value,
}
