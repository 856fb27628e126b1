use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;

use anyhow::Context;
use polybius_lexicon::{Actors, Lexicon};

/// What is built in, with the user's own files on top: actors from `*.tsv`, places from `*.txt` in the form of a
/// GeoNames dump.
pub fn load(own: Option<&Path>) -> anyhow::Result<Lexicon> {
    let mut lexicon = Lexicon::embedded();
    let Some(folder) = own else { return Ok(lexicon) };
    lexicon.actors = Actors::with_dir(folder).with_context(|| format!("--lexicon {}", folder.display()))?;
    let unreadable = || format!("cannot read the lexicon folder {}", folder.display());
    let mut places = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "txt") {
            places.push(path);
        }
    }
    places.sort();
    for path in places {
        let named = || format!("the gazetteer file {}", path.display());
        let file = File::open(&path).with_context(named)?;
        lexicon.gazetteer.add_geonames(BufReader::new(file)).with_context(named)?;
    }
    Ok(lexicon)
}
