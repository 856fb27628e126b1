use polybius_records::Filter;
use rusqlite::params_from_iter;

use super::condition::Condition;
use crate::StoreError;
use crate::desk::Desk;

/// An event as a map draws it; texts as in records, days as ISO days, empty where none is known.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "as in the record")]
pub struct Point<'a> {
    pub id: &'a str,
    pub first_day: &'a str,
    pub last_day: &'a str,
    pub event_type: &'a str,
    pub review: &'a str,
    pub precision: &'a str,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'a str>,
    /// Degrees north and east; `None` where no more than a country or a region is known.
    pub at: Option<(f64, f64)>,
    /// The best number.
    pub killed: Option<i64>,
}

impl Desk {
    /// The events as a map draws them, in no order of meaning; what comes back is the number of those that have no point.
    ///
    /// # Errors
    /// As for [`Desk::list`].
    pub fn each_point(
        &self,
        filter: &Filter,
        words: Option<&str>,
        mut each: impl FnMut(Point<'_>),
    ) -> Result<u64, StoreError> {
        let condition = Condition::of(filter, words);
        let sql = format!(
            "SELECT k.id, k.first_day, k.last_day, k.event_type, k.review, k.precision, k.latitude, k.longitude, k.killed, k.country \
             FROM event_keys k{}",
            condition.clause()
        );
        let mut without = 0;
        let mut read = || -> rusqlite::Result<()> {
            let mut query = self.db.prepare_cached(&sql)?;
            let mut rows = query.query(params_from_iter(&condition.values))?;
            while let Some(row) = rows.next()? {
                let at = row.get::<_, Option<f64>>(6)?.zip(row.get::<_, Option<f64>>(7)?);
                without += u64::from(at.is_none());
                let text = |at| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str()?);
                each(Point {
                    id: text(0)?,
                    first_day: text(1)?,
                    last_day: text(2)?,
                    event_type: text(3)?,
                    review: text(4)?,
                    precision: row.get_ref(5)?.as_str_or_null()?.unwrap_or_default(),
                    at,
                    country: row.get_ref(9)?.as_str_or_null()?,
                    killed: row.get::<_, Option<i64>>(8)?.filter(|n| *n >= 0),
                });
            }
            Ok(())
        };
        read().map_err(|e| self.query_failure(words.unwrap_or_default(), e))?;
        Ok(without)
    }
}
