//! The past of a desk on the command line: as-of, diff, deleted records, rules, claims, checked totals.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod running;

use std::fs;
use std::path::Path;

use running::{PUBLISHED, code, export, polybius, records, run};

/// Two papers on one attack, the later one with a higher toll and a claim.
const FIRST: &str = "A car bomb exploded at a checkpoint in Mogadishu on Wednesday, killing at least 12 people and wounding 30, \
    police said.";
const SECOND: &str = "The toll of Wednesday's car bombing at a checkpoint in Mogadishu has risen to 17 dead, the health ministry \
    said. Al-Shabaab claimed responsibility for the attack in a radio message and said it had killed 40 soldiers.";
const TOTAL: &str = "Al-Shabaab has killed more than 300 people in Somalia since January 2021, a research group said.";

fn write(folder: &Path) {
    for (name, text) in [("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", TOTAL)] {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn read(folder: &Path, arguments: &[&str]) -> String {
    run(polybius().current_dir(folder).args(arguments)).ok().stdout
}

/// The last revision of the desk.
fn revision(folder: &Path) -> String {
    let info = read(folder, &["desk", "info"]);
    let line = info.lines().find(|line| line.starts_with("revisions")).unwrap();
    format!("@{}", line.split_whitespace().last().unwrap())
}

#[test]
fn the_first_half_stays_readable_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here);
    fs::write(here.join("m.jsonl"), format!("{{\"path\":\"a.txt\",\"id\":\"a\",\"published\":\"{PUBLISHED}\"}}\n"))
        .unwrap();
    code(here, &["--manifest", "m.jsonl"]).ok();
    let then = revision(here);
    let formats = ["jsonl", "csv", "acled", "ucdp", "gtd", "plover", "geojson"];
    let before: Vec<String> = formats.iter().map(|format| read(here, &["export", format])).collect();
    code(here, &["b.txt", "c.txt", "--published", "2021-05-09"]).ok();
    // A correction of the first paper changes the document that was read.
    fs::write(here.join("a.txt"), FIRST.replace("12", "14")).unwrap();
    code(here, &["--manifest", "m.jsonl"]).ok();
    for (format, before) in formats.iter().zip(&before) {
        assert_eq!(read(here, &["export", format, "--as-of", &then]), *before, "{format}");
        assert_ne!(read(here, &["export", format]), *before, "{format}");
    }
    let refused = run(polybius().current_dir(here).args(["export", "csv", "--as-of", "yesterday"])).exit(2);
    assert!(refused.stderr.contains("give a day (2024-05-03)"), "{}", refused.stderr);

    let told = read(here, &["diff", &then]);
    // Another text is another report, and an event is named by its first one.
    assert!(told.contains("because a was corrected") && told.contains(" is new"), "{told}");
    let lines = read(here, &["diff", &then, "now", "--json"]);
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert!(first["reasons"][0]["reason"].is_string(), "{first}");
    let refused = run(polybius().current_dir(here).args(["diff", "now", &then])).exit(2);
    assert!(refused.stderr.contains("give the earlier moment first"), "{}", refused.stderr);
}

#[test]
fn the_best_number_follows_the_rule_of_the_desk_or_of_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here);
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    code(here, &["b.txt", "--published", "2021-05-09"]).ok();
    let best = |arguments: &[&str]| {
        let jsonl = read(here, &[&["export", "jsonl"], arguments].concat());
        let event = records(&jsonl, "event").remove(0);
        (event["killed"]["best"].as_u64().unwrap(), event["killed"]["rule"].as_str().unwrap().to_owned())
    };
    assert_eq!(best(&[]), (17, "latest-most-sources".to_owned()));
    assert_eq!(best(&["--rule", "lowest"]), (12, "lowest".to_owned()));
    assert_eq!(read(here, &["desk", "rule"]).trim(), "latest-most-sources");
    read(here, &["desk", "rule", "lowest"]);
    assert_eq!(best(&[]), (12, "lowest".to_owned()));
    assert_eq!(best(&["--rule", "highest"]), (17, "highest".to_owned()));
    let refused = run(polybius().current_dir(here).args(["desk", "rule", "mean"])).exit(2);
    assert!(refused.stderr.contains("most-sources"), "{}", refused.stderr);

    let event = &records(&export(here, "desk"), "event")[0];
    let tolls: Vec<_> = event["tolls"].as_array().unwrap().iter().filter(|t| t["counts"] == "killed").collect();
    assert_eq!((tolls[0]["best"].as_u64(), tolls[0]["by"][0].as_str()), (Some(12), Some("police")));
    assert_eq!((tolls[1]["best"].as_u64(), tolls[1]["published"].as_str()), (Some(17), Some("2021-05-09")));
    assert_eq!(event["agreement"], "confirmed");
}

#[test]
fn claims_and_totals_are_compared_with_events() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here);
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    code(here, &["b.txt", "c.txt", "--published", "2021-05-09"]).ok();
    let ledger = read(here, &["claims"]);
    assert!(ledger.contains("al-Shabaab") && ledger.contains("40 of 17"), "{ledger}");
    let group = read(here, &["claims", "--group", "Shabaab"]);
    assert!(group.contains("al-Shabaab claims it") && group.contains("Through a radio message"), "{group}");
    let claim: serde_json::Value =
        serde_json::from_str(read(here, &["claims", "--json"]).lines().next().unwrap()).unwrap();
    assert_eq!((&claim["kind"], &claim["claimed"]["killed"]), (&"claim".into(), &40.into()));
    let nobody = run(polybius().current_dir(here).args(["claims", "--group", "Nobody"])).exit(2);
    assert!(nobody.stderr.contains("nothing is said of"), "{}", nobody.stderr);

    let checked = read(here, &["check"]);
    assert!(checked.contains("ours is lower") && checked.contains("at least 300"), "{checked}");

    // The second paper joins the event of the first; read alone before, it was one of its own.
    let deleted = read(here, &["deleted"]);
    assert!(deleted.lines().all(|line| line.contains("deleted_timestamp")), "{deleted}");
    assert!(read(here, &["deleted", "--csv"]).starts_with("event_id_cnty,deleted_timestamp,"));
}

#[test]
fn a_release_is_written_alike_again_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here);
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    let events = read(here, &["export", "csv"]);
    read(here, &["release", "2021-q2", "-o", "one", "--licence", "CC-BY-4.0"]);
    code(here, &["b.txt", "c.txt", "--published", "2021-05-09"]).ok();
    read(here, &["release", "2021-q2", "-o", "two"]);
    for entry in fs::read_dir(here.join("one")).unwrap() {
        let name = entry.unwrap().file_name();
        let file = |of: &str| fs::read(here.join(of).join(&name)).unwrap();
        assert_eq!(file("one"), file("two"), "{name:?}");
    }
    assert_eq!(read(here, &["export", "csv", "--as-of", "2021-q2"]), events);
    assert_eq!(fs::read_to_string(here.join("one/events.csv")).unwrap(), events);
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(here.join("one/datapackage.json")).unwrap()).unwrap();
    let resource = &package["resources"][0];
    let columns = events.lines().next().unwrap().split(',').count();
    assert_eq!(resource["schema"]["fields"].as_array().map(Vec::len), Some(columns));
    assert_eq!(resource["bytes"].as_u64(), Some(events.len() as u64));
    let sums = fs::read_to_string(here.join("one/SHA256SUMS")).unwrap();
    assert!(sums.contains(resource["hash"].as_str().unwrap().trim_start_matches("sha256:")), "{sums}");

    let verify = || run(polybius().current_dir(here).args(["release", "2021-q2", "--verify", "one"]));
    verify().ok();
    fs::write(here.join("one/events.csv"), "tampered").unwrap();
    assert!(verify().exit(1).stdout.contains("events.csv: CHANGED"));
    for (arguments, words) in [
        (&["release", "2021-q2"][..], "releases never change"),
        (&["release", "2021-q2", "-o", "one"], "is not empty"),
        (&["release", "../x"], "is no name of a release"),
        (&["release", "2021-05-07"], "would be read as a day"),
    ] {
        let refused = run(polybius().current_dir(here).args(arguments)).exit(2);
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
}
