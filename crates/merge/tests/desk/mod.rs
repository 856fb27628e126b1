//! Invented reports to merge: short builders, so that a test shows only what it is about.
#![allow(dead_code)]

use polybius_records::{
    Actor, ActorType, Confidences, Count, Date, DateSpan, EventBody, Place, PlacePrecision, Precision, Report, Role,
    Status, SubEventType, Weapon,
};

pub fn day(y: i16, m: i8, d: i8) -> Date {
    jiff::civil::date(y, m, d)
}

/// An attack in no place at no time; the document's id is the report's id up to the first `-`.
pub fn report(id: &str) -> Report {
    Report {
        id: id.to_owned(),
        document: id.split('-').next().unwrap_or(id).to_owned(),
        words: vec![],
        published: None,
        coder: polybius_records::RULES.to_owned(),
        body: EventBody {
            event_type: SubEventType::Attack.event_type(),
            sub_event_type: SubEventType::Attack,
            status: Status::Occurred,
            date: None,
            place: None,
            actors: vec![],
            attributions: vec![],
            weapons: vec![],
            killed: None,
            injured: None,
            abducted: None,
            detained: None,
            displaced: None,
            summary: String::new(),
            confidence: 0.6,
            confidences: Confidences::default(),
            evidence: vec![],
        },
    }
}

pub trait Told: Sized {
    fn told(self, change: impl FnOnce(&mut EventBody)) -> Self;

    fn of(self, sub: SubEventType) -> Self {
        self.told(|b| {
            b.sub_event_type = sub;
            b.event_type = sub.event_type();
        })
    }
    fn on(self, date: Date) -> Self {
        self.told(|b| b.date = Some(DateSpan::day(date)))
    }
    fn during(self, start: Date, end: Date) -> Self {
        self.told(|b| b.date = Some(DateSpan::new(start, end)))
    }
    fn in_year(self, y: i16) -> Self {
        self.told(|b| {
            b.date = Some(DateSpan { start: day(y, 1, 1), end: day(y, 12, 31), precision: Precision::Year });
        })
    }
    fn at(self, place: Place) -> Self {
        self.told(|b| b.place = Some(place))
    }
    fn killed(self, n: u64) -> Self {
        self.told(|b| b.killed = Some(Count::exact(n)))
    }
    fn killed_at_least(self, n: u64) -> Self {
        self.told(|b| b.killed = Some(Count::new(Some(n), Some(n), None)))
    }
    fn by(self, id: &str, kind: ActorType) -> Self {
        self.told(|b| {
            b.actors.push(Actor {
                role: Role::Perpetrator,
                id: id.into(),
                name: id.into(),
                kind,
                certainty: "attributed".into(),
            });
        })
    }
    fn with(self, kind: &str) -> Self {
        self.told(|b| b.weapons.push(Weapon { name: kind.into(), kind: kind.into() }))
    }
    fn status(self, status: Status) -> Self {
        self.told(|b| b.status = status)
    }
}

impl Told for Report {
    fn told(mut self, change: impl FnOnce(&mut EventBody)) -> Self {
        change(&mut self.body);
        self
    }
}

pub fn published(mut report: Report, date: Date) -> Report {
    report.published = Some(date);
    report
}

pub fn words(mut report: Report, words: &str) -> Report {
    report.words = words.split_whitespace().map(str::to_owned).collect();
    report.words.sort();
    report
}

pub fn place(name: &str, country: &str, precision: PlacePrecision, point: Option<(f64, f64)>) -> Place {
    Place {
        name: name.into(),
        country: Some(country.into()),
        admin1: None,
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    }
}

pub fn quetta() -> Place {
    place("Quetta", "PK", PlacePrecision::Exact, Some((30.18, 66.99)))
}
pub fn karachi() -> Place {
    place("Karachi", "PK", PlacePrecision::Exact, Some((24.86, 67.01)))
}
pub fn balochistan() -> Place {
    Place {
        admin1: Some("Balochistan".into()),
        ..place("Balochistan", "PK", PlacePrecision::Admin1, Some((28.5, 65.5)))
    }
}
pub fn pakistan() -> Place {
    place("Pakistan", "PK", PlacePrecision::Country, None)
}
pub fn kabul() -> Place {
    place("Kabul", "AF", PlacePrecision::Exact, Some((34.53, 69.17)))
}
