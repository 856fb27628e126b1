//! Sentences of Indian newspapers on the police in the Gujarat riots of 2002 (Halterman, Keith, Sarwar and O'Connor 2021): did police
//! kill, arrest, use force?

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use polybius_coder::{Act, ActMention, Coder, Part, acts};
use polybius_records::{ActorType, Document};
use serde_json::{Value, json};

use super::bundle;
use super::frame::{Context, Split, read_lines};
use super::gate::Keyed;
use super::spans::{Tally, f1, f1_interval};
use super::table::Row;

/// The classes scored; police failing to act names no act, so the coder does not look for it.
const CLASSES: [&str; 3] = ["KILL", "ARREST", "FORCE"];

/// One answer a class.
type Labels = [bool; 3];

/// One document's sentences, joined by line breaks.
#[derive(Debug, Default)]
struct Item {
    id: u64,
    text: String,
    /// First character, character after the last, the key's labels, number of the sentence.
    sentences: Vec<(usize, usize, Option<Labels>, u64)>,
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut items = read(&read_lines(&folder.join("sents.jsonl"))?);
    if context.split == Split::Dev {
        items.retain(|item| tuned_on(item.id));
    }
    let answers = bundle::each(&items, |item| found(&context.coder, item));
    let lines = items.iter().zip(&answers).flat_map(|(item, found)| predictions(item, found)).collect::<Vec<_>>();
    context.write_lines("india_police", &lines)?;
    let plain: Vec<Vec<Labels>> = items.iter().map(baseline).collect();
    let sentences: usize = items.iter().map(|item| item.sentences.len()).sum();
    let mut rows = Vec::new();
    for (class, name) in CLASSES.into_iter().enumerate() {
        let tallies = |answers: &[Vec<Labels>]| -> Vec<Tally> {
            items.iter().zip(answers).map(|(item, found)| tally(item, found, class)).collect()
        };
        let coded = tallies(&answers);
        let wanted: usize = coded.iter().map(|t| t.wanted).sum();
        if wanted == 0 {
            continue;
        }
        rows.push(Row {
            set: format!("india_police ({})", if context.split == Split::Dev { "fixed half" } else { "test" }),
            items: format!("{wanted} of {sentences} sentences, {} texts", items.len()),
            metric: format!("{name} sentence, F1"),
            figure: f1_interval(&coded, |t| t.right),
            baseline: Some(("police and a word of the class", f1(&mut tallies(&plain).iter(), |t| t.right))),
            others: "",
        });
    }
    Ok(rows)
}

/// The texts with their sentences that have a label, for the gate.
pub fn keyed(context: &Context, folder: &Path) -> Result<Vec<Keyed>> {
    let mut items = read(&read_lines(&folder.join("sents.jsonl"))?);
    if context.split == Split::Dev {
        items.retain(|item| tuned_on(item.id));
    }
    let told = |labels: Option<Labels>| labels.is_some_and(|labels| labels.contains(&true));
    let keyed = items.into_iter().map(|item| Keyed {
        spots: item.sentences.iter().filter(|s| told(s.2)).map(|s| s.0..s.1).collect(),
        text: item.text,
    });
    Ok(keyed.collect())
}

/// The half that rules were tuned on; the other half was not looked at.
fn tuned_on(id: u64) -> bool {
    blake3::hash(&id.to_le_bytes()).as_bytes()[0].is_multiple_of(2)
}

fn read(lines: &[Value]) -> Vec<Item> {
    let mut items: BTreeMap<u64, Item> = BTreeMap::new();
    // Half of the set was once read in the wrong encoding.
    for line in lines {
        let (Some(id), Some(text)) = (line["doc_id"].as_u64(), line["sent_text"].as_str()) else { continue };
        let item = items.entry(id).or_insert_with(|| Item { id, ..Item::default() });
        let start = item.text.chars().count();
        let labels = line["sent_labels"].as_array().map(|labels| CLASSES.map(|c| labels.iter().any(|l| l == c)));
        let text = polybius_ingest::mended(text).unwrap_or_else(|| text.to_owned()).trim().replace('\n', " ");
        item.sentences.push((start, start + text.chars().count(), labels, line["sent_id"].as_u64().unwrap_or(0)));
        item.text.push_str(&text);
        item.text.push('\n');
    }
    items.into_values().collect()
}

fn found(coder: &Coder, item: &Item) -> Vec<Labels> {
    let found = acts(coder, &Document::plain("d", item.text.clone()));
    item.sentences
        .iter()
        .map(|&(start, end, ..)| {
            let here: Vec<&ActMention> = found.iter().filter(|m| start <= m.start && m.start < end).collect();
            labels(&here)
        })
        .collect()
}

/// What the acts of one sentence say of the police.
fn labels(here: &[&ActMention]) -> Labels {
    let told =
        |m: &&&ActMention| !matches!(m.unreal, Some("hypothetical" | "in the future" | "negated" | "a condition"));
    let any = |wanted: &dyn Fn(&ActMention) -> bool| here.iter().filter(told).any(|m| wanted(m));
    let shots = any(&|m| m.act == Act::Shooting && (by_police(m) || is_firing(m)));
    let force = shots
        || any(&|m| {
            let blows = matches!(m.act, Act::Attack | Act::Injury | Act::Killing) && m.lemma != "raid";
            m.act == Act::Dispersal || blows && by_police(m)
        });
    let dead = any(&|m| matches!(m.act, Act::Killing | Act::Death));
    let by = any(&|m| matches!(m.act, Act::Killing | Act::Death) && by_police(m));
    let kill = by || dead && shots;
    let arrest = any(&|m| m.act == Act::Arrest);
    [kill, arrest, force || kill]
}

/// "the firing" of Indian papers is the police's, unless it says whose it was.
fn is_firing(m: &ActMention) -> bool {
    m.noun && m.text == "firing" && m.arguments.iter().all(|a| a.part != Part::Agent)
}

fn by_police(m: &ActMention) -> bool {
    let officers = [ActorType::Police, ActorType::Military];
    m.arguments.iter().any(|a| a.part == Part::Agent && a.kind.is_some_and(|k| officers.contains(&k)))
}

fn baseline(item: &Item) -> Vec<Labels> {
    const WORDS: [&[&str]; 3] = [
        &["killed", "killing", "dead", "died", "death", "shot"],
        &["arrested", "arrest", "arrests", "detained", "custody"],
        &["fired", "firing", "lathi", "lathicharge", "tear", "teargas", "force", "beat"],
    ];
    let chars: Vec<char> = item.text.chars().collect();
    item.sentences
        .iter()
        .map(|&(start, end, ..)| {
            let sentence: String = chars[start..end].iter().collect::<String>().to_lowercase();
            let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).collect();
            let police = words.contains(&"police");
            WORDS.map(|list| police && words.iter().any(|w| list.contains(w)))
        })
        .collect()
}

fn tally(item: &Item, found: &[Labels], class: usize) -> Tally {
    let mut t = Tally::default();
    for (sentence, answer) in item.sentences.iter().zip(found) {
        let wanted = sentence.2.is_some_and(|labels| labels[class]);
        t.wanted += usize::from(wanted);
        t.found += usize::from(answer[class]);
        t.right += usize::from(wanted && answer[class]);
    }
    t
}

fn predictions(item: &Item, found: &[Labels]) -> Vec<Value> {
    let lines = item.sentences.iter().zip(found).map(|(sentence, answer)| {
        let labels: Vec<&str> = CLASSES.iter().zip(answer).filter(|(_, yes)| **yes).map(|(c, _)| *c).collect();
        json!({"doc_id": item.id, "sent_id": sentence.3, "sent_labels": labels})
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    #[test]
    fn the_police_must_be_the_ones_who_act() {
        let coder = Coder::new(Lexicon::embedded());
        for (text, wanted) in [
            ("two men were killed in police firing in the old town.", [true, false, true]),
            ("police lathi-charged the crowd near the temple.", [false, false, true]),
            ("police lobbed tear gas shells to disperse the mob.", [false, false, true]),
            ("forty people were arrested on monday.", [false, true, false]),
            ("a mob killed two men, police said.", [false, false, false]),
            ("the police chief will visit the district.", [false, false, false]),
        ] {
            let item = read(&[json!({"doc_id": 1, "sent_id": 0, "sent_text": text, "sent_labels": []})]).remove(0);
            assert_eq!(found(&coder, &item), [wanted], "{text}");
        }
    }

    #[test]
    fn a_document_is_scored_by_hand() {
        let line = |id, text: &str, labels: &[&str]| json!({"doc_id": 7, "sent_id": id, "sent_text": text, "sent_labels": labels});
        let item =
            read(&[line(0, "one.\n\n", &["KILL"]), line(1, "two.", &[]), line(2, "three.", &["KILL"])]).remove(0);
        assert_eq!(item.sentences[1].0, 5);
        let t = tally(&item, &[[true, false, false], [true, false, false], [false, false, false]], 0);
        assert_eq!((t.wanted, t.found, t.right), (2, 2, 1));
    }
}
