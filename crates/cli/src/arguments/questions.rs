//! Questions over all that a desk holds.

use clap::Args;

use super::{Filters, ReadDesk};

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
