//! Fields of reports judged by keys: what the coder said how surely, and whether the key agrees.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, Signs, signs};
use polybius_records::{CountKind, Document, Report};
use serde_json::Value;

use super::super::articles::{self, gold};
use super::super::bundle;
use super::super::frame::{files, read, read_lines, stem};
use super::super::geo::kilometres;
use super::super::gva::{NEAR_KM, main_report};
use super::super::gva_articles::{self, Article, Part};
use super::super::muc;

/// One filled field of one report.
#[derive(Debug, Clone)]
pub struct Judged {
    pub field: &'static str,
    /// The coder's probability that it is right.
    pub sure: f64,
    pub right: bool,
    /// What the coder knew when it gave that probability.
    pub signs: Signs,
}

/// What is judged in one document.
#[derive(Debug)]
pub struct Item {
    pub document: String,
    pub fields: Vec<Judged>,
}

type Signed = (Report, Vec<(&'static str, Signs)>);

/// The fields of a report that `verdict` judges.
fn judged((report, fields): &Signed, verdict: impl Fn(&str) -> Option<bool>) -> Vec<Judged> {
    let judge = |(field, signs): &(&'static str, Signs)| {
        let sure = report.body.confidences.get(field)?;
        Some(Judged { field, sure, right: verdict(field)?, signs: signs.clone() })
    };
    fields.iter().filter_map(judge).collect()
}

/// Articles with whole records as keys.
///
/// # Errors
/// Where a file cannot be read.
pub fn of_articles(coder: &Coder, folder: &Path) -> Result<Vec<Item>> {
    let documents = articles::read(&folder.join("documents.jsonl"))?;
    let mut keyed: Vec<(&Document, Value)> = Vec::new();
    for path in files(&folder.join("gold"), "json")? {
        let name = stem(&path);
        if let Some(document) = documents.iter().find(|d| d.id == name) {
            keyed.push((document, serde_json::from_str(&read(&path)?)?));
        }
    }
    Ok(bundle::each(&keyed, |(document, key)| article(coder, document, key)))
}

fn article(coder: &Coder, document: &Document, key: &Value) -> Item {
    let mut coded = signs(coder, document);
    coded.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    let values: Vec<Value> = coded.iter().filter_map(|(r, _)| serde_json::to_value(r).ok()).collect();
    let empty = Vec::new();
    let events = key["events"].as_array().unwrap_or(&empty);
    let optional = key["optional_events"].as_array().unwrap_or(&empty);
    let pairs = articles::pairs(&values, events);
    let mut fields = Vec::new();
    for (i, signed) in coded.iter().enumerate() {
        let Some(&event) = pairs.get(&i) else {
            // What the key leaves to the reader is neither right nor wrong.
            let spurious = !optional.iter().any(|e| gold::is_optional(&values[i], e));
            fields.extend(judged(signed, |field| (field == "event" && spurious).then_some(false)));
            continue;
        };
        let verdicts: BTreeMap<String, bool> = gold::fields(&values[i], &events[event]).into_iter().collect();
        fields.extend(judged(signed, |field| {
            let names: &[&str] = match field {
                "event" => return Some(true),
                "event_type" => &["type"],
                "sub_event_type" => &["sub-type"],
                "perpetrators" => &["perpetrator", "no false perpetrator"],
                "killed" => &["killed", "no false killed"],
                "injured" => &["injured", "no false injured"],
                other => &[other],
            };
            names.iter().find_map(|name| verdicts.get(*name)).copied()
        }));
    }
    Item { document: document.id.clone(), fields }
}

/// Shooting articles: the report that answers for the article.
///
/// # Errors
/// Where a file cannot be read.
pub fn of_shootings(coder: &Coder, folder: &Path, part: Part) -> Result<Vec<Item>> {
    let keys = read_lines(&folder.join("incidents.jsonl"))?;
    let all = gva_articles::read(&keys, &read_lines(&folder.join("documents.jsonl"))?, part);
    Ok(bundle::each(&all, |article| shooting(coder, article)))
}

fn shooting(coder: &Coder, article: &Article) -> Item {
    let coded = signs(coder, &article.document);
    let reports: Vec<Report> = coded.iter().map(|(r, _)| r.clone()).collect();
    let headline = article.document.text[..article.headline].chars().count();
    let main = main_report(&reports, headline).map(|m| &coded[m]);
    let fields = main.zip(article.key).map(|(signed, key)| {
        let body = &signed.0.body;
        let best = |kind| body.count(kind).and_then(|c| c.best.or(c.low));
        judged(signed, |field| match field {
            "killed" => Some(best(CountKind::Killed) == Some(key.toll[0])),
            "injured" => Some(best(CountKind::Injured) == Some(key.toll[1])),
            // News of a night names the evening or the morning.
            "date" => key.day.zip(body.date).map(|(day, s)| s.start <= day && day <= s.end && s.width_days() <= 1),
            "place" => {
                let point = body.place.as_ref().and_then(|p| p.latitude.zip(p.longitude));
                key.point.map(|key| point.is_some_and(|p| kilometres(p, key) <= NEAR_KM))
            }
            _ => None,
        })
    });
    Item { document: article.document.id.clone(), fields: fields.unwrap_or_default() }
}

/// Texts of the MUC task with its full key, in capitals.
///
/// # Errors
/// Where a file cannot be read.
pub fn of_muc(coder: &Coder, folder: &Path) -> Result<Vec<Item>> {
    let (texts, entries) = muc::load_all(&folder.join("CORPORA"))?;
    Ok(bundle::each(&texts, |text| {
        let own: Vec<&muc::Entry> = entries.iter().filter(|e| e.id == text.id).collect();
        let coded = signs(coder, &text.document());
        let mut fields = Vec::new();
        let verdicts = muc::verdicts(coder, text, &own);
        for signed in &coded {
            let found = verdicts.iter().find(|(id, _)| *id == signed.0.id);
            // A text without incident has none; a report that the key passes over may be a fight, which the task leaves out.
            let listed = if found.is_some() { Some(true) } else { own.is_empty().then_some(false) };
            fields.extend(judged(signed, |field| {
                if field == "event" {
                    listed
                } else {
                    found?.1.iter().find(|(f, _)| *f == field).map(|(_, right)| *right)
                }
            }));
        }
        Item { document: text.id.clone(), fields }
    }))
}
