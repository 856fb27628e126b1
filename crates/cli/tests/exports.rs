//! What is exported is what is shown, whatever the filter and the format, and the file beside it says what it is.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod running;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use running::{PUBLISHED, STORY, code, export, many, polybius, records, run};

/// The ids of the events in an export.
fn ids(folder: &Path, format: &str, filter: &[&str]) -> BTreeSet<String> {
    let text = run(polybius().current_dir(folder).args(["export", format]).args(filter)).ok().stdout;
    match format {
        "jsonl" => records(&text, "event").iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect(),
        "geojson" => {
            let all: serde_json::Value = serde_json::from_str(&text).unwrap();
            all["features"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
        }
        _ => text
            .lines()
            .filter_map(|l| l.split_once(','))
            .map(|(id, _)| id.to_owned())
            .filter(|id| id.starts_with("event-"))
            .collect(),
    }
}

#[test]
fn exports_choose_what_reads_choose() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 12);
    code(here, &["many.jsonl", "--quiet"]).ok();
    let events = records(&export(here, "desk"), "event");
    let day = |e: &serde_json::Value, end: &str| e["date"][end].as_str().unwrap_or_default().to_owned();
    type Passes<'a> = &'a dyn Fn(&serde_json::Value) -> bool;
    let table: [(&[&str], Passes<'_>); 4] = [
        (&[], &|_| true),
        (&["--country", "af"], &|e| e["place"]["country"] == "AF"),
        (&["--from", "2012-02-01", "--to", "2012-03-20"], &|e| {
            day(e, "end").as_str() >= "2012-02-01"
                && !day(e, "start").is_empty()
                && day(e, "start").as_str() <= "2012-03-20"
        }),
        (&["--type", "Explosions/Remote violence", "--min-sources", "1"], &|e| {
            e["event_type"] == "Explosions/Remote violence"
        }),
    ];
    for (filter, passes) in table {
        let expected: BTreeSet<String> =
            events.iter().filter(|e| passes(e)).map(|e| e["id"].as_str().unwrap().to_owned()).collect();
        assert!(!expected.is_empty(), "{filter:?}");
        for format in ["jsonl", "csv", "hxl", "geojson"] {
            assert_eq!(ids(here, format, filter), expected, "{format} {filter:?}");
        }
        for id in expected {
            let shown = run(polybius().current_dir(here).args(["show", &id])).ok().stdout;
            assert_eq!(shown.lines().next(), Some(id.as_str()));
        }
    }
}

#[test]
fn a_file_says_beside_it_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    let about = |arguments: &[&str]| {
        let ran = run(polybius().current_dir(here).args(["export"]).args(arguments).args(["-o", "out"])).ok();
        let about = fs::read(here.join("out.about.json")).unwrap();
        (serde_json::from_slice::<serde_json::Value>(&about).unwrap(), ran.stderr)
    };
    let (csv, _) = about(&["csv", "--country", "SO"]);
    assert_eq!((&csv["file"], &csv["format"], &csv["written"]), (&"out".into(), &"csv".into(), &1.into()));
    assert_eq!(csv["filter"]["countries"], serde_json::json!(["SO"]));
    assert_eq!(csv["checksum"]["bytes"], fs::read(here.join("out")).unwrap().len());
    assert_eq!(csv["rules"]["best"], "latest-most-sources");
    assert_eq!((&csv["desk"]["documents"], &csv["safe"]), (&1.into(), &serde_json::Value::Null));
    let text = csv.to_string();
    assert!(!text.contains(here.to_str().unwrap()), "no folder's name: {text}");

    let (again, _) = about(&["csv", "--country", "SO"]);
    assert_eq!(again, csv, "the same export has the same words beside it");

    let (acled, said) = about(&["acled", "--to", "2021-05-01"]);
    assert_eq!((&acled["filtered_out"], &acled["written"]), (&1.into(), &0.into()));
    assert!(said.contains("1 filtered out"), "{said}");

    let (safe, said) = about(&["csv", "--safe", "--today", "2021-05-20"]);
    assert_eq!((&safe["written"], &safe["safe"]["last_day"]), (&1.into(), &"2021-05-13".into()));
    assert!(said.contains("safe: up to 2021-05-13"), "{said}");
    let row = fs::read_to_string(here.join("out")).unwrap();
    assert!(row.contains("Banaadir") && row.contains("admin") && !row.contains(",exact,"), "{row}");
    let (held, _) = about(&["csv", "--safe", "--today", "2021-05-10"]);
    assert_eq!((&held["written"], held["left_out"].as_object().unwrap().len()), (&0.into(), 1));
}
