use jiff::{SignedDuration, Timestamp};
use rusqlite::OptionalExtension;

use super::audit::append;
use super::people::{columns, from_row};
use super::{Accounts, Entry, Person};
use crate::StoreError;
use crate::moment::written;

/// How long a session lives that nobody uses.
pub const IDLE: SignedDuration = SignedDuration::from_hours(12);

/// How long a session lives at most.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Somebody who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// When it was last seen, UTC.
    pub seen: String,
}

impl Accounts {
    /// Begins a session of a secret with that BLAKE3 hash, and forgets those that have ended.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn begin_session(
        &mut self,
        hash: &[u8; 32],
        person: &Person,
        at: Timestamp,
        entry: &Entry,
    ) -> Result<(), StoreError> {
        self.change(|db| {
            db.execute(
                "DELETE FROM sessions WHERE seen <= ?1 OR made <= ?2",
                (before(at, IDLE), before(at, ABSOLUTE)),
            )?;
            let sql = "INSERT INTO sessions(hash, person, made, seen) VALUES (?1, ?2, ?3, ?3)";
            db.execute(sql, (hash, person.id, written(at)))?;
            append(db, entry)?;
            Ok(())
        })
    }

    /// The session that has not ended at that time, and whose person may come in.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn session(&self, hash: &[u8; 32], at: Timestamp) -> Result<Option<Session>, StoreError> {
        let sql = format!(
            "SELECT {} FROM sessions JOIN people ON people.id = sessions.person \
             WHERE sessions.hash = ?1 AND sessions.seen > ?2 AND sessions.made > ?3 AND NOT people.disabled",
            columns(", sessions.seen")
        );
        let ask = || {
            let limits = (hash, before(at, IDLE), before(at, ABSOLUTE));
            let row = |row: &rusqlite::Row<'_>| Ok(Session { person: from_row(row)?, seen: row.get(6)? });
            self.db.prepare_cached(&sql)?.query_row(limits, row).optional()
        };
        ask().map_err(self.fail())
    }

    /// Says that a session was used.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn touch_session(&mut self, hash: &[u8; 32], at: Timestamp) -> Result<(), StoreError> {
        let touched = self.db.execute("UPDATE sessions SET seen = ?2 WHERE hash = ?1", (hash, written(at)));
        touched.map(|_| ()).map_err(self.fail())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn end_session(&mut self, hash: &[u8; 32], entry: &Entry) -> Result<(), StoreError> {
        self.change(|db| {
            db.execute("DELETE FROM sessions WHERE hash = ?1", [hash])?;
            append(db, entry)?;
            Ok(())
        })
    }
}

fn before(at: Timestamp, span: SignedDuration) -> String {
    written(at.checked_sub(span).unwrap_or(Timestamp::MIN))
}
