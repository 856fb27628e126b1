use std::io::{self, IsTerminal, Write};

use anyhow::{Context, bail};
use polybius_store::Desk;

use crate::exit::Done;
use crate::terminal::stdout;

/// Where a password may stand instead of being typed.
const PASSWORD: &str = "POLYBIUS_PASSWORD";

/// Adds a person who may do everything. Whoever can write to the folder of the desk decides that.
pub fn add(desk: &mut Desk, name: &str) -> anyhow::Result<Done> {
    let password = password(name)?;
    polybius_serve::accounts::add_admin(desk, name, &password)?;
    writeln!(stdout(), "{name} may do everything now; `polybius serve` asks who comes from here on")?;
    Ok(Done::All)
}

fn password(name: &str) -> anyhow::Result<String> {
    if let Some(given) = std::env::var_os(PASSWORD) {
        return given.into_string().map_err(|_| anyhow::anyhow!("{PASSWORD} is no text"));
    }
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().read_line(&mut line).context("no password on standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |words: &str| rpassword::prompt_password(words).context("no password was typed");
    let first = ask(&format!("A password for {name}, 12 characters or more: "))?;
    if ask("The same again: ")? != first {
        bail!("the two are not the same: nobody was added");
    }
    Ok(first)
}
