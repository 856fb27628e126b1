use std::fmt::Write as _;

use polybius_records::{Filter, Review};
use rusqlite::types::Value;
use serde::Serialize;

/// A condition on `event_keys k`, with the values of its question marks in order.
#[derive(Debug, Default)]
pub(super) struct Condition {
    /// Terms, all of which must hold.
    terms: Vec<String>,
    pub values: Vec<Value>,
}

impl Condition {
    /// What [`Filter::passes`] asks, and where there are words, that a document of the event has them.
    pub fn of(filter: &Filter, words: Option<&str>) -> Self {
        Condition::for_order_by("first_day", filter, words)
    }

    /// The same for a list that is sorted by another column than the day. A `+` keeps SQLite from looking events up by day then, which would make it
    /// sort all of a country to find the first page.
    pub fn for_order_by(column: &str, filter: &Filter, words: Option<&str>) -> Self {
        let mut out = Condition::default();
        let by_day = if column == "first_day" { "" } else { "+" };
        if let Some(from) = filter.from {
            out.add("k.last_day >= ?", [text(from)]);
        }
        if let Some(to) = filter.to {
            out.add(&format!("{by_day}k.first_day <= ? AND {by_day}k.first_day <> ''"), [text(to)]);
        }
        out.one_of("k.country", filter.countries.iter().cloned());
        out.one_of("k.event_type", filter.event_types.iter().map(|t| t.as_str().to_owned()));
        out.one_of("k.sub_event_type", filter.sub_event_types.iter().map(|t| t.as_str().to_owned()));
        out.one_of("k.status", filter.statuses.iter().map(word));
        out.one_of("k.review", filter.reviews.iter().map(word));
        if filter.reviews.is_empty() && !filter.rejected {
            out.add("k.review <> ?", [Value::Text(word(&Review::Rejected))]);
        }
        if !filter.actors.is_empty() {
            let marks = marks(filter.actors.len());
            out.add(
                &format!("k.seq IN (SELECT seq FROM event_actors WHERE actor IN ({marks}))"),
                filter.actors.iter().cloned().map(Value::Text),
            );
        }
        if filter.min_sources > 0 {
            out.add("k.sources >= ?", [Value::Integer(i64::try_from(filter.min_sources).unwrap_or(i64::MAX))]);
        }
        if filter.min_killed > 0 {
            out.add("k.killed >= ?", [Value::Integer(i64::try_from(filter.min_killed).unwrap_or(i64::MAX))]);
        }
        if let Some(b) = filter.bbox {
            // The tree keeps 32-bit numbers rounded outwards: it finds too many, never too few.
            let across = |west: &str, east: &str| {
                if b.west <= b.east {
                    format!("({east} >= ? AND {west} <= ?)")
                } else {
                    format!("({east} >= ? OR {west} <= ?)")
                }
            };
            let sql = format!(
                "k.seq IN (SELECT seq FROM event_places WHERE north >= ? AND south <= ? AND {}) \
                 AND k.latitude >= ? AND k.latitude <= ? AND {}",
                across("west", "east"),
                across("k.longitude", "k.longitude"),
            );
            out.add(&sql, [b.south, b.north, b.west, b.east, b.south, b.north, b.west, b.east].map(Value::Real));
        }
        if let Some(words) = words {
            out.add(
                "k.id IN (SELECT er.event FROM document_text t JOIN documents d ON d.seq = t.rowid \
                 JOIN reports r ON r.document = d.id JOIN event_reports er ON er.report = r.id WHERE document_text MATCH ?)",
                [Value::Text(words.to_owned())],
            );
        }
        out
    }

    /// One term more.
    pub fn add(&mut self, term: &str, values: impl IntoIterator<Item = Value>) {
        self.terms.push(term.to_owned());
        self.values.extend(values);
    }

    /// `WHERE ...`, or nothing where everything passes.
    pub fn clause(&self) -> String {
        let mut out = String::new();
        for (at, term) in self.terms.iter().enumerate() {
            let _ = write!(out, " {} ({term})", if at == 0 { "WHERE" } else { "AND" });
        }
        out
    }

    fn one_of(&mut self, column: &str, values: impl ExactSizeIterator<Item = String>) {
        match values.len() {
            0 => {}
            1 => self.add(&format!("{column} = ?"), values.map(Value::Text)),
            n => self.add(&format!("{column} IN ({})", marks(n)), values.map(Value::Text)),
        }
    }
}

fn marks(n: usize) -> String {
    vec!["?"; n].join(", ")
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
