use std::collections::BTreeMap;

use polybius_records::{
    Actor, Attribution, Count, CountKind, DateSpan, EventBody, Evidence, Place, Review, Status, SubEventType, Weapon,
};
use serde::{Deserialize, Serialize};

/// A person says of two reports that they are, or are not, one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Id of one report.
    pub a: String,
    /// Id of the other report.
    pub b: String,
    /// One event (merge) or two (split).
    pub same: bool,
}

/// The new value of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum EditedField {
    /// Sub-event type; the event type follows from it.
    SubEventType(SubEventType),
    /// Status.
    Status(Status),
    /// Date.
    Date(Option<DateSpan>),
    /// Place.
    Place(Option<Place>),
    /// All actors.
    Actors(Vec<Actor>),
    /// All attributions.
    Attributions(Vec<Attribution>),
    /// All weapons.
    Weapons(Vec<Weapon>),
    /// One count.
    Count(CountKind, Option<Count>),
}

/// A person corrected a field of the event that holds a report.
///
/// Decisions hang on reports, not on events: an event's id may change as reports join it, a report's never does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// Id of a report in the event.
    pub report: String,
    /// The new value.
    pub change: EditedField,
    /// The words that support it, if the person marked any.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A person looked at the event that holds a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Id of a report in the event.
    pub report: String,
    /// What the person said.
    pub review: Review,
}

/// What people decided, each list from the oldest to the latest: the later of two contrary decisions wins.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Decisions {
    /// Merges and splits.
    pub links: Vec<Link>,
    /// Corrected fields.
    pub edits: Vec<Edit>,
    /// Accepted and rejected events.
    pub verdicts: Vec<Verdict>,
}

impl Decisions {
    /// Says that the two reports are one event.
    pub fn merge(&mut self, a: impl Into<String>, b: impl Into<String>) {
        self.links.push(Link { a: a.into(), b: b.into(), same: true });
    }

    /// Says that the two reports are two events.
    pub fn split(&mut self, a: impl Into<String>, b: impl Into<String>) {
        self.links.push(Link { a: a.into(), b: b.into(), same: false });
    }

    /// The last word on each pair of reports, the pair in order.
    pub(crate) fn last_links(&self) -> BTreeMap<(&str, &str), LastWord> {
        fn pair(l: &Link) -> (&str, &str) {
            if l.a <= l.b { (&l.a, &l.b) } else { (&l.b, &l.a) }
        }
        (0..).zip(&self.links).map(|(said, l)| (pair(l), LastWord { same: l.same, said })).collect()
    }
}

/// What counts of all that people said about a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LastWord {
    /// One event or two.
    pub same: bool,
    /// Its place among all links: of joins that exclude each other through a split the earlier holds.
    pub said: usize,
}

impl EditedField {
    /// The name of the field in a record.
    pub fn field(&self) -> &'static str {
        match self {
            EditedField::SubEventType(_) => "sub_event_type",
            EditedField::Status(_) => "status",
            EditedField::Date(_) => "date",
            EditedField::Place(_) => "place",
            EditedField::Actors(_) => "actors",
            EditedField::Attributions(_) => "attributions",
            EditedField::Weapons(_) => "weapons",
            EditedField::Count(kind, _) => kind.field(),
        }
    }

    /// Writes the value into a record.
    pub fn apply(&self, body: &mut EventBody) {
        match self {
            EditedField::SubEventType(sub) => {
                body.sub_event_type = *sub;
                body.event_type = sub.event_type();
            }
            EditedField::Status(status) => body.status = *status,
            EditedField::Date(date) => body.date = *date,
            EditedField::Place(place) => body.place.clone_from(place),
            EditedField::Actors(actors) => body.actors.clone_from(actors),
            EditedField::Attributions(attributions) => body.attributions.clone_from(attributions),
            EditedField::Weapons(weapons) => body.weapons.clone_from(weapons),
            EditedField::Count(kind, count) => body.count_mut(*kind).clone_from(count),
        }
    }
}
