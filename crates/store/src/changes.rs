use crate::decisions::decision_from_row;
use crate::desk::Desk;
use crate::moment::Moment;
use crate::{Decision, Revision, StoreError};

/// What happened between two moments, as far as it explains why records differ.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// Changes of documents and events, oldest first; the bodies of documents only.
    pub revisions: Vec<Revision>,
    /// Decisions of people, oldest first.
    pub decisions: Vec<Decision>,
    /// Whether another version of the merger computed events.
    pub merger: bool,
}

impl Desk {
    /// The events that are no more: the revision that took each away, and the event's last body, in the order of time.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn removed_events(&self) -> Result<Vec<(Revision, Option<String>)>, StoreError> {
        let sql = "SELECT r.seq, r.kind, r.subject, r.change, r.at, \
                   (SELECT b.body FROM main.revisions b WHERE b.kind = 'event' AND b.subject = r.subject \
                    AND b.seq < r.seq AND b.body IS NOT NULL ORDER BY b.seq DESC LIMIT 1) \
                   FROM (SELECT subject, max(seq) AS seq FROM revisions WHERE kind = 'event' GROUP BY subject) last \
                   JOIN main.revisions r ON r.seq = last.seq WHERE r.change = 'removed' ORDER BY r.seq";
        let read = || -> rusqlite::Result<Vec<(Revision, Option<String>)>> {
            self.db
                .prepare(sql)?
                .query_map([], |row| {
                    let revision = Revision {
                        seq: row.get(0)?,
                        kind: row.get(1)?,
                        subject: row.get(2)?,
                        change: row.get(3)?,
                        body: None,
                        at: row.get(4)?,
                    };
                    Ok((revision, row.get(5)?))
                })?
                .collect()
        };
        read().map_err(self.fail())
    }

    /// What happened after one moment, up to another.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn changes(&self, after: Moment, until: Moment) -> Result<Changes, StoreError> {
        let read = || -> rusqlite::Result<Changes> {
            let sql = "SELECT seq, kind, subject, change, CASE kind WHEN 'document' THEN body END, at FROM main.revisions \
                       WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";
            let revisions = self
                .db
                .prepare(sql)?
                .query_map([after.revision, until.revision], |row| {
                    Ok(Revision {
                        seq: row.get(0)?,
                        kind: row.get(1)?,
                        subject: row.get(2)?,
                        change: row.get(3)?,
                        body: row.get(4)?,
                        at: row.get(5)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()?;
            let sql = "SELECT seq, kind, subject, body, made_by, at FROM main.decisions WHERE seq > ?1 AND seq <= ?2 ORDER BY seq";
            let decisions = self
                .db
                .prepare(sql)?
                .query_map([after.decision, until.decision], decision_from_row)?
                .collect::<rusqlite::Result<_>>()?;
            // The mark is made in the transaction of the first events of that merger, after they are written.
            let sql = "SELECT count(*) FROM marks WHERE kind = 'merger' AND revision > ?1 AND revision <= ?2";
            let merger: i64 = self.db.query_row(sql, [after.revision, until.revision], |row| row.get(0))?;
            Ok(Changes { revisions, decisions, merger: merger > 0 })
        };
        read().map_err(self.fail())
    }
}
