//! Whatever the order of arrival, and however the desk is renewed meanwhile, it ends with the same bytes.
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use polybius_ingest::Signature;
use polybius_merge::{NoHierarchy, Verdict};
use polybius_records::{
    Confidences, Count, Date, DateSpan, Document, EventBody, Place, PlacePrecision, Report, Review, Status,
    SubEventType, stable_id,
};
use polybius_store::{Coded, Desk};
use polybius_upkeep::{renew, renew_all};
use proptest::prelude::*;

const MERGER: &str = "m";

/// A document with its text (documents of one text are copies) and reports by place, day and toll.
#[derive(Debug, Clone)]
struct Told {
    id: u8,
    text: u8,
    reports: Vec<(u8, i8, u64)>,
}

fn any_told() -> impl Strategy<Value = Told> {
    let report = (0..3_u8, 1..4_i8, 0..3_u64);
    (0..12_u8, 0..5_u8, prop::collection::vec(report, 0..3)).prop_map(|(id, text, reports)| Told { id, text, reports })
}

fn coded(told: &Told) -> Coded {
    let words = ["harbour crane", "market stall", "school roof", "mill gate", "ferry crew"][usize::from(told.text)];
    let body: String = (0..40).map(|n| format!("{words} number {n} was seen by the wall. ")).collect();
    // A headline of its own: the text is another one, the body is the same.
    let document = Document::plain(format!("d{}", told.id), format!("Paper {}\n\n{body}", told.id));
    let reports = told.reports.iter().enumerate().map(|(n, &(place, day, toll))| Report {
        id: stable_id("report", [document.id.as_str(), &n.to_string()]),
        document: document.id.clone(),
        words: words.split(' ').map(str::to_owned).collect(),
        published: Some(Date::constant(2031, 6, 7)),
        coder: "rules".to_owned(),
        body: reported(place, day, toll),
    });
    Coded {
        original: None,
        signature: Some(Signature::of_text(&body).to_bytes()),
        fingerprint: format!("{told:?}"),
        coder: "rules".to_owned(),
        reports: reports.collect(),
        statements: vec![],
        warnings: vec![],
        document,
    }
}

fn reported(place: u8, day: i8, toll: u64) -> EventBody {
    let town = |name: &str, longitude| Place {
        name: name.to_owned(),
        country: Some("FJ".to_owned()),
        admin1: None,
        admin2: None,
        latitude: Some(-17.5),
        longitude: Some(longitude),
        precision: PlacePrecision::Exact,
        geonameid: None,
    };
    let sub = SubEventType::Attack;
    EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status: Status::Occurred,
        date: Some(DateSpan::day(Date::constant(2031, 6, day))),
        place: [Some(town("Aldmoor", 177.5)), Some(town("Ford", 179.5)), None][usize::from(place)].clone(),
        killed: (toll > 0).then(|| Count::exact(toll * 7)),
        summary: String::new(),
        confidence: 0.7,
        confidences: Confidences::default(),
        ..empty()
    }
}

/// What serde takes for granted of a body.
fn empty() -> EventBody {
    let json = serde_json::json!({
        "event_type": "Violence against civilians", "sub_event_type": "Attack", "status": "occurred", "date": null, "place": null,
        "actors": [], "attributions": [], "weapons": [], "summary": "", "confidence": 0.5, "evidence": [],
    });
    serde_json::from_value(json).unwrap()
}

fn open() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(folder.path()).unwrap();
    (folder, desk)
}

fn state(desk: &Desk) -> (String, Vec<(String, String)>, std::collections::BTreeMap<String, String>) {
    let events = serde_json::to_string(&desk.events().unwrap()).unwrap();
    (events, desk.events_of_reports().unwrap(), desk.sources().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_desk_that_grew_is_the_desk_of_all(
        arrivals in prop::collection::vec((any_told(), 0..3_u8), 1..20),
        decided in prop::collection::vec((0..20_usize, 0..12_u8, 0..12_u8, 0..3_u8), 0..4),
    ) {
        let (_kept, mut desk) = open();
        for (n, (told, renewed)) in arrivals.iter().enumerate() {
            desk.store(&[coded(told)]).unwrap();
            for (_, a, b, what) in decided.iter().filter(|d| d.0 == n) {
                let [a, b] = [a, b].map(|d| stable_id("report", [format!("d{d}").as_str(), "0"]));
                let link = serde_json::json!({"a": a, "b": b, "same": *what == 1});
                match what {
                    0 => desk.decide("verdict", &a, &serde_json::to_value(Verdict { report: a.clone(), review: Review::Rejected }).unwrap(), "t"),
                    _ => desk.decide("link", &a, &link, "t"),
                }.unwrap();
            }
            if *renewed > 0 {
                renew(&mut desk, &NoHierarchy, MERGER).unwrap();
            }
        }
        renew(&mut desk, &NoHierarchy, MERGER).unwrap();
        let grown = state(&desk);
        prop_assert_eq!(desk.verify().unwrap().faults, []);

        prop_assert_eq!(renew_all(&mut desk, &NoHierarchy, MERGER).unwrap(), Default::default(), "from nothing nothing changes");
        prop_assert_eq!(&state(&desk), &grown);

        // A desk that got the last state of each document at once, backwards.
        let (_other, mut at_once) = open();
        let mut last: Vec<&Told> = Vec::new();
        for (told, _) in arrivals.iter().rev() {
            if !last.iter().any(|t| t.id == told.id) {
                last.push(told);
            }
        }
        at_once.store(&last.into_iter().map(coded).collect::<Vec<_>>()).unwrap();
        for decision in desk.decisions().unwrap() {
            at_once.decide(&decision.kind, &decision.subject, &decision.body, "t").unwrap();
        }
        renew(&mut at_once, &NoHierarchy, MERGER).unwrap();
        prop_assert_eq!(state(&at_once), grown);
    }
}
