//! TimeBank (TimeML 1.2.1): TIMEX3 expressions of the text, found where a character is shared, right where the value is the same.

use std::path::Path;

use anyhow::Result;
use polybius_coder::{Coder, annotate};
use polybius_records::{Document, MentionKind};
use serde_json::json;

use super::bundle;
use super::frame::{Context, Split, files, read as read_file, stem};
use super::markup::{Piece, attribute, pieces};
use super::spans::{Tally, f1, f1_interval, overlaps};
use super::table::Row;

/// Every how many files one is held out: no rule was looked at on those.
const HELD_OUT: usize = 5;

/// One text with its key.
#[derive(Debug, PartialEq)]
struct Item {
    name: String,
    text: String,
    /// The day that it was written, ISO.
    written: Option<String>,
    /// First character, character after the last, value.
    key: Vec<(usize, usize, String)>,
}

pub fn score(context: &Context, folder: &Path) -> Result<Vec<Row>> {
    let mut items = Vec::new();
    for path in files(folder, "tml")? {
        items.push(read(stem(&path), &read_file(&path)?));
    }
    let answers = bundle::each(&items, |item| found(&context.coder, item));
    let lines: Vec<_> = items.iter().zip(&answers).map(|(item, found)| prediction(item, found)).collect();
    context.write_lines("time", &lines)?;
    let coded: Vec<Tally> = items.iter().zip(&answers).map(|(item, found)| tally(item, found)).collect();
    let plain: Vec<Tally> = items.iter().map(|item| tally(item, &baseline(item))).collect();
    if coded.iter().all(|t| t.wanted == 0) {
        return Ok(Vec::new());
    }
    let held = |all: &[Tally]| -> Vec<Tally> { all.iter().skip(HELD_OUT - 1).step_by(HELD_OUT).copied().collect() };
    let parts = match context.split {
        Split::Dev => vec![("TimeBank, held-out fifth", held(&coded), held(&plain)), ("TimeBank, all", coded, plain)],
        Split::Test => vec![("test", coded, plain)],
    };
    let mut rows = Vec::new();
    for (part, coded, plain) in parts {
        let wanted: usize = coded.iter().map(|t| t.wanted).sum();
        for (metric, hits, others) in [
            ("found, F1", matched as fn(&Tally) -> usize, "91 (HeidelTime, another news set)"),
            ("found with right value, F1", right, "72 (HeidelTime, another news set)"),
        ] {
            rows.push(Row {
                set: format!("time ({part})"),
                items: format!("{wanted} expressions, {} texts", coded.len()),
                metric: metric.to_owned(),
                figure: f1_interval(&coded, hits),
                baseline: Some(("day, month and year words", f1(&mut plain.iter(), hits))),
                others,
            });
        }
    }
    Ok(rows)
}

/// What was found in one text, for others to score.
fn prediction(item: &Item, found: &[(usize, usize, String)]) -> serde_json::Value {
    let mentions: Vec<_> =
        found.iter().map(|(start, end, value)| json!({"start": start, "end": end, "value": value})).collect();
    json!({"docid": item.name, "text": item.text, "times": mentions})
}

fn matched(t: &Tally) -> usize {
    t.matched
}

fn right(t: &Tally) -> usize {
    t.right
}

/// Reads one file. Lines of one paragraph are joined by spaces, so that offsets stay.
fn read(name: String, markup: &str) -> Item {
    let mut written = None;
    let mut text = String::new();
    let mut count = 0;
    let mut key = Vec::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for piece in pieces(markup) {
        match piece {
            Piece::Open("TEXT", _) => inside = true,
            Piece::Close("TEXT") => inside = false,
            Piece::Open("TIMEX3", attributes) => {
                let value = attribute(attributes, "value").unwrap_or_default();
                let role = attribute(attributes, "functionInDocument").unwrap_or_default();
                if written.is_none() && matches!(role, "CREATION_TIME" | "PUBLICATION_TIME") {
                    written = value.get(..10).map(str::to_owned);
                }
                open.push((count, value.to_owned()));
            }
            Piece::Close("TIMEX3") => {
                if let Some((start, value)) = open.pop().filter(|_| inside) {
                    key.push((start, count, value));
                }
            }
            Piece::Text(t) if inside => {
                count += t.chars().count();
                text.push_str(&t);
            }
            _ => {}
        }
    }
    key.sort();
    Item { name, text: unwrapped(&text), written, key }
}

/// Single line breaks become spaces.
fn unwrapped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let breaks = |i: usize| chars.get(i) == Some(&'\n');
    (0..chars.len())
        .map(|i| if breaks(i) && !breaks(i + 1) && !(i > 0 && breaks(i - 1)) { ' ' } else { chars[i] })
        .collect()
}

fn found(coder: &Coder, item: &Item) -> Vec<(usize, usize, String)> {
    let mut document = Document::plain("d", item.text.clone());
    document.published = item.written.as_deref().and_then(|w| w.parse().ok());
    annotate(coder, &document)
        .into_iter()
        .filter(|m| m.kind == MentionKind::Time)
        .map(|m| (m.start, m.end, m.value["timex"].as_str().unwrap_or_default().to_owned()))
        .collect()
}

fn tally(item: &Item, found: &[(usize, usize, String)]) -> Tally {
    let stretch = |all: &[(usize, usize, String)]| -> Vec<_> { all.iter().map(|(s, e, _)| (*s, *e)).collect() };
    let pairs = overlaps(&stretch(&item.key), &stretch(found));
    Tally {
        wanted: item.key.len(),
        found: found.len(),
        matched: pairs.len(),
        right: pairs.iter().filter(|&&(k, f)| item.key[k].2 == found[f].2).count(),
    }
}

/// Words that name a day of the week, a month, a year, "today" or "yesterday"; only years and "today" get a value.
fn baseline(item: &Item) -> Vec<(usize, usize, String)> {
    const WORDS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July \
                         August September October November December today yesterday";
    let mut out = Vec::new();
    let mut word = String::new();
    for (i, c) in item.text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() {
            word.push(c);
            continue;
        }
        let year = word.len() == 4
            && word.bytes().all(|b| b.is_ascii_digit())
            && (word.starts_with("19") || word.starts_with("20"));
        if year || WORDS.split(' ').any(|w| w == word && !w.is_empty()) {
            let value = match (year, word.as_str()) {
                (true, _) => word.clone(),
                (_, "today") => item.written.clone().unwrap_or_default(),
                _ => String::new(),
            };
            out.push((i - word.chars().count(), i, value));
        }
        word.clear();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "<TimeML><DCT><TIMEX3 value=\"2020-05-08\" functionInDocument=\"CREATION_TIME\">05/08/20</TIMEX3></DCT>\n<TEXT>Rain fell \
                        <TIMEX3 value=\"2020-05-04\">Monday</TIMEX3>;\nit <EVENT>dried</EVENT> by <TIMEX3 value=\"2021\">2021</TIMEX3>.</TEXT></TimeML>";

    #[test]
    fn a_key_is_read_and_scored_by_hand() {
        let item = read("a".to_owned(), FILE);
        assert_eq!(item.text, "Rain fell Monday; it dried by 2021.");
        assert_eq!(item.written.as_deref(), Some("2020-05-08"));
        assert_eq!(item.key, [(10, 16, "2020-05-04".to_owned()), (30, 34, "2021".to_owned())]);
        // The baseline finds both and knows the value of the year only.
        assert_eq!(tally(&item, &baseline(&item)), Tally { wanted: 2, found: 2, matched: 2, right: 1 });
    }
}
