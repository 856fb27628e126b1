use std::collections::{BTreeMap, BTreeSet};

use polybius_formats::{DocumentMeta, Records};
use polybius_records::{Document, Event, Report, Statement};
use polybius_store::{Desk, StoreError};

/// Records of a desk, as exports take them.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Events.
    pub events: Vec<Event>,
    /// Reports.
    pub reports: Vec<Report>,
    /// Statements.
    pub statements: Vec<Statement>,
    documents: BTreeMap<String, DocumentMeta>,
}

impl Held {
    /// Everything.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn of(desk: &Desk) -> Result<Self, StoreError> {
        Ok(Held {
            events: desk.events()?,
            reports: desk.reports()?,
            statements: desk.statements()?,
            documents: desk.document_heads()?.into_iter().map(meta).collect(),
        })
    }

    /// Some events with what stands behind them, and no statements.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn of_events(desk: &Desk, events: Vec<Event>) -> Result<Self, StoreError> {
        let mut held = Held::default();
        for event in &events {
            held.reports.extend(desk.reports_of_event(&event.id)?);
            for id in &event.documents {
                if !held.documents.contains_key(id) {
                    held.documents.extend(desk.document_head(id)?.map(meta));
                }
            }
        }
        held.events = events;
        Ok(held)
    }

    /// Leaves out all events but those of the given ids, reports that are of none of them, and statements, which are of none.
    pub fn keep(&mut self, events: &BTreeSet<String>) {
        self.events.retain(|event| events.contains(&event.id));
        let reports: BTreeSet<&str> = self.events.iter().flat_map(|e| &e.reports).map(String::as_str).collect();
        self.reports.retain(|report| reports.contains(report.id.as_str()));
        self.statements.clear();
    }

    /// The records to export.
    pub fn records(&self) -> Records<'_> {
        Records {
            events: &self.events,
            reports: &self.reports,
            statements: &self.statements,
            documents: &self.documents,
        }
    }
}

fn meta(document: Document) -> (String, DocumentMeta) {
    let Document { id, publisher, title, url, published, .. } = document;
    (id, DocumentMeta { publisher, title, url, published })
}
