//! Tasks of the project: `cargo xtask gazetteer` compiles the gazetteer.

mod gazetteer;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match std::env::args().nth(1).as_deref() {
        Some("gazetteer") => say(&gazetteer::run(root)?),
        other => bail!("unknown task {other:?}; known: gazetteer"),
    }
}

#[expect(clippy::print_stdout, reason = "the result of a task is its output")]
fn say(result: &str) -> Result<()> {
    println!("{result}");
    Ok(())
}
