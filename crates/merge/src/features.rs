use polybius_records::{
    Actor, ActorType, CountKind, DateSpan, EventType, PlacePrecision, Precision, Report, Role, Status, SubEventType,
};

use serde::{Deserialize, Serialize};

use crate::hash::hash;
use crate::rarity;

/// What blocking and scoring ask of a report, computed once and from the report alone; some 750 bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Features {
    pub id: Box<str>,
    /// The id's hash, by which blocks know the report.
    pub number: u64,
    pub document_id: Box<str>,
    /// The document's hash.
    pub document: u64,
    pub sub: SubEventType,
    pub status: Status,
    pub date: Option<Days>,
    /// Day of publication, counted from year 0.
    pub published: Option<i32>,
    pub place: Option<Spot>,
    /// Those who acted: attackers, and both sides of a fight.
    pub sides: Box<[Party]>,
    /// Those who suffered.
    pub targets: Box<[Party]>,
    pub counts: Box<[Toll]>,
    /// Hashes of the kinds.
    pub weapons: Box<[u64]>,
    /// Content words as [`rarity::weigh`] numbers and weighs them.
    pub words: Box<[(u32, f32)]>,
    /// Length of the vector of words.
    pub norm: f64,
}

/// A span of days, counted from year 0, ends inclusive.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Days {
    pub span: DateSpan,
    pub start: i32,
    pub end: i32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Spot {
    /// Folded; may be empty.
    pub name: Box<str>,
    /// Hash of `name`; 0 where it is empty.
    pub name_hash: u64,
    /// Hash of the code.
    pub country: Option<u64>,
    /// Hash of the folded name of the first-order division; 0 where there is none.
    pub admin1: u64,
    /// Latitude and longitude in degrees, finite.
    pub point: Option<(f64, f64)>,
    pub precision: PlacePrecision,
    pub geonameid: Option<u64>,
}

/// An actor.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Party {
    pub id: Box<str>,
    pub id_hash: u64,
    /// Hash of the folded name.
    pub name: u64,
    pub kind: ActorType,
}

/// A number of people.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Toll {
    pub kind: CountKind,
    pub best: Option<u64>,
    pub low: Option<u64>,
    pub high: Option<u64>,
}

/// Which kinds of telling can be one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// Attacks and fights: one bombing is Battles to one paper and Violence against civilians to another.
    Violence,
    /// Demonstrations, peaceful or not.
    Crowd,
    /// Arrests and detentions.
    Arrest,
    /// Everything else of Strategic developments.
    Strategic,
}

impl Features {
    pub fn of(report: &Report) -> Self {
        let body = &report.body;
        let of_roles = |roles: &[Role]| -> Box<[Party]> {
            body.actors.iter().filter(|a| roles.contains(&a.role)).map(Party::of).collect()
        };
        let words = rarity::weigh(&report.words);
        Features {
            id: report.id.as_str().into(),
            number: hash(&report.id),
            document_id: report.document.as_str().into(),
            document: hash(&report.document),
            sub: body.sub_event_type,
            status: body.status,
            date: body.date.filter(|d| d.precision != Precision::Unknown).map(Days::of),
            published: report.published.map(|day| Days::of(DateSpan::day(day)).start),
            place: body.place.as_ref().map(Spot::of),
            sides: of_roles(&[Role::Perpetrator, Role::Opponent, Role::Supporter, Role::Detainer]),
            targets: of_roles(&[Role::Target, Role::Victim]),
            counts: CountKind::ALL
                .iter()
                .filter_map(|&kind| {
                    let count = body.count(kind)?;
                    Some(Toll { kind, best: count.best, low: count.low, high: count.high })
                })
                .collect(),
            weapons: body.weapons.iter().map(|w| hash(&w.kind)).collect(),
            norm: words.iter().map(|(_, weight)| f64::from(*weight)).sum::<f64>().sqrt(),
            words,
        }
    }

    /// The families that the report's type may be told as; never empty.
    pub fn families(&self) -> &'static [Family] {
        families(self.sub)
    }

    pub fn count(&self, kind: CountKind) -> Option<&Toll> {
        self.counts.iter().find(|c| c.kind == kind)
    }
}

impl Days {
    fn of(span: DateSpan) -> Self {
        let start = day_number(span.start);
        let width = i32::try_from(span.width_days()).unwrap_or(0).max(0);
        Days { span, start, end: start.saturating_add(width) }
    }

    /// Days of a day alone.
    pub fn day(number: i32) -> (i32, i32) {
        (number, number)
    }

    pub fn ends(&self) -> (i32, i32) {
        (self.start, self.end)
    }

    /// Days between the first and the last.
    pub fn width(&self) -> i32 {
        self.end - self.start
    }
}

/// Days between two spans; 0 where they meet.
pub(crate) fn gap(x: (i32, i32), y: (i32, i32)) -> i32 {
    y.0.saturating_sub(x.1).max(x.0.saturating_sub(y.1)).max(0)
}

fn day_number(day: polybius_records::Date) -> i32 {
    polybius_records::Date::ZERO.until(day).map(|s| s.get_days()).unwrap_or(0)
}

impl Spot {
    fn of(place: &polybius_records::Place) -> Self {
        let name = fold(&place.name);
        let named = |name: &str| if name.is_empty() { 0 } else { hash(name) };
        Spot {
            name_hash: named(&name),
            name: name.into(),
            country: place.country.as_deref().map(hash),
            admin1: named(&place.admin1.as_deref().map(fold).unwrap_or_default()),
            point: place.latitude.zip(place.longitude).filter(|(lat, lon)| lat.is_finite() && lon.is_finite()),
            precision: place.precision,
            geonameid: place.geonameid,
        }
    }

    /// Whether the place is a point, known or not.
    pub fn is_point(&self) -> bool {
        matches!(self.precision, PlacePrecision::Exact | PlacePrecision::Near)
    }

    pub fn distance_km(&self, other: &Spot) -> Option<f64> {
        let ((lat1, lon1), (lat2, lon2)) = (self.point?, other.point?);
        let (lat1, lon1) = (lat1.to_radians(), lon1.to_radians());
        let (lat2, lon2) = (lat2.to_radians(), lon2.to_radians());
        let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
        Some(12_742.0 * h.min(1.0).sqrt().asin())
    }
}

impl Party {
    fn of(actor: &Actor) -> Self {
        Party {
            id: actor.id.as_str().into(),
            id_hash: hash(&actor.id),
            name: hash(&fold(&actor.name)),
            kind: actor.kind,
        }
    }

    /// Whether it is one particular organisation or person rather than "gunmen" or "villagers".
    pub fn is_named(&self) -> bool {
        is_particular(self.kind)
    }
}

pub(crate) fn families(sub: SubEventType) -> &'static [Family] {
    use Family::{Arrest, Crowd, Strategic, Violence};
    match (sub.event_type(), sub) {
        (EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians, _) => &[Violence],
        // Police firing at a march, or a lynching, is a crowd event to one paper and an attack to another.
        (_, SubEventType::ExcessiveForce | SubEventType::ViolentDemonstration | SubEventType::MobViolence) => {
            &[Crowd, Violence]
        }
        (EventType::Protests | EventType::Riots, _) => &[Crowd],
        (_, SubEventType::Arrests) => &[Arrest],
        (_, SubEventType::DisruptedWeaponsUse | SubEventType::Looting) => &[Strategic, Violence],
        (EventType::StrategicDevelopments, _) => &[Strategic],
    }
}

/// Whether the actor is one particular organisation or person rather than "gunmen" or "villagers".
pub(crate) fn is_named(actor: &Actor) -> bool {
    is_particular(actor.kind)
}

fn is_particular(kind: ActorType) -> bool {
    !matches!(kind, ActorType::Civilians | ActorType::Unidentified | ActorType::Protesters | ActorType::Rioters)
}

/// Lower case, letters and digits only, single spaces: the form in which names are compared.
pub(crate) fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out
}
