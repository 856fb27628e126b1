use serde::{Deserialize, Serialize};

/// The words of a document that support one value of one field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Evidence {
    /// The field that it supports: `date`, `place`, `killed`, `actors`, ...
    pub field: String,
    /// The value as text, so that several values of one field can be told apart.
    pub value: String,
    /// Identifier of the document.
    pub document: String,
    /// Exact text of the original document between `start` and `end`.
    pub quote: String,
    /// Offset of the first character, counted in Unicode scalar values.
    pub start: usize,
    /// Offset after the last character, counted in Unicode scalar values.
    pub end: usize,
}
