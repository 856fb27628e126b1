//! WikiEvents (Li, Ji and Han 2021): triggers and arguments of conflict, death and injury events.
//!
//! A trigger is right where its last word and its type are the key's; an argument where its trigger's is, and its role and head word.

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, acts};
use polybius_records::Document;
use serde_json::{Value, json};

use super::bundle;
use super::frame::{Context, read_lines};
use super::gate::Keyed;
use super::kairos;
use super::spans::{Tally, f1, f1_interval};
use super::table::Row;

/// One event of the key or of the coder: where its trigger's last word starts, its type, its arguments.
#[derive(Debug, Clone, PartialEq)]
struct Event {
    start: usize,
    end: usize,
    head: usize,
    kind: String,
    /// Role and start of the head word; for predictions also the phrase.
    arguments: Vec<(String, usize, usize, usize)>,
}

/// One document with its key.
#[derive(Debug)]
struct Item {
    name: String,
    text: String,
    key: Option<Vec<Event>>,
}

/// Tallies of one document: trigger words, trigger words with type, arguments.
type Score = [Tally; 3];

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let path = folder.join(format!("{}.jsonl", context.split.word()));
    let items: Vec<Item> = read_lines(&path)?.iter().map(read).collect();
    let answers = bundle::each(&items, |item| found(&context.coder, &item.text));
    let lines: Vec<Value> = items.iter().zip(&answers).map(|(item, found)| prediction(item, found)).collect();
    context.write_lines("wikievents", &lines)?;
    if items.iter().all(|item| item.key.is_none()) {
        return Ok(Vec::new());
    }
    let empty = Vec::new();
    let tallies = |answers: &[Vec<Event>]| -> Vec<Score> {
        items.iter().zip(answers).map(|(item, found)| tally(item.key.as_ref().unwrap_or(&empty), found)).collect()
    };
    let coded = tallies(&answers);
    let plain = tallies(&items.iter().map(|item| baseline(&item.text)).collect::<Vec<_>>());
    let mut rows = Vec::new();
    for (i, (metric, what, others)) in [
        ("trigger word, F1", "triggers", ""),
        ("trigger word and type, F1", "triggers", ""),
        (
            "argument role and head word, F1",
            "arguments",
            ".65 (all types, with the triggers given; BART-Gen, Li and others 2021)",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let part = |all: &[Score]| -> Vec<Tally> { all.iter().map(|s| s[i]).collect() };
        let coded = part(&coded);
        rows.push(Row {
            set: format!("wikievents ({})", context.split.word()),
            items: format!("{} {what}, {} texts", coded.iter().map(|t| t.wanted).sum::<usize>(), items.len()),
            metric: metric.to_owned(),
            figure: f1_interval(&coded, |t| t.right),
            baseline: Some(("list of keywords, word before or after", f1(&mut part(&plain).iter(), |t| t.right))),
            others,
        });
    }
    Ok(rows)
}

/// The texts with their triggers, for the gate.
pub fn keyed(context: &Context, folder: &Path) -> Result<Vec<Keyed>> {
    let lines = read_lines(&folder.join(format!("{}.jsonl", context.split.word())))?;
    let keyed = lines.iter().map(read).map(|item| Keyed {
        spots: item.key.iter().flatten().map(|event| event.start..event.end).collect(),
        text: item.text,
    });
    Ok(keyed.collect())
}

fn read(line: &Value) -> Item {
    let text = line["text"].as_str().unwrap_or_default().to_owned();
    let name = line["doc_id"].as_str().unwrap_or_default().to_owned();
    let tokens: Vec<&str> = line["tokens"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let spots = align(&text, &tokens);
    let number = |v: &Value| v.as_u64().and_then(|n| usize::try_from(n).ok());
    let span = |v: &Value| -> Option<(usize, usize)> {
        let (start, end) = (number(&v["start"])?, number(&v["end"])?);
        (start < end && end <= spots.len()).then_some((start, end))
    };
    let entities = line["entity_mentions"].as_array();
    let head_of = |id: &str| -> Option<usize> {
        let entity = entities?.iter().find(|e| e["id"] == id)?;
        let (start, end) = span(entity)?;
        Some(spots[head(&tokens, start, end)].0)
    };
    let key = line["event_mentions"].as_array().map(|events| {
        let events = events.iter().filter_map(|event| {
            let kind = event["event_type"].as_str().filter(|k| kairos::in_scope(k))?;
            let (start, end) = span(&event["trigger"])?;
            let mut arguments: Vec<(String, usize, usize, usize)> = event["arguments"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|a| {
                    let at = head_of(a["entity_id"].as_str()?)?;
                    Some((a["role"].as_str()?.to_owned(), at, at, at))
                })
                .collect();
            arguments.sort();
            arguments.dedup();
            let (start, head, end) = (spots[start].0, spots[end - 1].0, spots[end - 1].1);
            Some(Event { start, end, head, kind: kind.to_owned(), arguments })
        });
        events.collect()
    });
    Item { name, text, key }
}

/// Where each token stands in the text, in characters. The set's own offsets drift by a character a sentence.
fn align(text: &str, tokens: &[&str]) -> Vec<(usize, usize)> {
    let (mut byte, mut chars) = (0, 0);
    let mut out = Vec::with_capacity(tokens.len());
    for token in tokens {
        // A token that the text lacks stands where the reading is.
        if let Some(gap) = text[byte..].find(token).filter(|&gap| gap < 400) {
            chars += text[byte..byte + gap].chars().count();
            byte += gap;
            let length = token.chars().count();
            out.push((chars, chars + length));
            byte += token.len();
            chars += length;
        } else {
            out.push((chars, chars));
        }
    }
    out
}

/// The head word of a phrase: its last word before a preposition or comma.
fn head(tokens: &[&str], start: usize, end: usize) -> usize {
    const STOPS: [&str; 9] = ["of", "in", "on", "at", "from", "for", "with", "who", ","];
    (start + 1..end).find(|&i| STOPS.contains(&tokens[i])).unwrap_or(end) - 1
}

fn found(coder: &Coder, text: &str) -> Vec<Event> {
    let chars: Vec<char> = text.chars().collect();
    acts(coder, &Document::plain("d", text))
        .iter()
        .filter_map(|m| {
            let kind = kairos::event_type(m)?;
            let arguments = m
                .arguments
                .iter()
                .filter_map(|a| Some((kairos::role(kind, a.part)?.to_owned(), a.head_start, a.start, a.end)))
                .collect();
            let head = last_word(&chars, m.start, m.end);
            Some(Event { start: m.start, end: m.end, head, kind: kind.to_owned(), arguments })
        })
        .collect()
}

/// Start of the last word of a stretch.
fn last_word(chars: &[char], start: usize, end: usize) -> usize {
    (start..end.min(chars.len())).rev().find(|&i| chars[i].is_whitespace()).map_or(start, |i| i + 1)
}

fn prediction(item: &Item, found: &[Event]) -> Value {
    let slice = |start: usize, end: usize| item.text.chars().skip(start).take(end - start).collect::<String>();
    let events: Vec<Value> = found
        .iter()
        .map(|e| {
            let arguments: Vec<Value> = e
                .arguments
                .iter()
                .map(|(role, head, start, end)| {
                    json!({"role": role, "head": head, "start": start, "end": end, "text": slice(*start, *end)})
                })
                .collect();
            let trigger = json!({"start": e.start, "end": e.end, "text": slice(e.start, e.end)});
            json!({"event_type": e.kind, "trigger": trigger, "arguments": arguments})
        })
        .collect();
    json!({"doc_id": item.name, "events": events})
}

fn tally(key: &[Event], found: &[Event]) -> Score {
    let mut score = [Tally::default(); 3];
    for t in &mut score[..2] {
        (t.wanted, t.found) = (key.len(), found.len());
    }
    let count = |events: &[Event]| events.iter().map(|e| e.arguments.len()).sum();
    (score[2].wanted, score[2].found) = (count(key), count(found));
    let mut used = vec![false; found.len()];
    for event in key {
        // The key may have two events on one word; each answer serves once, of the right type where there is one.
        let same = |i: &usize| !used[*i] && found[*i].head == event.head;
        let typed = (0..found.len()).filter(same).find(|&i| found[i].kind == event.kind);
        let Some(i) = typed.or_else(|| (0..found.len()).find(same)) else { continue };
        used[i] = true;
        score[0].right += 1;
        if found[i].kind == event.kind {
            score[1].right += 1;
            let hit = |role: &str, head: usize| found[i].arguments.iter().any(|a| a.0 == role && a.1 == head);
            score[2].right += event.arguments.iter().filter(|a| hit(&a.0, a.1)).count();
        }
    }
    score
}

/// Keywords with one type each; for deaths and injuries the word before a participle or after the word is the victim.
fn baseline(text: &str) -> Vec<Event> {
    const WORDS: [(&str, &str); 26] = [
        ("attack", kairos::ATTACK),
        ("attacks", kairos::ATTACK),
        ("attacked", kairos::ATTACK),
        ("shooting", kairos::ATTACK),
        ("shot", kairos::ATTACK),
        ("war", kairos::ATTACK),
        ("fighting", kairos::ATTACK),
        ("bombing", kairos::EXPLODE),
        ("bombings", kairos::EXPLODE),
        ("blast", kairos::EXPLODE),
        ("explosion", kairos::EXPLODE),
        ("explosions", kairos::EXPLODE),
        ("exploded", kairos::EXPLODE),
        ("detonated", kairos::EXPLODE),
        ("killed", kairos::DIE),
        ("killing", kairos::DIE),
        ("died", kairos::DIE),
        ("dead", kairos::DIE),
        ("death", kairos::DIE),
        ("deaths", kairos::DIE),
        ("injured", kairos::INJURE),
        ("injuring", kairos::INJURE),
        ("injuries", kairos::INJURE),
        ("wounded", kairos::INJURE),
        ("wounding", kairos::INJURE),
        ("protests", kairos::PROTEST),
    ];
    let mut words: Vec<(usize, usize, String)> = Vec::new();
    let mut word = String::new();
    for (i, c) in text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !word.is_empty() {
            words.push((i - word.chars().count(), i, std::mem::take(&mut word)));
        }
    }
    const BETWEEN: [&str; 6] = ["were", "was", "been", "are", "people", "have"];
    let mut out = Vec::new();
    for (i, (start, end, word)) in words.iter().enumerate() {
        let Some((_, kind)) = WORDS.iter().find(|(w, _)| w == word) else { continue };
        let mut arguments = Vec::new();
        if word.ends_with("ing") || word.ends_with("ed") {
            let before = words[..i].iter().rev().find(|w| !BETWEEN[..4].contains(&w.2.as_str()));
            let after = words.get(i + 1..).and_then(|rest| rest.iter().find(|w| w.2.parse::<u64>().is_err()));
            let victim = if word.ends_with("ing") { after } else { before };
            if let (Some(v), Some(role)) = (victim, kairos::role(kind, polybius_coder::Part::Patient)) {
                arguments.push((role.to_owned(), v.0, v.0, v.1));
            }
        }
        out.push(Event { start: *start, end: *end, head: *start, kind: (*kind).to_owned(), arguments });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(head: usize, kind: &str, arguments: &[(&str, usize)]) -> Event {
        let arguments = arguments.iter().map(|(r, h)| ((*r).to_owned(), *h, *h, *h)).collect();
        Event { start: head, end: head + 4, head, kind: kind.to_owned(), arguments }
    }

    #[test]
    fn a_document_is_read_and_scored_by_hand() {
        let line = json!({
            "doc_id": "d", "text": "Rebels attacked Zoria.Two men died.",
            "tokens": ["Rebels", "attacked", "Zoria", ".", "Two", "men", "died", "."],
            "entity_mentions": [{"id": "T1", "start": 0, "end": 1}, {"id": "T2", "start": 4, "end": 6}],
            "event_mentions": [
                {"event_type": kairos::ATTACK, "trigger": {"start": 1, "end": 2}, "arguments": [{"entity_id": "T1", "role": "Attacker"}]},
                {"event_type": kairos::DIE, "trigger": {"start": 6, "end": 7}, "arguments": [{"entity_id": "T2", "role": "Victim"}]},
                {"event_type": "Contact.Contact.Meet", "trigger": {"start": 6, "end": 7}, "arguments": []},
            ],
        });
        let item = read(&line);
        let key = item.key.unwrap();
        assert_eq!(
            key,
            [event_of(7, 15, kairos::ATTACK, ("Attacker", 0)), event_of(30, 34, kairos::DIE, ("Victim", 26))]
        );
        // The first trigger of another type, the second right with one wrong argument beside the right one, a third too many.
        let found = [
            event(7, kairos::EXPLODE, &[("Attacker", 0)]),
            event(30, kairos::DIE, &[("Victim", 26), ("Place", 16)]),
            event(16, kairos::DIE, &[]),
        ];
        let [word, typed, arguments] = tally(&key, &found);
        assert_eq!((word.wanted, word.found, word.right), (2, 3, 2));
        assert_eq!(typed.right, 1);
        assert_eq!((arguments.wanted, arguments.found, arguments.right), (2, 3, 1));
    }

    fn event_of(start: usize, end: usize, kind: &str, (role, at): (&str, usize)) -> Event {
        Event { start, end, head: start, kind: kind.to_owned(), arguments: vec![(role.to_owned(), at, at, at)] }
    }

    #[test]
    fn heads_of_phrases() {
        let tokens = ["a", "member", "of", "the", "front"];
        assert_eq!((head(&tokens, 0, 5), head(&tokens, 3, 5), head(&tokens, 2, 3)), (1, 4, 2));
    }
}
