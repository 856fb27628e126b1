use serde::{Deserialize, Serialize};

use crate::{Agreement, Count, DateSpan, Event, EventType, PlacePrecision, Review, Role, Status, SubEventType};

/// An event in a list: what a person needs to choose one, without quotes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EventRow {
    /// Identifier of the event.
    pub id: String,
    /// ACLED event type.
    pub event_type: EventType,
    /// ACLED sub-event type.
    pub sub_event_type: SubEventType,
    /// Whether it happened.
    pub status: Status,
    /// When.
    pub date: Option<DateSpan>,
    /// Where.
    pub place: Option<RowPlace>,
    /// Who did it and to whom.
    pub actors: Vec<RowActor>,
    /// Killed.
    pub killed: Option<RowCount>,
    /// Wounded.
    pub injured: Option<RowCount>,
    /// Number of independent sources.
    pub sources: usize,
    /// Number of documents.
    pub documents: usize,
    /// What a person has said.
    pub review: Review,
    /// How far its sources agree.
    pub agreement: Option<Agreement>,
    /// The probability that a careful reader would list it.
    pub confidence: f64,
    /// One plain sentence.
    pub summary: String,
}

/// Where, in a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RowPlace {
    /// The name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// How closely it is known.
    pub precision: PlacePrecision,
}

/// An actor, in a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RowActor {
    /// Its part in the event.
    pub role: Role,
    /// Its id.
    pub id: String,
    /// Its canonical English name.
    pub name: String,
}

/// A count, in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RowCount {
    /// The best number.
    pub best: Option<u64>,
    /// The smallest number.
    pub low: Option<u64>,
    /// The largest number; `None` is open above.
    pub high: Option<u64>,
    /// Whether some report says "at least".
    pub open_above: bool,
}

impl From<&Event> for EventRow {
    fn from(event: &Event) -> Self {
        let body = &event.body;
        let count = |count: Option<&Count>| {
            count.map(|c| RowCount { best: c.best, low: c.low, high: c.high, open_above: c.open_above })
        };
        EventRow {
            id: event.id.clone(),
            event_type: body.event_type,
            sub_event_type: body.sub_event_type,
            status: body.status,
            date: body.date,
            place: body.place.as_ref().map(|p| RowPlace {
                name: p.name.clone(),
                country: p.country.clone(),
                admin1: p.admin1.clone(),
                latitude: p.latitude,
                longitude: p.longitude,
                precision: p.precision,
            }),
            actors: body
                .actors
                .iter()
                .map(|a| RowActor { role: a.role, id: a.id.clone(), name: a.name.clone() })
                .collect(),
            killed: count(body.killed.as_ref()),
            injured: count(body.injured.as_ref()),
            sources: event.sources,
            documents: event.documents.len(),
            review: event.review,
            agreement: event.reconciled.agreement,
            confidence: body.confidence,
            summary: body.summary.clone(),
        }
    }
}
