//! Hashes what decides how a document is read and coded, so that a desk knows which documents an other version coded.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms whose code or data change what is coded, relative to the workspace.
const READERS: &[&str] = &[
    "crates/records/src",
    "crates/ingest/src",
    "crates/lexicon",
    "crates/syntax",
    "crates/encoder",
    "crates/coder",
    "data",
];
/// The tables of codebooks that reading and merging look into; the others are for exports.
const READ_TABLES: &[&str] = &["country_names.tsv", "casualty_words.tsv", "official_words.txt"];
/// How a model is asked is no matter of the rules.
const REMOTE: &[&str] = &["crates/remote/src", "data/remote"];
/// Rooms and files that change how reports become events.
const MERGERS: &[&str] = &[
    "crates/records/src",
    "crates/lexicon/src",
    "crates/merge/src",
    "crates/merge/data",
    "crates/upkeep/src",
    "crates/ingest/src/copies.rs",
    "crates/ingest/src/signature.rs",
    "data",
];

fn main() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, rooms) in [("POLYBIUS_CODER", READERS), ("POLYBIUS_REMOTE", REMOTE), ("POLYBIUS_MERGER", MERGERS)] {
        let mut hasher = blake3::Hasher::new();
        for room in rooms {
            println!("cargo::rerun-if-changed={}", workspace.join(room).display());
            let mut files = Vec::new();
            list(&workspace.join(room), &mut files);
            if workspace.join(room).is_file() {
                files.push(workspace.join(room));
            }
            if *room == "data" {
                files.retain(|file| !file.starts_with(workspace.join("data/remote")));
                let tables = workspace.join("data/codebooks");
                let read = |file: &Path| file.file_name().is_some_and(|name| READ_TABLES.iter().any(|t| name == *t));
                files.retain(|file| !file.starts_with(&tables) || read(file));
            }
            files.sort();
            for file in files {
                let bytes = fs::read(&file).unwrap_or_default();
                let name = file.strip_prefix(&workspace).unwrap_or(&file).to_string_lossy().replace('\\', "/");
                for part in [name.as_bytes(), &bytes] {
                    hasher.update(&(part.len() as u64).to_le_bytes());
                    hasher.update(part);
                }
            }
        }
        println!("cargo::rustc-env={name}={}", &hasher.finalize().to_hex()[..16]);
    }
}

/// All files of a folder. Tests and examples change nothing that is coded.
fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let skipped = path.file_name().is_some_and(|name| name == "tests" || name == "examples" || name == "benches");
        if path.is_dir() && !skipped {
            list(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}
