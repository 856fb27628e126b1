use rusqlite::Connection;

use crate::StoreError;
use crate::desk::Desk;
use crate::moment::Moment;

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
    /// JSON. Of an event: what it is from now on, `None` where it is gone. Of a document: what it was before, `None` where
    /// it is new.
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

/// Remembers a point in time, of the moment given, else of now.
pub(crate) fn mark(
    db: &Connection,
    kind: &str,
    name: &str,
    at_moment: Option<(Moment, String)>,
    at: &str,
) -> rusqlite::Result<()> {
    let (moment, body) = at_moment.unzip();
    db.execute(
        "INSERT INTO marks(kind, name, revision, decision, body, at) VALUES (?1, ?2,
         coalesce(?3, (SELECT max(seq) FROM revisions), 0), coalesce(?4, (SELECT max(seq) FROM decisions), 0), ?5, ?6)",
        (kind, name, moment.map(|m| m.revision), moment.map(|m| m.decision), body, at),
    )?;
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
