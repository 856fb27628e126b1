use polybius_records::Event;

use crate::StoreError;
use crate::desk::Desk;

impl Desk {
    /// Ids of the documents that hold the words, best first. The query has FTS5's form: words, `"a phrase"`, `OR`, `NOT`.
    ///
    /// # Errors
    /// The query is not in that form.
    pub fn search(&self, query: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT d.id FROM document_text t JOIN documents d ON d.seq = t.rowid \
                   WHERE document_text MATCH ?1 ORDER BY t.rank, d.id LIMIT ?2";
        let read = || self.db.prepare(sql)?.query_map((query, limit), |row| row.get(0))?.collect::<Result<_, _>>();
        read().map_err(|e| self.query_failure(query, e))
    }

    /// What went wrong in a search for those words.
    pub(crate) fn query_failure(&self, query: &str, e: rusqlite::Error) -> StoreError {
        match &e {
            // FTS5 reports a malformed query as a plain error; everything else has a code of its own.
            rusqlite::Error::SqliteFailure(failure, detail)
                if failure.extended_code == rusqlite::ffi::SQLITE_ERROR && !query.is_empty() =>
            {
                StoreError::Query { query: query.to_owned(), detail: detail.clone().unwrap_or_default() }
            }
            _ => self.fail()(e),
        }
    }

    /// Events with a point inside the box, in degrees. A box with `west > east` crosses the antimeridian.
    pub fn events_in_box(&self, south: f64, west: f64, north: f64, east: f64) -> Result<Vec<Event>, StoreError> {
        // R*Tree keeps 32-bit numbers rounded outwards: it finds too many, never too few, so the bodies decide.
        let sql = "SELECT e.id, e.body FROM event_places p JOIN events e ON e.seq = p.seq \
                   WHERE p.north >= ?1 AND p.south <= ?2 \
                   AND ((?3 <= ?4 AND p.east >= ?3 AND p.west <= ?4) OR (?3 > ?4 AND (p.east >= ?3 OR p.west <= ?4))) \
                   ORDER BY e.id";
        let mut events: Vec<Event> = self.bodies("event", sql, (south, north, west, east))?;
        events.retain(|event| {
            let point = event.body.place.as_ref().and_then(|p| p.latitude.zip(p.longitude));
            point.is_some_and(|(latitude, longitude)| {
                let across = if west <= east {
                    (west..=east).contains(&longitude)
                } else {
                    longitude >= west || longitude <= east
                };
                (south..=north).contains(&latitude) && across
            })
        });
        Ok(events)
    }
}
