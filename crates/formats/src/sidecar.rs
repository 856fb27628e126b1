use std::collections::BTreeMap;

use serde::Serialize;

use crate::Format;

/// Why a row looks as it does, or why an event has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// Id of the record.
    pub record: String,
    /// Whether it was written.
    pub written: bool,
    /// The rules that were followed, in order.
    pub rules: Vec<String>,
}

/// What an export wrote and what its style could not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sidecar {
    /// The format.
    pub format: Format,
    /// Rows, lines or features written.
    pub written: usize,
    /// Events that the filter kept out.
    pub filtered_out: usize,
    /// Events that the style cannot hold, by reason.
    pub left_out: BTreeMap<String, usize>,
    /// The rules behind each row, where asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Trace>,
    #[serde(skip)]
    keep_why: bool,
}

impl Sidecar {
    pub(crate) fn new(format: Format, keep_why: bool) -> Self {
        Sidecar { format, written: 0, filtered_out: 0, left_out: BTreeMap::new(), why: Vec::new(), keep_why }
    }

    pub(crate) fn wrote(&mut self, record: &str, rules: Vec<String>) {
        self.written += 1;
        self.trace(record, true, rules);
    }

    pub(crate) fn leave_out(&mut self, record: &str, reason: &str) {
        *self.left_out.entry(reason.to_owned()).or_default() += 1;
        self.trace(record, false, vec![reason.to_owned()]);
    }

    fn trace(&mut self, record: &str, written: bool, rules: Vec<String>) {
        if self.keep_why {
            self.why.push(Trace { record: record.to_owned(), written, rules });
        }
    }

    /// How many events the style could not hold.
    pub fn left_out_total(&self) -> usize {
        self.left_out.values().sum()
    }

    /// One line for standard error: "acled: 41 written; 3 left out: no day, week or month (2), only the country (1)".
    pub fn summary(&self) -> String {
        let mut line = format!("{}: {} written", self.format, self.written);
        if self.filtered_out > 0 {
            line += &format!("; {} filtered out", self.filtered_out);
        }
        if !self.left_out.is_empty() {
            let reasons: Vec<String> = self.left_out.iter().map(|(reason, n)| format!("{reason} ({n})")).collect();
            line += &format!("; {} left out: {}", self.left_out_total(), reasons.join(", "));
        }
        line
    }
}
