use polybius_records::{Event, EventRow, Filter};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::condition::Condition;
use crate::StoreError;
use crate::desk::Desk;
use crate::documents::to_json;

/// In which order events are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The latest first day first; events without a day last.
    #[default]
    Latest,
    /// The earliest first day first; events without a day first.
    Earliest,
    /// The most killed first.
    Deadliest,
    /// The last changed first.
    Changed,
    /// What needs a person most first.
    Priority,
}

/// A place in a list: what comes after it is the next page.
#[derive(Debug, Clone, PartialEq)]
pub struct After {
    /// The value that the list is sorted by, of the last event of the page.
    pub key: Value,
    /// Its id.
    pub id: String,
}

/// Which part of which list.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    /// Which events.
    pub filter: &'a Filter,
    /// Words that a document of the event must have, in FTS5's form.
    pub words: Option<&'a str>,
    /// In which order.
    pub sort: Sort,
    /// After which event.
    pub after: Option<&'a After>,
    /// So many at most.
    pub limit: usize,
}

/// One event of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The [`EventRow`] as JSON.
    pub row: String,
    /// Its place in the list.
    pub at: After,
}

impl Sort {
    fn column(self) -> &'static str {
        match self {
            Sort::Latest | Sort::Earliest => "first_day",
            Sort::Deadliest => "killed",
            Sort::Changed => "changed",
            Sort::Priority => "priority",
        }
    }

    fn descends(self) -> bool {
        self != Sort::Earliest
    }
}

impl Desk {
    /// A page of a list of events.
    ///
    /// # Errors
    /// The desk cannot be read, or the words are not in FTS5's form.
    pub fn list(&self, listing: &Listing<'_>) -> Result<Vec<Listed>, StoreError> {
        let column = listing.sort.column();
        let (direction, beyond) = if listing.sort.descends() { ("DESC", "<") } else { ("ASC", ">") };
        let mut condition = Condition::for_order_by(column, listing.filter, listing.words);
        if let Some(after) = listing.after {
            let term = format!("(k.{column}, k.id) {beyond} (?, ?)");
            condition.add(&term, [after.key.clone(), Value::Text(after.id.clone())]);
        }
        let sql = format!(
            "SELECT k.id, k.{column}, r.body FROM event_keys k LEFT JOIN event_rows r ON r.seq = k.seq{} \
             ORDER BY k.{column} {direction}, k.id {direction} LIMIT ?",
            condition.clause()
        );
        condition.values.push(Value::Integer(i64::try_from(listing.limit).unwrap_or(i64::MAX)));
        let read = || -> rusqlite::Result<Vec<(After, Option<String>)>> {
            self.db
                .prepare_cached(&sql)?
                .query_map(params_from_iter(&condition.values), |row| {
                    Ok((After { id: row.get(0)?, key: row.get(1)? }, row.get(2)?))
                })?
                .collect()
        };
        let found = read().map_err(|e| self.query_failure(listing.words.unwrap_or_default(), e))?;
        found
            .into_iter()
            .map(|(at, row)| {
                let row = match row {
                    Some(row) => row,
                    None => self.row_of(&at.id)?,
                };
                Ok(Listed { row, at })
            })
            .collect()
    }

    /// How many events there are of a kind.
    ///
    /// # Errors
    /// As for [`Desk::list`].
    pub fn count_events(&self, filter: &Filter, words: Option<&str>) -> Result<u64, StoreError> {
        let condition = Condition::of(filter, words);
        let sql = format!("SELECT count(*) FROM event_keys k{}", condition.clause());
        let read = || {
            let mut query = self.db.prepare_cached(&sql)?;
            query.query_row(params_from_iter(&condition.values), |row| row.get::<_, i64>(0))
        };
        read().map(i64::cast_unsigned).map_err(|e| self.query_failure(words.unwrap_or_default(), e))
    }

    /// The events themselves, in the order of the list.
    ///
    /// # Errors
    /// As for [`Desk::list`], or an event is damaged.
    pub fn listed_events(&self, listing: &Listing<'_>) -> Result<Vec<Event>, StoreError> {
        let mut out = Vec::new();
        for listed in self.list(listing)? {
            out.extend(self.event(&listed.at.id)?);
        }
        Ok(out)
    }

    /// When an event became what it is, UTC; `None` where it is not there or no change of it is known.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn changed_at(&self, id: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT r.at FROM event_keys k JOIN revisions r ON r.seq = k.changed WHERE k.id = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }

    /// The rows of those events that are there, in that order, JSON.
    ///
    /// # Errors
    /// The desk cannot be read.
    pub fn rows_of(&self, ids: &[&str]) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT r.body FROM event_keys k LEFT JOIN event_rows r ON r.seq = k.seq WHERE k.id = ?1";
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            let read =
                || self.db.prepare_cached(sql)?.query_row([id], |row| row.get::<_, Option<String>>(0)).optional();
            match read().map_err(self.fail())? {
                Some(Some(row)) => out.push(row),
                Some(None) => out.push(self.row_of(id)?),
                None => {}
            }
        }
        Ok(out)
    }

    /// The events of which somebody says who did them, in the order of their ids.
    ///
    /// # Errors
    /// As for [`Desk::list`].
    pub fn attributed_events(&self, filter: &Filter, words: Option<&str>) -> Result<Vec<Event>, StoreError> {
        let mut condition = Condition::of(filter, words);
        condition.add("k.attributions > 0", []);
        let sql = format!(
            "SELECT e.id, e.body FROM event_keys k JOIN events e ON e.seq = k.seq{} ORDER BY e.id",
            condition.clause()
        );
        self.bodies("event", &sql, params_from_iter(&condition.values))
    }

    /// The row of an event of the past, made from its body.
    fn row_of(&self, id: &str) -> Result<String, StoreError> {
        match self.event(id)? {
            Some(event) => Ok(to_json(&EventRow::from(&event))),
            None => Err(self.damaged("event", id, "it is listed and not there")),
        }
    }
}
