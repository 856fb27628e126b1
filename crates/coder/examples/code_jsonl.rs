//! Codes documents from standard input, one JSON object a line (`id`, `text`, `published`), and prints reports and statements.
//!
//! `cargo run --release -p polybius-coder --example code_jsonl < documents.jsonl > records.jsonl`

use std::io::{BufRead, Write};

use polybius_coder::{Coder, code};
use polybius_lexicon::Lexicon;
use polybius_records::Document;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let coder = Coder::new(Lexicon::embedded());
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| line[name].as_str().map(str::to_owned);
        let mut document = Document::plain(field("id").unwrap_or_default(), field("text").unwrap_or_default());
        if let Some(day) = field("published") {
            document = document.published_on(day.parse()?);
        }
        let (reports, statements, _) = code(&coder, &document);
        for report in reports {
            let mut value = serde_json::to_value(&report)?;
            value["kind"] = json!("report");
            writeln!(out, "{value}")?;
        }
        for statement in statements {
            writeln!(out, "{}", serde_json::to_value(&statement)?)?;
        }
    }
    Ok(())
}
