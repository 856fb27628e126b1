//! The binary `polybius`: news documents in, a sourced dataset of political violence out.

mod arguments;
mod commands;
mod exit;
mod lexicon;
mod merging;
mod pipeline;
mod progress;
mod reader;
mod sources;
mod terminal;
mod versions;
mod wording;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    exit::code(run(Arguments::parse().command))
}

fn run(command: Command) -> anyhow::Result<exit::Done> {
    match command {
        Command::Code(arguments) => commands::code::run(&arguments),
        Command::Annotate(arguments) => commands::annotate::run(&arguments),
        Command::Dyads(arguments) => commands::dyads::run(&arguments),
        Command::Export(arguments) => commands::export::run(&arguments),
        Command::Import(arguments) => commands::import::run(&arguments),
        Command::Match(arguments) => commands::matching::run(&arguments),
        Command::Show(arguments) => commands::show::run(&arguments),
        Command::Why(arguments) => commands::why::run(&arguments),
        Command::Join(arguments) => commands::decide::join(&arguments),
        Command::Split(arguments) => commands::decide::split(&arguments),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Claims(arguments) => commands::claims::run(&arguments),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::Diff(arguments) => commands::diff::run(&arguments),
        Command::Release(arguments) => commands::release::run(&arguments),
        Command::Deleted(arguments) => commands::deleted::run(&arguments),
        Command::Serve(arguments) => commands::serve::run(&arguments),
        Command::Desk(arguments) => commands::desk::run(&arguments),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::PdfChild => commands::pdf_child::run(),
    }
}
