use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    BoundingBox, Date, DateSpan, Event, EventType, Precision, Review, Statement, StatementBody, Status, SubEventType,
};

/// Which records to read or write. Empty sets and `None` let everything pass; the same filter means the same on every list and in every format.
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
    /// Sub-event types.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub sub_event_types: BTreeSet<SubEventType>,
    /// Statuses.
    pub statuses: BTreeSet<Status>,
    /// What people have said of the event; where it is empty, all but rejected events pass.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub reviews: BTreeSet<Review>,
    /// Ids of actors, any role. Branches are not known here: whoever asks names them too.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub actors: BTreeSet<String>,
    /// At least so many independent sources.
    pub min_sources: usize,
    /// At least so many killed, by the best number.
    #[serde(skip_serializing_if = "is_zero")]
    pub min_killed: u64,
    /// A point in the box. What has no point does not pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BoundingBox>,
    /// Whether events that a person rejected pass.
    pub rejected: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(n: &u64) -> bool {
    *n == 0
}

impl Filter {
    /// Whether the event passes.
    pub fn passes(&self, event: &Event) -> bool {
        let body = &event.body;
        self.in_period(body.date.as_ref())
            && self.in_countries(body.place.as_ref().and_then(|p| p.country.as_deref()))
            && (self.event_types.is_empty() || self.event_types.contains(&body.event_type))
            && (self.statuses.is_empty() || self.statuses.contains(&body.status))
            && (self.sub_event_types.is_empty() || self.sub_event_types.contains(&body.sub_event_type))
            && (self.actors.is_empty() || body.actors.iter().any(|a| self.actors.contains(&a.id)))
            && event.sources >= self.min_sources
            && (self.min_killed == 0 || body.killed.as_ref().and_then(|c| c.best).is_some_and(|n| n >= self.min_killed))
            && self.bbox.is_none_or(|bbox| {
                let point = body.place.as_ref().and_then(|p| p.latitude.zip(p.longitude));
                point.is_some_and(|(latitude, longitude)| bbox.contains(latitude, longitude))
            })
            && self.passes_review(event.review)
    }

    /// Whether events of that review pass.
    pub fn passes_review(&self, review: Review) -> bool {
        if self.reviews.is_empty() {
            self.rejected || review != Review::Rejected
        } else {
            self.reviews.contains(&review)
        }
    }

    /// Whether the statement passes: it has no type, status, sources or point, so a filter on those keeps it out.
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
            && self.sub_event_types.is_empty()
            && self.reviews.is_empty()
            && self.actors.is_empty()
            && self.min_sources <= 1
            && self.min_killed == 0
            && self.bbox.is_none()
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
