//! What the command line takes: a file for each family of commands.

pub mod datasets;
mod desk;
mod events;
mod exporting;
mod history;
mod questions;
mod reading;
mod serving;

use clap::{Parser, Subcommand};
use clap_complete::Shell;
pub use serving::ServeArguments;

use datasets::{ImportArguments, MatchArguments};
use desk::rule;

pub use desk::{DeskArguments, DeskCommand, DeskPath, Filters, ReadDesk};
pub use events::{JoinArguments, ShowArguments, SplitArguments, WhyArguments};
pub use exporting::{ExportArguments, FormatName, TableName};
pub use history::{DeletedArguments, DiffArguments, ReleaseArguments};
pub use questions::{CheckArguments, ClaimsArguments};
pub use reading::{AnnotateArguments, CodeArguments, CoderArguments, DyadsArguments, ExplainArguments, Inputs};

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
    /// Show the desk in a browser, and answer programs
    Serve(ServeArguments),
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
