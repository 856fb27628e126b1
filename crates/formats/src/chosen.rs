use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Report, Statement};

use crate::Filter;
use crate::case::Case;
use crate::input::Records;
use crate::sidecar::Sidecar;

/// A report that goes into an export.
pub(crate) struct ChosenReport<'a> {
    pub report: &'a Report,
    /// The event that it was merged into.
    pub event: Option<&'a str>,
}

/// The records that pass the filter, the same for every format.
pub(crate) struct Chosen<'a> {
    /// Events in order of date and id.
    pub cases: Vec<Case<'a>>,
    /// Reports in order of id. A report goes where its event goes; a report of no event goes where no filter is set.
    pub reports: Vec<ChosenReport<'a>>,
    /// Statements in order of kind and id.
    pub statements: Vec<&'a Statement>,
}

impl<'a> Chosen<'a> {
    pub fn select(records: &Records<'a>, filter: Option<&Filter>, sidecar: &mut Sidecar) -> Self {
        let open = Filter::default();
        let filter = filter.unwrap_or(&open);
        let cases = Case::select(records, filter, sidecar);
        let event_of: BTreeMap<&str, &'a str> =
            cases.iter().flat_map(|c| c.event.reports.iter().map(|r| (r.as_str(), c.event.id.as_str()))).collect();
        let merged: BTreeSet<&str> = records.events.iter().flat_map(|e| e.reports.iter().map(String::as_str)).collect();
        let mut reports: Vec<ChosenReport<'a>> = records
            .reports
            .iter()
            .map(|report| ChosenReport { report, event: event_of.get(report.id.as_str()).copied() })
            .filter(|r| r.event.is_some() || (filter.is_open() && !merged.contains(r.report.id.as_str())))
            .collect();
        reports.sort_by_key(|r| r.report.id.as_str());
        let mut statements: Vec<&Statement> =
            records.statements.iter().filter(|s| filter.passes_statement(s)).collect();
        statements.sort_by_key(|s| (s.body.kind(), s.id.as_str()));
        Chosen { cases, reports, statements }
    }
}
