use std::collections::{BTreeMap, BTreeSet, HashMap};

use polybius_records::{Event, Report};
use rusqlite::{OptionalExtension, Transaction};

use crate::desk::Desk;
use crate::documents::to_json;
use crate::events::write_event;
use crate::moment::now;
use crate::neighbours::{Row, signed};
use crate::{EventChanges, StoreError, listing, revisions};

/// What a report prefers: document and report by their numbers.
pub type Prefers = Vec<(u64, u64)>;

/// A report that came, went or changed since the last merge.
#[derive(Debug, Clone)]
pub struct ChangedReport {
    /// Its id.
    pub id: String,
    /// What it was as of the last merge, and the event that it was in.
    pub was: Option<(Report, Option<String>)>,
    /// What it is.
    pub now: Option<Report>,
}

/// A document whose signature came or changed since the last merge.
#[derive(Debug, Clone)]
pub struct ChangedDocument {
    /// Its number.
    pub number: u64,
    /// Its id.
    pub id: String,
    /// The signature as of the last merge.
    pub was: Option<Vec<u8>>,
    /// The signature.
    pub now: Option<Vec<u8>>,
}

/// A renewal of the events in one transaction: dropped without [`Renewing::finish`], it changes nothing. What is asked of the desk meanwhile
/// sees what was written so far.
pub struct Renewing<'d> {
    desk: &'d Desk,
    db: Transaction<'d>,
    now: String,
    outcome: EventChanges,
    /// Events that are no more unless they are written again.
    dissolved: BTreeSet<String>,
}

impl Desk {
    /// How much changed since the last merge: reports and documents.
    pub fn changed(&self) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT count(*) FROM changed_reports) + (SELECT count(*) FROM changed_documents)";
        let count = self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(self.fail())?;
        Ok(count.cast_unsigned())
    }

    /// The number of decisions that the events were computed with; `None` where they never were.
    pub fn decisions_merged(&self) -> Result<Option<usize>, StoreError> {
        Ok(self.state("decisions_merged")?.and_then(|n| n.parse().ok()))
    }

    /// What a report is and was that changed since the last merge, in the order of ids.
    pub fn changed_reports(&self) -> Result<Vec<ChangedReport>, StoreError> {
        let sql = "SELECT c.report, c.was, c.event, r.body FROM changed_reports c LEFT JOIN reports r ON r.id = c.report \
                   ORDER BY c.report";
        type Raw = (String, Option<String>, Option<String>, Option<String>);
        let of = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let read = || self.db.prepare(sql)?.query_map([], of)?.collect::<rusqlite::Result<Vec<Raw>>>();
        let all = read().map_err(self.fail())?;
        all.into_iter()
            .map(|(id, was, event, now)| {
                let report = |body: Option<String>| -> Result<Option<Report>, StoreError> {
                    let read = body.map(|body| serde_json::from_str(&body)).transpose();
                    read.map_err(|e| self.damaged("report", &id, e))
                };
                Ok(ChangedReport { was: report(was)?.map(|was| (was, event)), now: report(now)?, id: id.clone() })
            })
            .collect()
    }

    /// Documents whose signatures came or changed since the last merge.
    pub fn changed_documents(&self) -> Result<Vec<ChangedDocument>, StoreError> {
        let sql = "SELECT c.document, d.id, c.signature, d.signature FROM changed_documents c \
                   JOIN documents d ON d.seq = c.document ORDER BY c.document";
        let of = |row: &rusqlite::Row<'_>| {
            let number: i64 = row.get(0)?;
            Ok(ChangedDocument { number: number.cast_unsigned(), id: row.get(1)?, was: row.get(2)?, now: row.get(3)? })
        };
        let read = || self.db.prepare(sql)?.query_map([], of)?.collect::<rusqlite::Result<_>>();
        read().map_err(self.fail())
    }

    /// All reports, so many at a time, in the order of ids: they may not fit in memory together.
    ///
    /// # Errors
    /// What `each` returns ends the reading.
    pub fn each_reports<E: From<StoreError>>(
        &self,
        at_a_time: usize,
        mut each: impl FnMut(Vec<Report>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT id, body FROM reports WHERE id > ?1 ORDER BY id LIMIT ?2";
        let mut last = String::new();
        loop {
            let reports: Vec<Report> = self.bodies("report", sql, (&last, at_a_time as i64))?;
            let Some(end) = reports.last() else { return Ok(()) };
            last.clone_from(&end.id);
            each(reports)?;
        }
    }

    /// The reports of those ids that are there, in that order.
    pub fn reports_by_id(&self, ids: &[&str]) -> Result<Vec<Report>, StoreError> {
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            let read = || {
                let mut query = self.db.prepare_cached("SELECT body FROM reports WHERE id = ?1")?;
                query.query_row([id], |row| row.get::<_, String>(0)).optional()
            };
            if let Some(body) = read().map_err(self.fail())? {
                out.push(serde_json::from_str(&body).map_err(|e| self.damaged("report", id, e))?);
            }
        }
        Ok(out)
    }

    /// Begins a renewal of the events.
    pub fn renewing(&mut self) -> Result<Renewing<'_>, StoreError> {
        // Through a shared reference, so that the desk can be asked meanwhile; nobody else can begin another.
        let desk: &Desk = self;
        let db = desk.db.unchecked_transaction().map_err(desk.fail())?;
        Ok(Renewing { desk, db, now: now(), outcome: EventChanges::default(), dissolved: BTreeSet::new() })
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
        let mut renewing = self.renewing()?;
        renewing.clear()?;
        for event in events {
            renewing.put(event, &HashMap::new())?;
        }
        for (document, source) in sources {
            renewing.set_source(document, Some(source))?;
        }
        renewing.finish(merger)
    }
}

impl Renewing<'_> {
    /// The desk, as it is with what was written so far.
    pub fn desk(&self) -> &Desk {
        self.desk
    }

    /// Takes away all that merging made, to make it anew; events that are written again stay as they are.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        let ids = || -> rusqlite::Result<Vec<String>> {
            self.db.prepare("SELECT id FROM events")?.query_map([], |row| row.get(0))?.collect()
        };
        self.dissolved.extend(ids().map_err(self.desk.fail())?);
        let sql = "DELETE FROM event_reports; DELETE FROM blocks; DELETE FROM buckets; DELETE FROM sources; DELETE FROM sketches;";
        self.db.execute_batch(sql).map_err(self.desk.fail())
    }

    /// Has a report stand in a block.
    pub fn stand(&self, key: u64, (place, number, native): Row) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO blocks(key, place, number, native) VALUES (?1, ?2, ?3, ?4)";
        self.execute(sql, (signed(key), signed(place), signed(number), native))
    }

    /// Has a report stand in a block no more.
    pub fn leave(&self, key: u64, (place, number, _): Row) -> Result<(), StoreError> {
        let sql = "DELETE FROM blocks WHERE key = ?1 AND place = ?2 AND number = ?3";
        self.execute(sql, (signed(key), signed(place), signed(number)))
    }

    /// Keeps the sketch of a report.
    pub fn keep_sketch(&self, number: u64, sketch: &[u8]) -> Result<(), StoreError> {
        self.execute("INSERT OR REPLACE INTO sketches(number, sketch) VALUES (?1, ?2)", (signed(number), sketch))
    }

    /// Keeps the sketch of a report no more.
    pub fn drop_sketch(&self, number: u64) -> Result<(), StoreError> {
        self.execute("DELETE FROM sketches WHERE number = ?1", [signed(number)])
    }

    /// Puts a document into a bucket.
    pub fn put_in_bucket(&self, key: u64, place: u64, document: u64) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO buckets(key, place, document) VALUES (?1, ?2, ?3)";
        self.execute(sql, (signed(key), signed(place), signed(document)))
    }

    /// Takes a document out of a bucket.
    pub fn take_from_bucket(&self, key: u64, place: u64, document: u64) -> Result<(), StoreError> {
        let sql = "DELETE FROM buckets WHERE key = ?1 AND place = ?2 AND document = ?3";
        self.execute(sql, (signed(key), signed(place), signed(document)))
    }

    /// Says which source a document belongs to; `None` where it has no copies.
    pub fn set_source(&self, document: &str, source: Option<&str>) -> Result<(), StoreError> {
        match source {
            Some(source) => {
                self.execute("INSERT OR REPLACE INTO sources(document, source) VALUES (?1, ?2)", (document, source))
            }
            None => self.execute("DELETE FROM sources WHERE document = ?1", [document]),
        }
    }

    /// An event is no more, unless it is written again; its reports are free.
    pub fn dissolve(&mut self, event: &str) -> Result<(), StoreError> {
        self.execute("DELETE FROM event_reports WHERE event = ?1", [event])?;
        self.dissolved.insert(event.to_owned());
        Ok(())
    }

    /// Writes an event whose reports are free; `numbers` has their numbers and what they prefer.
    pub fn put(&mut self, event: &Event, numbers: &HashMap<&str, (u64, Prefers)>) -> Result<(), StoreError> {
        self.rewrite(event)?;
        let sql = "INSERT INTO event_reports(report, event, number, prefers) VALUES (?1, ?2, ?3, ?4)";
        for report in &event.reports {
            let known = numbers.get(report.as_str());
            let prefers = known.filter(|(_, prefers)| !prefers.is_empty()).map(|(_, prefers)| to_json(prefers));
            self.execute(sql, (report, &event.id, known.map(|(number, _)| signed(*number)), prefers))?;
        }
        self.dissolved.remove(&event.id);
        Ok(())
    }

    /// Says what a report prefers whose event stays.
    pub fn set_prefers(&self, number: u64, prefers: &Prefers) -> Result<(), StoreError> {
        let prefers = (!prefers.is_empty()).then(|| to_json(prefers));
        self.execute("UPDATE event_reports SET prefers = ?2 WHERE number = ?1", (signed(number), prefers))
    }

    /// Writes an event whose reports are the same as before.
    pub fn rewrite(&mut self, event: &Event) -> Result<(), StoreError> {
        let fail = self.desk.fail();
        let body = to_json(event);
        let stored = || {
            let mut query = self.db.prepare_cached("SELECT body FROM events WHERE id = ?1")?;
            query.query_row([&event.id], |row| row.get::<_, String>(0)).optional()
        };
        let before = stored().map_err(&fail)?;
        if before.as_deref() == Some(&body) {
            return Ok(());
        }
        self.outcome.changed += usize::from(before.is_some());
        self.outcome.added += usize::from(before.is_none());
        let change = if before.is_some() { "changed" } else { "added" };
        let write = || {
            let seq = write_event(&self.db, event, &body)?;
            revisions::append(&self.db, "event", &event.id, change, Some(&body), &self.now)?;
            listing::write(&self.db, seq, event, self.db.last_insert_rowid())
        };
        write().map_err(&fail)
    }

    /// Removes what was dissolved and not written again, and makes all of it last. `merger` names the version that computed the events.
    pub fn finish(mut self, merger: &str) -> Result<EventChanges, StoreError> {
        let fail = self.desk.fail();
        for id in std::mem::take(&mut self.dissolved) {
            let seq = self.db.query_row("SELECT seq FROM events WHERE id = ?1", [&id], |row| row.get::<_, i64>(0));
            let Some(seq) = seq.optional().map_err(&fail)? else { continue };
            self.execute("DELETE FROM event_places WHERE seq = ?1", [seq])?;
            self.execute("DELETE FROM events WHERE seq = ?1", [seq])?;
            listing::remove(&self.db, seq).map_err(&fail)?;
            revisions::append(&self.db, "event", &id, "removed", None, &self.now).map_err(&fail)?;
            self.outcome.removed += 1;
        }
        if self.desk.state("merger")?.as_deref() != Some(merger) {
            revisions::mark(&self.db, "merger", merger, None, &self.now).map_err(&fail)?;
        }
        let decisions: i64 =
            self.db.query_row("SELECT count(*) FROM decisions", [], |row| row.get(0)).map_err(&fail)?;
        self.db.execute_batch("DELETE FROM changed_reports; DELETE FROM changed_documents;").map_err(&fail)?;
        let set = "INSERT OR REPLACE INTO state(key, value) VALUES (?1, ?2)";
        self.execute(set, ["events_due", "0"])?;
        self.execute(set, ["merger", merger])?;
        self.execute(set, ["decisions_merged", &decisions.to_string()])?;
        self.db.commit().map_err(&fail)?;
        Ok(self.outcome)
    }

    fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<(), StoreError> {
        let run = || self.db.prepare_cached(sql)?.execute(parameters);
        run().map(|_| ()).map_err(self.desk.fail())
    }
}
