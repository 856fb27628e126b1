//! Rows of other people's datasets beside the desk's own events.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod invented;

use invented::{body, coded};
use polybius_records::{Document, Event, Imported, Reconciled, Review, Source};
use polybius_store::{Desk, ImportChanges};

fn row(id: &str, note: &str) -> Imported {
    let document = Document::plain(id, note);
    let mut body = body(&document, 3, None);
    body.evidence[0].document = format!("hill-data:{id}");
    Imported {
        dataset: "hill-data".to_owned(),
        row_id: id.to_owned(),
        licence: "cc0-1.0".to_owned(),
        row: [("note".to_owned(), serde_json::Value::from(note))].into_iter().collect(),
        source: Source::default(),
        event: Event {
            id: format!("hill-data:{id}"),
            review: Review::Machine,
            documents: vec![format!("hill-data:{id}")],
            reports: vec![],
            sources: 1,
            body,
            reconciled: Reconciled::default(),
        },
    }
}

#[test]
fn the_same_row_twice_changes_nothing_and_a_changed_one_keeps_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    let rows = [row("7", "Shots at the mill."), row("8", "Shots at the weir.")];
    let changes = |added, changed, unchanged| ImportChanges { added, changed, unchanged };
    assert_eq!(desk.store_imported(&rows).unwrap(), changes(2, 0, 0));
    assert_eq!(desk.store_imported(&rows).unwrap(), changes(0, 0, 2));
    assert_eq!(desk.imported("hill-data").unwrap(), rows);
    assert_eq!(desk.store_imported(&[row("8", "Shots at the lock.")]).unwrap(), changes(0, 1, 0));
    assert_eq!(desk.imported("hill-data").unwrap()[1].row["note"], "Shots at the lock.");
    assert!(desk.imported("other").unwrap().is_empty());

    let [dataset] = &desk.datasets().unwrap()[..] else { panic!("one dataset") };
    assert_eq!((dataset.name.as_str(), dataset.licence.as_str(), dataset.rows), ("hill-data", "cc0-1.0", 2));
    assert_eq!((dataset.first_day.as_deref(), dataset.last_day.as_deref()), (Some("2021-05-03"), Some("2021-05-03")));
    assert_eq!(desk.counts().unwrap().events, 0, "imported rows are no events of the desk");
    drop(desk);

    let raw = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
    let before: String =
        raw.query_row("SELECT body FROM imported_before WHERE row_id = '8'", [], |r| r.get(0)).unwrap();
    assert!(before.contains("at the weir"));
    for sql in ["DELETE FROM imported_before", "UPDATE imported_before SET body = ''"] {
        assert!(raw.execute(sql, []).unwrap_err().to_string().contains("append-only"));
    }
}

#[test]
fn quotes_must_be_in_the_row() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let mut wrong = row("8", "Shots at the weir.");
    wrong.event.body.evidence[0].quote = "Shout".to_owned();
    desk.store_imported(&[row("7", "Shots at the mill."), wrong]).unwrap();
    let verified = desk.verify().unwrap();
    assert_eq!((verified.imported, verified.faults.len()), (2, 1));
    assert_eq!(verified.faults[0].subject, "imported row hill-data:8");
}
