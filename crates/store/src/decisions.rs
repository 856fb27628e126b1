use serde_json::Value;

use crate::StoreError;
use crate::desk::Desk;
use crate::documents::to_json;
use crate::moment::now;

/// What a person decided. The desk keeps it for ever; the merger reads it and obeys.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// Its place among all decisions, from 1.
    pub seq: i64,
    /// What kind of decision: `link` (two reports are, or are not, one event), `edit` (a field), `verdict`, `rule` (for best numbers), `undo` (of
    /// another decision); `unsure` and `assign` change no event, nor do `sample` and `coding` (blind double coding).
    pub kind: String,
    /// What it is about: the id of a report, which never changes, while an event may be merged into another.
    pub subject: String,
    /// The rest; the shape depends on `kind`.
    pub body: Value,
    /// Who decided.
    pub made_by: String,
    /// When, UTC.
    pub at: String,
}

/// A decision, from the columns seq, kind, subject, body, made_by and at.
pub(crate) fn decision_from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Decision> {
    let body: String = row.get(3)?;
    Ok(Decision {
        seq: row.get(0)?,
        kind: row.get(1)?,
        subject: row.get(2)?,
        body: serde_json::from_str(&body).unwrap_or(Value::Null),
        made_by: row.get(4)?,
        at: row.get(5)?,
    })
}

impl Desk {
    /// Adds a decision, with the time of now, and marks the events as due to be computed again.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn decide(&mut self, kind: &str, subject: &str, body: &Value, made_by: &str) -> Result<(), StoreError> {
        self.decide_all(kind, [(subject, body)], made_by).map(|_| ())
    }

    /// Adds decisions of one kind, subject and body each, all or none; what comes back are their places among all decisions.
    ///
    /// # Errors
    /// The disk is full or fails.
    pub fn decide_all<'a>(
        &mut self,
        kind: &str,
        decisions: impl IntoIterator<Item = (&'a str, &'a Value)>,
        made_by: &str,
    ) -> Result<Vec<i64>, StoreError> {
        let fail = self.fail();
        let now = now();
        let mut made = Vec::new();
        // A savepoint, since the decision may be one half of an audited change.
        let change = self.db.savepoint().map_err(&fail)?;
        let sql = "INSERT INTO decisions(kind, subject, body, made_by, at) VALUES (?1, ?2, ?3, ?4, ?5)";
        for (subject, body) in decisions {
            change.execute(sql, (kind, subject, to_json(body), made_by, &now)).map_err(&fail)?;
            made.push(change.last_insert_rowid());
        }
        change.execute("INSERT OR REPLACE INTO state(key, value) VALUES ('events_due', '1')", []).map_err(&fail)?;
        change.commit().map_err(&fail)?;
        Ok(made)
    }

    /// All decisions, oldest first.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let read = || {
            self.db
                .prepare("SELECT seq, kind, subject, body, made_by, at FROM decisions ORDER BY seq")?
                .query_map([], decision_from_row)?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }
}
