use serde::Serialize;
use serde_json::Value;

use super::row::Row;

/// A row that is no record, with all that is needed to mend it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reject {
    /// Line of the file on which the row begins, from 1; of a GeoJSON file the number of the feature.
    pub line: u64,
    /// Whether something is wrong with it; else it is left out by rule: a header once more, an act that is no event here.
    pub fault: bool,
    /// Why, in words that are the same for all rows of that fault.
    pub reason: String,
    /// What exactly; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The row: its columns where they could be told apart, else its text.
    pub row: Value,
}

impl Reject {
    /// What could not be read as a row at all. A very long text is cut.
    pub(super) fn unreadable(line: u64, reason: impl Into<String>, detail: impl Into<String>, raw: &str) -> Self {
        const MOST: usize = 64 << 10;
        let mut end = raw.len().min(MOST);
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
        let row = if end < raw.len() { format!("{}...", &raw[..end]) } else { raw.to_owned() };
        Reject { line, fault: true, reason: reason.into(), detail: detail.into(), row: Value::String(row) }
    }
}

/// Why a style does not read a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    fault: bool,
    reason: String,
    detail: String,
}

impl Refusal {
    pub fn new(reason: impl Into<String>) -> Self {
        Refusal { fault: true, reason: reason.into(), detail: String::new() }
    }

    /// Nothing is wrong with the row, and it is no event here.
    pub fn left_out(reason: impl Into<String>) -> Self {
        Refusal { fault: false, ..Refusal::new(reason) }
    }

    /// A column that has a value which it cannot have.
    pub fn column(column: &str, value: &str) -> Self {
        let value: String = value.chars().take(120).collect();
        Refusal::new(format!("{column} cannot be read")).because(format!("{value:?}"))
    }

    pub fn because(self, detail: impl Into<String>) -> Self {
        Refusal { detail: detail.into(), ..self }
    }

    pub fn of(self, row: &Row) -> Reject {
        Reject {
            line: row.line,
            fault: self.fault,
            reason: self.reason,
            detail: self.detail,
            row: Value::Object(row.to_map()),
        }
    }
}
