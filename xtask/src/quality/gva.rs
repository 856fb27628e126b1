//! Shooting incidents with the number of killed and injured (the Gun Violence Archive's coding): is the count that the coder reads out of
//! one article the incident's own?

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use polybius_coder::code;
use polybius_records::{Count, Document};
use serde_json::{Value, json};

use super::bootstrap::interval;
use super::bundle;
use super::frame::{Context, Split, read_lines};
use super::table::Row;

/// One incident in how many is scored on the tuning data; the rest is for those who tune.
const FIFTH: u64 = 5;

/// Killed and injured.
type Toll = [u64; 2];

struct Item {
    document: Document,
    /// Absent where the key is held by others.
    key: Option<Toll>,
}

/// What each reader says of one article, and whether it is right.
#[derive(Debug, Clone, Copy)]
struct Answer {
    coded: [bool; 2],
    first: [bool; 2],
    largest: [bool; 2],
}

/// One reader's part of an answer.
type Reader = fn(&Answer) -> [bool; 2];

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let incidents = folder.join("incidents.jsonl");
    let incidents = if incidents.is_file() { read_lines(&incidents)? } else { Vec::new() };
    let items = read_items(&incidents, &read_lines(&folder.join("documents.jsonl"))?, context.split);
    let tolls = bundle::each(&items, |item| {
        let (reports, ..) = code(&context.coder, &item.document);
        let tolls: Vec<[Option<Count>; 2]> = reports.into_iter().map(|r| [r.body.killed, r.body.injured]).collect();
        of_reports(&tolls)
    });
    let line = |(item, toll): (&Item, &Toll)| json!({"docid": item.document.id, "killed": toll[0], "injured": toll[1]});
    context.write_lines("gva", &items.iter().zip(&tolls).map(line).collect::<Vec<_>>())?;
    let answers: Vec<Answer> = items.iter().zip(&tolls).filter_map(|(item, toll)| answer(item, *toll)).collect();
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let part = match context.split {
        Split::Dev => "fixed fifth",
        Split::Test => "test",
    };
    let mut rows = Vec::new();
    for (i, what) in ["killed", "injured"].into_iter().enumerate() {
        let mean = |of: Reader| {
            move |all: &mut dyn Iterator<Item = &Answer>| {
                let (mut n, mut right) = (0_usize, 0_usize);
                for answer in all {
                    n += 1;
                    right += usize::from(of(answer)[i]);
                }
                if n == 0 { 0.0 } else { right as f64 / n as f64 }
            }
        };
        let figure = interval(&answers, mean(|a| a.coded));
        let baselines: [(&'static str, Reader); 2] =
            [("first number beside such a word", |a| a.first), ("largest number beside such a word", |a| a.largest)];
        for (name, of) in baselines {
            rows.push(Row {
                set: format!("gva ({part})"),
                items: format!("{} articles", answers.len()),
                metric: format!("{what} exactly right"),
                figure,
                baseline: Some((name, mean(of)(&mut answers.iter()))),
                others: "",
            });
        }
    }
    Ok(rows)
}

/// Whether each reader is right, where there is a key.
fn answer(item: &Item, coded: Toll) -> Option<Answer> {
    let key = item.key?;
    let right = |toll: Toll| [toll[0] == key[0], toll[1] == key[1]];
    let text = &item.document.text;
    let [killed, injured] = [numbers(text, KILLED), numbers(text, INJURED)];
    let first = [&killed, &injured].map(|n| n.first().copied().unwrap_or(0));
    let largest = [killed, injured].map(|n| n.into_iter().max().unwrap_or(0));
    Some(Answer { coded: right(coded), first: right(first), largest: right(largest) })
}

fn read_items(incidents: &[Value], documents: &[Value], split: Split) -> Vec<Item> {
    let mut keys: BTreeMap<String, Toll> = BTreeMap::new();
    for v in incidents {
        let n = |field: &str| v[field].as_u64().unwrap_or(0);
        keys.insert(word(&v["incident"]), [n("killed"), n("injured")]);
    }
    let mut items = Vec::new();
    for v in documents {
        let incident = word(&v["incident"]);
        let number = incident.bytes().fold(0_u64, |n, b| n.wrapping_mul(31).wrapping_add(u64::from(b)));
        let key = keys.get(&incident).copied();
        if split == Split::Dev && (number % FIFTH != 0 || key.is_none()) {
            continue;
        }
        let mut document = Document::plain(word(&v["id"]), word(&v["text"]));
        document.published = v["published"].as_str().and_then(|p| p.parse().ok());
        items.push(Item { document, key });
    }
    items
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The toll of the first report that has one: an article tells its own incident before the background.
fn of_reports(reports: &[[Option<Count>; 2]]) -> Toll {
    let best = |c: &Option<Count>| c.as_ref().and_then(|c| c.best.or(c.low)).unwrap_or(0);
    reports.iter().find(|r| r.iter().any(Option::is_some)).map_or([0, 0], |r| [best(&r[0]), best(&r[1])])
}

const KILLED: &[&str] = &["killed", "dead", "died", "dies", "fatally", "deaths"];
const INJURED: &[&str] = &["injured", "wounded", "hurt", "hospitalized", "injuries"];

/// Numbers within five words before one of the words, in text order: what a reader without grammar would take.
fn numbers(text: &str, near: &[&str]) -> Vec<u64> {
    const SPELLED: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if !near.contains(&word.as_str()) {
            continue;
        }
        let number: Option<u64> = words[i.saturating_sub(5)..i].iter().rev().find_map(|w: &String| {
            let spelled = SPELLED.iter().position(|s| s == w).and_then(|n| u64::try_from(n).ok());
            spelled.or_else(|| w.parse::<u64>().ok().filter(|n| *n < 1000))
        });
        out.extend(number);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baselines_by_hand() {
        let text =
            "Two men were killed and 3 others were wounded. In all, 12 people have been killed there since 2011.";
        assert_eq!(numbers(text, KILLED), [2, 12]);
        assert_eq!(numbers(text, INJURED), [3]);
        assert!(numbers("Nobody was hurt.", INJURED).is_empty());
    }

    #[test]
    fn the_first_report_with_a_toll_answers() {
        let none = [None, None];
        let own = [Some(Count::exact(2)), None];
        let background = [Some(Count::exact(9)), Some(Count::exact(9))];
        assert_eq!(of_reports(&[none.clone(), own, background]), [2, 0]);
        assert_eq!(of_reports(&[none]), [0, 0]);
    }

    #[test]
    fn keys_join_articles() {
        let incidents: Vec<Value> =
            (0..40).map(|i| json!({"incident": i.to_string(), "killed": 1, "injured": 0})).collect();
        let documents: Vec<Value> = (0..41)
            .map(|i| json!({"id": format!("a{i}"), "incident": i.to_string(), "text": "t", "published": "2015-01-02"}))
            .collect();
        let items = read_items(&incidents, &documents, Split::Dev);
        assert!((4..=12).contains(&items.len()), "about a fifth: {}", items.len());
        assert!(items.iter().all(|i| i.key == Some([1, 0]) && i.document.published.is_some()));
        let all = read_items(&incidents, &documents, Split::Test);
        assert_eq!((all.len(), all[40].key), (41, None));
    }
}
