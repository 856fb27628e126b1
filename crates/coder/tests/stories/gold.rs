//! The gold reading of one document.

use std::path::Path;

use jiff::civil::Date;
use polybius_records::{CountKind, DateSpan};
use serde::Deserialize;

/// What happens in one document, read by hand.
#[derive(Debug, Deserialize)]
pub struct Reading {
    /// Identifier of the document.
    pub doc: String,
    /// What has to be found.
    pub events: Vec<GoldEvent>,
    /// What may be found.
    pub optional_events: Vec<GoldEvent>,
}

/// One event; an empty list is "nothing to ask for".
#[derive(Debug, Deserialize)]
pub struct GoldEvent {
    pub key: String,
    #[serde(default)]
    pub families: Vec<String>,
    #[serde(default)]
    pub sub_types: Vec<String>,
    #[serde(default)]
    pub status: Vec<String>,
    pub date: Option<(Date, Date)>,
    country: Option<OneOrMany>,
    #[serde(default)]
    pub places: Vec<String>,
    /// Latitude, longitude, radius in km.
    pub near: Option<(f64, f64, f64)>,
    #[serde(default)]
    pub perpetrators: Vec<String>,
    #[serde(default)]
    pub claimed_by: Vec<String>,
    killed: Option<Numbers>,
    injured: Option<Numbers>,
    abducted: Option<Numbers>,
    detained: Option<Numbers>,
    #[serde(default)]
    pub quote: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// Every number that the text states; none where it has only a word such as "several".
#[derive(Debug, Deserialize)]
pub struct Numbers {
    #[serde(default)]
    pub values: Vec<u64>,
}

impl GoldEvent {
    pub fn countries(&self) -> &[String] {
        match &self.country {
            None => &[],
            Some(OneOrMany::One(code)) => std::slice::from_ref(code),
            Some(OneOrMany::Many(codes)) => codes,
        }
    }

    pub fn span(&self) -> Option<DateSpan> {
        self.date.map(|(start, end)| DateSpan::new(start, end))
    }

    pub fn numbers(&self, kind: CountKind) -> Option<&Numbers> {
        match kind {
            CountKind::Killed => self.killed.as_ref(),
            CountKind::Injured => self.injured.as_ref(),
            CountKind::Abducted => self.abducted.as_ref(),
            CountKind::Detained => self.detained.as_ref(),
            CountKind::Displaced => None,
        }
    }
}

/// All readings of a folder, by file name.
pub fn load(folder: &Path) -> Vec<Reading> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}
