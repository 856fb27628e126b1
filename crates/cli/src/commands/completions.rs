use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::exit::Done;
use crate::terminal::stdout;

pub fn run(shell: Shell) -> anyhow::Result<Done> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "polybius", &mut script);
    stdout().write_all(&script)?;
    Ok(Done::All)
}
