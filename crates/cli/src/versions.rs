use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use polybius_records::Document;

/// What makes events of reports: a desk whose events another one made computes them again.
pub const MERGER: &str = env!("POLYBIUS_MERGER");

/// The rules and their data.
pub const RULES: &str = env!("POLYBIUS_CODER");

/// How a model is asked, and how its answers are checked.
pub const REMOTE: &str = env!("POLYBIUS_REMOTE");

/// What codes documents: `reader` and the user's own lexicon files.
pub fn coder(reader: &str, lexicon: Option<&Path>) -> anyhow::Result<String> {
    let mut hasher = blake3::Hasher::new();
    if let Some(folder) = lexicon {
        let mut files = Vec::new();
        list(folder, &mut files)?;
        files.sort();
        for file in files {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy();
            for part in [name.as_bytes(), &bytes] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part);
            }
        }
    }
    Ok(format!("{reader}-{}", &hasher.finalize().to_hex()[..16]))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let unreadable = || format!("cannot read the lexicon folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Stands for a document as it was read and for what codes it.
pub fn fingerprint(document: &Document, coder: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    let day = document.published.map(|d| d.to_string());
    let blocks = serde_json::to_string(&document.blocks).unwrap_or_default();
    let parts = [
        Some(coder),
        Some(&document.hash),
        document.title.as_deref(),
        document.publisher.as_deref(),
        document.url.as_deref(),
        day.as_deref(),
        Some(&document.published_from),
        document.language.as_deref(),
        Some(&blocks),
    ];
    for part in parts {
        // An absent part and an empty one are told apart.
        hasher.update(&part.map_or(u64::MAX, |p| p.len() as u64).to_le_bytes());
        hasher.update(part.unwrap_or_default().as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_document_counts() {
        let base = Document::plain("a", "Shots at the ford.");
        let print = fingerprint(&base, "1");
        assert_eq!(print, fingerprint(&base.clone(), "1"));
        assert_ne!(print, fingerprint(&base, "2"));
        let changes: [fn(&mut Document); 6] = [
            |d| d.title = Some(String::new()),
            |d| d.publisher = Some("The Harbour Courier".to_owned()),
            |d| d.url = Some("https://example.org".to_owned()),
            |d| d.published = Some(jiff::civil::date(2021, 5, 1)),
            |d| d.language = None,
            |d| d.hash.push('0'),
        ];
        for change in changes {
            let mut other = base.clone();
            change(&mut other);
            assert_ne!(print, fingerprint(&other, "1"), "{other:?}");
        }
    }
}
