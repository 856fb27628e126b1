//! Reports of made-up events, as uneven as news is: few towns and groups have most of them, an event is told 1 to 20 times, some
//! tellings are copies, some give only a month or a province, some are recalled in a document on something else. The same number gives the
//! same report, so that a million need not be kept.

use polybius_records::{
    Actor, ActorType, Confidences, Count, Date, DateSpan, EventBody, Evidence, Place, PlacePrecision, Precision,
    Report, Role, Status, SubEventType, Weapon, stable_id,
};

use crate::texts::Numbers;

const TOWNS: usize = 5_000;
const COUNTRIES: usize = 90;
const DAYS: usize = 3_650;
/// Words that tell one event from another, beside those that all news of violence has.
const VOCABULARY: usize = 60_000;
const COMMON: [&str; 24] = [
    "police",
    "kill",
    "attack",
    "officer",
    "people",
    "town",
    "wound",
    "hospital",
    "official",
    "force",
    "soldier",
    "bomb",
    "group",
    "report",
    "security",
    "fire",
    "village",
    "army",
    "morning",
    "night",
    "government",
    "area",
    "fighter",
    "road",
];
const TYPES: [SubEventType; 8] = [
    SubEventType::Attack,
    SubEventType::ArmedClash,
    SubEventType::RemoteExplosive,
    SubEventType::Shelling,
    SubEventType::AirDroneStrike,
    SubEventType::SuicideBomb,
    SubEventType::Abduction,
    SubEventType::PeacefulProtest,
];

/// A collection of so many reports.
#[derive(Debug)]
pub struct MadeReports {
    /// The first report of each event; the last is the number of reports.
    starts: Vec<usize>,
}

impl MadeReports {
    pub fn new(reports: usize) -> Self {
        let mut starts = vec![0];
        let (mut at, mut numbers) = (0, Numbers::new(7));
        while at < reports {
            // Half of all events are told once or twice, few twenty times.
            let tellings = 1 + (19.0 * share(&mut numbers).powi(4)) as usize;
            at = (at + tellings).min(reports);
            starts.push(at);
        }
        MadeReports { starts }
    }

    /// The event that a report tells of.
    pub fn event_of(&self, report: usize) -> usize {
        self.starts.partition_point(|&start| start <= report) - 1
    }

    /// The first report of an event.
    pub fn first_of(&self, event: usize) -> usize {
        self.starts[event]
    }

    pub fn report(&self, number: usize) -> Report {
        let event = self.event_of(number);
        telling(event, number - self.starts[event])
    }
}

/// What happened.
struct Happening {
    town: usize,
    day: usize,
    sub: SubEventType,
    killed: u64,
    group: usize,
    words: Vec<String>,
}

impl Happening {
    fn of(event: usize) -> Self {
        let mut n = Numbers::new(event as u64 * 2 + 1);
        let town = (TOWNS as f64 * share(&mut n).powi(3)) as usize;
        Happening {
            town,
            day: (DAYS as f64 * share(&mut n).powf(0.7)) as usize,
            sub: TYPES[(TYPES.len() as f64 * share(&mut n).powi(2)) as usize],
            killed: (60.0 * share(&mut n).powi(5)) as u64,
            group: town % COUNTRIES * 8 + (8.0 * share(&mut n).powi(2)) as usize,
            words: (0..14).map(|_| format!("w{}", (VOCABULARY as f64 * share(&mut n).powi(2)) as usize)).collect(),
        }
    }
}

fn telling(event: usize, telling: usize) -> Report {
    let happened = Happening::of(event);
    let mut n = Numbers::new((event as u64) << 20 | telling as u64);
    let copied = telling > 0 && n.below(5) == 0;
    let recalled = telling > 0 && n.below(12) == 0;
    let (document, told) = if recalled {
        (
            format!("made-{}-0", event + 1 + n.below(40)),
            stable_id("report", ["recalled", &format!("{event}-{telling}")]),
        )
    } else {
        let document = format!("made-{event}-{telling}");
        let id = stable_id("report", [document.as_str()]);
        (document, id)
    };
    let published = day(happened.day + n.below(3));
    // A copy has the words of the first telling.
    let mut n = if copied { Numbers::new((event as u64) << 20) } else { n };
    let mut words: Vec<String> = happened.words.iter().filter(|_| n.below(5) < 3).cloned().collect();
    words.extend((0..4).map(|_| format!("o{}", n.below(VOCABULARY))));
    words.extend((0..10).map(|_| COMMON[n.below(COMMON.len())].to_owned()));
    words.sort();
    words.dedup();
    let killed = match n.below(10) {
        0 | 1 => happened.killed + n.below(3) as u64,
        2 => happened.killed.saturating_sub(1),
        _ => happened.killed,
    };
    let body = EventBody {
        event_type: happened.sub.event_type(),
        sub_event_type: happened.sub,
        status: Status::Occurred,
        date: date(happened.day, recalled, &mut n),
        place: place(happened.town, &mut n),
        actors: actors(happened.group, &mut n),
        attributions: vec![],
        weapons: vec![Weapon { name: "weapon".to_owned(), kind: ["firearm", "explosive"][event % 2].to_owned() }],
        killed: (killed > 0 || n.below(3) == 0).then(|| Count::exact(killed)),
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: 0.8,
        confidences: Confidences::default(),
        evidence: ["date", "place", "event_type"]
            .iter()
            .map(|field| Evidence {
                field: (*field).to_owned(),
                value: String::new(),
                document: document.clone(),
                quote: "said".to_owned(),
                start: 0,
                end: 4,
            })
            .collect(),
    };
    Report { id: told, document, words, published: Some(published), coder: polybius_records::RULES.to_owned(), body }
}

fn date(happened: usize, recalled: bool, n: &mut Numbers) -> Option<DateSpan> {
    let exact = day(happened);
    let month = DateSpan { start: exact.first_of_month(), end: exact.last_of_month(), precision: Precision::Month };
    let year = DateSpan { start: exact.first_of_year(), end: exact.last_of_year(), precision: Precision::Year };
    match n.below(if recalled { 20 } else { 100 }) {
        0..5 => None,
        5..9 => Some(year),
        9..17 => Some(month),
        17..23 => Some(DateSpan::new(exact, day(happened + 3))),
        _ => Some(DateSpan::day(exact)),
    }
}

fn place(town: usize, n: &mut Numbers) -> Option<Place> {
    let mut at = Numbers::new(town as u64 + 1_000_003);
    let country = town % COUNTRIES;
    // A country is a square of 12 degrees.
    let corner = ((country % 9) as f64 * 14.0 - 60.0, (country / 9) as f64 * 30.0 - 150.0);
    let point = (corner.0 + 12.0 * share(&mut at), corner.1 + 12.0 * share(&mut at));
    let admin1 = at.below(12);
    let of = |name: String, precision, point: Option<(f64, f64)>, admin1: Option<usize>| Place {
        name,
        country: Some(format!(
            "{}{}",
            char::from(b'A' + (country / 26) as u8),
            char::from(b'A' + (country % 26) as u8)
        )),
        admin1: admin1.map(|a| format!("Province {country} {a}")),
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    };
    match n.below(100) {
        0..4 => None,
        4..10 => Some(of(format!("Country {country}"), PlacePrecision::Country, None, None)),
        10..20 => Some(of(format!("Province {country} {admin1}"), PlacePrecision::Admin1, Some(corner), Some(admin1))),
        20..25 => Some(of(format!("Town {town}"), PlacePrecision::Near, Some(point), Some(admin1))),
        _ => Some(of(format!("Town {town}"), PlacePrecision::Exact, Some(point), Some(admin1))),
    }
}

fn actors(group: usize, n: &mut Numbers) -> Vec<Actor> {
    let of = |role, id: String, kind| Actor { role, name: id.clone(), id, kind, certainty: "attributed".to_owned() };
    let mut out = vec![of(Role::Target, "civilians".to_owned(), ActorType::Civilians)];
    match n.below(10) {
        0..5 => out.push(of(Role::Perpetrator, format!("group {group}"), ActorType::RebelGroup)),
        5..8 => out.push(of(Role::Perpetrator, "gunmen".to_owned(), ActorType::Unidentified)),
        _ => {}
    }
    out
}

fn day(number: usize) -> Date {
    Date::constant(2015, 1, 1).saturating_add(std::time::Duration::from_secs(86_400 * number as u64))
}

/// From 0 to 1, 1 left out.
fn share(numbers: &mut Numbers) -> f64 {
    (numbers.next() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_number_gives_the_same_report_and_ids_differ() {
        let made = MadeReports::new(3_000);
        let reports: Vec<Report> = (0..3_000).map(|i| made.report(i)).collect();
        assert_eq!(made.report(1_234), MadeReports::new(9_000).report(1_234));
        assert_eq!(reports.iter().map(|r| &r.id).collect::<HashSet<_>>().len(), 3_000);
        let events = made.event_of(2_999) + 1;
        assert!((600..1_500).contains(&events), "{events} events");
        let vague = reports.iter().filter(|r| r.body.date.is_none_or(|d| d.precision >= Precision::Month)).count();
        assert!((200..900).contains(&vague), "{vague} without a day");
        let shared = reports.iter().map(|r| &r.document).collect::<HashSet<_>>().len();
        assert!((2_700..3_000).contains(&shared), "{shared} documents");
    }
}
