//! The coder on whole documents with a gold reading: what must hold for every record, and how much is found.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod gold;
mod invariants;
mod scoring;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use polybius_coder::{Coder, code, publication_from_text};
use polybius_lexicon::Lexicon;
use polybius_records::{Document, Report, Statement};
use serde_json::Value;

/// About 0.05 under what is measured. A change that raises the figures raises the floors with them.
const F1_FLOOR: f64 = 0.73;
const FIELDS_FLOOR: f64 = 0.69;

struct Coded {
    document: Document,
    reports: Vec<Report>,
    statements: Vec<Statement>,
}

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new(Lexicon::embedded()));
static CODED: LazyLock<Vec<Coded>> = LazyLock::new(|| documents().map(coded).collect());

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories")
}

/// The documents, their day of publication taken from the text where nothing else gives it.
fn documents() -> impl Iterator<Item = Document> {
    let lines = std::fs::read_to_string(folder().join("documents.jsonl")).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.into_iter().map(|line| {
        let mut document = Document::plain(line["id"].as_str().unwrap(), line["text"].as_str().unwrap());
        let given = line["published"].as_str().map(|day| day.parse().unwrap());
        document.published = given.or_else(|| publication_from_text(&document.text).map(|(day, _)| day));
        document
    })
}

fn coded(document: Document) -> Coded {
    let (reports, statements, _) = code(&CODER, &document);
    Coded { document, reports, statements }
}

#[test]
fn every_record_keeps_the_contract() {
    assert_eq!(CODED.len(), gold::load(&folder().join("gold")).len());
    let breaches: Vec<String> = CODED
        .iter()
        .flat_map(|c| invariants::breaches(CODER.lexicon(), &c.document, &c.reports, &c.statements))
        .collect();
    assert!(breaches.is_empty(), "{} breaches:\n{}", breaches.len(), breaches.join("\n"));
    assert!(CODED.iter().any(|c| !c.statements.is_empty()), "no statement was checked");
}

#[test]
fn enough_is_found_and_right() {
    let mut score = scoring::Score::default();
    for reading in gold::load(&folder().join("gold")) {
        let coded = CODED.iter().find(|c| c.document.id == reading.doc);
        let reports: Vec<&Report> =
            coded.unwrap_or_else(|| panic!("{} is no document", reading.doc)).reports.iter().collect();
        score.add(CODER.lexicon(), &reading, &reports);
    }
    let list = format!("{}{}", score.table(), score.faults.join("\n"));
    assert!(score.f1() >= F1_FLOOR && score.fields_right() >= FIELDS_FLOOR, "{list}");
}

/// Names of people who hold no public role stay in the quotes that a reader needs, and come into no field.
#[test]
fn private_people_are_no_actors() {
    let text = "Gunmen on motorcycles shot dead a teacher, Orlan Veskimo, outside his school in Gao on Tuesday. \
                Tessel Brandiko, 34, a driver, was wounded in the attack, a hospital said.\n\n\
                Police arrested Havrin Solkete, 29, on suspicion of taking part in the attack on Wednesday. \
                Solkete denied the charge.";
    let document = Document::plain("named", text).published_on("2019-03-08".parse().unwrap());
    let Coded { document, reports, statements } = coded(document);
    assert!(!reports.is_empty());
    assert_eq!(invariants::breaches(CODER.lexicon(), &document, &reports, &statements), Vec::<String>::new());
    for report in &reports {
        let mut body = report.body.clone();
        body.evidence.iter_mut().for_each(|e| e.quote.clear());
        body.attributions.iter_mut().for_each(|a| a.quote.clear());
        let fields = serde_json::to_string(&body).unwrap();
        for name in ["Veskimo", "Brandiko", "Solkete"] {
            assert!(!fields.contains(name), "{name} stands in {fields}");
        }
    }
}
