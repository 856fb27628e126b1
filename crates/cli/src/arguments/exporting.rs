//! What leaves a desk.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use polybius_merge::BestRule;
use polybius_records::Date;

use super::datasets::DatasetChoice;
use super::{Filters, ReadDesk, rule};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius export csv -o events.csv
  polybius export acled --from 2024-01-01 --to 2024-03-31 --country ML --country BF -o sahel.csv
  polybius export jsonl --status occurred --min-sources 2 | jq .summary
  polybius export parquet --table evidence -o evidence.parquet
  polybius export xlsx --safe --delay 14 -o public.xlsx

What a format cannot hold is counted on standard error and listed in FILE.about.json beside the output.")]
pub struct ExportArguments {
    /// The format
    #[arg(value_enum)]
    pub format: FormatName,
    /// Which flat table, in csv, parquet and arrow; by default that of events
    #[arg(long, value_enum)]
    pub table: Option<TableName>,
    #[command(flatten)]
    pub desk: ReadDesk,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the best number is chosen where reports differ; by default as the desk has it
    #[arg(long, value_name = "RULE", value_parser = rule)]
    pub rule: Option<BestRule>,
    /// Write which rules made each row, or left it out, to a file: JSON, one object a line
    #[arg(long, value_name = "FILE")]
    pub why: Option<PathBuf>,
    #[command(flatten)]
    pub datasets: DatasetChoice,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub safe: SafeArguments,
}

/// What to do before a dataset is given away.
#[derive(Debug, Args)]
#[command(next_help_heading = "Before you publish")]
pub struct SafeArguments {
    /// Coarsen places, take out persons, quotes and free words, hold back what is fresh; says what was done
    #[arg(long)]
    pub safe: bool,
    /// Leave out what may have happened in the last so many days
    #[arg(long, value_name = "DAYS", requires = "safe", default_value_t = 7)]
    pub delay: u32,
    /// The day that the delay is counted from; by default today
    #[arg(long, value_name = "YYYY-MM-DD", requires = "safe")]
    pub today: Option<Date>,
    /// Keep quotes, with the names and places in them
    #[arg(long, requires = "safe")]
    pub keep_quotes: bool,
}

/// The flat tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableName {
    /// One row an event
    Events,
    /// One row a report: what one document says of one event
    Reports,
    /// One row a quote and the value that it supports
    Evidence,
    /// One row a statement, or one for each thing that it counts
    Statements,
}

/// The formats of `export`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// The full records, one JSON object a line
    Jsonl,
    /// ACLED's columns, CSV
    Acled,
    /// UCDP GED's columns, CSV
    Ucdp,
    /// The Global Terrorism Database's columns, CSV
    Gtd,
    /// PLOVER events, JSONL
    Plover,
    /// A GeoJSON feature collection
    Geojson,
    /// A flat table with columns of its own, CSV
    Csv,
    /// The flat table of events with a line of HXL hashtags, CSV
    Hxl,
    /// A flat table with typed columns, Parquet
    Parquet,
    /// The flat table of events with points, GeoParquet
    Geoparquet,
    /// A flat table with typed columns, a stream of Apache Arrow's record batches
    Arrow,
    /// A workbook of all flat tables with a codebook, Excel
    Xlsx,
}
