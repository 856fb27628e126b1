//! `--coder URL`: a model at an endpoint reads instead of the rules.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

#[path = "../../remote/tests/endpoint/mod.rs"]
mod endpoint;
mod running;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use endpoint::{Endpoint, Says};
use running::{PUBLISHED, QUIET, Ran, STORY, code, export, polybius, records, run};
use serde_json::json;

const BOMB: &str = "A car bomb exploded at a checkpoint in Mogadishu on Wednesday, killing at least 12 people and wounding 30, police said.";

/// What a model may say of the story; of all else that it has no events.
fn answer(asked: &endpoint::Asked) -> Says {
    let count = |best: u64, low: u64| json!({"best": best, "low": low, "high": null, "quote": BOMB, "breakdown": []});
    let event = json!({
        "quote": BOMB, "sub_event_type": "Remote explosive/landmine/IED", "status": "occurred",
        "date": {"start": "2021-05-05", "end": "2021-05-05", "quote": BOMB},
        "place": {"name": "Mogadishu", "country": "SO", "quote": BOMB},
        "killed": count(12, 12), "injured": count(31, 31), "detained": {"best": 7, "quote": "Police held seven men."},
    });
    let events = if asked.user().contains(BOMB) { vec![event] } else { vec![] };
    Says::Message(json!({"events": events, "statements": []}).to_string())
}

/// Two documents in `in.jsonl`.
fn documents(here: &Path) {
    let lines = [("story", STORY), ("quiet", QUIET)]
        .map(|(id, text)| json!({"id": id, "text": text, "published": PUBLISHED}).to_string());
    fs::write(here.join("in.jsonl"), lines.join("\n")).unwrap();
}

fn verified(here: &Path) {
    run(polybius().current_dir(here).args(["desk", "verify"])).ok();
}

fn coders(jsonl: &str) -> Vec<String> {
    records(jsonl, "report").iter().map(|r| r["coder"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_model_reads_and_what_it_makes_up_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    documents(here);
    let endpoint = Endpoint::start(|_, asked| answer(asked));
    let mut command = polybius();
    command.current_dir(here).env("POLYBIUS_API_KEY", "opensesame");
    let ran = run(command.args(["code", "in.jsonl", "--coder", &endpoint.url, "--coder-jobs", "2"])).ok();
    assert!(
        ran.stdout.contains("2 documents: 2 new") && ran.stdout.contains("warning not-in-text in 1 document"),
        "{}",
        ran.stdout
    );
    assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("opensesame"));
    assert!(endpoint.asked().iter().all(|a| a.header("authorization") == Some("Bearer opensesame")));
    let jsonl = export(here, "desk");
    assert!(!jsonl.contains("opensesame"));
    let reports = records(&jsonl, "report");
    assert_eq!(reports.len(), 1);
    let report = &reports[0];
    assert_eq!((&report["coder"], &report["killed"]["best"]), (&json!("remote:tiny-model"), &json!(12)));
    assert!(report.get("injured").is_none() && report.get("detained").is_none(), "{report}");
    assert_eq!(records(&jsonl, "event")[0]["place"]["name"], "Mogadishu");
    verified(here);

    let asked = endpoint.asked().len();
    let again = run(&mut command).ok();
    assert!(again.stdout.contains("2 documents: 0 new, 2 known already"), "{}", again.stdout);
    assert_eq!(endpoint.questions().len(), 2, "no document is asked about twice");
    assert!(endpoint.asked().len() > asked, "but the endpoint must be there");
    assert_eq!(export(here, "desk"), jsonl);
}

#[test]
fn another_coder_replaces_nothing_unless_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    documents(here);
    let endpoint = Endpoint::start(|_, asked| answer(asked));
    code(here, &["in.jsonl"]).ok();
    let by_rules = export(here, "desk");
    assert!(endpoint.asked().is_empty() && coders(&by_rules).iter().all(|c| c == "rules"));

    let ran = code(here, &["in.jsonl", "--coder", &endpoint.url]).ok();
    assert!(ran.stdout.contains("2 documents: 0 new, 2 left as another coder read them"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("2 documents keep what rules found; with --recode, remote:tiny-model reads them"),
        "{}",
        ran.stdout
    );
    assert_eq!((export(here, "desk"), endpoint.questions().len()), (by_rules.clone(), 0));

    code(here, &["in.jsonl", "--coder", &endpoint.url, "--recode"]).ok();
    assert_eq!(coders(&export(here, "desk")), ["remote:tiny-model"]);
    verified(here);
    let ran = code(here, &["in.jsonl"]).ok();
    assert!(ran.stdout.contains("keep what remote:tiny-model found"), "{}", ran.stdout);
    code(here, &["in.jsonl", "--recode"]).ok();
    assert_eq!(export(here, "desk"), by_rules, "the rules find what they found");

    // A text that changed is another text.
    let changed = json!({"id": "story", "text": format!("{STORY} It rained."), "published": PUBLISHED});
    fs::write(here.join("in.jsonl"), changed.to_string()).unwrap();
    let ran = code(here, &["in.jsonl", "--coder", &endpoint.url]).ok();
    assert!(ran.stdout.contains("1 document: 0 new, 1 changed"), "{}", ran.stdout);
    assert_eq!(coders(&export(here, "desk")), ["remote:tiny-model"]);
}

#[test]
fn a_document_that_is_not_read_is_kept_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    documents(here);
    let well = Arc::new(AtomicBool::new(false));
    let is_well = Arc::clone(&well);
    let endpoint =
        Endpoint::start(move |_, asked| match asked.user().contains(BOMB) && !is_well.load(Ordering::SeqCst) {
            true => Says::Message("As a language model, I".to_owned()),
            false => answer(asked),
        });
    let with_model = |more: &[&str]| code(here, &[&["in.jsonl", "--coder", &endpoint.url], more].concat());
    let ran = with_model(&[]).exit(1);
    assert!(ran.stderr.contains("document story:") && ran.stderr.contains(&endpoint.url), "{}", ran.stderr);
    assert!(ran.stdout.contains("2 new, 1 of them not read"), "{}", ran.stdout);
    assert!(records(&export(here, "desk"), "report").is_empty());
    verified(here);
    // The rules may read it meanwhile: no coder has.
    well.store(true, Ordering::SeqCst);
    let ran = with_model(&[]).ok();
    assert!(ran.stdout.contains("1 changed, 1 known already"), "{}", ran.stdout);
    let read = export(here, "desk");
    assert_eq!(coders(&read), ["remote:tiny-model"]);

    // What is there is not lost to an endpoint that has fallen ill.
    well.store(false, Ordering::SeqCst);
    let ran = with_model(&["--recode"]).exit(1);
    assert!(ran.stdout.contains("1 not read again"), "{}", ran.stdout);
    assert_eq!(export(here, "desk"), read);
}

#[test]
fn a_run_stops_where_no_document_gets_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    running::many(here, 40);
    let endpoint =
        Endpoint::start(|_, _| Says::Status(400, "", json!({"error": {"message": "no such model"}}).to_string()));
    let ran = code(here, &["many.jsonl", "--coder", &endpoint.url]).exit(2);
    assert!(
        ran.stderr.contains("no such model") && ran.stderr.contains("the same command does the rest"),
        "{}",
        ran.stderr
    );
    assert!(endpoint.questions().len() < 40, "{}", endpoint.questions().len());
    verified(here);
    let ran = code(here, &["many.jsonl"]).ok();
    assert!(ran.stdout.starts_with("date") && ran.stdout.contains("40 documents: "), "{}", ran.stdout);
    assert!(records(&export(here, "desk"), "event").len() > 10);
}

#[test]
fn wrong_coders_are_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    documents(here);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let gone = format!("http://127.0.0.1:{port}/v1");
    let locked = Endpoint::start(|_, _| Says::Status(401, "", String::new()));
    let cases: [(&[&str], &[&str]); 5] = [
        (&["--coder", "magic"], &["rules", "http://"]),
        (&["--coder", &gone], &[&gone, "start the server"]),
        (&["--coder", "https://me:opensesame@example.org/v1"], &["POLYBIUS_API_KEY"]),
        (&["--coder-model", "tiny"], &["--coder"]),
        (&["--coder", &locked.url], &[&locked.url, "POLYBIUS_API_KEY", "does the rest"]),
    ];
    for (arguments, said) in cases {
        let Ran { code, stderr, .. } = code(here, &[&["in.jsonl"], arguments].concat());
        assert_eq!(code, Some(2), "{stderr}");
        assert!(said.iter().all(|words| stderr.contains(words)), "{said:?}: {stderr}");
        assert!(!stderr.contains("opensesame"));
    }
    let help = run(polybius().args(["code", "--help"])).ok().stdout;
    assert!(
        help.contains("llama-server") && help.contains("POLYBIUS_API_KEY") && help.contains("--coder-timeout"),
        "{help}"
    );
}
