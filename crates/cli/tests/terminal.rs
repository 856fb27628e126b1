//! What people see: help, tables, one event, explanations, exit codes.

mod running;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use running::{PUBLISHED, QUIET, STORY, code, export, many, polybius, records, run};

#[test]
fn help_teaches_and_completions_are_scripts() {
    for command in ["code", "annotate", "dyads", "export", "show", "explain"] {
        let help = run(polybius().args([command, "--help"])).ok().stdout;
        assert!(help.contains("Example"), "{command}: {help}");
    }
    assert!(!run(polybius().arg("--help")).ok().stdout.contains("pdf-child"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(polybius().args(["completions", shell])).ok().stdout.contains("annotate"), "{shell}");
    }
    for wrong in [&["code"][..], &["cod", "x"], &["export", "stata"], &["code", "x", "--published", "2021-13-01"]] {
        assert!(!run(polybius().args(wrong)).exit(2).stderr.is_empty());
    }
}

#[test]
fn a_story_is_shown_with_its_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), format!("{QUIET}\n\n{STORY}")).unwrap();
    let ran = code(here, &["a.txt", "--published", PUBLISHED]).ok();
    let event = records(&export(here, "desk"), "event")[0]["id"].as_str().unwrap().to_owned();
    let hex = event.rsplit('-').next().unwrap();
    for words in ["2021-05-05", "12", &hex[..8]] {
        assert!(ran.stdout.contains(words), "{words} in {}", ran.stdout);
    }
    for id in [event.as_str(), &event[..event.len() - 4], &hex[..8]] {
        let shown = run(polybius().current_dir(here).args(["show", id])).ok().stdout;
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        // Behind each value stands how sure it is.
        assert!(flat.contains("2021-05-05 (day) [0.") && flat.contains("exploded"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
    }
    let refused = run(polybius().current_dir(here).args(["show", "event-none"])).exit(2);
    assert!(refused.stderr.contains("no event begins with"), "{}", refused.stderr);
    assert!(code(here, &["a.txt", "--quiet", "--published", PUBLISHED]).ok().stdout.is_empty());
}

#[test]
fn sentences_are_explained_and_mentions_marked() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let explained = run(polybius().args(["explain", STORY, "--published", PUBLISHED])).ok().stdout;
    assert!(explained.lines().any(|l| l.starts_with("coded ")), "{explained}");
    fs::write(here.join("quiet.txt"), QUIET).unwrap();
    let explained = run(polybius().current_dir(here).args(["explain", "quiet.txt"])).ok().stdout;
    assert!(explained.contains("----- ") && !explained.lines().any(|l| l.starts_with("coded ")), "{explained}");
    run(polybius().current_dir(here).args(["explain", "gone.txt"])).exit(1);

    many(here, 3);
    let lines = run(polybius().current_dir(here).args(["annotate", "many.jsonl"])).ok().stdout;
    let mentions: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let documents: Vec<&str> = mentions.iter().map(|m| m["document"].as_str().unwrap()).collect();
    assert!(documents.is_sorted() && documents.contains(&"doc-0002"));
    assert!(mentions.iter().any(|m| m["kind"] == "time" && m["text"].as_str().unwrap().contains("Monday")));

    fs::write(here.join("d.txt"), "The government of Chad accused Sudan of arming the rebels.").unwrap();
    let lines = run(polybius().current_dir(here).args(["dyads", "d.txt"])).ok().stdout;
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let side = |field: &str| first[field][0]["code"].as_str().unwrap().to_owned();
    assert_eq!((side("sources"), side("targets")), ("TCDGOV".to_owned(), "SDN".to_owned()));
    assert_eq!((first["cameo"].as_str(), first["class"].as_str()), (Some("112"), Some("DISAPPROVE")));
    assert!(!here.join("desk").exists(), "nothing is stored");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    many(here, 200);
    code(here, &["many.jsonl", "--quiet"]).ok();
    let mut child = polybius()
        .current_dir(here)
        .args(["export", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut one = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut one).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn every_format_is_written_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    fs::write(here.join("a.txt"), STORY).unwrap();
    code(here, &["a.txt", "--published", PUBLISHED]).ok();
    for format in ["jsonl", "acled", "ucdp", "gtd", "plover", "geojson", "csv", "hxl", "parquet", "geoparquet", "xlsx"]
    {
        let ran = run(polybius().current_dir(here).args(["export", format, "-o", "out", "--why", "why"])).ok();
        assert!(ran.stdout.is_empty() && ran.stderr.contains("written"), "{format}: {}", ran.stderr);
        assert!(!fs::read(here.join("out")).unwrap().is_empty(), "{format}");
        let why = fs::read_to_string(here.join("why")).unwrap();
        assert!(
            why.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()) && !why.is_empty(),
            "{format}"
        );
    }
    let none = run(polybius().current_dir(here).args(["export", "csv", "--from", "2022-01-01"])).ok();
    assert!(
        none.stdout.lines().count() == 1 && none.stderr.contains("1 filtered out"),
        "{} {}",
        none.stdout,
        none.stderr
    );
}

#[test]
fn own_actors_and_places_are_read_and_faults_in_them_named() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let own = here.join("own");
    fs::create_dir(&own).unwrap();
    let annotate = |text: &str| {
        fs::write(here.join("a.txt"), text).unwrap();
        let ran = run(polybius().current_dir(here).args(["annotate", "a.txt", "--lexicon", "own"])).ok();
        ran.stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect::<Vec<serde_json::Value>>()
    };
    let text = "Fighters of the Heron Column attacked a convoy near Quillmere on Tuesday, the army said.";
    let named = |found: &[serde_json::Value], kind: &str, field: &str, name: &str| {
        found.iter().any(|m| m["kind"] == kind && m["value"][field] == name)
    };
    assert!(!named(&annotate(text), "actor", "id", "org-heron-column-own"));
    let actors = "name\tkind\tcountry\tparent\tsince\tuntil\taliases\tid\n\
                  Heron Column\trebel_group\tFJ\t\t\t\t\torg-heron-column-own\n";
    fs::write(own.join("mine.tsv"), actors).unwrap();
    let place = "99000001\tQuillmere\tQuillmere\t\t-17.5\t178.1\tP\tPPL\tFJ\t\t01\t\t\t\t52000\t\t10\tPacific/Fiji\t2024-01-01\n";
    fs::write(own.join("mine.txt"), place).unwrap();
    let found = annotate(text);
    assert!(named(&found, "actor", "id", "org-heron-column-own"), "{found:#?}");
    assert!(named(&found, "place", "name", "Quillmere"), "{found:#?}");

    fs::write(own.join("mine.tsv"), actors.replace("rebel_group", "choir")).unwrap();
    let refused = run(polybius().current_dir(here).args(["annotate", "a.txt", "--lexicon", "own"])).exit(2);
    assert!(refused.stderr.contains("mine.tsv") && refused.stderr.contains("choir"), "{}", refused.stderr);
}
