//! What is stored comes back, changes leave a record, and the same again changes nothing.

mod invented;

use invented::{coded, events, sources};
use polybius_store::{Desk, EventChanges, StoreError, Stored};

#[test]
fn a_batch_comes_back_and_the_same_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let batch = [coded("b", "Cañón fire was heard at Aldmoor.", 2), coded("a", "Shots at the ford.", 1)];
    {
        let mut desk = Desk::open(folder.path()).unwrap();
        assert_eq!(desk.store(&batch).unwrap(), [Stored::Added, Stored::Added]);
        assert!(desk.events_due("m1").unwrap());
        let reports = desk.reports().unwrap();
        let changes = desk.replace_events(&events(&reports), &sources(&["a", "b"]), "m1").unwrap();
        assert_eq!(changes, EventChanges { added: 2, changed: 0, removed: 0 });
    }
    let mut desk = Desk::open(folder.path()).unwrap();
    assert!(!desk.events_due("m1").unwrap(), "nothing changed since");
    assert!(desk.events_due("m2").unwrap(), "another merger may find other events");
    assert_eq!(desk.document("b").unwrap().as_ref(), Some(&batch[0].document));
    assert_eq!(desk.original("b").unwrap().as_deref(), Some("Cañón fire was heard at Aldmoor.".as_bytes()));
    let mut ids: Vec<_> = batch.iter().flat_map(|c| c.reports.clone()).collect();
    ids.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(desk.reports().unwrap(), ids, "numbers survive to the last bit");

    let known = desk.fingerprints().unwrap();
    assert!(known.is_coded("a", &batch[1].fingerprint));
    assert!(!known.is_coded("a", &batch[0].fingerprint) && !known.is_coded("c", &batch[1].fingerprint));
    assert!(known.holds("a") && !known.holds("c"));
    assert_eq!(known.coder_of("a", &batch[1].document.hash).as_deref(), Some("rules"));
    assert_eq!((known.coder_of("a", &batch[0].document.hash), known.coder_of("c", "")), (None, None), "another text");

    let before = desk.counts().unwrap();
    assert_eq!(desk.store(&batch).unwrap(), [Stored::Unchanged, Stored::Unchanged]);
    let reports = desk.reports().unwrap();
    let changes = desk.replace_events(&events(&reports), &sources(&["a", "b"]), "m1").unwrap();
    assert_eq!(changes, EventChanges::default());
    assert_eq!(desk.counts().unwrap(), before);
    assert_eq!(desk.verify().unwrap().faults, []);
}

#[test]
fn a_changed_document_is_replaced_and_its_old_text_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    let old = desk.reports().unwrap();
    desk.replace_events(&events(&old), &sources(&["a"]), "m").unwrap();

    assert_eq!(desk.store(&[coded("a", "Later: no shots.", 3)]).unwrap(), [Stored::Changed]);
    assert!(desk.events_due("m").unwrap());
    assert!(desk.search("ford", 9).unwrap().is_empty(), "the index follows the text");
    assert_eq!(desk.search("shots", 9).unwrap(), ["a"]);
    let kept = desk.revisions("document", "a").unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!((kept[0].change.as_str(), kept[0].body.as_deref()), ("added", None));
    assert!(kept[1].body.as_deref().is_some_and(|b| b.contains("Shots at the ford.") && b.contains("2021-05-01")));

    let new = desk.reports().unwrap();
    assert_eq!(
        desk.replace_events(&events(&new), &sources(&["a"]), "m").unwrap(),
        EventChanges { added: 0, changed: 1, removed: 0 }
    );
    assert_eq!(desk.replace_events(&[], &sources(&["a"]), "m").unwrap().removed, 1);
    let event = events(&new)[0].id.clone();
    let history: Vec<_> = desk.revisions("event", &event).unwrap().into_iter().map(|r| r.change).collect();
    assert_eq!(history, ["added", "changed", "removed"]);
    assert!(desk.events_in_box(-90.0, -180.0, 90.0, 180.0).unwrap().is_empty());
}

#[test]
fn records_with_one_id_do_not_stop_the_batch() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let mut twice = coded("a", "Shots at the ford.", 1);
    twice.reports.push(twice.reports[0].clone());
    desk.store(&[twice, coded("b", "Shots at the mill.", 1)]).unwrap();
    assert_eq!(desk.reports().unwrap().len(), 2);
    assert_eq!(desk.warnings().unwrap()[0].code, "same-id");
}

#[test]
fn history_and_decisions_cannot_be_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    let reports = desk.reports().unwrap();
    desk.replace_events(&events(&reports), &sources(&["a"]), "m").unwrap();
    desk.decide("reject", &events(&reports)[0].id, &serde_json::json!({"why": "a drill"}), "desk").unwrap();
    assert!(desk.events_due("m").unwrap());
    assert_eq!(desk.decisions().unwrap()[0].body["why"], "a drill");
    drop(desk);
    let raw = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
    for sql in [
        "UPDATE revisions SET body = ''",
        "DELETE FROM revisions",
        "UPDATE decisions SET body = ''",
        "DELETE FROM decisions",
    ] {
        let refused = raw.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
}

#[test]
fn words_and_places_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Explosión near Aldmoor.", 1), coded("b", "A quiet day.", 2)]).unwrap();
    assert_eq!(desk.search("explosion", 9).unwrap(), ["a"]);
    assert_eq!(desk.search("quiet OR aldmoor", 9).unwrap().len(), 2);
    assert!(matches!(desk.search("\"open", 9), Err(StoreError::Query { .. })));

    let reports = desk.reports().unwrap();
    let mut all = events(&reports);
    all[1].body.place.as_mut().unwrap().longitude = Some(-179.9);
    desk.replace_events(&all, &sources(&["a", "b"]), "m").unwrap();
    let found = |west, east| desk.events_in_box(-20.0, west, -10.0, east).unwrap().len();
    assert_eq!((found(179.0, 180.0), found(-180.0, -179.0), found(179.0, -179.0), found(0.0, 90.0)), (1, 1, 2, 0));
}

#[test]
fn another_coder_is_a_change_and_a_document_that_nothing_read_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    let mut read = coded("a", "Shots at the ford.", 1);
    let mut unread = coded("b", "Shots at the mill.", 1);
    (unread.coder, unread.fingerprint) = (String::new(), String::new());
    unread.reports.clear();
    desk.store(&[read.clone(), unread.clone()]).unwrap();
    let known = desk.fingerprints().unwrap();
    assert_eq!((known.coder_of("b", &unread.document.hash), known.holds("b")), (None, true));

    read.coder = "remote:m".to_owned();
    assert_eq!(desk.store(&[read.clone()]).unwrap(), [Stored::Changed], "even if it finds the same");
    let known = desk.fingerprints().unwrap();
    assert_eq!(known.coder_of("a", &read.document.hash).as_deref(), Some("remote:m"));
    let kept = desk.revisions("document", "a").unwrap();
    assert!(kept[1].body.as_deref().is_some_and(|b| b.contains(r#""coder":"rules""#)), "{kept:?}");
}
