use polybius_records::Report;
use rusqlite::{OptionalExtension, Params};

use crate::StoreError;
use crate::desk::Desk;
use crate::renewing::Prefers;

/// A row of a block or bucket: place, then who stands there, then a remark of whoever put it there.
pub type Row = (u64, u64, u8);

/// What merging asks of a desk about a few reports and documents. All numbers have 63 bits.
impl Desk {
    /// The reports of a block in its order, at most so many.
    ///
    /// # Errors
    /// The desk cannot be read; so for all below.
    pub fn block(&self, key: u64, most: usize) -> Result<Vec<Row>, StoreError> {
        let sql = "SELECT place, number, native FROM blocks WHERE key = ?1 ORDER BY place, number LIMIT ?2";
        self.rows(sql, (signed(key), most as i64))
    }

    /// Reports of a block before and after a place, the nearest first, at most so many a side.
    pub fn around_in_block(
        &self,
        key: u64,
        (place, number): (u64, u64),
        most: usize,
    ) -> Result<[Vec<Row>; 2], StoreError> {
        const BEFORE: &str = "SELECT place, number, native FROM blocks \
             WHERE key = ?1 AND (place, number) < (?2, ?3) ORDER BY place DESC, number DESC LIMIT ?4";
        const AFTER: &str = "SELECT place, number, native FROM blocks \
             WHERE key = ?1 AND (place, number) > (?2, ?3) ORDER BY place, number LIMIT ?4";
        let at = (signed(key), signed(place), signed(number), most as i64);
        Ok([self.rows(BEFORE, at)?, self.rows(AFTER, at)?])
    }

    /// How many reports of a block stand between two places, counted up to `most`.
    pub fn between_in_block(
        &self,
        key: u64,
        from: (u64, u64),
        to: (u64, u64),
        most: usize,
    ) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM blocks WHERE key = ?1 AND (place, number) > (?2, ?3) \
                   AND (place, number) < (?4, ?5) ORDER BY place, number LIMIT ?6)";
        let at = (signed(key), signed(from.0), signed(from.1), signed(to.0), signed(to.1), most as i64);
        let count = || self.db.prepare_cached(sql)?.query_row(at, |row| row.get::<_, i64>(0));
        count().map(|n| usize::try_from(n).unwrap_or(0)).map_err(self.fail())
    }

    /// Documents of a bucket before and after a place, the nearest first, at most so many a side.
    pub fn around_in_bucket(&self, key: u64, place: u64, most: usize) -> Result<[Vec<Row>; 2], StoreError> {
        const BEFORE: &str = "SELECT place, document, 0 FROM buckets WHERE key = ?1 AND place < ?2 ORDER BY place DESC, document DESC LIMIT ?3";
        const AFTER: &str =
            "SELECT place, document, 0 FROM buckets WHERE key = ?1 AND place > ?2 ORDER BY place, document LIMIT ?3";
        let at = (signed(key), signed(place), most as i64);
        Ok([self.rows(BEFORE, at)?, self.rows(AFTER, at)?])
    }

    fn rows(&self, sql: &str, at: impl Params) -> Result<Vec<Row>, StoreError> {
        let read = || {
            let mut query = self.db.prepare_cached(sql)?;
            let of = |row: &rusqlite::Row<'_>| Ok((unsigned(row.get(0)?), unsigned(row.get(1)?), row.get(2)?));
            query.query_map(at, of)?.collect::<rusqlite::Result<Vec<Row>>>()
        };
        read().map_err(self.fail())
    }

    /// The report that blocks know by a number.
    pub fn report_of_number(&self, number: u64) -> Result<Report, StoreError> {
        let sql = "SELECT r.body FROM event_reports e JOIN reports r ON r.id = e.report WHERE e.number = ?1";
        let read =
            || self.db.prepare_cached(sql)?.query_row([signed(number)], |row| row.get::<_, String>(0)).optional();
        let body = read().map_err(self.fail())?;
        let damaged = |detail: String| self.damaged("the report of number", &number.to_string(), detail);
        let body = body.ok_or_else(|| damaged("a block names it, and it is in no event".to_owned()))?;
        serde_json::from_str(&body).map_err(|e| damaged(e.to_string()))
    }

    /// The sketch of the report that blocks know by a number, where it is kept.
    pub fn sketch_of_number(&self, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT sketch FROM sketches WHERE number = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([signed(number)], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }

    /// The ids of a document's reports.
    pub fn reports_of_document(&self, document: &str) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT id FROM reports WHERE document = ?1 ORDER BY id";
        let read = || self.db.prepare_cached(sql)?.query_map([document], |row| row.get(0))?.collect::<Result<_, _>>();
        read().map_err(self.fail())
    }

    /// The event of a report, by its number.
    pub fn event_of_number(&self, number: u64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT event FROM event_reports WHERE number = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([signed(number)], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }

    /// The numbers of an event's reports, and what each prefers.
    pub fn members_of_event(&self, event: &str) -> Result<Vec<(u64, Prefers)>, StoreError> {
        let sql = "SELECT number, prefers FROM event_reports WHERE event = ?1";
        let of = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<String>>(1)?));
        let read = || self.db.prepare_cached(sql)?.query_map([event], of)?.collect::<rusqlite::Result<Vec<_>>>();
        let members = read().map_err(self.fail())?.into_iter().map(|(number, prefers)| {
            let prefers = prefers.map(|json| serde_json::from_str(&json)).transpose();
            let prefers = prefers.map_err(|e| self.damaged("what a report prefers of the event", event, e))?;
            Ok((unsigned(number.unwrap_or(0)), prefers.unwrap_or_default()))
        });
        members.collect()
    }

    /// The event that a report is in.
    pub fn event_of_report(&self, report: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT event FROM event_reports WHERE report = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([report], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }

    /// The events that a document's reports are in.
    pub fn events_of_document(&self, document: &str) -> Result<Vec<String>, StoreError> {
        let sql =
            "SELECT DISTINCT e.event FROM reports r JOIN event_reports e ON e.report = r.id WHERE r.document = ?1";
        let read = || self.db.prepare_cached(sql)?.query_map([document], |row| row.get(0))?.collect::<Result<_, _>>();
        read().map_err(self.fail())
    }

    /// The id of a document, by its number.
    pub fn document_id(&self, document: u64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT id FROM documents WHERE seq = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([signed(document)], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }

    /// The signature of a document, by its number, where it has one.
    pub fn signature_of(&self, document: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT signature FROM documents WHERE seq = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([signed(document)], |row| row.get(0)).optional();
        Ok(read().map_err(self.fail())?.flatten())
    }

    /// The numbers of the documents that were one source with a document, itself among them.
    pub fn documents_of_source(&self, document: u64) -> Result<Vec<u64>, StoreError> {
        let sql = "SELECT seq FROM documents WHERE seq = ?1 UNION \
                   SELECT d.seq FROM documents own JOIN sources s ON s.document = own.id \
                   JOIN sources o ON o.source = s.source JOIN documents d ON d.id = o.document WHERE own.seq = ?1";
        let of = |row: &rusqlite::Row<'_>| row.get(0).map(unsigned);
        let read = || self.db.prepare_cached(sql)?.query_map([signed(document)], of)?.collect::<Result<_, _>>();
        read().map_err(self.fail())
    }

    /// The source of a document, where it has copies.
    pub fn source_of(&self, document: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT source FROM sources WHERE document = ?1";
        let read = || self.db.prepare_cached(sql)?.query_row([document], |row| row.get(0)).optional();
        read().map_err(self.fail())
    }
}

pub(crate) fn signed(number: u64) -> i64 {
    number.cast_signed()
}

fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}
