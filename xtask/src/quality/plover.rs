//! PLOVER's gold records: of one sentence, the class of the event, its source and its target. The coder answers with the interaction
//! that it holds to be told most directly. Our own sentences, written before the rules were tuned, are scored the same way.

use std::path::Path;

use anyhow::{Context as _, Result};
use polybius_coder::{Party, dyads};
use polybius_records::Document;
use serde_json::{Deserializer, Value, json};

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, files, read};
use super::interaction::{Answer, Key, Sides, Tally, baseline, tally};
use super::table::Row;
use crate::process::workspace;

/// Sentences of our own, kept with the coder's tests.
const OWN: &str = "crates/coder/tests/dyads.toml";

struct Item {
    id: String,
    text: String,
    /// Absent where the key is held by others.
    key: Option<Key>,
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut items = Vec::new();
    let paths = files(folder, "txt")?.into_iter().chain(files(folder, "jsonl")?);
    for path in paths {
        items.extend(read_records(&read(&path)?).with_context(|| path.display().to_string())?);
    }
    let answers = bundle::each(&items, |item| answer(context, item));
    let lines: Vec<Value> = items.iter().zip(&answers).map(|(item, answer)| line(item, answer)).collect();
    context.write_lines("plover", &lines)?;
    let mut rows = rows("plover", &items, &answers);
    let own = workspace().join(OWN);
    if context.split == Split::Dev && own.is_file() {
        let text = read(&own)?;
        for (part, set) in [
            ("sentence", "plover (own, first part)"),
            ("second", "plover (own, second part)"),
            ("third", "plover (own, never tuned on)"),
        ] {
            let items = read_own(&text, part)?;
            let answers = bundle::each(&items, |item| answer(context, item));
            let lines: Vec<Value> = items.iter().zip(&answers).map(|(i, a)| line(i, a)).collect();
            context.write_lines(&format!("plover_own_{part}"), &lines)?;
            rows.extend(self::rows(set, &items, &answers));
        }
    }
    Ok(rows)
}

fn answer(context: &Context, item: &Item) -> Answer {
    let found = dyads(&context.coder, &Document::plain(item.id.clone(), item.text.clone()));
    let side = |parties: &[Party]| parties.iter().map(|p| (p.start, p.end)).collect();
    found
        .first()
        .map(|d| Answer {
            class: d.class.clone().unwrap_or_default(),
            cameo: d.cameo.clone(),
            sides: Sides { sources: side(&d.sources), targets: side(&d.targets) },
        })
        .unwrap_or_default()
}

fn line(item: &Item, answer: &Answer) -> Value {
    let chars: Vec<char> = item.text.chars().collect();
    let words = |spans: &[(usize, usize)]| -> Vec<Value> {
        spans.iter().map(|&(s, e)| json!({"actorText": chars[s..e].iter().collect::<String>()})).collect()
    };
    json!({
        "id": item.id,
        "event": answer.class,
        "cameo": answer.cameo,
        "source": words(&answer.sides.sources),
        "target": words(&answer.sides.targets),
    })
}

fn rows(set: &str, items: &[Item], answers: &[Answer]) -> Vec<Row> {
    let keyed: Vec<(&Item, &Key, &Answer)> =
        items.iter().zip(answers).filter_map(|(i, a)| Some((i, i.key.as_ref()?, a))).collect();
    if keyed.is_empty() {
        return Vec::new();
    }
    let coded: Vec<Tally> = keyed.iter().map(|(i, key, a)| tally(&i.text, key, a)).collect();
    let plain: Vec<Tally> = keyed.iter().map(|(i, key, _)| tally(&i.text, key, &baseline(&i.text))).collect();
    type Metric = fn(&mut dyn Iterator<Item = &Tally>) -> f64;
    let metrics: [(&str, Metric, &'static str); 3] = [
        ("class of the event", Tally::class_accuracy, ""),
        ("sources and targets, precision", Tally::precision, "P .63 (UniversalPetrarch on its own set)"),
        ("sources and targets, recall", Tally::recall, "R .86 (UniversalPetrarch on its own set)"),
    ];
    metrics
        .into_iter()
        .map(|(metric, of, others)| Row {
            set: set.to_owned(),
            items: format!("{} sentences", keyed.len()),
            metric: metric.to_owned(),
            figure: interval(&coded, of),
            baseline: Some(("keywords, capitals", of(&mut plain.iter()))),
            others,
        })
        .collect()
}

/// Records stand one after another, over several lines.
fn read_records(text: &str) -> Result<Vec<Item>> {
    let mut out = Vec::new();
    for record in Deserializer::from_str(text).into_iter::<Value>() {
        let record = record?;
        let word = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
        let actors = |field: &str| -> Vec<String> {
            let list = record[field].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(|a| a["actorText"].as_str()).map(|t| t.trim().to_owned()).collect()
        };
        let key = record["event"].as_str().map(|class| Key {
            class: class.to_owned(),
            sources: actors("source"),
            targets: actors("target"),
        });
        out.push(Item { id: word("id"), text: word("text"), key });
    }
    Ok(out)
}

fn read_own(text: &str, part: &str) -> Result<Vec<Item>> {
    let file: toml::Table = text.parse()?;
    let list = file.get(part).and_then(toml::Value::as_array).context("no sentences")?;
    let words = |v: &toml::Value, field: &str| -> Vec<String> {
        let list = v.get(field).and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let word = |v: &toml::Value, field: &str| v.get(field).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let item = |(n, v): (usize, &toml::Value)| Item {
        id: format!("own-{part}-{n}"),
        text: word(v, "text"),
        key: Some(Key { class: word(v, "class"), sources: words(v, "source"), targets: words(v, "target") }),
    };
    Ok(list.iter().enumerate().map(item).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_with_and_without_a_key() {
        let text = r#"{"id": "a", "text": "Mali met Chad.", "event": "CONSULT",
            "source": [{"actorText": "Mali", "code": "MLI"}], "target": ""}
            {"id": "b", "text": "It rained."}"#;
        let items = read_records(text).unwrap();
        let key = items[0].key.as_ref().unwrap();
        assert_eq!((key.class.as_str(), key.sources.len(), key.targets.len()), ("CONSULT", 1, 0));
        assert!(items[1].key.is_none() && items[1].id == "b");
        assert!(read_records("{").is_err());
    }

    #[test]
    fn our_own_sentences_can_be_read() {
        let text = read(&workspace().join(OWN)).unwrap();
        let mut items = read_own(&text, "sentence").unwrap();
        items.extend(read_own(&text, "second").unwrap());
        assert!(items.len() >= 60);
        for item in &items {
            let key = item.key.as_ref().unwrap();
            for words in key.sources.iter().chain(&key.targets) {
                assert!(item.text.contains(words.as_str()), "{words}: {}", item.text);
            }
        }
    }
}
