//! The past of a desk, and releases.

use std::path::PathBuf;

use clap::Args;
use polybius_records::Date;

use super::{DeskPath, ReadDesk};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius diff 2024-05-01 now
  polybius diff 2024-q1 2024-q2 --json | jq 'select(.change == \"removed\")'

A moment is a day (all of it, UTC), a time, a revision (@1234), the name of a release, or `now`. Each event that differs is told
with its fields before and after, and with the reasons: new, corrected or re-read documents, reports that came from or went to
another event, decisions of people, other rules.")]
pub struct DiffArguments {
    /// The earlier moment
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// The later moment
    #[arg(value_name = "AFTER", default_value = "now")]
    pub after: String,
    #[command(flatten)]
    pub desk: DeskPath,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius release 2024-05 -o releases/2024-05 --licence CC-BY-4.0
  polybius release --list
  polybius export csv --as-of 2024-05        the same events, for ever

A release is a name for the state of the desk: it can be cited, read again with --as-of, and never changes. With -o, it is also
written as a Frictionless data package: events, reports and statements with their columns described, a codebook, and a checksum
of each file. `--verify` compares such a folder with the desk.")]
pub struct ReleaseArguments {
    /// The name, such as 2024-05; letters, digits, dots, dashes and underscores
    #[arg(value_name = "NAME", required_unless_present = "list")]
    pub name: Option<String>,
    #[command(flatten)]
    pub desk: DeskPath,
    /// Write the release as a data package into this folder
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Licence that the package is given under, as an SPDX identifier
    #[arg(long, value_name = "SPDX")]
    pub licence: Option<String>,
    /// Title of the package
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,
    /// List the releases of the desk
    #[arg(long, conflicts_with_all = ["name", "output", "verify"])]
    pub list: bool,
    /// Compare the files of a package with their checksums and with the desk
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub verify: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius deleted --since 2024-05-01
  polybius deleted --csv -o deleted.csv

Events disappear where their reports are merged into another event, where a document is corrected, or where it is read again.
Who keeps a copy of the dataset takes them out by this list.")]
pub struct DeletedArguments {
    #[command(flatten)]
    pub desk: ReadDesk,
    /// Only events that disappeared on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// CSV with ACLED's columns event_id_cnty and deleted_timestamp first, instead of one JSON object a line
    #[arg(long)]
    pub csv: bool,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
