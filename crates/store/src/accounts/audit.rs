use rusqlite::Connection;
use serde_json::Value;

use super::Accounts;
use crate::StoreError;
use crate::desk::Desk;
use crate::documents::to_json;
use crate::moment::now;

/// A change, and whose it is. It stands in the audit for ever.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "an entry says nothing until it is written"]
pub struct Entry {
    /// The name of who did it.
    pub who: String,
    /// How they came in: `session`, `token NUMBER`, `command line`.
    pub via: String,
    /// What was done, such as `person.add`.
    pub what: String,
    /// To what: an id or a name.
    pub subject: String,
    /// The rest; no secrets and no text of documents.
    pub detail: Value,
}

/// An entry as it stands in the audit.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRow {
    /// Order of the entries, from 1.
    pub seq: i64,
    /// When, UTC.
    pub at: String,
    /// What.
    pub entry: Entry,
}

/// Which entries to read, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AuditQuery {
    /// Of that name alone.
    pub who: Option<String>,
    /// Of what was done alone.
    pub what: Option<String>,
    /// Older than that entry.
    pub before: Option<i64>,
    /// At most so many.
    pub limit: usize,
}

pub(super) fn append(db: &Connection, entry: &Entry) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO audit(at, who, via, what, subject, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute((now(), &entry.who, &entry.via, &entry.what, &entry.subject, to_json(&entry.detail)))?;
    Ok(())
}

impl Accounts {
    /// Writes an entry for a change that was made elsewhere.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn audit(&mut self, entry: &Entry) -> Result<(), StoreError> {
        append(&self.db, entry).map_err(self.fail())
    }

    /// Entries of the audit, newest first.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn audit_rows(&self, query: &AuditQuery) -> Result<Vec<AuditRow>, StoreError> {
        let sql = "SELECT seq, at, who, via, what, subject, detail FROM audit \
                   WHERE (?1 IS NULL OR who = ?1) AND (?2 IS NULL OR what = ?2) AND (?3 IS NULL OR seq < ?3) \
                   ORDER BY seq DESC LIMIT ?4";
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let read = || {
            self.db
                .prepare_cached(sql)?
                .query_map((&query.who, &query.what, query.before, limit), |row| {
                    let detail: String = row.get(6)?;
                    let entry = Entry {
                        who: row.get(2)?,
                        via: row.get(3)?,
                        what: row.get(4)?,
                        subject: row.get(5)?,
                        detail: serde_json::from_str(&detail).unwrap_or(Value::Null),
                    };
                    Ok(AuditRow { seq: row.get(0)?, at: row.get(1)?, entry })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }
}

impl Desk {
    /// Changes the desk and says so in the audit, both or neither.
    ///
    /// Inside, only what makes no transaction of its own will do: decisions.
    ///
    /// # Errors
    /// Those of the work, and where the disk is full or fails.
    pub fn audited<T, E: From<StoreError>>(
        &mut self,
        entry: &Entry,
        work: impl FnOnce(&mut Desk) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(self.fail())?;
        let done = work(self).and_then(|made| {
            append(&self.db, entry).and_then(|()| self.db.execute_batch("COMMIT")).map_err(self.fail())?;
            Ok(made)
        });
        if done.is_err() && !self.db.is_autocommit() {
            // What failed before is told; a rollback that fails too leaves nothing behind either.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        done
    }
}
