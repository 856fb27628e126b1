//! The record as flat tables with typed columns: what CSV, HXL, GeoJSON, Parquet and XLSX write.
//!
//! Columns, their types, HXL tags and meanings stand in `data/codebooks/columns.tsv`; each row here has one value a column,
//! in that order.

mod body;
mod columns;
mod events;
mod evidence;
mod reports;
mod statements;
mod value;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use columns::{Column, Kind, columns};
pub use value::Value;

use crate::chosen::Chosen;

/// Which flat table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Table {
    /// One row an event.
    #[default]
    Events,
    /// One row a report: what one document says of one event.
    Reports,
    /// One row a quote and the value that it supports, of events, reports and statements.
    Evidence,
    /// One row a statement, or one for each thing that it counts.
    Statements,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 4] = [Table::Events, Table::Reports, Table::Evidence, Table::Statements];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Table::Events => "events",
            Table::Reports => "reports",
            Table::Evidence => "evidence",
            Table::Statements => "statements",
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Table {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Table::ALL.map(Table::name).join(", ");
        Table::ALL
            .into_iter()
            .find(|t| t.name() == text)
            .ok_or_else(|| format!("unknown table {text:?}; known are {known}"))
    }
}

/// One row: the id of the record that it tells of, and its values in the order of [`columns`].
pub(crate) struct Row<'a> {
    pub record: &'a str,
    pub values: Vec<Value>,
}

/// The rows of a table, in the order in which every export has them.
pub(crate) fn rows<'a>(table: Table, chosen: &'a Chosen<'a>) -> Box<dyn Iterator<Item = Row<'a>> + 'a> {
    match table {
        Table::Events => Box::new(chosen.cases.iter().map(events::row)),
        Table::Reports => Box::new(chosen.reports.iter().map(reports::row)),
        Table::Evidence => Box::new(evidence::rows(chosen)),
        Table::Statements => Box::new(chosen.statements.iter().flat_map(|s| statements::rows(s))),
    }
}
