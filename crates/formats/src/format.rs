use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{ACLED_COLUMNS, Table, UCDP_COLUMNS, columns, gtd_columns, parquet};

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
    /// A flat table with columns of its own.
    Csv,
    /// The flat table of events with a line of hashtags (Humanitarian Exchange Language 1.1).
    Hxl,
    /// A flat table with typed columns (Apache Parquet).
    Parquet,
    /// The flat table of events with a column of points (GeoParquet 1.1).
    Geoparquet,
    /// A flat table with typed columns as a stream of record batches (Apache Arrow IPC).
    Arrow,
    /// A workbook with all flat tables and a codebook (Office Open XML).
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 12] = [
        Format::Jsonl,
        Format::Acled,
        Format::Ucdp,
        Format::Gtd,
        Format::Plover,
        Format::Geojson,
        Format::Csv,
        Format::Hxl,
        Format::Parquet,
        Format::Geoparquet,
        Format::Arrow,
        Format::Xlsx,
    ];

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
            Format::Hxl => "hxl",
            Format::Parquet => "parquet",
            Format::Geoparquet => "geoparquet",
            Format::Arrow => "arrow",
            Format::Xlsx => "xlsx",
        }
    }

    /// Whether it is bytes for programs, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        match self {
            Format::Parquet | Format::Geoparquet | Format::Arrow | Format::Xlsx => true,
            Format::Jsonl
            | Format::Acled
            | Format::Ucdp
            | Format::Gtd
            | Format::Plover
            | Format::Geojson
            | Format::Csv
            | Format::Hxl => false,
        }
    }

    /// Whether one flat table other than that of events may be asked for.
    pub fn has_tables(self) -> bool {
        matches!(self, Format::Csv | Format::Parquet | Format::Arrow)
    }

    /// The names of its columns by table, in order; none where it has no columns.
    pub fn columns(self, table: Table) -> BTreeMap<&'static str, Vec<&'static str>> {
        let flat = |table: Table| -> (&'static str, Vec<&'static str>) {
            (table.name(), columns(table).iter().map(|c| c.name).collect())
        };
        let styled = |names: &[&'static str]| BTreeMap::from([("events", names.to_vec())]);
        match self {
            Format::Jsonl | Format::Plover => BTreeMap::new(),
            Format::Acled => styled(&ACLED_COLUMNS),
            Format::Ucdp => styled(&UCDP_COLUMNS),
            Format::Gtd => styled(gtd_columns()),
            Format::Csv | Format::Parquet | Format::Arrow => BTreeMap::from([flat(table)]),
            Format::Geojson | Format::Hxl => BTreeMap::from([flat(Table::Events)]),
            Format::Geoparquet => {
                let (name, mut names) = flat(Table::Events);
                names.push(parquet::GEOMETRY);
                BTreeMap::from([(name, names)])
            }
            Format::Xlsx => Table::ALL.into_iter().map(flat).collect(),
        }
    }

    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Jsonl | Format::Plover => "jsonl",
            Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv | Format::Hxl => "csv",
            Format::Geojson => "geojson",
            Format::Parquet | Format::Geoparquet => "parquet",
            // The stream, not the file with an index at its end.
            Format::Arrow => "arrows",
            Format::Xlsx => "xlsx",
        }
    }

    /// The media type, for HTTP.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Jsonl | Format::Plover => "application/x-ndjson",
            Format::Acled | Format::Ucdp | Format::Gtd | Format::Csv | Format::Hxl => "text/csv; charset=utf-8",
            Format::Geojson => "application/geo+json",
            Format::Parquet | Format::Geoparquet => "application/vnd.apache.parquet",
            Format::Arrow => "application/vnd.apache.arrow.stream",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
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
