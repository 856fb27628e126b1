use std::collections::BTreeSet;

use polybius_records::{Date, DateSpan, Event, EventType, Precision, Review, Statement, StatementBody, Status};
use serde::{Deserialize, Serialize};

/// Which records to write. Empty sets and `None` let everything pass; the same filter means the same in every format.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Not wholly before this day. What has no date does not pass.
    pub from: Option<Date>,
    /// Not wholly after this day. What has no date does not pass.
    pub to: Option<Date>,
    /// ISO 3166-1 alpha-2 codes.
    pub countries: BTreeSet<String>,
    /// Event types.
    pub event_types: BTreeSet<EventType>,
    /// Statuses.
    pub statuses: BTreeSet<Status>,
    /// At least so many independent sources.
    pub min_sources: usize,
    /// Whether events that a person rejected pass.
    pub rejected: bool,
}

impl Filter {
    /// Whether the event passes.
    pub fn passes(&self, event: &Event) -> bool {
        let body = &event.body;
        self.in_period(body.date.as_ref())
            && self.in_countries(body.place.as_ref().and_then(|p| p.country.as_deref()))
            && (self.event_types.is_empty() || self.event_types.contains(&body.event_type))
            && (self.statuses.is_empty() || self.statuses.contains(&body.status))
            && event.sources >= self.min_sources
            && (self.rejected || event.review != Review::Rejected)
    }

    /// Whether the statement passes: it has no type, status or sources, so a filter on those keeps it out.
    pub fn passes_statement(&self, statement: &Statement) -> bool {
        let place = match &statement.body {
            StatementBody::Statistic { place, .. }
            | StatementBody::Alert { place, .. }
            | StatementBody::Warning { place, .. }
            | StatementBody::Control { place, .. } => place.as_ref(),
            StatementBody::Strength { .. } | StatementBody::Relation { .. } => None,
        };
        self.in_period(statement.date.as_ref())
            && self.in_countries(place.and_then(|p| p.country.as_deref()))
            && self.event_types.is_empty()
            && self.statuses.is_empty()
            && self.min_sources <= 1
    }

    /// Whether nothing is kept out but rejected events.
    pub fn is_open(&self) -> bool {
        *self == Filter { rejected: self.rejected, ..Filter::default() }
    }

    fn in_period(&self, date: Option<&DateSpan>) -> bool {
        match date.filter(|d| d.precision != Precision::Unknown) {
            Some(date) => self.from.is_none_or(|from| date.end >= from) && self.to.is_none_or(|to| date.start <= to),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn in_countries(&self, country: Option<&str>) -> bool {
        self.countries.is_empty() || country.is_some_and(|c| self.countries.contains(c))
    }
}
