use polybius_records::{Document, Report, Statement, Warning};
use rusqlite::params;

use crate::StoreError;
use crate::desk::Desk;

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the record")]
pub struct Shelved {
    pub id: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    /// What read it; empty where nothing has.
    pub coder: String,
    /// Number of reports in it.
    pub reports: u64,
    /// Number of statements in it.
    pub statements: u64,
    /// Number of warnings about it.
    pub warnings: u64,
}

/// What a desk has of one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its reports, in the order of their ids, each with the event that it is in.
    pub reports: Vec<(Report, Option<String>)>,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// Its warnings.
    pub warnings: Vec<Warning>,
    /// Other documents that are copies of it, sorted.
    pub copies: Vec<String>,
}

/// How much changed after a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Since {
    pub documents_added: u64,
    pub documents_changed: u64,
    pub events_added: u64,
    pub events_changed: u64,
    pub events_removed: u64,
}

const SHELVED: &str = "SELECT d.id, d.title, d.publisher, d.url, d.published, d.language, d.coder, \
     (SELECT count(*) FROM reports r WHERE r.document = d.id), \
     (SELECT count(*) FROM statements s WHERE s.document = d.id), \
     (SELECT count(*) FROM warnings w WHERE w.document = d.id) FROM documents d";

impl Desk {
    /// Documents by day of publication, the latest first; those without a day come last. `after` is day (empty for none) and id of the last one of the page before.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn shelf(&self, after: Option<(&str, &str)>, limit: usize) -> Result<Vec<Shelved>, StoreError> {
        let sql = format!(
            "{SHELVED} WHERE ?1 IS NULL OR (coalesce(d.published, ''), d.id) < (?1, ?2) \
             ORDER BY coalesce(d.published, '') DESC, d.id DESC LIMIT ?3"
        );
        let (day, id) = after.unzip();
        let read = || -> rusqlite::Result<Vec<Shelved>> {
            self.db.prepare_cached(&sql)?.query_map(params![day, id, number(limit)], shelved)?.collect()
        };
        read().map_err(self.fail())
    }

    /// Documents that hold the words, best first, after so many.
    ///
    /// # Errors
    /// The desk cannot be read, or the words are not in FTS5's form.
    pub fn shelf_with(&self, words: &str, skip: usize, limit: usize) -> Result<Vec<Shelved>, StoreError> {
        let sql = format!(
            "{SHELVED} JOIN document_text t ON t.rowid = d.seq WHERE document_text MATCH ?1 ORDER BY t.rank, d.id LIMIT ?2 OFFSET ?3"
        );
        let read = || -> rusqlite::Result<Vec<Shelved>> {
            self.db.prepare_cached(&sql)?.query_map(params![words, number(limit), number(skip)], shelved)?.collect()
        };
        read().map_err(|e| self.query_failure(words, e))
    }

    /// One document with all that was read from it.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn opened(&self, id: &str) -> Result<Option<Opened>, StoreError> {
        let Some(document) = self.document(id)? else { return Ok(None) };
        let reports: Vec<Report> =
            self.bodies("report", "SELECT id, body FROM reports WHERE document = ?1 ORDER BY id", [id])?;
        let mut with_events = Vec::with_capacity(reports.len());
        for report in reports {
            let event = self.event_of_report(&report.id)?;
            with_events.push((report, event));
        }
        let statements =
            self.bodies("statement", "SELECT id, body FROM statements WHERE document = ?1 ORDER BY id", [id])?;
        let read = || -> rusqlite::Result<(Vec<Warning>, Vec<String>)> {
            let warnings = self
                .db
                .prepare_cached("SELECT document, code, message FROM warnings WHERE document = ?1 ORDER BY position")?
                .query_map([id], |row| Ok(Warning { document: row.get(0)?, code: row.get(1)?, message: row.get(2)? }))?
                .collect::<rusqlite::Result<_>>()?;
            let sql = "SELECT document FROM sources WHERE source = (SELECT source FROM sources WHERE document = ?1) \
                       AND document <> ?1 ORDER BY document";
            let copies =
                self.db.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            Ok((warnings, copies))
        };
        let (warnings, copies) = read().map_err(self.fail())?;
        Ok(Some(Opened { document, reports: with_events, statements, warnings, copies }))
    }

    /// Statements in the order of their ids, after one, of one kind or all.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn statements_after(
        &self,
        kind: Option<&str>,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Statement>, StoreError> {
        // A statement that several documents make has one id, and each of them keeps it.
        let sql = "SELECT id, min(body) FROM statements WHERE id > ?1 AND (?2 IS NULL OR kind = ?2) GROUP BY id ORDER BY id LIMIT ?3";
        self.bodies("statement", sql, params![after, kind, number(limit)])
    }

    /// One report.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn report(&self, id: &str) -> Result<Option<Report>, StoreError> {
        Ok(self.reports_by_id(&[id])?.pop())
    }

    /// How much changed after a revision.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn since(&self, revision: i64) -> Result<Since, StoreError> {
        // What came and went meanwhile is neither; what came and changed is new.
        let sql = "SELECT f.kind, f.change, l.change, count(*) FROM \
                   (SELECT min(seq) AS first, max(seq) AS last FROM revisions WHERE seq > ?1 GROUP BY kind, subject) ends \
                   JOIN main.revisions f ON f.seq = ends.first JOIN main.revisions l ON l.seq = ends.last \
                   GROUP BY f.kind, f.change, l.change";
        let mut since = Since::default();
        let mut read = || -> rusqlite::Result<()> {
            let mut query = self.db.prepare_cached(sql)?;
            let mut rows = query.query([revision])?;
            while let Some(row) = rows.next()? {
                let n = row.get::<_, i64>(3)?.cast_unsigned();
                match (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?) {
                    ("event", "added", "removed") => {}
                    ("event", "added", _) => since.events_added += n,
                    ("event", _, "removed") => since.events_removed += n,
                    ("event", _, _) => since.events_changed += n,
                    (_, "added", _) => since.documents_added += n,
                    _ => since.documents_changed += n,
                }
            }
            Ok(())
        };
        read().map_err(self.fail())?;
        Ok(since)
    }

    /// The last decision of a kind on each report: report, who made it, body.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn last_decisions(&self, kind: &str) -> Result<Vec<crate::Decision>, StoreError> {
        let sql = "SELECT seq, kind, subject, body, made_by, at FROM decisions \
                   WHERE seq IN (SELECT max(seq) FROM decisions WHERE kind = ?1 GROUP BY subject) ORDER BY seq";
        let read = || -> rusqlite::Result<Vec<crate::Decision>> {
            self.db.prepare_cached(sql)?.query_map([kind], crate::decisions::decision_from_row)?.collect()
        };
        read().map_err(self.fail())
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn shelved(row: &rusqlite::Row<'_>) -> rusqlite::Result<Shelved> {
    let count = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
    Ok(Shelved {
        id: row.get(0)?,
        title: row.get(1)?,
        publisher: row.get(2)?,
        url: row.get(3)?,
        published: row.get(4)?,
        language: row.get(5)?,
        coder: row.get(6)?,
        reports: count(7)?,
        statements: count(8)?,
        warnings: count(9)?,
    })
}
