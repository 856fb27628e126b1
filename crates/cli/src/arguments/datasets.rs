use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{DeskPath, Filters};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius import acled my-copy.csv
  polybius import ucdp GEDEvent_v25_1.csv --name ucdp-ged-25.1
  polybius import gdelt 20240322.export.CSV.zip
  polybius import mapping incidents.csv --mapping incidents.toml

Imported rows stand beside the desk's own events and are never mixed with them: `polybius desk info` counts them,
`polybius export FORMAT --dataset NAME` writes them, `polybius match NAME desk` compares them. Rows that cannot be
read are written to FILE.rejects.jsonl with line, reason and all columns. The same file again changes nothing.
docs/IMPORT.md has each format, and how to write a mapping.")]
pub struct ImportArguments {
    /// What the file is
    #[arg(value_enum)]
    pub format: ImportFormatName,
    /// The file; zipped or gzipped as it comes
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub desk: DeskPath,
    /// The dataset's name in this desk; by default the mapping's, else the format's
    #[arg(long, value_name = "DATASET")]
    pub name: Option<String>,
    /// Which column is which field: a TOML file, for the format `mapping`
    #[arg(long, value_name = "FILE", required_if_eq("format", "mapping"))]
    pub mapping: Option<PathBuf>,
    /// The licence that the rows are under, such as cc-by-4.0; by default the one that the dataset is known to have
    #[arg(long, value_name = "LICENCE")]
    pub licence: Option<String>,
    /// Where rows go that cannot be read; by default FILE.rejects.jsonl
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// The formats of `import`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFormatName {
    /// ACLED's table, CSV or XLSX; older columns too
    Acled,
    /// UCDP GED and Candidate, CSV or XLSX, with header row or without
    Ucdp,
    /// The Global Terrorism Database, CSV or XLSX
    Gtd,
    /// GDELT 1.0 and 2.0 event exports
    Gdelt,
    /// POLECAT's tab-separated files
    Polecat,
    /// PLOVER events, JSONL
    Plover,
    /// A GeoJSON feature collection, as `export geojson` writes it
    Geojson,
    /// The flat table that `export csv` writes
    Csv,
    /// The full records that `export jsonl` writes
    Jsonl,
    /// Any CSV, TSV, XLSX or JSONL, by a mapping file
    Mapping,
}

/// Imported datasets instead of the desk's own events.
#[derive(Debug, Args)]
pub struct DatasetChoice {
    /// Write an imported dataset instead of the desk's own events; may be given several times
    #[arg(long = "dataset", value_name = "NAME")]
    pub names: Vec<String>,
    /// Write rows too whose licence does not let them be passed on
    #[arg(long, requires = "names")]
    pub include_restricted: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius match desk acled --from 2024-03-01 --to 2024-03-31 --country ML
  polybius match ucdp-ged-25.1 acled -o links.csv

Each event of A is linked to at most one event of B: the pair that looks most like one event first, by the score that
merges reports (date, place, actors, type, counts, weapons). The summary says how many match, what only one side
has, and where tolls differ, by country and month. -o writes the links, with the parts of the score and the fields that
differ: CSV, or JSON Lines where the name ends in .jsonl.")]
pub struct MatchArguments {
    /// A dataset's name, or `desk` for the desk's own events
    pub a: String,
    /// Another one
    pub b: String,
    #[command(flatten)]
    pub desk: DeskPath,
    /// Write the links to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub filters: Filters,
}
