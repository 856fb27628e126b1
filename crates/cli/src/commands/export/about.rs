use std::ffi::OsString;
use std::path::{Path, PathBuf};

use polybius_formats::{Filter, Sidecar, Table};
use polybius_store::{Desk, FORMAT};
use serde::Serialize;

use super::file::Checksum;
use crate::arguments::ExportArguments;
use crate::{merging, versions};

/// The file beside an export that says what it is: everything that is needed to make it again, or to doubt it. No time of
/// day and no folder's name, so that the same export has the same words beside it anywhere.
#[derive(Debug, Serialize)]
pub struct About<'a> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<Table>,
    #[serde(flatten)]
    sidecar: &'a Sidecar,
    filter: &'a Filter,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    datasets: &'a [String],
    desk: DeskFacts<'a>,
    version: &'static str,
    rules: Rules,
    checksum: Checksum,
}

/// How much the desk held.
#[derive(Debug, Serialize)]
struct DeskFacts<'a> {
    format: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<&'a str>,
    documents: u64,
    reports: u64,
    statements: u64,
    events: u64,
    up_to_date: bool,
}

/// Hashes of the rules and data that this program codes and merges with, and the rule for the best number.
#[derive(Debug, Serialize)]
struct Rules {
    coder: &'static str,
    merger: &'static str,
    best: &'static str,
}

impl<'a> About<'a> {
    /// What stands beside the file `output`.
    pub fn new(
        arguments: &'a ExportArguments,
        output: &Path,
        desk: &Desk,
        filter: &'a Filter,
        sidecar: &'a Sidecar,
        checksum: Checksum,
    ) -> anyhow::Result<Self> {
        let counts = desk.counts()?;
        let best = arguments.rule.map_or_else(|| merging::rule(desk), Ok)?;
        Ok(About {
            file: output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            table: arguments.table.map(super::table),
            sidecar,
            filter,
            datasets: &arguments.datasets.names,
            desk: DeskFacts {
                format: FORMAT,
                as_of: arguments.desk.as_of.as_deref(),
                documents: counts.documents,
                reports: counts.reports,
                statements: counts.statements,
                events: counts.events,
                up_to_date: desk.past().is_some() || !desk.events_due(versions::MERGER)?,
            },
            version: env!("CARGO_PKG_VERSION"),
            rules: Rules { coder: versions::RULES, merger: versions::MERGER, best: best.name() },
            checksum,
        })
    }
}

/// `events.csv.about.json` beside `events.csv`.
pub fn path(output: &Path) -> PathBuf {
    let mut name = OsString::from(output.as_os_str());
    name.push(".about.json");
    PathBuf::from(name)
}
