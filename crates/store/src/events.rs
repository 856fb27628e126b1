use std::collections::{BTreeMap, BTreeSet};

use polybius_records::Event;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::desk::Desk;
use crate::documents::to_json;
use crate::moment::now;
use crate::{StoreError, revisions};

/// What replacing the events changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventChanges {
    /// New events.
    pub added: usize,
    /// Events with a field that differs from before.
    pub changed: usize,
    /// Events that are no more: their reports are in another event, or gone.
    pub removed: usize,
}

impl Desk {
    /// Whether the events must be computed again: reports or decisions changed since, or another merger made them.
    pub fn events_due(&self, merger: &str) -> Result<bool, StoreError> {
        Ok(self.state("events_due")?.is_some_and(|due| due == "1") || self.state("merger")?.as_deref() != Some(merger))
    }

    /// Replaces all events and the sources of the documents in one transaction, and keeps every change in the revisions.
    /// `sources` maps a document to the key that it shares with its copies; `merger` names the version that made them.
    ///
    /// # Errors
    /// The disk is full or fails; nothing is changed then.
    pub fn replace_events(
        &mut self,
        events: &[Event],
        sources: &BTreeMap<String, String>,
        merger: &str,
    ) -> Result<EventChanges, StoreError> {
        let fail = self.fail();
        let now = now();
        let change = self.db.transaction().map_err(&fail)?;
        let outcome = replace(&change, events, sources, merger, &now).map_err(&fail)?;
        change.commit().map_err(&fail)?;
        Ok(outcome)
    }
}

fn replace(
    db: &Transaction<'_>,
    events: &[Event],
    sources: &BTreeMap<String, String>,
    merger: &str,
    now: &str,
) -> rusqlite::Result<EventChanges> {
    let mut outcome = EventChanges::default();
    let ids: BTreeSet<&str> = events.iter().map(|e| e.id.as_str()).collect();
    let stored: Vec<(i64, String)> = db
        .prepare("SELECT seq, id FROM events ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (seq, id) in stored.iter().filter(|(_, id)| !ids.contains(id.as_str())) {
        db.prepare_cached("DELETE FROM event_places WHERE seq = ?1")?.execute([seq])?;
        db.prepare_cached("DELETE FROM events WHERE seq = ?1")?.execute([seq])?;
        revisions::append(db, "event", id, "removed", None, now)?;
        outcome.removed += 1;
    }
    db.execute("DELETE FROM event_reports", [])?;
    for event in events {
        let body = to_json(event);
        let before: Option<String> = db
            .prepare_cached("SELECT body FROM events WHERE id = ?1")?
            .query_row([&event.id], |row| row.get(0))
            .optional()?;
        if before.as_deref() != Some(&body) {
            let change = if before.is_some() { "changed" } else { "added" };
            outcome.changed += usize::from(before.is_some());
            outcome.added += usize::from(before.is_none());
            write_event(db, event, &body)?;
            revisions::append(db, "event", &event.id, change, Some(&body), now)?;
        }
        let mut link = db.prepare_cached("INSERT INTO event_reports(report, event) VALUES (?1, ?2)")?;
        for report in &event.reports {
            link.execute([report, &event.id])?;
        }
    }
    db.execute("DELETE FROM sources", [])?;
    let mut insert = db.prepare_cached("INSERT INTO sources(document, source) VALUES (?1, ?2)")?;
    for (document, source) in sources {
        insert.execute([document, source])?;
    }
    let former: Option<String> =
        db.query_row("SELECT value FROM state WHERE key = 'merger'", [], |row| row.get(0)).optional()?;
    if former.as_deref() != Some(merger) {
        revisions::mark(db, "merger", merger, None, now)?;
    }
    let mut set = db.prepare_cached("INSERT OR REPLACE INTO state(key, value) VALUES (?1, ?2)")?;
    set.execute(["events_due", "0"])?;
    set.execute(["merger", merger])?;
    Ok(outcome)
}

fn write_event(db: &Transaction<'_>, event: &Event, body: &str) -> rusqlite::Result<()> {
    let (date, place) = (event.body.date, event.body.place.as_ref());
    db.prepare_cached(
        "INSERT INTO events(id, event_type, sub_event_type, status, first_day, last_day, country, sources, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT(id) DO UPDATE SET event_type = ?2, sub_event_type = ?3, status = ?4, first_day = ?5,
         last_day = ?6, country = ?7, sources = ?8, body = ?9",
    )?
    .execute(params![
        event.id,
        event.body.event_type.as_str(),
        event.body.sub_event_type.as_str(),
        serde_json::to_value(event.body.status).ok().and_then(|v| v.as_str().map(str::to_owned)),
        date.map(|d| d.start.to_string()),
        date.map(|d| d.end.to_string()),
        place.and_then(|p| p.country.as_deref()),
        i64::try_from(event.sources).unwrap_or(i64::MAX),
        body,
    ])?;
    let seq: i64 =
        db.prepare_cached("SELECT seq FROM events WHERE id = ?1")?.query_row([&event.id], |row| row.get(0))?;
    db.prepare_cached("DELETE FROM event_places WHERE seq = ?1")?.execute([seq])?;
    if let Some((latitude, longitude)) = place.and_then(|p| p.latitude.zip(p.longitude)) {
        db.prepare_cached("INSERT INTO event_places(seq, south, north, west, east) VALUES (?1, ?2, ?2, ?3, ?3)")?
            .execute((seq, latitude, longitude))?;
    }
    Ok(())
}
