use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use polybius_merge::BestRule;
use polybius_records::Date;
use polybius_store::{Desk, StoreError};

use crate::dataset_arguments::{DatasetChoice, ImportArguments, MatchArguments};
use crate::reader::CoderName;

/// News documents in, a sourced dataset of political violence out. Everything stays on this machine, unless `code --coder URL` sends documents to an endpoint.
#[derive(Debug, Parser)]
#[command(
    name = "polybius",
    version,
    max_term_width = 100,
    after_help = "A first run:
  polybius code articles/              read a folder, find the events, keep them in ./desk
  polybius show 1a2b                   one event, with the sentence behind every value
  polybius export csv -o events.csv    the dataset

Exit codes: 0 done; 1 done, but some inputs failed; 2 refused or stopped."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents, find the events in them, merge and store them
    Code(CodeArguments),
    /// Mark places, times, actors, counts, weapons and triggers in documents; nothing is stored
    Annotate(AnnotateArguments),
    /// Who did what to whom: political interactions with CAMEO codes and PLOVER classes; nothing is stored
    Dyads(DyadsArguments),
    /// Write the dataset in the codebook of your choice
    Export(ExportArguments),
    /// Read somebody else's dataset: ACLED, UCDP GED, GTD, GDELT, POLECAT, any table by a mapping
    Import(ImportArguments),
    /// Which events of two datasets are one, and where they differ
    Match(MatchArguments),
    /// One event: every value with the sentence and the source behind it
    Show(ShowArguments),
    /// Why the reports of an event are one event, and what stayed apart
    Why(WhyArguments),
    /// Say that two events are one; it holds for ever
    Join(JoinArguments),
    /// Say that some reports of an event are another event; it holds for ever
    Split(SplitArguments),
    /// Why each sentence of a document was coded or not
    Explain(ExplainArguments),
    /// Claims of responsibility, blame and denials, by group
    Claims(ClaimsArguments),
    /// Compare the totals that documents state with the events of the desk
    Check(CheckArguments),
    /// What differs between two moments, and why
    Diff(DiffArguments),
    /// Give the state of the desk a name to be cited by, and write it as a data package
    Release(ReleaseArguments),
    /// The events that are no more, and where their reports went
    Deleted(DeletedArguments),
    /// Look at the desk itself
    Desk(DeskArguments),
    /// Completions for your shell, on standard output
    #[command(
        after_help = "Example:\n  polybius completions bash > ~/.local/share/bash-completion/completions/polybius"
    )]
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Reads one PDF from standard input, in a process of its own
    #[command(hide = true)]
    PdfChild,
}

/// Which documents, and how to read them.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Files, folders, or - for standard input: text, HTML, JSONL, RSS/Atom, WARC, PDF
    #[arg(value_name = "PATH", required_unless_present = "manifest")]
    pub paths: Vec<PathBuf>,
    /// JSONL with one line a file: {"path", "id"?, "title"?, "publisher"?, "url"?, "published"?, "language"?}
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Day of publication of documents that do not give their own
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Folder with your own actors and places, on top of what is built in
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
    /// Threads that code; by default one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius code articles/ --manifest articles/manifest.jsonl
  polybius code dump.jsonl feed.xml crawl.warc.gz --desk sahel-desk
  curl -s https://example.org/story.html | polybius code - --published 2024-03-22

A language model instead of the rules, here a llama.cpp server on this machine:
  llama-server -m model.gguf --port 8080
  polybius code articles/ --coder http://localhost:8080/v1
Each value that the model gives needs a quote that is in the document and says it; else it is dropped. An endpoint
that wants a key takes it from the environment variable POLYBIUS_API_KEY. Documents that another coder has coded
are left as they are; --recode has them read again.

The same document again changes nothing. If a run is cut short, the same command does the rest.")]
pub struct CodeArguments {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub desk: DeskPath,
    #[command(flatten)]
    pub coder: CoderArguments,
    /// Code documents again that the desk has already, whatever coded them
    #[arg(long)]
    pub recode: bool,
    /// Show at most so many events
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub rows: usize,
    /// Print nothing but errors
    #[arg(short, long)]
    pub quiet: bool,
}

/// What reads the documents.
#[derive(Debug, Args)]
#[command(next_help_heading = "Coder")]
pub struct CoderArguments {
    /// What reads: hybrid (rules and the neural encoder), rules, or the address of an OpenAI-compatible endpoint
    #[arg(long, value_name = "hybrid|rules|URL", default_value = "rules")]
    pub coder: CoderName,
    /// The model at the endpoint; by default the first that it lists
    #[arg(long, value_name = "NAME")]
    pub coder_model: Option<String>,
    /// Longest time of one answer
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub coder_timeout: u64,
    /// Documents that the endpoint reads at a time
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub coder_jobs: u16,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  polybius annotate story.txt --published 2024-03-22 > mentions.jsonl")]
pub struct AnnotateArguments {
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius dyads articles/ > dyads.jsonl
  polybius dyads story.html | jq -c '[.sources[].code, .cameo, .class, .targets[].code]'

One line an interaction: sources and targets with their words and codes (country and sector), the CAMEO code, the PLOVER
class, the words that tell it, and the sentence. `order` 0 is what a sentence tells most directly.")]
pub struct DyadsArguments {
    #[command(flatten)]
    pub inputs: Inputs,
}

/// The data folder.
#[derive(Debug, Args)]
pub struct DeskPath {
    /// The data folder
    #[arg(long = "desk", value_name = "DIR", default_value = "desk")]
    pub path: PathBuf,
}

/// The data folder, read as it is or as it was.
#[derive(Debug, Args)]
pub struct ReadDesk {
    #[command(flatten)]
    pub desk: DeskPath,
    /// Read the desk as it was: at the end of a day (2024-05-03, UTC), at a time (2024-05-03T12:00:00Z), after a revision (@1234), or in a release, by its name
    #[arg(long, value_name = "WHEN")]
    pub as_of: Option<String>,
}

impl ReadDesk {
    /// Opens it.
    ///
    /// # Errors
    /// There is no desk, or no such moment.
    pub fn open(&self) -> Result<Desk, StoreError> {
        match &self.as_of {
            None => Desk::open_read_only(&self.desk.path),
            Some(when) => Desk::open_as_of(&self.desk.path, when),
        }
    }
}

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
    /// Which flat table, in csv and parquet; by default that of events
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
    /// A workbook of all flat tables with a codebook, Excel
    Xlsx,
}

/// Which events.
#[derive(Debug, Args)]
pub struct Filters {
    /// Events on or after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// Events on or before this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Date>,
    /// Country code, ISO 3166-1 alpha-2; may be given several times
    #[arg(long, value_name = "CODE")]
    pub country: Vec<String>,
    /// ACLED event type, such as "Battles"; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// occurred, foiled, planned, threatened, alleged or denied; may be given several times
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Events that at least so many independent sources tell of
    #[arg(long, value_name = "N")]
    pub min_sources: Option<usize>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  polybius show 1a2b3c    the beginning of the id is enough if no other event has it; `event-` may be left out"
)]
pub struct ShowArguments {
    /// The event's id, or its beginning
    #[arg(value_name = "EVENT")]
    pub event: String,
    #[command(flatten)]
    pub desk: ReadDesk,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius why 1a2b3c
  polybius why 1a2b3c --json | jq '.joins[].parts'

Each pair of reports is weighed part by part; the sum must reach what is needed, which is more where date or place is missing or vague.
What is near and stayed apart is told with what kept it away: a contradiction, a sum that is short, a person's word.")]
pub struct WhyArguments {
    /// The event's id, or its beginning
    #[arg(value_name = "EVENT")]
    pub event: String,
    #[command(flatten)]
    pub desk: DeskPath,
    /// Tell of so many other events at most
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub nearest: u16,
    /// One JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  polybius join 1a2b3c 4d5e6f --reason \"both tell of the raid at the mill\"")]
pub struct JoinArguments {
    /// Two events or more, by id or its beginning
    #[arg(value_name = "EVENT", num_args = 2.., required = true)]
    pub events: Vec<String>,
    #[command(flatten)]
    pub desk: DeskPath,
    /// Why; it is kept with the decision
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  polybius split 1a2b3c story-17 --reason \"the second blast, an hour later\"\n\n`polybius why EVENT` lists the reports and their documents."
)]
pub struct SplitArguments {
    /// The event's id, or its beginning
    #[arg(value_name = "EVENT")]
    pub event: String,
    /// Reports that are another event: ids of reports or of documents, or their beginnings
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<String>,
    #[command(flatten)]
    pub desk: DeskPath,
    /// Why; it is kept with the decision
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

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

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius claims                            every group: claimed, attributed, denied
  polybius claims --group \"Islamic State\"    one group with its branches, claim by claim
  polybius claims --json | jq 'select(.competing != [])'

Columns: events that the group claims, is blamed for, both; is suspected of; denies; claims and nothing else tells of (`alone`);
events that somebody else claims or is blamed for too (`disputed`); median days from the event to the first publication of the
claim (`within`); dead that it claims, of those reported, in so many events (`dead`).")]
pub struct ClaimsArguments {
    #[command(flatten)]
    pub desk: ReadDesk,
    /// A group, by name, alias or id: it and its branches
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// One JSON object a line: the claims as records
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius check
  polybius check --json | jq 'select(.verdict == \"ours-lower\")'

Each total that a document states (\"more than 12,000 fatalities in 2023\") is set beside the sum over the events of the same
group with its branches, the same places and the same period, with the reasons why they may differ.")]
pub struct CheckArguments {
    #[command(flatten)]
    pub desk: ReadDesk,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  polybius explain story.html
  polybius explain \"Gunmen killed five soldiers near the border on Friday.\" --published 2024-03-22")]
pub struct ExplainArguments {
    /// A file, - for standard input, or a text
    #[arg(value_name = "PATH|TEXT")]
    pub input: String,
    /// Day of publication
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
    /// Folder with your own actors and places, on top of what is built in
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// The rules for the best number, for help.
const RULES: &str = "Rules:
  latest-most-sources  the number of most sources among the latest reports (the default)
  latest               the number published last
  most-sources         the number of most sources, whenever
  official             the latest number that an authority gives
  best-low-high        as UCDP reads: most sources, the lower number where they are even
  lowest               as ACLED reads: the lowest until corroborated
  highest              the highest";

fn rule(name: &str) -> Result<BestRule, String> {
    name.parse()
}

#[derive(Debug, Args)]
pub struct DeskArguments {
    #[command(subcommand)]
    pub command: DeskCommand,
}

#[derive(Debug, Subcommand)]
pub enum DeskCommand {
    /// How much the desk holds, or held
    Info(ReadDesk),
    /// Check everything: the database, the texts, every quote, every original file
    Verify(DeskPath),
    /// Bring the desk to this version and compute its events again where that is due
    Update(DeskPath),
    /// How the best number is chosen where reports differ, for this desk
    #[command(after_help = RULES)]
    Rule {
        /// The rule; without it, the one that the desk has
        #[arg(value_name = "RULE", value_parser = rule)]
        rule: Option<BestRule>,
        #[command(flatten)]
        desk: DeskPath,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_manifest_stands_for_paths_and_dates_must_exist() {
        let parse = |words: &[&str]| Arguments::try_parse_from([&["polybius"], words].concat());
        assert!(parse(&["code"]).is_err());
        assert!(parse(&["code", "--manifest", "m.jsonl"]).is_ok());
        assert!(parse(&["code", "a.txt", "--published", "2024-02-30"]).is_err());
        assert!(parse(&["code", "a.txt", "--threads", "0"]).is_err());
        assert!(parse(&["code", "a.txt", "--coder", "http://localhost:8080/v1", "--coder-jobs", "4"]).is_ok());
        assert!(parse(&["code", "a.txt", "--coder", "magic"]).is_err());
        assert!(parse(&["export", "stata"]).is_err());
        assert!(parse(&["export", "parquet", "--table", "evidence", "--safe", "--delay", "14"]).is_ok());
        assert!(parse(&["export", "csv", "--keep-quotes"]).is_err());
    }
}
