use polybius_records::{Event, EventRow, Precision, attention};
use rusqlite::{Connection, params};

use crate::documents::to_json;

/// Writes what an event is listed by. `changed` is the revision that made it what it is.
pub(crate) fn write(db: &Connection, seq: i64, event: &Event, changed: i64) -> rusqlite::Result<()> {
    let body = &event.body;
    let date = body.date.filter(|d| d.precision != Precision::Unknown);
    let place = body.place.as_ref();
    let number = |n: Option<u64>| n.map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let (killed, injured) = (body.killed.as_ref(), body.injured.as_ref());
    let (priority, _) = attention(event);
    db.prepare_cached(
        "INSERT OR REPLACE INTO event_keys(seq, id, event_type, sub_event_type, status, review, first_day, last_day, country, place,
         precision, latitude, longitude, sources, killed, killed_low, killed_high, injured, attributions, changed, priority)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    )?
    .execute(params![
        seq,
        event.id,
        body.event_type.as_str(),
        body.sub_event_type.as_str(),
        word(&body.status),
        word(&event.review),
        date.map_or(String::new(), |d| d.start.to_string()),
        date.map_or(String::new(), |d| d.end.to_string()),
        place.and_then(|p| p.country.as_deref()),
        place.map(|p| p.name.as_str()),
        place.map(|p| word(&p.precision)),
        place.and_then(|p| p.latitude),
        place.and_then(|p| p.longitude),
        number(Some(event.sources as u64)),
        number(killed.and_then(|c| c.best)).unwrap_or(-1),
        number(killed.and_then(|c| c.low)),
        number(killed.and_then(|c| c.high)),
        number(injured.and_then(|c| c.best)).unwrap_or(-1),
        i64::try_from(body.attributions.len()).unwrap_or(i64::MAX),
        changed,
        priority,
    ])?;
    db.prepare_cached("INSERT OR REPLACE INTO event_rows(seq, body) VALUES (?1, ?2)")?
        .execute((seq, to_json(&EventRow::from(event))))?;
    db.prepare_cached("DELETE FROM event_actors WHERE seq = ?1")?.execute([seq])?;
    let mut actors = db.prepare_cached("INSERT OR IGNORE INTO event_actors(actor, seq, name) VALUES (?1, ?2, ?3)")?;
    for actor in &body.actors {
        actors.execute((&actor.id, seq, &actor.name))?;
    }
    Ok(())
}

/// Takes away what an event was listed by.
pub(crate) fn remove(db: &Connection, seq: i64) -> rusqlite::Result<()> {
    for table in ["event_keys", "event_rows", "event_actors"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE seq = ?1"))?.execute([seq])?;
    }
    Ok(())
}

/// Writes what all events are listed by, for a desk from before there were lists. An event that cannot be read is left out: `verify` tells of it.
pub(crate) fn fill(db: &Connection) -> rusqlite::Result<()> {
    let mut query = db.prepare(
        "SELECT e.seq, e.body, coalesce((SELECT max(r.seq) FROM revisions r WHERE r.kind = 'event' AND r.subject = e.id), 0)
         FROM events e ORDER BY e.seq",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(event) = serde_json::from_str::<Event>(row.get_ref(1)?.as_str()?) {
            write(db, row.get(0)?, &event, row.get(2)?)?;
        }
    }
    Ok(())
}

/// The word that a record has for a value of a closed vocabulary.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
