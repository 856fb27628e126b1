//! The desk as it was: whatever is done later, a moment of the past reads as it did then.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod invented;

use std::path::Path;

use invented::{coded, events, sources};
use polybius_records::{Control, Document, Event, Report, Statement, StatementBody, Warning};
use polybius_store::{Coded, Desk, Moment, StoreError};
use serde_json::json;

/// Everything that can be asked of a desk.
#[derive(Debug, PartialEq)]
struct Seen {
    documents: Vec<Document>,
    heads: Vec<Document>,
    reports: Vec<Report>,
    statements: Vec<Statement>,
    warnings: Vec<Warning>,
    events: Vec<Event>,
    links: Vec<(String, String)>,
    boxed: Vec<Event>,
    decisions: usize,
    counted: (u64, u64, u64, u64),
}

fn seen(desk: &Desk) -> Seen {
    let mut documents = Vec::new();
    let keep = |document| {
        documents.push(document);
        Ok::<(), StoreError>(())
    };
    desk.each_document(keep).unwrap();
    let counts = desk.counts().unwrap();
    Seen {
        documents,
        heads: desk.document_heads().unwrap(),
        reports: desk.reports().unwrap(),
        statements: desk.statements().unwrap(),
        warnings: desk.warnings().unwrap(),
        events: desk.events().unwrap(),
        links: desk.events_of_reports().unwrap(),
        boxed: desk.events_in_box(-18.0, 179.0, -17.0, 180.0).unwrap(),
        decisions: desk.decisions().unwrap().len(),
        counted: (counts.documents, counts.reports, counts.events, counts.revisions),
    }
}

fn with_statement(mut coded: Coded, extent: &str) -> Coded {
    coded.statements.push(Statement {
        id: format!("s-{}", coded.document.id),
        body: StatementBody::Control {
            actor: Some("Ford Guard".to_owned()),
            place: None,
            extent: Some(extent.to_owned()),
            status: Control::Holds,
        },
        documents: vec![coded.document.id.clone()],
        date: None,
        source: None,
        evidence: Vec::new(),
    });
    coded.warnings.push(Warning {
        document: coded.document.id.clone(),
        code: "odd".to_owned(),
        message: extent.to_owned(),
    });
    coded
}

fn compute(desk: &mut Desk) {
    let reports = desk.reports().unwrap();
    let heads = desk.document_heads().unwrap();
    let ids: Vec<&str> = heads.iter().map(|d| d.id.as_str()).collect();
    desk.replace_events(&events(&reports), &sources(&ids), "m").unwrap();
}

#[test]
fn each_moment_reads_as_it_did_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let titled = |mut coded: Coded, title: &str| {
        coded.document.title = Some(title.to_owned());
        coded
    };
    let steps: [&dyn Fn(&mut Desk); 8] = [
        &|desk| drop(desk.store(&[coded("a", "Shots at the ford.", 1), coded("b", "Shots at the mill.", 2)]).unwrap()),
        &compute,
        // Metadata, then the text, then the records alone.
        &|desk| drop(desk.store(&[titled(coded("a", "Shots at the ford.", 1), "Shots")]).unwrap()),
        &|desk| {
            drop(desk.store(&[with_statement(coded("a", "Later: no shots, it was thunder.", 3), "a ford")]).unwrap())
        },
        &|desk| {
            drop(desk.store(&[with_statement(coded("a", "Later: no shots, it was thunder.", 4), "two fords")]).unwrap())
        },
        &compute,
        &|desk| desk.decide("verdict", "r", &json!({"report": "r", "review": "rejected"}), "Ada").unwrap(),
        &|desk| {
            desk.store(&[coded("c", "Cañón fire was heard at Aldmoor.", 5)]).unwrap();
            compute(desk);
        },
    ];
    let mut past: Vec<(Moment, Seen, bool)> = vec![(desk.present().unwrap(), seen(&desk), false)];
    for step in steps {
        step(&mut desk);
        past.push((desk.present().unwrap(), seen(&desk), desk.events_due("m").unwrap()));
    }
    for (n, (moment, then, due)) in past.iter().enumerate() {
        let desk = Desk::open_read_only(folder.path()).unwrap().turn_back(*moment).unwrap();
        let mut read = seen(&desk);
        if *due {
            // Between storing and merging the links of changed documents are not there; the past has those of its events.
            read.links.clone_from(&then.links);
        }
        assert_eq!(&read, then, "after step {n}");
    }
}

#[test]
fn moments_are_named_by_day_time_revision_and_release() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    compute(&mut desk);
    let first = desk.present().unwrap();
    desk.add_release("2021-q2", first, &json!({"licence": "CC-BY-4.0"})).unwrap();
    let refused = desk.add_release("2021-q2", first, &json!({})).unwrap_err().to_string();
    assert!(refused.contains("give another name"), "{refused}");
    desk.store(&[coded("b", "Shots at the mill.", 2)]).unwrap();
    let last = desk.present().unwrap();
    assert!(last > first);

    let then = desk.time_of(first).unwrap().unwrap();
    for (words, expected) in [
        ("2021-q2", first),
        ("now", last),
        (&*format!("@{}", first.revision), first),
        (&*then, first),
        ("2001-01-01", Moment { revision: 0, decision: 0 }),
        ("2999-12-30", last),
    ] {
        assert_eq!(desk.moment(words).unwrap(), expected, "{words}");
    }
    for wrong in ["yesterday", "@99999", "2021-13-01", ""] {
        let message = desk.moment(wrong).unwrap_err().to_string();
        assert!(message.contains("give a day"), "{message}");
    }
    assert!(desk.moment("q3").unwrap_err().to_string().contains("2021-q2"), "names that would do are named");
    assert_eq!(desk.releases().unwrap().len(), 1);

    let changes = desk.changes(first, last).unwrap();
    let told: Vec<_> = changes.revisions.iter().map(|r| (r.subject.as_str(), r.change.as_str())).collect();
    assert_eq!((told, changes.merger), (vec![("b", "added")], false));
    assert!(desk.changes(Moment { revision: 0, decision: 0 }, last).unwrap().merger);
}

#[test]
fn history_cannot_be_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.add_release("first", desk.present().unwrap(), &json!({})).unwrap();
    drop(desk);
    let raw = |path: &Path, sql: &str| {
        let db = rusqlite::Connection::open(path.join("desk.sqlite")).unwrap();
        db.execute_batch(sql).unwrap_err().to_string()
    };
    assert!(raw(folder.path(), "UPDATE marks SET revision = 7").contains("append-only"));
    assert!(raw(folder.path(), "DELETE FROM marks").contains("append-only"));
}
