//! Who may open a desk, and what a cut-short or damaged one does.

mod invented;

use std::fs;

use invented::{coded, events, sources};
use polybius_store::{Desk, FORMAT, StoreError};

#[test]
fn one_process_writes_and_others_are_told_which() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Desk::open(folder.path()).unwrap();
    let refused = Desk::open(folder.path()).unwrap_err();
    assert!(matches!(&refused, StoreError::Busy { pid: Some(pid), .. } if *pid == std::process::id()), "{refused:?}");
    assert!(refused.is_temporary() && refused.to_string().contains("in use by another process (pid "));

    first.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    let reader = Desk::open_read_only(folder.path()).unwrap();
    assert_eq!(reader.counts().unwrap().documents, 1);
    first.store(&[coded("b", "Shots at the mill.", 1)]).unwrap();
    assert_eq!(reader.counts().unwrap().documents, 1, "a reader sees one moment");
    drop(first);
    assert_eq!(Desk::open(folder.path()).unwrap().counts().unwrap().documents, 2);
}

#[test]
fn a_newer_desk_is_refused_by_file_and_by_database() {
    let folder = tempfile::tempdir().unwrap();
    drop(Desk::open(folder.path()).unwrap());
    let version = folder.path().join("VERSION");
    for newer in [(FORMAT + 1).to_string(), "2.1-beta\u{1b}[31m".to_owned()] {
        fs::write(&version, newer).unwrap();
        for refused in [Desk::open(folder.path()), Desk::open_read_only(folder.path())] {
            let message = refused.map(|_| ()).unwrap_err().to_string();
            assert!(message.contains("update polybius") && !message.contains('\u{1b}'), "{message}");
        }
    }
    fs::remove_file(&version).unwrap();
    let raw = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
    raw.pragma_update(None, "user_version", FORMAT + 1).unwrap();
    drop(raw);
    assert!(matches!(Desk::open(folder.path()), Err(StoreError::Newer { .. })));
}

#[test]
fn other_folders_are_left_alone_and_half_made_desks_are_finished() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Desk::open_read_only(folder.path()), Err(StoreError::Missing { .. })));
    fs::write(folder.path().join("thesis.odt"), "precious").unwrap();
    assert!(matches!(Desk::open(folder.path()), Err(StoreError::NotADesk { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was put beside it");
    assert!(matches!(Desk::open(folder.path().join("thesis.odt")), Err(StoreError::NotADesk { .. })), "a file");

    fs::remove_file(folder.path().join("thesis.odt")).unwrap();
    for cut_short in ["LOCK", "desk.sqlite", "VERSION.tmp"] {
        fs::write(folder.path().join(cut_short), "").unwrap();
    }
    let unfinished = folder.path().join("blobs/tmp");
    fs::create_dir_all(&unfinished).unwrap();
    fs::write(unfinished.join("00ff"), "half a fi").unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    assert!(!unfinished.exists());
    desk.store(&[coded("a", "Shots at the ford.", 1)]).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("VERSION")).unwrap().trim(), FORMAT.to_string());
}

#[test]
fn damage_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::open(folder.path()).unwrap();
    desk.store(&[coded("a", "Shots at the ford.", 1), coded("b", "Shots at the mill.", 2)]).unwrap();
    let reports = desk.reports().unwrap();
    desk.replace_events(&events(&reports), &sources(&["a", "b"]), "m").unwrap();
    let sound = desk.verify().unwrap();
    assert_eq!((sound.documents, sound.quotes, sound.blobs, sound.faults), (2, 4, 2, vec![]));
    drop(desk);

    let faults = || Desk::open(folder.path()).unwrap().verify().unwrap().faults;
    let raw = |sql: &str| {
        let db = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
        db.execute_batch(sql).unwrap();
    };
    raw("UPDATE documents SET text = 'Shouts at the ford.' WHERE id = 'a'");
    let found = faults();
    assert!(found.iter().any(|f| f.subject == "document a" && f.what.contains("hash")), "{found:?}");
    assert_eq!(found.iter().filter(|f| f.what.contains("quote is not at 0..5 of a")).count(), 2, "{found:?}");
    raw("UPDATE documents SET text = 'Shots at the ford.' WHERE id = 'a'");
    assert_eq!(faults(), []);

    raw("DELETE FROM event_reports");
    assert_eq!(faults().len(), 4, "two reports in no event, two events with unlinked reports");
    let blobs = folder.path().join("blobs");
    fs::remove_dir_all(blobs).unwrap();
    assert_eq!(faults().len(), 6);
}

#[test]
fn a_desk_of_the_first_format_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let raw = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
    raw.execute_batch(include_str!("../src/schema/001_first.sql")).unwrap();
    raw.execute_batch(
        "PRAGMA user_version = 1;
         INSERT INTO documents(id, hash, fingerprint, published_from, text, blocks)
         VALUES ('old', 'h', 'f', '', 'Shots at the ford.', '[]');",
    )
    .unwrap();
    drop(raw);
    fs::write(folder.path().join("VERSION"), "1\n").unwrap();
    assert_eq!(Desk::open_read_only(folder.path()).unwrap().counts().unwrap().documents, 1);
    let mut desk = Desk::open(folder.path()).unwrap();
    assert_eq!(desk.fingerprints().unwrap().coder_of("old", "h").as_deref(), Some("rules"));
    desk.store(&[coded("a", "Shots at the mill.", 1)]).unwrap();
    drop(desk);
    assert_eq!(fs::read_to_string(folder.path().join("VERSION")).unwrap().trim(), FORMAT.to_string());
    assert_eq!(Desk::open(folder.path()).unwrap().counts().unwrap().documents, 2);
}
