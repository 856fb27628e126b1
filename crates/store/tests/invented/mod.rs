//! Invented documents and records.
#![allow(dead_code, reason = "each test file uses some of it")]

use std::collections::BTreeMap;

use polybius_records::{
    Confidences, Date, DateSpan, Document, Event, EventBody, Evidence, Place, PlacePrecision, Reconciled, Report,
    Review, Status, SubEventType,
};
use polybius_store::Coded;

pub fn body(document: &Document, day: i8, point: Option<(f64, f64)>) -> EventBody {
    let first: String = document.text.chars().take(5).collect();
    let sub = SubEventType::ArmedClash;
    EventBody {
        event_type: sub.event_type(),
        sub_event_type: sub,
        status: Status::Occurred,
        date: Some(DateSpan::day(Date::constant(2021, 5, day))),
        place: point.map(|(latitude, longitude)| Place {
            name: "Aldmoor".to_owned(),
            country: Some("FJ".to_owned()),
            admin1: None,
            admin2: None,
            latitude: Some(latitude),
            longitude: Some(longitude),
            precision: PlacePrecision::Exact,
            geonameid: None,
        }),
        actors: Vec::new(),
        attributions: Vec::new(),
        weapons: Vec::new(),
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: "A clash.".to_owned(),
        confidence: 0.1 + 0.7,
        confidences: Confidences::default(),
        evidence: vec![Evidence {
            field: "date".to_owned(),
            value: format!("2021-05-{day:02}"),
            document: document.id.clone(),
            quote: first,
            start: 0,
            end: 5,
        }],
    }
}

/// A coded document with one report of that day of May 2021.
pub fn coded(id: &str, text: &str, day: i8) -> Coded {
    let document = Document::plain(id, text);
    let report = Report {
        id: polybius_records::stable_id("r", [id, "0"]),
        document: id.to_owned(),
        words: vec!["clash".to_owned()],
        published: None,
        coder: polybius_records::RULES.to_owned(),
        body: body(&document, day, Some((-17.5, 179.9))),
    };
    Coded {
        original: Some(text.as_bytes().to_vec()),
        signature: Some(vec![1, 2, 3]),
        fingerprint: format!("{}-v1", document.hash),
        coder: polybius_records::RULES.to_owned(),
        reports: vec![report],
        statements: Vec::new(),
        warnings: Vec::new(),
        document,
    }
}

/// One event for each report.
pub fn events(reports: &[Report]) -> Vec<Event> {
    let event = |report: &Report| Event {
        id: report.id.replacen('r', "e", 1),
        review: Review::Machine,
        documents: vec![report.document.clone()],
        reports: vec![report.id.clone()],
        sources: 1,
        body: report.body.clone(),
        reconciled: Reconciled::default(),
    };
    reports.iter().map(event).collect()
}

pub fn sources(ids: &[&str]) -> BTreeMap<String, String> {
    ids.iter().map(|id| ((*id).to_owned(), (*id).to_owned())).collect()
}
