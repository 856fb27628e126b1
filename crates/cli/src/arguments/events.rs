//! Single events, and what people decide about them.

use clap::Args;

use super::{DeskPath, ReadDesk};

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
