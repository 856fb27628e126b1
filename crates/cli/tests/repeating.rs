//! The same again changes nothing; something else is a change that is kept.

mod running;

use std::fs;

use running::{PUBLISHED, QUIET, STORY, code, export, many, polybius, records, run};

fn info(folder: &std::path::Path) -> String {
    run(polybius().current_dir(folder).args(["desk", "info"])).ok().stdout
}

#[test]
fn coding_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 30);
    code(here, &["many.jsonl"]).ok();
    let (first, counts) = (export(here, "desk"), info(here));
    assert!(records(&first, "event").len() > 10);
    let again = code(here, &["many.jsonl"]).ok();
    assert!(again.stdout.contains("30 documents: 0 new, 30 known already"), "{}", again.stdout);
    assert_eq!((export(here, "desk"), info(here)), (first.clone(), counts.clone()));
    code(here, &["many.jsonl", "--recode"]).ok();
    assert_eq!((export(here, "desk"), info(here)), (first, counts), "coding again finds the same");
}

#[test]
fn threads_and_order_do_not_show_in_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let path = many(here, 24);
    let lines = fs::read_to_string(&path).unwrap();
    let backwards: Vec<&str> = lines.lines().rev().collect();
    fs::write(here.join("backwards.jsonl"), backwards.join("\n")).unwrap();
    code(here, &["many.jsonl", "--desk", "one"]).ok();
    run(polybius().current_dir(here).args(["code", "backwards.jsonl", "--threads", "5", "--desk", "other"])).ok();
    assert_eq!(export(here, "one"), export(here, "other"));
}

#[test]
fn a_document_that_changed_replaces_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    let manifest = |day: &str| {
        let line = serde_json::json!({"path": "a.txt", "id": "a", "published": day});
        fs::write(here.join("m.jsonl"), line.to_string()).unwrap();
    };
    let first_day = |jsonl: &str| records(jsonl, "event")[0]["date"]["start"].clone();
    manifest(PUBLISHED);
    code(here, &["--manifest", "m.jsonl"]).ok();
    assert_eq!(first_day(&export(here, "desk")), "2021-05-05");
    manifest("2021-05-14");
    let ran = code(here, &["--manifest", "m.jsonl"]).ok();
    assert!(ran.stdout.contains("1 document: 0 new, 1 changed"), "{}", ran.stdout);
    assert_eq!(first_day(&export(here, "desk")), "2021-05-12", "the metadata count too");
    fs::write(here.join("a.txt"), QUIET).unwrap();
    code(here, &["--manifest", "m.jsonl"]).ok();
    assert!(records(&export(here, "desk"), "event").is_empty());
    run(polybius().current_dir(here).args(["desk", "verify"])).ok();
}

#[test]
fn of_two_documents_with_one_id_the_first_counts_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let lines =
        [STORY, QUIET].map(|text| serde_json::json!({"id": "same", "text": text, "published": PUBLISHED}).to_string());
    fs::write(here.join("in.jsonl"), lines.join("\n")).unwrap();
    for _ in 0..2 {
        let ran = code(here, &["in.jsonl"]).exit(1);
        assert!(ran.stderr.contains("document same") && ran.stderr.contains("id of its own"), "{}", ran.stderr);
        assert_eq!(records(&export(here, "desk"), "event").len(), 1);
    }
    fs::write(here.join("one.txt"), STORY).unwrap();
    fs::write(here.join("two.txt"), STORY).unwrap();
    let ran = code(here, &["one.txt", "two.txt", "--desk", "copies", "--published", PUBLISHED]).ok();
    assert!(ran.stdout.contains("1 new, 1 the same text twice"), "{}", ran.stdout);
}

#[test]
fn copies_are_one_source() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let story = format!(
        "{STORY} {QUIET} The road was closed for most of the day, and lorries stood in line for several kilometres."
    );
    let copy = format!("{story} The paper's own reporter added that it rained.");
    let lines = [("a", story), ("b", copy)]
        .map(|(id, text)| serde_json::json!({"id": id, "text": text, "published": PUBLISHED}).to_string());
    fs::write(here.join("in.jsonl"), lines.join("\n")).unwrap();
    code(here, &["in.jsonl"]).ok();
    let events = records(&export(here, "desk"), "event");
    assert_eq!(events.len(), 1);
    assert_eq!((events[0]["documents"].as_array().unwrap().len(), &events[0]["sources"]), (2, &serde_json::json!(1)));
}
