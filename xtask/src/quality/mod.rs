//! `cargo xtask quality`: what the coder gets right on benchmark texts, beside a plain baseline measured in the same run.
//!
//! The texts do not travel with the project: `--data DIR` says where they are, and a set that is not there is named as absent.

mod articles;
mod bootstrap;
mod bundle;
mod calibration;
mod frame;
mod gate;
mod geo;
mod geo_given;
mod gva;
mod gva_articles;
mod gva_baselines;
mod gva_clusters;
mod interaction;
mod kairos;
mod markup;
mod muc;
mod petrarch;
mod plover;
mod police;
mod rarity;
mod re3d;
mod spans;
mod table;
mod time;
mod tolls;
mod ucdp;
mod wikievents;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use polybius_coder::Coder;
use polybius_lexicon::Lexicon;

use crate::process::say;
use frame::{Context, Split};
use table::Row;

/// Where the texts are looked for without `--data`: beside the repository.
const DEFAULT_DATA: &str = "../shared/eval";

/// How one set, found in its folder, is scored. No rows: predictions were written, but there is no key to score them by.
type Score = fn(&Context, &Path) -> Result<Vec<Row>>;

/// One line a set, in the order of the table: name, folder, and who scores it.
#[rustfmt::skip]
const SETS: &[(&str, &str, Score)] = &[
    ("muc", "muc", muc::score),
    ("wikievents", "wikievents", wikievents::score),
    ("articles", "articles", articles::score),
    ("plover", "plover", plover::score),
    ("petrarch", "petrarch", petrarch::score),
    ("india_police", "india_police", police::score),
    ("gva", "gva", gva::score),
    ("geo", "geo", geo::score),
    ("time", "time", time::score),
    ("re3d", "re3d", re3d::score),
    ("ucdp", "ucdp", ucdp::score),
    ("gate", "wikievents", gate::score),
    ("calibration", "gva", calibration::score),
];

/// Arguments after they are checked.
#[derive(Debug, PartialEq)]
struct Request {
    data: PathBuf,
    split: Split,
    only: Option<String>,
    out: Option<PathBuf>,
    hybrid: bool,
}

impl Request {
    fn parse(root: &Path, arguments: &[&str]) -> Result<Self> {
        let mut request =
            Request { data: root.join(DEFAULT_DATA), split: Split::Dev, only: None, out: None, hybrid: false };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match (*word, words.next()) {
                ("--data", Some(dir)) => request.data = PathBuf::from(dir),
                ("--split", Some(word)) => request.split = Split::parse(word)?,
                ("--only", Some(name)) if SETS.iter().any(|(n, ..)| n == name) => {
                    request.only = Some((*name).to_owned());
                }
                ("--only", Some(name)) => bail!("no set is called {name:?}; sets: {}", names()),
                ("--out", Some(dir)) => request.out = Some(PathBuf::from(dir)),
                ("--coder", Some(&"rules")) => request.hybrid = false,
                ("--coder", Some(&"hybrid")) => request.hybrid = true,
                ("--coder", Some(other)) => bail!("no coder is called {other:?}; coders: hybrid rules"),
                (other, _) => bail!(
                    "{other:?}: expected --data DIR, --split dev|test, --only NAME (sets: {}), --out DIR or --coder hybrid|rules",
                    names()
                ),
            }
        }
        Ok(request)
    }
}

/// Scores every set found, or the one named; returns the table to print. `root` is the repository.
///
/// # Errors
/// Where the arguments make no sense, a set is there but cannot be read, or predictions cannot be written.
pub fn run(root: &Path, arguments: &[&str]) -> Result<String> {
    let Request { data, split, only, out, hybrid } = Request::parse(root, arguments)?;
    let lexicon = Lexicon::embedded();
    let coder = if hybrid { Coder::hybrid(lexicon)? } else { Coder::new(lexicon) };
    let context = Context { coder, split, out };
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    for &(name, folder, score) in SETS {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        let folder = data.join(folder);
        if !folder.is_dir() {
            notes.push(format!("absent: {name} (no folder {})\n", folder.display()));
            continue;
        }
        let start = Instant::now();
        let scored = score(&context, &folder)?;
        say(&format!("{name}: {} figures in {:.1} s", scored.len(), start.elapsed().as_secs_f64()));
        if scored.is_empty() {
            notes.push(format!("no key: {name} (predictions only)\n"));
        }
        rows.extend(scored);
    }
    Ok(table::render(&rows) + &notes.concat())
}

/// Writes what the coder's confidences are fitted on: a line for each filled field of a report that a key judges, with its signs. No
/// text that calibration is measured on is among them.
///
/// # Errors
/// Where the arguments make no sense, or a file cannot be read or written.
pub fn write_signs(root: &Path, arguments: &[&str]) -> Result<String> {
    let Request { data, out, .. } = Request::parse(root, arguments)?;
    let out = out.unwrap_or_else(|| PathBuf::from("."));
    let coder = Coder::new(Lexicon::embedded());
    let context = Context { coder, split: Split::Dev, out: Some(out) };
    calibration::write_signs(&context, &data)
}

/// Writes what the chooser of tolls is learnt from.
///
/// # Errors
/// Where the arguments make no sense, or a file cannot be read or written.
pub fn write_tolls(root: &Path, arguments: &[&str]) -> Result<String> {
    let Request { data, out, .. } = Request::parse(root, arguments)?;
    let out = out.unwrap_or_else(|| PathBuf::from("."));
    let context = Context { coder: Coder::new(Lexicon::embedded()), split: Split::Dev, out: Some(out) };
    tolls::write(&context, &data)
}

/// Writes the table of how common words are that merging weighs by.
///
/// # Errors
/// Where the arguments make no sense, no texts are there, or a file cannot be read or written.
pub fn write_rarity(root: &Path, arguments: &[&str]) -> Result<String> {
    let Request { data, .. } = Request::parse(root, arguments)?;
    rarity::write(&Coder::new(Lexicon::embedded()), &data, &root.join("crates/merge/data/rarity.tsv"))
}

fn names() -> String {
    SETS.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_set_is_said_and_wrong_words_are_refused() {
        let empty = tempfile::tempdir().unwrap();
        let said = run(empty.path(), &["--data", &empty.path().display().to_string()]).unwrap();
        assert_eq!(said.lines().filter(|l| l.starts_with("absent: ")).count(), SETS.len(), "{said}");
        let wrong: [&[&str]; 5] =
            [&["--only", "nothing"], &["--data"], &["--split", "train"], &["--coder", "oracle"], &["--set", "time"]];
        for words in wrong {
            assert!(run(empty.path(), words).is_err(), "{words:?}");
        }
        let read =
            Request::parse(empty.path(), &["--only", "geo", "--split", "test", "--coder", "rules", "--out", "o"]);
        let read = read.unwrap();
        assert_eq!((read.only.as_deref(), read.split, read.out), (Some("geo"), Split::Test, Some(PathBuf::from("o"))));
    }

    /// A folder laid out like the tuning data, with other files and without keys, gives predictions and no figures.
    #[test]
    fn test_texts_without_a_key_get_predictions() {
        let data = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = data.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        put("muc/test.jsonl", "{\"docid\":\"m1\",\"doctext\":\"gunmen killed a judge in bogota on monday.\"}\n");
        put("time/a.tml", "<TimeML><DCT>2020-05-08</DCT><TEXT>Rain fell on Monday.</TEXT></TimeML>");
        put("geo/other.xml", "<articles><article docid=\"7\"><text>Rain fell on Oslo.</text></article></articles>");
        put("gva/documents.jsonl", "{\"id\":\"g1\",\"text\":\"Gunmen killed two people in Oslo on Monday.\"}\n");
        let out = data.path().join("out");
        let words = ["--data", data.path().to_str().unwrap(), "--split", "test", "--out", out.to_str().unwrap()];
        let said = run(data.path(), &words).unwrap();
        let written = std::fs::read_to_string(out.join("muc.json")).unwrap();
        assert!(
            said.contains("no key: muc") && written.contains("\"m1\"") && !written.contains("gold_templates"),
            "{written}"
        );
        for (name, id) in [("time", "\"a\""), ("geo", "\"7\""), ("gva", "\"g1\"")] {
            assert!(said.contains(&format!("no key: {name}")), "{said}");
            let written = std::fs::read_to_string(out.join(format!("{name}.jsonl"))).unwrap();
            assert!(written.contains(id), "{written}");
        }
    }
}
