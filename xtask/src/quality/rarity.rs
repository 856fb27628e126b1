//! `cargo xtask rarity`: how common each word is in reports of violence, for the weights that merging gives to shared words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use polybius_coder::{Coder, code};
use polybius_records::Document;
use serde_json::Value;

use super::bundle;
use super::frame::read_lines;
use super::gva_articles::{self, Part};

/// Words in fewer reports of every set than this, in hundredths of a percent, are left out: they weigh as words never seen.
const LEAST: f64 = 12.0;

const HEAD: &str = "\
# Share of reports with a word, in hundredths of a percent: the largest among news of terrorism in Latin America (1989 to 1991), of India's
# police, and of shootings in the United States without the incidents that merging is measured on. Made by `cargo xtask rarity`.
";

/// Writes the table; returns what to say of it.
///
/// # Errors
/// No text is there, or a file cannot be read or written.
pub fn write(coder: &Coder, data: &Path, to: &Path) -> Result<String> {
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    let mut said = String::new();
    for (name, documents) in sets(data)? {
        let words: Vec<BTreeSet<String>> = bundle::each(&documents, |document| {
            let (reports, ..) = code(coder, document);
            reports.into_iter().map(|r| r.words.into_iter().collect()).collect::<Vec<BTreeSet<String>>>()
        })
        .concat();
        let mut containing: BTreeMap<&str, usize> = BTreeMap::new();
        words.iter().flatten().for_each(|word| *containing.entry(word).or_default() += 1);
        for (word, n) in containing {
            let share = 10_000.0 * n as f64 / words.len() as f64;
            if share >= LEAST && n > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
                let most = shares.entry(word.to_owned()).or_default();
                *most = most.max(share);
            }
        }
        let _ = writeln!(said, "{name}: {} reports of {} texts", words.len(), documents.len());
    }
    if shares.is_empty() {
        bail!("no texts under {}: give the folder of the benchmark texts with --data", data.display());
    }
    let mut table = HEAD.to_owned();
    shares.iter().for_each(|(word, share)| _ = writeln!(table, "{word}\t{share:.0}"));
    std::fs::write(to, table)?;
    Ok(format!("{said}{} words in {}", shares.len(), to.display()))
}

fn sets(data: &Path) -> Result<Vec<(&'static str, Vec<Document>)>> {
    let mut out = Vec::new();
    let plain = |values: Vec<Value>, id: &str, text: &str| {
        let words = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        values.iter().map(|v| Document::plain(words(&v[id]), words(&v[text]))).collect::<Vec<Document>>()
    };
    for (name, path, id, text) in [
        ("muc", "muc/train.jsonl", "docid", "doctext"),
        ("india_police", "india_police/docs.jsonl", "doc_id", "doc_text"),
    ] {
        if data.join(path).is_file() {
            out.push((name, plain(read_lines(&data.join(path))?, id, text)));
        }
    }
    let (incidents, documents) = (data.join("gva/incidents.jsonl"), data.join("gva/documents.jsonl"));
    if incidents.is_file() && documents.is_file() {
        let rest = gva_articles::read(&read_lines(&incidents)?, &read_lines(&documents)?, Part::Rest);
        out.push(("gva", rest.into_iter().map(|article| article.document).collect()));
    }
    Ok(out)
}
