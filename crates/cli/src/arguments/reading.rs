//! Documents in, nothing or a desk out.

use std::path::PathBuf;

use clap::Args;
use polybius_records::Date;

use super::DeskPath;
use crate::reader::CoderName;

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
