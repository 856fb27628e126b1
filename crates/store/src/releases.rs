use rusqlite::{OptionalExtension, Row};
use serde_json::Value;

use crate::desk::Desk;
use crate::documents::to_json;
use crate::moment::{Moment, now};
use crate::{StoreError, revisions};

/// A state of the desk that was given a name to be cited by.
#[derive(Debug, Clone, PartialEq)]
pub struct Release {
    /// The name, such as `2024-05`.
    pub name: String,
    /// What it holds.
    pub moment: Moment,
    /// Whatever its maker wants to remember: checksums, filters, licence.
    pub about: Value,
    /// When it was made, UTC.
    pub at: String,
}

impl Desk {
    /// Gives the state of now a name for ever.
    ///
    /// # Errors
    /// The name is taken, the desk has events to compute first, or the disk fails.
    pub fn add_release(&mut self, name: &str, moment: Moment, about: &Value) -> Result<(), StoreError> {
        if self.release(name)?.is_some() {
            return Err(StoreError::ReleaseExists { name: name.to_owned() });
        }
        let change = self.db.transaction().map_err(|e| StoreError::database(&self.root, e))?;
        revisions::mark(&change, "release", name, Some((moment, to_json(about))), &now())
            .and_then(|()| change.commit())
            .map_err(|e| StoreError::database(&self.root, e))
    }

    /// All releases, oldest first.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn releases(&self) -> Result<Vec<Release>, StoreError> {
        let sql = "SELECT name, revision, decision, body, at FROM marks WHERE kind = 'release' ORDER BY seq";
        let read = || self.db.prepare(sql)?.query_map([], from_row)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// The release of that name.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn release(&self, name: &str) -> Result<Option<Release>, StoreError> {
        let sql = "SELECT name, revision, decision, body, at FROM marks WHERE kind = 'release' AND name = ?1";
        self.db.query_row(sql, [name], from_row).optional().map_err(self.fail())
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Release> {
    let about: Option<String> = row.get(3)?;
    Ok(Release {
        name: row.get(0)?,
        moment: Moment { revision: row.get(1)?, decision: row.get(2)? },
        about: about.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Value::Null),
        at: row.get(4)?,
    })
}
