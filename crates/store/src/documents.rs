use polybius_records::{Date, Document, Report, Statement, Warning};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use crate::desk::Desk;
use crate::moment::now;
use crate::{StoreError, revisions};

/// One document with everything that was coded from it.
#[derive(Debug, Clone)]
pub struct Coded {
    /// The document, as the coder saw it.
    pub document: Document,
    /// The bytes that it was read from, where they are worth keeping.
    pub original: Option<Vec<u8>>,
    /// Near-duplicate signature; the desk only keeps it.
    pub signature: Option<Vec<u8>>,
    /// Stands for what was read and what read it: content, metadata and the coder's version. A document whose
    /// fingerprint the desk has is not coded again.
    pub fingerprint: String,
    /// What read it, as records name it: `rules`, or `remote:` and a model; empty where nothing could read it yet.
    pub coder: String,
    /// What the document says of events.
    pub reports: Vec<Report>,
    /// What else it says.
    pub statements: Vec<Statement>,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
}

/// What storing a document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stored {
    /// It was not there before.
    Added,
    /// Its text, metadata or records changed; the earlier state is in the revisions.
    Changed,
    /// Read again by another version of the coder, with the same result.
    Unchanged,
}

/// Which documents are coded already, and by what: looked up in the desk beside its writer. An empty one knows none.
#[derive(Debug, Default)]
pub struct Fingerprints {
    db: Option<Connection>,
}

/// How one document was coded.
struct Coding {
    fingerprint: String,
    hash: String,
    coder: String,
}

impl Fingerprints {
    /// Whether the document was stored with exactly this fingerprint.
    pub fn is_coded(&self, document: &str, fingerprint: &str) -> bool {
        self.coding(document).is_some_and(|coding| coding.fingerprint == fingerprint)
    }

    /// Whether there is a document of that id, whatever its text.
    pub fn holds(&self, document: &str) -> bool {
        self.coding(document).is_some()
    }

    /// The coder that read the document, where it has the text with that hash.
    pub fn coder_of(&self, document: &str, hash: &str) -> Option<String> {
        // A document that nothing could read yet has none.
        let coding = self.coding(document).filter(|coding| coding.hash == hash && !coding.coder.is_empty())?;
        Some(coding.coder)
    }

    /// A desk that cannot be asked counts as one without the document: coding it again changes nothing, and what is wrong with the desk
    /// is told when it is written to.
    fn coding(&self, document: &str) -> Option<Coding> {
        let sql = "SELECT fingerprint, hash, coder FROM documents WHERE id = ?1";
        let of = |row: &Row<'_>| Ok(Coding { fingerprint: row.get(0)?, hash: row.get(1)?, coder: row.get(2)? });
        self.db.as_ref()?.prepare_cached(sql).ok()?.query_row([document], of).optional().ok()?
    }
}

impl Desk {
    /// Which documents are coded already.
    ///
    /// # Errors
    /// The desk cannot be opened a second time.
    pub fn fingerprints(&self) -> Result<Fingerprints, StoreError> {
        Ok(Fingerprints { db: Some(self.reader()?) })
    }

    /// Stores a batch in one transaction: all of it or nothing. A document that is there already and differs is
    /// replaced, its earlier state kept in the revisions. Marks the events as due to be computed again.
    ///
    /// # Errors
    /// The disk is full or fails; nothing of the batch is stored then.
    pub fn store(&mut self, batch: &[Coded]) -> Result<Vec<Stored>, StoreError> {
        // Files first: a row never names a blob that is not there. A blob without a row is harmless.
        let blobs = self.blobs.put(batch.iter().map(|c| c.original.as_deref()))?;
        let fail = self.fail();
        let now = now();
        let change = self.db.transaction().map_err(&fail)?;
        let mut outcome = Vec::with_capacity(batch.len());
        for (coded, blob) in batch.iter().zip(blobs) {
            outcome.push(store_one(&change, coded, blob.as_deref(), &now).map_err(&fail)?);
        }
        if outcome.iter().any(|&o| o != Stored::Unchanged) {
            change.execute("INSERT OR REPLACE INTO state(key, value) VALUES ('events_due', '1')", []).map_err(&fail)?;
        }
        change.commit().map_err(&fail)?;
        Ok(outcome)
    }
}

fn store_one(db: &Transaction<'_>, coded: &Coded, blob: Option<&str>, now: &str) -> rusqlite::Result<Stored> {
    let document = &coded.document;
    let fresh = Kept::of(coded);
    let earlier = document_by_id(db, &document.id)?;
    let outcome = match &earlier {
        None => {
            revisions::append(db, "document", &document.id, "added", None, now)?;
            Stored::Added
        }
        Some(old) => {
            let kept = Kept::load(db, &document.id)?;
            if *old == *document && kept == fresh {
                Stored::Unchanged
            } else {
                let body = kept.revision(old, old.hash != document.hash);
                revisions::append(db, "document", &document.id, "changed", Some(&body), now)?;
                Stored::Changed
            }
        }
    };
    if outcome == Stored::Changed {
        remember(db, &document.id)?;
    }
    write_document(db, coded, blob, earlier.is_some())?;
    if outcome != Stored::Unchanged {
        let sql = "INSERT OR IGNORE INTO changed_documents(document) SELECT seq FROM documents WHERE id = ?1";
        db.prepare_cached(sql)?.execute([&document.id])?;
        fresh.write(db, &document.id)?;
    }
    Ok(outcome)
}

/// Remembers what a document and its reports are as of the last merge: they must leave their blocks as they stand there. What is
/// remembered already, or came since, stays as it is.
fn remember(db: &Connection, document: &str) -> rusqlite::Result<()> {
    for sql in [
        "INSERT OR IGNORE INTO changed_documents(document, signature) SELECT seq, signature FROM documents WHERE id = ?1",
        "INSERT OR IGNORE INTO changed_reports(report, was, event)
         SELECT r.id, r.body, e.event FROM reports r LEFT JOIN event_reports e ON e.report = r.id WHERE r.document = ?1",
    ] {
        db.prepare_cached(sql)?.execute([document])?;
    }
    Ok(())
}

fn write_document(db: &Connection, coded: &Coded, blob: Option<&str>, replace: bool) -> rusqlite::Result<()> {
    let d = &coded.document;
    let sql = if replace {
        "UPDATE documents SET hash = ?2, fingerprint = ?3, title = ?4, publisher = ?5, url = ?6, published = ?7,
         published_from = ?8, language = ?9, text = ?10, blocks = ?11, blob = ?12, signature = ?13, coder = ?14
         WHERE id = ?1"
    } else {
        "INSERT INTO documents(id, hash, fingerprint, title, publisher, url, published, published_from, language, text,
         blocks, blob, signature, coder) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    };
    db.prepare_cached(sql)?.execute(params![
        d.id,
        d.hash,
        coded.fingerprint,
        d.title,
        d.publisher,
        d.url,
        d.published.map(|day| day.to_string()),
        d.published_from,
        d.language,
        d.text,
        to_json(&d.blocks),
        blob,
        coded.signature,
        coded.coder,
    ])?;
    Ok(())
}

/// What is kept of a document beside itself, as it is written: two documents were coded alike if these are equal.
#[derive(Debug, PartialEq)]
struct Kept {
    coder: String,
    reports: Vec<(String, String)>,
    statements: Vec<(String, String, String)>,
    warnings: Vec<(String, String)>,
}

impl Kept {
    fn of(coded: &Coded) -> Self {
        let mut reports: Vec<_> = coded.reports.iter().map(|r| (r.id.clone(), to_json(r))).collect();
        let mut statements: Vec<_> =
            coded.statements.iter().map(|s| (s.id.clone(), s.body.kind().to_owned(), to_json(s))).collect();
        let mut warnings: Vec<_> = coded.warnings.iter().map(|w| (w.code.clone(), w.message.clone())).collect();
        // Stable sorts: of two records with one id, the first stays.
        reports.sort_by(|a, b| a.0.cmp(&b.0));
        statements.sort_by(|a, b| a.0.cmp(&b.0));
        let before = reports.len() + statements.len();
        reports.dedup_by(|a, b| a.0 == b.0);
        statements.dedup_by(|a, b| a.0 == b.0);
        if reports.len() + statements.len() < before {
            let message =
                "two records of this document had the same id; the first was kept: please report this document";
            warnings.push(("same-id".to_owned(), message.to_owned()));
        }
        Kept { coder: coded.coder.clone(), reports, statements, warnings }
    }

    fn load(db: &Connection, document: &str) -> rusqlite::Result<Self> {
        Ok(Kept {
            coder: db
                .prepare_cached("SELECT coder FROM documents WHERE id = ?1")?
                .query_row([document], |row| row.get(0))?,
            reports: db
                .prepare_cached("SELECT id, body FROM reports WHERE document = ?1 ORDER BY id")?
                .query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?,
            statements: db
                .prepare_cached("SELECT id, kind, body FROM statements WHERE document = ?1 ORDER BY id")?
                .query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<Result<_, _>>()?,
            warnings: db
                .prepare_cached("SELECT code, message FROM warnings WHERE document = ?1 ORDER BY position")?
                .query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?,
        })
    }

    fn write(&self, db: &Connection, document: &str) -> rusqlite::Result<()> {
        for sql in [
            "DELETE FROM event_reports WHERE report IN (SELECT id FROM reports WHERE document = ?1)",
            "DELETE FROM reports WHERE document = ?1",
            "DELETE FROM statements WHERE document = ?1",
            "DELETE FROM warnings WHERE document = ?1",
        ] {
            db.prepare_cached(sql)?.execute([document])?;
        }
        let mut insert = db.prepare_cached("INSERT INTO reports(id, document, body) VALUES (?1, ?2, ?3)")?;
        let mut changed = db.prepare_cached("INSERT OR IGNORE INTO changed_reports(report) VALUES (?1)")?;
        for (id, body) in &self.reports {
            insert.execute([id, document, body])?;
            changed.execute([id])?;
        }
        let mut insert =
            db.prepare_cached("INSERT INTO statements(document, id, kind, body) VALUES (?1, ?2, ?3, ?4)")?;
        for (id, kind, body) in &self.statements {
            insert.execute([document, id, kind, body])?;
        }
        let mut insert =
            db.prepare_cached("INSERT INTO warnings(document, position, code, message) VALUES (?1, ?2, ?3, ?4)")?;
        for (position, (code, message)) in self.warnings.iter().enumerate() {
            insert.execute(params![document, position as i64, code, message])?;
        }
        Ok(())
    }

    /// The state before a change, as the revisions keep it. The text is in it where the change takes it away.
    fn revision(&self, document: &Document, with_text: bool) -> String {
        let mut head = serde_json::to_value(document).unwrap_or_default();
        if !with_text && let Some(fields) = head.as_object_mut() {
            fields.shift_remove("text");
        }
        let raw = |body: &str| serde_json::from_str::<serde_json::Value>(body).unwrap_or_default();
        json!({
            "document": head,
            "coder": self.coder,
            "reports": self.reports.iter().map(|r| raw(&r.1)).collect::<Vec<_>>(),
            "statements": self.statements.iter().map(|s| raw(&s.2)).collect::<Vec<_>>(),
            "warnings": self.warnings,
        })
        .to_string()
    }
}

/// Plain records always have a JSON form; an empty one would be caught when it is read.
pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(crate) const DOCUMENT_COLUMNS: &str =
    "id, hash, title, publisher, url, published, published_from, language, text, blocks";

pub(crate) fn document_by_id(db: &Connection, id: &str) -> rusqlite::Result<Option<Document>> {
    db.prepare_cached(&format!("SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id = ?1"))?
        .query_row([id], document_from_row)
        .optional()
}

pub(crate) fn document_from_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    let unreadable = |column, e: Box<dyn std::error::Error + Send + Sync>| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e)
    };
    let published: Option<String> = row.get(5)?;
    let blocks: String = row.get(9)?;
    Ok(Document {
        id: row.get(0)?,
        hash: row.get(1)?,
        title: row.get(2)?,
        publisher: row.get(3)?,
        url: row.get(4)?,
        published: published.map(|day| day.parse::<Date>().map_err(|e| unreadable(5, e.into()))).transpose()?,
        published_from: row.get(6)?,
        language: row.get(7)?,
        text: row.get(8)?,
        blocks: serde_json::from_str(&blocks).map_err(|e| unreadable(9, e.into()))?,
    })
}
