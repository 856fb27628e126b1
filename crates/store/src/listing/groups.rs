use polybius_records::Filter;
use rusqlite::params_from_iter;

use super::condition::Condition;
use crate::StoreError;
use crate::desk::Desk;

/// What events are counted by. Times are those of the first day; weeks begin on Monday and have its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum By {
    Day,
    Week,
    Month,
    Year,
    EventType,
    SubEventType,
    Country,
    Place,
    Status,
    Review,
    /// Each event once for each of its actors.
    Actor,
}

impl By {
    /// All, with their names.
    pub const ALL: &[(&str, By)] = &[
        ("day", By::Day),
        ("week", By::Week),
        ("month", By::Month),
        ("year", By::Year),
        ("event_type", By::EventType),
        ("sub_event_type", By::SubEventType),
        ("country", By::Country),
        ("place", By::Place),
        ("status", By::Status),
        ("review", By::Review),
        ("actor", By::Actor),
    ];

    fn expression(self) -> &'static str {
        match self {
            By::Day => "nullif(k.first_day, '')",
            By::Week => "date(nullif(k.first_day, ''), '-6 days', 'weekday 1')",
            By::Month => "nullif(substr(k.first_day, 1, 7), '')",
            By::Year => "nullif(substr(k.first_day, 1, 4), '')",
            By::EventType => "k.event_type",
            By::SubEventType => "k.sub_event_type",
            By::Country => "k.country",
            By::Place => "k.place || coalesce(', ' || k.country, '')",
            By::Status => "k.status",
            By::Review => "k.review",
            By::Actor => "a.actor",
        }
    }
}

/// Events that have the same values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The value of each thing that was asked for, in that order; `None` where it is unknown.
    pub values: Vec<Option<String>>,
    /// The name of the actor, where events are counted by actor.
    pub name: Option<String>,
    /// Number of events.
    pub events: u64,
    /// Sum of the best numbers of killed, the smallest where there is no best one.
    pub killed: u64,
    /// Sum of the smallest numbers of killed, the best where there is none.
    pub killed_low: u64,
    /// Sum of the largest numbers of killed, the best where there is none.
    pub killed_high: u64,
    /// Sum of the best numbers of wounded.
    pub injured: u64,
}

impl Desk {
    /// Events counted by something; the groups come in the order of their values.
    ///
    /// # Errors
    /// As for [`Desk::list`].
    pub fn groups(&self, filter: &Filter, words: Option<&str>, by: &[By]) -> Result<Vec<Group>, StoreError> {
        let condition = Condition::of(filter, words);
        let columns: Vec<&str> = by.iter().map(|by| by.expression()).collect();
        let numbers: Vec<String> = (1..=by.len()).map(|n| n.to_string()).collect();
        let actors = by.contains(&By::Actor);
        let order =
            if numbers.is_empty() { String::new() } else { format!(" GROUP BY {0} ORDER BY {0}", numbers.join(", ")) };
        let sql = format!(
            "SELECT {}{} count(*), total(max(iif(k.killed < 0, coalesce(k.killed_low, 0), k.killed), 0)), total(max(coalesce(k.killed_low, k.killed), 0)), \
             total(max(coalesce(k.killed_high, k.killed), k.killed, coalesce(k.killed_low, 0), 0)), total(max(k.injured, 0)), {} \
             FROM event_keys k{}{}{order}",
            columns.join(", "),
            if columns.is_empty() { "" } else { "," },
            if actors { "min(a.name)" } else { "NULL" },
            if actors { " JOIN event_actors a ON a.seq = k.seq" } else { "" },
            condition.clause(),
        );
        let n = by.len();
        let number = |row: &rusqlite::Row<'_>, at: usize| row.get::<_, f64>(at).map(|n| n as u64);
        let read = || -> rusqlite::Result<Vec<Group>> {
            self.db
                .prepare_cached(&sql)?
                .query_map(params_from_iter(&condition.values), |row| {
                    Ok(Group {
                        values: (0..n).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?,
                        events: row.get::<_, i64>(n)?.cast_unsigned(),
                        killed: number(row, n + 1)?,
                        killed_low: number(row, n + 2)?,
                        killed_high: number(row, n + 3)?,
                        injured: number(row, n + 4)?,
                        name: row.get(n + 5)?,
                    })
                })?
                .collect()
        };
        read().map_err(|e| self.query_failure(words.unwrap_or_default(), e))
    }
}
