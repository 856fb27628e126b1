use polybius_records::Imported;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::StoreError;
use crate::desk::Desk;
use crate::documents::to_json;
use crate::moment::now;

/// What storing imported rows did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportChanges {
    /// Rows that were not there before.
    pub added: usize,
    /// Rows that differ from before; the earlier ones are kept.
    pub changed: usize,
    /// Rows that were there already.
    pub unchanged: usize,
}

/// One dataset and licence, and how much of it the desk holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dataset {
    /// Name of the dataset.
    pub name: String,
    /// Short name of the licence of these rows.
    pub licence: String,
    /// How many rows.
    pub rows: u64,
    /// First day of the earliest event, where days are known.
    pub first_day: Option<String>,
    /// Last day of the latest event.
    pub last_day: Option<String>,
}

impl Desk {
    /// Stores a batch of imported rows in one transaction. A row that is there already and differs is replaced, what it was is
    /// kept. The events of the desk's own documents do not change.
    ///
    /// # Errors
    /// The disk is full or fails; nothing of the batch is stored then.
    pub fn store_imported(&mut self, batch: &[Imported]) -> Result<ImportChanges, StoreError> {
        let fail = self.fail();
        let change = self.db.transaction().map_err(&fail)?;
        let mut changes = ImportChanges::default();
        for imported in batch {
            store_one(&change, imported, &mut changes).map_err(&fail)?;
        }
        change.commit().map_err(&fail)?;
        Ok(changes)
    }

    /// A desk of an older format that is only read has no such table.
    fn has_imported(&self) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'imported'";
        self.db.query_row(sql, [], |row| row.get(0)).map_err(self.fail())
    }

    /// The datasets that were imported, by name and licence.
    pub fn datasets(&self) -> Result<Vec<Dataset>, StoreError> {
        if !self.has_imported()? {
            return Ok(Vec::new());
        }
        let sql = "SELECT dataset, licence, count(*), min(first_day), max(last_day) FROM imported \
                   GROUP BY dataset, licence ORDER BY dataset, licence";
        let read = || {
            self.db
                .prepare(sql)?
                .query_map([], |row| {
                    Ok(Dataset {
                        name: row.get(0)?,
                        licence: row.get(1)?,
                        rows: row.get::<_, i64>(2).map(|n| u64::try_from(n).unwrap_or(0))?,
                        first_day: row.get(3)?,
                        last_day: row.get(4)?,
                    })
                })?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(self.fail())
    }

    /// All imported rows, one at a time: a dataset may not fit in memory.
    pub(crate) fn each_imported(&self, mut each: impl FnMut(Imported)) -> Result<(), StoreError> {
        if !self.has_imported()? {
            return Ok(());
        }
        let fail = self.fail();
        let mut query = self.db.prepare("SELECT dataset, row_id, body FROM imported ORDER BY seq").map_err(&fail)?;
        let mut rows = query.query([]).map_err(&fail)?;
        while let Some(row) = rows.next().map_err(&fail)? {
            let text = |column| row.get::<_, String>(column).map_err(&fail);
            let body = text(2)?;
            let id = Imported::id(&text(0)?, &text(1)?);
            each(serde_json::from_str(&body).map_err(|e| self.damaged("imported row", &id, e))?);
        }
        Ok(())
    }

    /// All rows of one dataset, in the order of their ids.
    pub fn imported(&self, dataset: &str) -> Result<Vec<Imported>, StoreError> {
        let sql = "SELECT row_id, body FROM imported WHERE dataset = ?1 ORDER BY row_id";
        self.bodies("imported row", sql, [dataset])
    }
}

fn store_one(db: &Transaction<'_>, imported: &Imported, changes: &mut ImportChanges) -> rusqlite::Result<()> {
    let body = to_json(imported);
    let before: Option<String> = db
        .prepare_cached("SELECT body FROM imported WHERE dataset = ?1 AND row_id = ?2")?
        .query_row([&imported.dataset, &imported.row_id], |row| row.get(0))
        .optional()?;
    match before {
        Some(before) if before == body => {
            changes.unchanged += 1;
            return Ok(());
        }
        Some(before) => {
            changes.changed += 1;
            db.prepare_cached("INSERT INTO imported_before(dataset, row_id, body, at) VALUES (?1, ?2, ?3, ?4)")?
                .execute([&imported.dataset, &imported.row_id, &before, &now()])?;
        }
        None => changes.added += 1,
    }
    let (date, place) = (imported.event.body.date, imported.event.body.place.as_ref());
    db.prepare_cached(
        "INSERT INTO imported(dataset, row_id, licence, first_day, last_day, country, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT(dataset, row_id) DO UPDATE SET licence = ?3, first_day = ?4, last_day = ?5, country = ?6, body = ?7",
    )?
    .execute(params![
        imported.dataset,
        imported.row_id,
        imported.licence,
        date.map(|d| d.start.to_string()),
        date.map(|d| d.end.to_string()),
        place.and_then(|p| p.country.as_deref()),
        body,
    ])?;
    Ok(())
}
