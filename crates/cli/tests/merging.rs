//! Why reports are one event, and what a person says about it.
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod running;

use std::path::Path;

use running::{code, export, polybius, records, run};
use serde_json::{Value, json};

/// Two papers on one attack, a third on another of the same day in another town.
fn three(folder: &Path) {
    let lines = [
        ("wire", "Gunmen killed seven soldiers at a checkpoint in Quetta on Wednesday, police said."),
        (
            "ledger",
            "Seven soldiers were killed by gunmen at a checkpoint in Quetta on Wednesday, a police officer said.",
        ),
        ("post", "Gunmen killed seven soldiers at a checkpoint in Karachi on Wednesday, police said."),
    ];
    let lines = lines.map(|(id, text)| json!({"id": id, "text": text, "published": "2021-05-07"}).to_string() + "\n");
    std::fs::write(folder.join("three.jsonl"), lines.concat()).unwrap();
    code(folder, &["three.jsonl"]).ok();
}

fn events(folder: &Path) -> Vec<(String, Vec<String>)> {
    let words = |v: &Value| v.as_str().unwrap().to_owned();
    let list = |v: &Value| v.as_array().unwrap().iter().map(words).collect::<Vec<String>>();
    let mut out: Vec<(String, Vec<String>)> =
        records(&export(folder, "desk"), "event").iter().map(|e| (words(&e["id"]), list(&e["documents"]))).collect();
    out.sort_by(|a, b| a.1.cmp(&b.1));
    out
}

#[test]
fn merges_are_explained_and_a_person_wins_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let polybius = |arguments: &[&str]| run(polybius().current_dir(here).args(arguments));
    let documents = || events(here).into_iter().map(|(_, documents)| documents).collect::<Vec<_>>();
    three(here);
    assert_eq!(documents(), [vec!["ledger", "wire"], vec!["post"]]);

    let [(quetta, _), (karachi, _)] = [0, 1].map(|n| events(here)[n].clone());
    let told = polybius(&["why", &quetta]).ok().stdout;
    for words in ["What holds it together", "ledger", "score", "Near, and not in it", "post", "other places"] {
        assert!(told.contains(words), "{words}:\n{told}");
    }
    let why: Value = serde_json::from_str(&polybius(&["why", &quetta, "--json"]).ok().stdout).unwrap();
    let parts = &why["joins"][0]["parts"];
    let sum: f64 = ["date", "place", "actors", "kind", "counts", "words", "weapons"]
        .iter()
        .map(|p| parts[p].as_f64().unwrap())
        .sum();
    assert!(
        (sum - parts["total"].as_f64().unwrap()).abs() < 1e-9 && sum >= parts["needed"].as_f64().unwrap(),
        "{parts}"
    );
    assert_eq!(
        (&why["apart"][0]["because"], &why["apart"][0]["parts"]["conflict"]),
        (&json!("conflict"), &json!("places"))
    );

    polybius(&["join", &quetta, &karachi, "--reason", "one dateline is wrong"]).ok();
    assert_eq!(documents(), [vec!["ledger", "post", "wire"]]);
    let all = events(here)[0].0.clone();
    let told = polybius(&["why", &all]).ok().stdout;
    assert!(told.contains("a person") && told.contains("one dateline is wrong"), "{told}");

    polybius(&["split", &all, "ledger"]).ok();
    assert_eq!(documents(), [vec!["ledger"], vec!["post", "wire"]]);
    let left = events(here)[0].0.clone();
    assert!(polybius(&["why", &left]).ok().stdout.contains("a person split them"));

    // More news, and everything read again: the words of people hold.
    std::fs::write(
        here.join("late.txt"),
        "Gunmen killed seven soldiers at a checkpoint in Quetta on Wednesday, a doctor said.",
    )
    .unwrap();
    code(here, &["late.txt", "--published", "2021-05-07"]).ok();
    code(here, &["three.jsonl", "--recode"]).ok();
    let apart = documents();
    assert!(apart.iter().all(|d| !(d.contains(&"ledger".to_owned()) && d.contains(&"wire".to_owned()))), "{apart:?}");
    polybius(&["desk", "verify"]).ok();
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    three(here);
    let event = events(here)[0].0.clone();
    for (arguments, words) in [
        (vec!["split", &event, "ledger", "wire"], "nothing would be left"),
        (vec!["split", &event, "post"], "no report of"),
        (vec!["join", &event, "event-0000"], "no event begins"),
        (vec!["why", "nothing"], "no event begins"),
    ] {
        let refused = run(polybius().current_dir(here).args(&arguments)).exit(2);
        assert!(refused.stderr.contains(words), "{arguments:?}: {}", refused.stderr);
    }
}
