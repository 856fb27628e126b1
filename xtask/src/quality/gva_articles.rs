//! The shooting articles and their keys: the headline put before the text as a page shows it, the site's name taken off it.

use std::collections::BTreeMap;

use polybius_ingest::mark_blocks;
use polybius_records::{Date, Document};
use serde_json::Value;

use super::geo::Point;

/// One incident in how many is scored on the tuning data; the rest is for those who tune.
const FIFTH: u64 = 5;

/// Words that a headline has at least: what is shorter is the name of a site.
const HEADLINE_WORDS: usize = 4;

/// What the key says of an incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// Killed and injured.
    pub toll: [u64; 2],
    pub point: Option<Point>,
    pub day: Option<Date>,
}

/// Which articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Every article, with a key or without.
    All,
    /// The fixed fifth of the incidents with a key, which nothing is fitted on.
    Fifth,
    /// The other four fifths.
    Rest,
}

/// One article.
#[derive(Debug)]
pub struct Article {
    pub document: Document,
    /// Bytes of the headline at the head of the text; 0 without one.
    pub headline: usize,
    pub incident: String,
    /// Absent where the key is held by others.
    pub key: Option<Key>,
}

/// The articles of a part.
pub fn read(incidents: &[Value], documents: &[Value], part: Part) -> Vec<Article> {
    let mut keys: BTreeMap<String, Key> = BTreeMap::new();
    for v in incidents {
        let n = |field: &str| v[field].as_u64().unwrap_or(0);
        let day = v["date"].as_str().and_then(|d| Date::strptime("%B %d, %Y", d).ok());
        let point = v["latlong"][0].as_f64().zip(v["latlong"][1].as_f64());
        keys.insert(word(&v["incident"]), Key { toll: [n("killed"), n("injured")], point, day });
    }
    let mut articles = Vec::new();
    for v in documents {
        let incident = word(&v["incident"]);
        let number = incident.bytes().fold(0_u64, |n, b| n.wrapping_mul(31).wrapping_add(u64::from(b)));
        let key = keys.get(&incident).copied();
        let wanted = match part {
            Part::All => true,
            Part::Fifth => number % FIFTH == 0 && key.is_some(),
            Part::Rest => number % FIFTH != 0 && key.is_some(),
        };
        if !wanted {
            continue;
        }
        let (document, headline) = document(v);
        articles.push(Article { document, headline, incident, key });
    }
    articles
}

fn document(v: &Value) -> (Document, usize) {
    let (title, site) = v["title"].as_str().map_or(("", None), without_site);
    let body = word(&v["text"]);
    let begins = body.trim_start().to_lowercase().starts_with(&title.to_lowercase());
    let text = if title.is_empty() || begins { body } else { format!("{title}\n\n{body}") };
    let mut document = Document::plain(word(&v["id"]), text);
    document.title = Some(title.to_owned()).filter(|t| !t.is_empty());
    document.publisher = site.map(str::to_owned);
    document.published = v["published"].as_str().and_then(|p| p.parse().ok());
    document.blocks = mark_blocks(&document.text, document.title.as_deref(), &[]);
    let headline = document.text.floor_char_boundary(title.len());
    (document, headline)
}

/// "Two held after raid - The Ledger": the headline and the site.
fn without_site(title: &str) -> (&str, Option<&str>) {
    let title = title.trim();
    let cut = [" - ", " | ", " – ", " — "].iter().filter_map(|mark| Some((title.find(mark)?, mark.len()))).min();
    match cut {
        Some((at, mark)) if title[..at].split_whitespace().count() >= HEADLINE_WORDS => {
            (&title[..at], Some(&title[at + mark..]))
        }
        _ => (title, None),
    }
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use polybius_records::BlockKind;
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_join_articles() {
        let incidents: Vec<Value> = (0..40)
            .map(|i| json!({"incident": i.to_string(), "killed": 1, "injured": 0, "latlong": [1.5, -2.0], "date": "March 2, 2015"}))
            .collect();
        let documents: Vec<Value> = (0..41)
            .map(|i| json!({"id": format!("a{i}"), "incident": i.to_string(), "text": "t", "published": "2015-01-02"}))
            .collect();
        let articles = read(&incidents, &documents, Part::Fifth);
        assert!((4..=12).contains(&articles.len()), "about a fifth: {}", articles.len());
        let key = Some(Key { toll: [1, 0], point: Some((1.5, -2.0)), day: "2015-03-02".parse().ok() });
        assert!(articles.iter().all(|a| a.key == key && a.document.published.is_some()));
        let rest = read(&incidents, &documents, Part::Rest);
        assert_eq!(articles.len() + rest.len(), 40);
        let all = read(&incidents, &documents, Part::All);
        assert_eq!((all.len(), all[40].key), (41, None));
    }

    #[test]
    fn the_headline_stands_first_and_once() {
        let title = "Two held after raid on farm - The Ledger, Ohio";
        let (document, headline) =
            document(&json!({"id": "a", "title": title, "text": "Police held two men on Monday."}));
        assert_eq!(&document.text[..headline], "Two held after raid on farm");
        assert_eq!(
            (document.blocks[0].kind, document.publisher.as_deref()),
            (BlockKind::Title, Some("The Ledger, Ohio"))
        );
        let twice = json!({"id": "a", "title": title, "text": "Two Held After Raid on Farm\n\nPolice held two men."});
        assert!(super::document(&twice).0.text.starts_with("Two Held"));
        assert_eq!(without_site("Raid - The Ledger"), ("Raid - The Ledger", None));
    }
}
