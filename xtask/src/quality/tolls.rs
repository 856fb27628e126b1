//! What the chooser of tolls learns from: news of shootings, and the numbers of their keys.

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, Toll, tolls};
use polybius_records::Report;
use serde_json::{Map, Value, json};

use super::bundle;
use super::frame::{Context, read_lines};
use super::gva::main_report;
use super::gva_articles::{self, Article, Part};

/// Writes `tolls.jsonl`, a line for the report that answers for each article: what could be its numbers, and the key's. No article that
/// `quality` measures on is among them.
///
/// # Errors
/// Where a file cannot be read or written.
pub fn write(context: &Context, data: &Path) -> Result<String> {
    let folder = data.join("gva");
    let incidents = read_lines(&folder.join("incidents.jsonl"))?;
    let articles = gva_articles::read(&incidents, &read_lines(&folder.join("documents.jsonl"))?, Part::Rest);
    let lines: Vec<Value> =
        bundle::each(&articles, |article| line(&context.coder, article)).into_iter().flatten().collect();
    context.write_lines("tolls", &lines)?;
    Ok(format!("{} articles", lines.len()))
}

fn line(coder: &Coder, article: &Article) -> Option<Value> {
    let key = article.key?;
    let coded = tolls(coder, &article.document);
    let reports: Vec<Report> = coded.iter().map(|c| c.report.clone()).collect();
    let headline = article.document.text[..article.headline].chars().count();
    let main = &coded[main_report(&reports, headline)?];
    Some(json!({
        "document": article.document.id,
        "incident": article.incident,
        "asked": main.asked,
        "key": {"killed": key.toll[0], "injured": key.toll[1]},
        "choices": {"killed": numbers(&main.killed), "injured": numbers(&main.injured)},
    }))
}

fn numbers(list: &[Toll]) -> Vec<Value> {
    let signs =
        |toll: &Toll| toll.signs.iter().map(|(name, x)| ((*name).to_owned(), json!(x))).collect::<Map<String, Value>>();
    list.iter().map(|toll| json!({"value": toll.value, "rule": toll.rule, "signs": signs(toll)})).collect()
}
