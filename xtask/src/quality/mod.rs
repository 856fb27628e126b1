//! `cargo xtask quality`: what the coder gets right on benchmark texts, beside a plain baseline measured in the same run.
//!
//! The texts do not travel with the project: `--data DIR` says where they are, and a set that is not there is named as absent.

mod bootstrap;
mod bundle;
mod geo;
mod gva;
mod markup;
mod spans;
mod table;
mod time;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use polybius_coder::Coder;
use polybius_lexicon::Lexicon;

use table::Row;

/// Where the texts are looked for without `--data`: beside the repository.
const DEFAULT_DATA: &str = "../shared/eval";

/// How one set is scored.
type Score = fn(&Coder, &Path) -> Result<Vec<Row>>;

const SETS: [(&str, Score); 3] = [("time", time::score), ("geo", geo::score), ("gva", gva::score)];

/// Scores every set found, or the one named; returns the table to print. `root` is the repository.
///
/// # Errors
/// Where the arguments make no sense, or a set is there but cannot be read.
pub fn run(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut data = root.join(DEFAULT_DATA);
    let mut only = None;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match (*word, words.next()) {
            ("--data", Some(dir)) => data = PathBuf::from(dir),
            ("--set", Some(name)) if SETS.iter().any(|(n, _)| n == name) => only = Some(*name),
            ("--set", Some(name)) => bail!("no set is called {name:?}; sets: {}", names()),
            (other, _) => bail!("{other:?}: expected --data DIR or --set NAME (sets: {})", names()),
        }
    }
    let coder = Coder::new(Lexicon::embedded());
    let mut rows = Vec::new();
    let mut absent = Vec::new();
    for (name, score) in SETS {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let folder = data.join(name);
        if folder.is_dir() {
            rows.extend(score(&coder, &folder)?);
        } else {
            absent.push(name);
        }
    }
    let mut out = table::render(&rows);
    for name in absent {
        out.push_str(&format!("absent: {name} (no folder {})\n", data.join(name).display()));
    }
    Ok(out)
}

fn names() -> String {
    SETS.map(|(name, _)| name).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_set_is_said_and_wrong_words_are_refused() {
        let empty = tempfile::tempdir().unwrap();
        let said = run(empty.path(), &["--data", &empty.path().display().to_string()]).unwrap();
        assert_eq!(said.lines().filter(|l| l.starts_with("absent: ")).count(), SETS.len(), "{said}");
        assert!(run(empty.path(), &["--set", "nothing"]).is_err());
        assert!(run(empty.path(), &["--data"]).is_err());
    }
}
