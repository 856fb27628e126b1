use std::collections::BTreeMap;

use polybius_formats::{DocumentMeta, Records};
use polybius_records::{Event, Report, Statement};
use polybius_store::Desk;

/// What a desk holds, as exports take it.
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
    /// Reads it.
    pub fn of(desk: &Desk) -> anyhow::Result<Self> {
        let meta = |d: polybius_records::Document| {
            (d.id, DocumentMeta { publisher: d.publisher, title: d.title, url: d.url, published: d.published })
        };
        Ok(Held {
            events: desk.events()?,
            reports: desk.reports()?,
            statements: desk.statements()?,
            documents: desk.document_heads()?.into_iter().map(meta).collect(),
        })
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
