//! The desk itself.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use polybius_merge::BestRule;
use polybius_records::{BoundingBox, Date};
use polybius_store::{Desk, StoreError};

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
    /// ACLED sub-event type, such as "Armed clash"; may be given several times
    #[arg(long = "sub-type", value_name = "TYPE")]
    pub sub_types: Vec<String>,
    /// occurred, foiled, planned, threatened, alleged or denied; may be given several times
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Events that at least so many independent sources tell of
    #[arg(long, value_name = "N")]
    pub min_sources: Option<usize>,
    /// Events with at least so many killed, by the best number
    #[arg(long, value_name = "N")]
    pub min_killed: Option<u64>,
    /// Events of an actor, by id, name or alias, or of its branches; may be given several times
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<String>,
    /// Events in a box of degrees: WEST,SOUTH,EAST,NORTH; west may be greater than east
    #[arg(long, value_name = "BOX", allow_hyphen_values = true)]
    pub bbox: Option<BoundingBox>,
    /// machine, accepted, edited or rejected; may be given several times. Without it, all but rejected
    #[arg(long, value_name = "REVIEW")]
    pub review: Vec<String>,
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

/// Reads the name of a rule.
pub(super) fn rule(name: &str) -> Result<BestRule, String> {
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
