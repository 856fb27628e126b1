use rusqlite::Connection;

use crate::StoreError;
use crate::desk::Desk;

/// One change of what the desk holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Order of the changes, from 1.
    pub seq: i64,
    /// `event` or `document`.
    pub kind: String,
    /// Which one.
    pub subject: String,
    /// `added`, `changed` or `removed`.
    pub change: String,
    /// JSON. Of an event: what it is from now on, `None` where it is gone. Of a document: what it was before.
    pub body: Option<String>,
    /// When, UTC.
    pub at: String,
}

pub(crate) fn append(
    db: &Connection,
    kind: &str,
    subject: &str,
    change: &str,
    body: Option<&str>,
    at: &str,
) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO revisions(kind, subject, change, body, at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((kind, subject, change, body, at))?;
    Ok(())
}

impl Desk {
    /// Every change of one event or document, oldest first.
    pub fn revisions(&self, kind: &str, subject: &str) -> Result<Vec<Revision>, StoreError> {
        let sql =
            "SELECT seq, kind, subject, change, body, at FROM revisions WHERE kind = ?1 AND subject = ?2 ORDER BY seq";
        let read = || {
            self.db
                .prepare(sql)?
                .query_map([kind, subject], |row| {
                    Ok(Revision {
                        seq: row.get(0)?,
                        kind: row.get(1)?,
                        subject: row.get(2)?,
                        change: row.get(3)?,
                        body: row.get(4)?,
                        at: row.get(5)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }
}
