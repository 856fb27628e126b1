use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::OptionalExtension;

use crate::StoreError;
use crate::desk::Desk;

/// A state of the desk, present or past: all changes up to one revision and all decisions up to one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The last revision that counts; 0 before the first.
    pub revision: i64,
    /// The last decision that counts; 0 before the first.
    pub decision: i64,
}

/// The time of now as the desk writes it: UTC, nine digits of a second, so that the order of texts is that of times.
pub(crate) fn now() -> String {
    written(Timestamp::now())
}

pub(crate) fn written(at: Timestamp) -> String {
    format!("{at:.9}")
}

impl Desk {
    /// The state of now.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn present(&self) -> Result<Moment, StoreError> {
        let sql = "SELECT (SELECT coalesce(max(seq), 0) FROM main.revisions), \
                   (SELECT coalesce(max(seq), 0) FROM main.decisions)";
        self.db
            .query_row(sql, [], |row| Ok(Moment { revision: row.get(0)?, decision: row.get(1)? }))
            .map_err(self.fail())
    }

    /// The state that the words name: a day (`2024-05-03`: all of it, in UTC), a point in time
    /// (`2024-05-03T12:00:00Z`), a revision (`@1234`: that change and all before it), the name of a release, or `now`.
    ///
    /// # Errors
    /// The words are none of these, or the desk cannot be read.
    pub fn moment(&self, words: &str) -> Result<Moment, StoreError> {
        let words = words.trim();
        if words == "now" {
            return self.present();
        }
        if let Some(revision) = words.strip_prefix('@').and_then(|n| n.parse::<i64>().ok()) {
            return self.at_revision(revision);
        }
        if let Some(release) = self.release(words)? {
            return Ok(release.moment);
        }
        let at = if let Ok(day) = words.parse::<Date>() {
            day.tomorrow().ok().and_then(|next| next.to_zoned(TimeZone::UTC).ok()).map(|z| z.timestamp())
        } else {
            // The words name the last moment that counts, and what happened in it does.
            words.parse::<Timestamp>().ok().and_then(|t| t.checked_add(jiff::Span::new().nanoseconds(1)).ok())
        };
        let Some(before) = at else {
            let releases = self.releases()?.into_iter().map(|r| r.name).collect();
            return Err(StoreError::Moment { words: words.to_owned(), releases });
        };
        let sql = "SELECT (SELECT coalesce(max(seq), 0) FROM main.revisions WHERE at < ?1), \
                   (SELECT coalesce(max(seq), 0) FROM main.decisions WHERE at < ?1)";
        self.db
            .query_row(sql, [written(before)], |row| Ok(Moment { revision: row.get(0)?, decision: row.get(1)? }))
            .map_err(self.fail())
    }

    fn at_revision(&self, revision: i64) -> Result<Moment, StoreError> {
        let at: Option<String> = self
            .db
            .query_row("SELECT at FROM main.revisions WHERE seq = ?1", [revision], |row| row.get(0))
            .optional()
            .map_err(self.fail())?;
        let Some(at) = at else {
            return Err(StoreError::Moment { words: format!("@{revision}"), releases: Vec::new() });
        };
        let sql = "SELECT coalesce(max(seq), 0) FROM main.decisions WHERE at <= ?1";
        let decision = self.db.query_row(sql, [at], |row| row.get(0)).map_err(self.fail())?;
        Ok(Moment { revision, decision })
    }

    /// When the last change up to the moment was made, UTC; `None` before the first.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn time_of(&self, moment: Moment) -> Result<Option<String>, StoreError> {
        let sql = "SELECT max(at) FROM (SELECT at FROM main.revisions WHERE seq = ?1 \
                   UNION ALL SELECT at FROM main.decisions WHERE seq = ?2)";
        self.db.query_row(sql, [moment.revision, moment.decision], |row| row.get(0)).map_err(self.fail())
    }
}
