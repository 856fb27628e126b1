//! Other people's datasets beside the desk's own events.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod running;

use std::fs;
use std::path::Path;

use running::{PUBLISHED, Ran, STORY, code, polybius, records, run};

const MAPPING: &str = "dataset = \"watch\"\nlicence = \"cc-by-4.0\"\nid = \"no\"\n[event]\ndefault = \"Suicide bomb\"\n\
    [date]\nstart = \"day\"\n[place]\nname = \"town\"\ncountry = \"country\"\nlatitude = \"lat\"\nlongitude = \"lon\"\n\
    [[actors]]\ncolumn = \"by\"\nrole = \"perpetrator\"\n[counts.killed]\nbest = \"dead\"\n";

const TABLE: &str = "no,day,town,country,lat,lon,by,dead\n\
    1,2021-05-05,Mogadishu,Somalia,2.04,45.34,Al-Shabaab,15\n\
    2,2021-05-20,Gao,Mali,16.27,-0.04,Unknown,3\n\
    3,2021-05-32,Gao,Mali,16.27,-0.04,Unknown,3\n";

fn polybius_in(here: &Path, arguments: &[&str]) -> Ran {
    run(polybius().current_dir(here).args(arguments))
}

fn import(here: &Path) -> Ran {
    fs::write(here.join("watch.toml"), MAPPING).unwrap();
    fs::write(here.join("watch.csv"), TABLE).unwrap();
    polybius_in(here, &["import", "mapping", "watch.csv", "--mapping", "watch.toml"])
}

#[test]
fn rows_are_stored_once_and_rejects_are_written_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let first = import(here).exit(1);
    assert!(first.stdout.contains("3 rows: 2 new, 1 rejected"), "{}", first.stdout);
    assert!(first.stderr.contains("rejected 1: day cannot be read"), "{}", first.stderr);
    let rejects = fs::read_to_string(here.join("watch.csv.rejects.jsonl")).unwrap();
    let reject: serde_json::Value = serde_json::from_str(rejects.trim()).unwrap();
    assert_eq!((&reject["line"], &reject["row"]["no"]), (&serde_json::json!(4), &serde_json::json!("3")));
    let export = || polybius_in(here, &["export", "jsonl", "--dataset", "watch"]).ok().stdout;
    let before = export();
    let again = import(here).exit(1);
    assert!(again.stdout.contains("0 new, 2 known already"), "{}", again.stdout);
    assert_eq!(export(), before);
    let events = records(&before, "event");
    assert_eq!(events[0]["id"], "watch:1");
    assert_eq!((&events[0]["licence"], &events[0]["row"]["dead"]), (&"cc-by-4.0".into(), &"15".into()));
    assert_eq!(polybius_in(here, &["export", "jsonl"]).ok().stdout, "", "imported rows are no events of the desk");
    let info = polybius_in(here, &["desk", "info"]).ok().stdout;
    assert!(info.contains("dataset     watch: 2 rows, 2021-05-05 to 2021-05-20, cc-by-4.0"), "{info}");
    polybius_in(here, &["desk", "verify"]).ok();

    fs::write(here.join("watch.csv"), TABLE.replace("05-32", "05-30")).unwrap();
    polybius_in(here, &["import", "mapping", "watch.csv", "--mapping", "watch.toml"]).ok();
    assert!(!here.join("watch.csv.rejects.jsonl").exists(), "no rejects of an earlier run stay behind");
}

#[test]
fn restricted_rows_stay_in_the_desk_unless_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    import(here).exit(1);
    polybius_in(
        here,
        &["import", "mapping", "watch.csv", "--mapping", "watch.toml", "--name", "own", "--licence", "private"],
    )
    .exit(1);
    let free = polybius_in(here, &["export", "csv", "--dataset", "own", "--dataset", "watch"]).ok();
    assert_eq!(free.stdout.lines().count(), 3);
    assert!(free.stderr.contains("2 rows left out: the licence private"), "{}", free.stderr);
    let all =
        polybius_in(here, &["export", "csv", "--dataset", "own", "--dataset", "watch", "--include-restricted"]).ok();
    assert_eq!(all.stdout.lines().count(), 5);
    assert!(all.stderr.contains("rows under 2 licences in one export"), "{}", all.stderr);
    for (arguments, words) in [
        (&["export", "csv", "--dataset", "none"][..], "this desk holds own, watch"),
        (&["export", "csv", "--dataset", "own", "--safe"], "leave --safe away"),
        (&["import", "acled", "watch.csv", "--licence", "mine"], "known are acled-terms"),
        (&["import", "acled", "watch.csv", "--name", "desk"], "and not `desk`"),
        (&["import", "acled", "watch.csv", "--mapping", "watch.toml"], "goes with the format `mapping`"),
        (&["import", "acled", "nowhere.csv"], "cannot read nowhere.csv"),
        (&["match", "desk", "none"], "it holds own, watch, desk"),
    ] {
        let refused = polybius_in(here, arguments).exit(2);
        assert!(refused.stderr.contains(words), "{}", refused.stderr);
    }
}

#[test]
fn two_datasets_are_matched_and_their_tolls_compared() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    import(here).exit(1);
    let matched = polybius_in(here, &["match", "desk", "watch", "-o", "links.csv"]).ok().stdout;
    for words in [
        "matched                     1",
        "only in watch               1",
        "1 pairs, 0 equal, 0 higher in desk, 1 higher in watch",
    ] {
        assert!(matched.contains(words), "{matched}");
    }
    assert!(
        matched.lines().any(|l| l.starts_with("SO") && l.ends_with("12        15         0         1")),
        "{matched}"
    );
    let links = fs::read_to_string(here.join("links.csv")).unwrap();
    let rows: Vec<&str> = links.lines().collect();
    assert_eq!(rows.len(), 3, "one link, one row without partner");
    assert!(rows[1].contains(",watch:1,") && rows[1].contains("killed"), "{}", rows[1]);
    assert!(rows[2].starts_with(",watch:2,"), "{}", rows[2]);
    polybius_in(here, &["match", "desk", "watch", "-o", "links.jsonl", "--country", "SO"]).ok();
    let lines = fs::read_to_string(here.join("links.jsonl")).unwrap();
    let link: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((lines.lines().count(), &link["b"]), (1, &"watch:1".into()));
    assert!(link["score"]["total"].as_f64() >= link["score"]["needed"].as_f64());
}
