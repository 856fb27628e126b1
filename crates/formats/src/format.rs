use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What [`crate::export`] can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Everything, one JSON object a line: the record contract.
    Jsonl,
    /// ACLED's 31 columns.
    Acled,
    /// UCDP GED's 49 columns.
    Ucdp,
    /// GTD's 135 columns.
    Gtd,
    /// PLOVER events, one JSON object a line.
    Plover,
    /// A GeoJSON feature collection.
    Geojson,
    /// One flat table of events with columns of its own.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] =
        [Format::Jsonl, Format::Acled, Format::Ucdp, Format::Gtd, Format::Plover, Format::Geojson, Format::Csv];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Acled => "acled",
            Format::Ucdp => "ucdp",
            Format::Gtd => "gtd",
            Format::Plover => "plover",
            Format::Geojson => "geojson",
            Format::Csv => "csv",
        }
    }

    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jsonl | Format::Plover => "jsonl",
            Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv => "csv",
            Format::Geojson => "geojson",
        }
    }

    /// The media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Jsonl | Format::Plover => "application/x-ndjson",
            Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv => "text/csv; charset=utf-8",
            Format::Geojson => "application/geo+json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Format::ALL.into_iter().find(|f| f.name() == text).ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
            format!("unknown format {text:?}; known are {}", names.join(", "))
        })
    }
}
