use std::collections::BTreeMap;

use polybius_records::{Document, Event, Report, Statement, Warning};
use rusqlite::{OptionalExtension, Params};
use serde::de::DeserializeOwned;

use crate::StoreError;
use crate::desk::Desk;
use crate::documents::{DOCUMENT_COLUMNS, document_by_id, document_from_row};

/// How much the desk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub documents: u64,
    pub reports: u64,
    pub statements: u64,
    pub warnings: u64,
    pub events: u64,
    pub revisions: u64,
    pub decisions: u64,
}

impl Desk {
    /// How much the desk holds.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM reports), \
                   (SELECT count(*) FROM statements), (SELECT count(*) FROM warnings), (SELECT count(*) FROM events), \
                   (SELECT count(*) FROM revisions), (SELECT count(*) FROM decisions)";
        let number = |row: &rusqlite::Row<'_>, i| row.get::<_, i64>(i).map(|n| u64::try_from(n).unwrap_or(0));
        self.db
            .query_row(sql, [], |row| {
                Ok(Counts {
                    documents: number(row, 0)?,
                    reports: number(row, 1)?,
                    statements: number(row, 2)?,
                    warnings: number(row, 3)?,
                    events: number(row, 4)?,
                    revisions: number(row, 5)?,
                    decisions: number(row, 6)?,
                })
            })
            .map_err(self.fail())
    }

    /// One document.
    pub fn document(&self, id: &str) -> Result<Option<Document>, StoreError> {
        document_by_id(&self.db, id).map_err(self.fail())
    }

    /// All documents in the order of their ids, one at a time: their texts may not fit in memory together.
    ///
    /// # Errors
    /// What `each` returns ends the reading.
    pub fn each_document<E: From<StoreError>>(&self, mut each: impl FnMut(Document) -> Result<(), E>) -> Result<(), E> {
        let fail = self.fail();
        let sql = format!("SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY id");
        let mut query = self.db.prepare(&sql).map_err(&fail)?;
        let mut rows = query.query([]).map_err(&fail)?;
        while let Some(row) = rows.next().map_err(&fail)? {
            each(document_from_row(row).map_err(&fail)?)?;
        }
        Ok(())
    }

    /// All documents without their texts and blocks, in the order of their ids.
    pub fn document_heads(&self) -> Result<Vec<Document>, StoreError> {
        let sql = "SELECT id, hash, title, publisher, url, published, published_from, language, '', '[]' \
                   FROM documents ORDER BY id";
        let read = || self.db.prepare(sql)?.query_map([], document_from_row)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// One document without its text and blocks.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn document_head(&self, id: &str) -> Result<Option<Document>, StoreError> {
        let sql = "SELECT id, hash, title, publisher, url, published, published_from, language, '', '[]' \
                   FROM documents WHERE id = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([id], document_from_row).optional();
        read().map_err(self.fail())
    }

    /// Near-duplicate signatures: number and id of the document, and the bytes.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn each_signature(&self, mut each: impl FnMut(u64, &str, &[u8])) -> Result<(), StoreError> {
        let sql = "SELECT seq, id, signature FROM documents WHERE signature IS NOT NULL ORDER BY seq";
        let mut read = || -> rusqlite::Result<()> {
            let mut query = self.db.prepare(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get::<_, i64>(0)?.cast_unsigned(), row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_blob()?);
            }
            Ok(())
        };
        read().map_err(self.fail())
    }

    /// The bytes that a document was read from, where they were kept.
    pub fn original(&self, document: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let blob: Option<Option<String>> = self
            .db
            .query_row("SELECT blob FROM documents WHERE id = ?1", [document], |row| row.get(0))
            .optional()
            .map_err(self.fail())?;
        blob.flatten().map(|hash| self.blobs.get(&hash)).transpose()
    }

    /// All reports, in the order of their ids.
    pub fn reports(&self) -> Result<Vec<Report>, StoreError> {
        self.bodies("report", "SELECT id, body FROM reports ORDER BY id", [])
    }

    /// The event that each report was merged into: (report, event), in the order of the reports.
    pub fn events_of_reports(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT report, event FROM event_reports ORDER BY report";
        let read = || {
            self.db.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }

    /// The source that each document belongs to, as the last merge found it, whatever the moment that the desk is read as of.
    pub fn sources(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT document, source FROM sources";
        let read = || {
            self.db.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }

    /// All statements, in the order of their ids.
    pub fn statements(&self) -> Result<Vec<Statement>, StoreError> {
        self.bodies("statement", "SELECT id, body FROM statements ORDER BY id, document", [])
    }

    /// All warnings, in the order of their documents.
    pub fn warnings(&self) -> Result<Vec<Warning>, StoreError> {
        let sql = "SELECT document, code, message FROM warnings ORDER BY document, position";
        let read = || {
            self.db
                .prepare(sql)?
                .query_map([], |row| Ok(Warning { document: row.get(0)?, code: row.get(1)?, message: row.get(2)? }))?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }

    /// All events, in the order of their ids.
    pub fn events(&self) -> Result<Vec<Event>, StoreError> {
        self.bodies("event", "SELECT id, body FROM events ORDER BY id", [])
    }

    /// One event.
    pub fn event(&self, id: &str) -> Result<Option<Event>, StoreError> {
        Ok(self.bodies("event", "SELECT id, body FROM events WHERE id = ?1", [id])?.pop())
    }

    /// The events whose id begins with the given words.
    pub fn events_by_prefix(&self, prefix: &str) -> Result<Vec<Event>, StoreError> {
        let sql = "SELECT id, body FROM events WHERE id >= ?1 AND id < ?1 || char(1114111) ORDER BY id LIMIT 20";
        self.bodies("event", sql, [prefix])
    }

    /// The reports of one event.
    pub fn reports_of_event(&self, event: &str) -> Result<Vec<Report>, StoreError> {
        let sql = "SELECT r.id, r.body FROM event_reports e JOIN reports r ON r.id = e.report WHERE e.event = ?1 ORDER BY r.id";
        self.bodies("report", sql, [event])
    }

    pub(crate) fn bodies<T: DeserializeOwned>(
        &self,
        what: &str,
        sql: &str,
        params: impl Params,
    ) -> Result<Vec<T>, StoreError> {
        let fail = self.fail();
        let mut query = self.db.prepare(sql).map_err(&fail)?;
        let mut rows = query.query(params).map_err(&fail)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(&fail)? {
            let (id, body): (String, String) = (row.get(0).map_err(&fail)?, row.get(1).map_err(&fail)?);
            out.push(serde_json::from_str(&body).map_err(|e| self.damaged(what, &id, e))?);
        }
        Ok(out)
    }
}
