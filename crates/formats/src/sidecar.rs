use std::collections::BTreeMap;

use serde::Serialize;

use crate::safe::SafeReport;
use crate::{Format, Table};

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

/// The records that have no row for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// Their ids, in order of date and id.
    pub records: Vec<String>,
}

/// What an export wrote and what its style could not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sidecar {
    /// The format.
    pub format: Format,
    /// Columns by table, in order; none where the format has no columns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<&'static str, Vec<&'static str>>,
    /// Rows, lines or features written.
    pub written: usize,
    /// Rows of each flat table, where the format has several.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<Table, usize>,
    /// Events that the filter kept out.
    pub filtered_out: usize,
    /// Records that have no row, by reason.
    pub left_out: BTreeMap<String, LeftOut>,
    /// Values of written rows that were cut or left blank, by reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values_lost: BTreeMap<&'static str, usize>,
    /// Fields that the style has no column for, with the number of written events that fill them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields_lost: BTreeMap<&'static str, usize>,
    /// What was done so that the file harms nobody, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safe: Option<SafeReport>,
    /// The rules behind each row, where asked for.
    #[serde(skip)]
    pub why: Vec<Trace>,
    #[serde(skip)]
    keep_why: bool,
}

impl Sidecar {
    pub(crate) fn new(format: Format, keep_why: bool) -> Self {
        Sidecar {
            format,
            columns: BTreeMap::new(),
            written: 0,
            rows: BTreeMap::new(),
            filtered_out: 0,
            left_out: BTreeMap::new(),
            values_lost: BTreeMap::new(),
            fields_lost: BTreeMap::new(),
            safe: None,
            why: Vec::new(),
            keep_why,
        }
    }

    pub(crate) fn wrote(&mut self, record: &str, rules: Vec<String>) {
        self.written += 1;
        self.trace(record, true, rules);
    }

    /// A row of a flat table. A record has many rows of evidence, and no rule stands behind them: they leave no trace.
    pub(crate) fn wrote_row(&mut self, table: Table, record: &str) {
        *self.rows.entry(table).or_default() += 1;
        match table {
            Table::Events | Table::Reports | Table::Statements => self.wrote(record, Vec::new()),
            Table::Evidence => self.written += 1,
        }
    }

    pub(crate) fn leave_out(&mut self, record: &str, reason: &str) {
        let left_out = self.left_out.entry(reason.to_owned()).or_default();
        left_out.count += 1;
        left_out.records.push(record.to_owned());
        self.trace(record, false, vec![reason.to_owned()]);
    }

    pub(crate) fn lose_value(&mut self, reason: &'static str) {
        *self.values_lost.entry(reason).or_default() += 1;
    }

    fn trace(&mut self, record: &str, written: bool, rules: Vec<String>) {
        if self.keep_why {
            self.why.push(Trace { record: record.to_owned(), written, rules });
        }
    }

    /// How many records the style could not hold.
    pub fn left_out_total(&self) -> usize {
        self.left_out.values().map(|l| l.count).sum()
    }

    /// One line for standard error: "acled: 41 written; 3 left out: no day, week or month (2), only the country (1)".
    pub fn summary(&self) -> String {
        let mut line = format!("{}: {} written", self.format, self.written);
        if self.filtered_out > 0 {
            line += &format!("; {} filtered out", self.filtered_out);
        }
        if !self.left_out.is_empty() {
            let reasons = self.left_out.iter().map(|(reason, l)| (reason.as_str(), l.count));
            line += &format!("; {} left out: {}", self.left_out_total(), counted(reasons));
        }
        line
    }

    /// Further lines for standard error: what rows could not hold, and what was done to make the file safe.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.values_lost.is_empty() {
            notes.push(format!("values not held: {}", counted(self.values_lost.iter().map(|(r, n)| (*r, *n)))));
        }
        if !self.fields_lost.is_empty() {
            let fields = counted(self.fields_lost.iter().map(|(f, n)| (*f, *n)));
            notes.push(format!("no column for, with the events that have it: {fields}"));
        }
        notes.extend(self.safe.iter().flat_map(SafeReport::lines));
        notes
    }
}

/// "no date (2), no place (1)".
fn counted<'a>(reasons: impl Iterator<Item = (&'a str, usize)>) -> String {
    reasons.map(|(reason, n)| format!("{reason} ({n})")).collect::<Vec<_>>().join(", ")
}
