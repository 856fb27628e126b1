use super::Mapping;

/// What [`super::read`] can read.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportFormat {
    /// ACLED's table, its older columns included.
    Acled,
    /// UCDP GED and Candidate, with a header row or without.
    Ucdp,
    /// GTD, as CSV or XLSX.
    Gtd,
    /// GDELT 1.0 and 2.0 event exports.
    Gdelt,
    /// POLECAT's weekly files.
    Polecat,
    /// PLOVER events, one JSON object a line.
    Plover,
    /// A GeoJSON feature collection with the columns of Polybius' flat table as properties.
    Geojson,
    /// Polybius' flat table.
    Csv,
    /// Polybius' own records.
    Jsonl,
    /// Any table, by a mapping.
    Mapping(Box<Mapping>),
}

impl ImportFormat {
    /// The names on the command line, without `mapping`.
    pub const NAMED: [ImportFormat; 9] = [
        ImportFormat::Acled,
        ImportFormat::Ucdp,
        ImportFormat::Gtd,
        ImportFormat::Gdelt,
        ImportFormat::Polecat,
        ImportFormat::Plover,
        ImportFormat::Geojson,
        ImportFormat::Csv,
        ImportFormat::Jsonl,
    ];

    /// The name on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            ImportFormat::Acled => "acled",
            ImportFormat::Ucdp => "ucdp",
            ImportFormat::Gtd => "gtd",
            ImportFormat::Gdelt => "gdelt",
            ImportFormat::Polecat => "polecat",
            ImportFormat::Plover => "plover",
            ImportFormat::Geojson => "geojson",
            ImportFormat::Csv => "csv",
            ImportFormat::Jsonl => "jsonl",
            ImportFormat::Mapping(_) => "mapping",
        }
    }
}
