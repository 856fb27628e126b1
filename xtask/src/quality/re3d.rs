//! re3d (Dstl, Aleph Insights and Committed Software 2017): entities in official statements and encyclopaedia articles on Syria and Iraq.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, annotate};
use polybius_lexicon::Lexicon;
use polybius_records::{Document, MentionKind};
use serde_json::{Value, json};

use super::bundle;
use super::frame::{Context, read_lines};
use super::spans::{Tally, f1, f1_interval, overlaps};
use super::table::Row;

/// The types of the key that the coder's mentions answer to.
const TYPES: [&str; 5] = ["Organisation", "Location", "Person", "Temporal", "Weapon"];

/// First character, character after the last, type.
type Entity = (usize, usize, String);

#[derive(Debug, Default)]
struct Item {
    id: String,
    text: String,
    key: Vec<Entity>,
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    let mut folders: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    folders.retain(|p| p.is_dir());
    folders.sort();
    for source in folders {
        for line in lines(&source.join("documents.json"))? {
            let (Some(id), Some(text)) = (line["_id"].as_str(), line["text"].as_str()) else { continue };
            items.insert(id.to_owned(), Item { id: id.to_owned(), text: text.to_owned(), key: Vec::new() });
        }
        for line in lines(&source.join("entities.json"))? {
            let item = line["documentId"].as_str().and_then(|id| items.get_mut(id));
            let number = |name: &str| line[name].as_u64().and_then(|n| usize::try_from(n).ok());
            if let (Some(item), Some(start), Some(end), Some(kind)) =
                (item, number("begin"), number("end"), line["type"].as_str())
            {
                item.key.push((start, end, kind.to_owned()));
            }
        }
    }
    let mut items: Vec<Item> = items.into_values().collect();
    for item in &mut items {
        item.key.sort();
    }
    let answers = bundle::each(&items, |item| found(&context.coder, item));
    let predictions: Vec<Value> = items.iter().zip(&answers).map(|(item, found)| prediction(item, found)).collect();
    context.write_lines("re3d", &predictions)?;
    let plain = bundle::each(&items, |item| baseline(context.coder.lexicon(), item));
    let mut rows = Vec::new();
    for kind in TYPES {
        let tallies = |answers: &[Vec<Entity>]| -> Vec<Tally> {
            items.iter().zip(answers).map(|(item, found)| tally(&item.key, found, kind)).collect()
        };
        let coded = tallies(&answers);
        let wanted: usize = coded.iter().map(|t| t.wanted).sum();
        if wanted == 0 {
            continue;
        }
        rows.push(Row {
            set: format!("re3d ({kind})"),
            items: format!("{wanted} entities, {} texts", items.len()),
            metric: "stretch shared, F1".to_owned(),
            figure: f1_interval(&coded, |t| t.matched),
            baseline: Some((
                "names of lexicon and gazetteer, capitalised words",
                f1(&mut tallies(&plain).iter(), |t| t.matched),
            )),
            others: "",
        });
    }
    Ok(rows)
}

/// A file of one object a line, with or without a byte order mark.
fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = super::frame::read(path)?;
    if !text.starts_with('\u{feff}') {
        return read_lines(path);
    }
    let bare = text.trim_start_matches('\u{feff}').lines().filter(|l| !l.trim().is_empty());
    bare.map(|l| Ok(serde_json::from_str(l)?)).collect()
}

fn found(coder: &Coder, item: &Item) -> Vec<Entity> {
    let document = Document::plain("d", item.text.clone());
    let mentions = annotate(coder, &document).into_iter().filter_map(|m| {
        let kind = match m.kind {
            MentionKind::Place => "Location",
            MentionKind::Time => "Temporal",
            MentionKind::Weapon => "Weapon",
            MentionKind::Actor if m.value["type"] == "person" => "Person",
            MentionKind::Actor => "Organisation",
            _ => return None,
        };
        Some((m.start, m.end, kind.to_owned()))
    });
    mentions.collect()
}

/// Runs of capitalised words: places by the gazetteer, organisations by the lexicon, all other runs of two or more people; four digits are a year.
fn baseline(lexicon: &Lexicon, item: &Item) -> Vec<Entity> {
    let mut words: Vec<(usize, usize, String)> = Vec::new();
    let mut word = String::new();
    for (i, c) in item.text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() || c == '-' && !word.is_empty() {
            word.push(c);
        } else if !word.is_empty() {
            words.push((i - word.chars().count(), i, std::mem::take(&mut word)));
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let capital = |w: &(usize, usize, String)| w.2.starts_with(char::is_uppercase);
        let run = words[at..].iter().take(4).take_while(|w| capital(w)).count();
        let is_year = words[at].2.len() == 4 && words[at].2.parse::<u16>().is_ok();
        let weapon =
            ["bomb", "bombs", "rocket", "mortar", "missile", "rifle", "weapons"].contains(&words[at].2.as_str());
        let named = (1..=run).rev().find_map(|n| {
            let name = words[at..at + n].iter().map(|w| w.2.as_str()).collect::<Vec<_>>().join(" ");
            let kind = if lexicon.actors.by_name(&name).is_some() {
                "Organisation"
            } else if !lexicon.gazetteer.lookup(&name).is_empty() {
                "Location"
            } else {
                return None;
            };
            Some((n, kind))
        });
        let (length, kind) = match named {
            Some(found) => found,
            None if run >= 2 => (run, "Person"),
            None if is_year => (1, "Temporal"),
            None if weapon => (1, "Weapon"),
            None => {
                at += 1;
                continue;
            }
        };
        out.push((words[at].0, words[at + length - 1].1, kind.to_owned()));
        at += length;
    }
    out
}

fn tally(key: &[Entity], found: &[Entity], kind: &str) -> Tally {
    let of = |all: &[Entity]| -> Vec<(usize, usize)> {
        let mut list: Vec<_> = all.iter().filter(|e| e.2 == kind).map(|e| (e.0, e.1)).collect();
        list.sort_unstable();
        list
    };
    let (key, found) = (of(key), of(found));
    let pairs = overlaps(&key, &found);
    let right = pairs.iter().filter(|&&(k, f)| key[k] == found[f]).count();
    Tally { wanted: key.len(), found: found.len(), matched: pairs.len(), right }
}

fn prediction(item: &Item, found: &[Entity]) -> Value {
    let entities: Vec<Value> = found.iter().map(|(b, e, kind)| json!({"begin": b, "end": e, "type": kind})).collect();
    json!({"documentId": item.id, "entities": entities})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_compared_within_their_type() {
        let entity = |s, e, kind: &str| (s, e, kind.to_owned());
        let key = [entity(0, 5, "Location"), entity(8, 12, "Organisation"), entity(20, 25, "Location")];
        let found = [entity(0, 5, "Location"), entity(8, 12, "Location"), entity(21, 30, "Location")];
        let t = tally(&key, &found, "Location");
        assert_eq!((t.wanted, t.found, t.matched, t.right), (2, 3, 2, 1));
        assert_eq!(tally(&key, &found, "Organisation").matched, 0);
    }
}
