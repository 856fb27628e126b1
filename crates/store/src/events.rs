use polybius_records::Event;
use rusqlite::{Transaction, params};

use crate::StoreError;
use crate::desk::Desk;

/// What a renewal of the events changed.
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
        Ok(self.state("events_due")?.is_some_and(|due| due == "1") || !self.is_merged_by(merger)?)
    }

    /// Whether that version of the merger computed the events of the last time.
    pub fn is_merged_by(&self, merger: &str) -> Result<bool, StoreError> {
        Ok(self.merger()?.as_deref() == Some(merger))
    }

    /// The version of the merger that computed the events; `None` where none did.
    pub fn merger(&self) -> Result<Option<String>, StoreError> {
        self.state("merger")
    }
}

/// Writes an event; what comes back is its number.
pub(crate) fn write_event(db: &Transaction<'_>, event: &Event, body: &str) -> rusqlite::Result<i64> {
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
    Ok(seq)
}
