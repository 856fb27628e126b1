//! The plainest reading of an article: one event, of the kind that its first violent word names, in the country that it names most, on
//! the day of publication, with the first number beside a word of death.

use std::collections::BTreeMap;

use polybius_lexicon::Lexicon;
use polybius_records::Document;
use serde_json::{Value, json};

const WORDS: [(&str, &str, &str); 12] = [
    ("suicide", "Explosions/Remote violence", "Suicide bomb"),
    ("bomb", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("explosion", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("blast", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    ("airstrike", "Explosions/Remote violence", "Air/drone strike"),
    ("shell", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("clash", "Battles", "Armed clash"),
    ("fighting", "Battles", "Armed clash"),
    ("protest", "Protests", "Peaceful protest"),
    ("kidnap", "Violence against civilians", "Abduction/forced disappearance"),
    ("attack", "Violence against civilians", "Attack"),
    ("killed", "Violence against civilians", "Attack"),
];

/// At most one report.
pub fn reports(lexicon: &Lexicon, document: &Document) -> Option<Value> {
    let lower = document.text.to_lowercase();
    let (at, (_, kind, sub)) = WORDS.iter().filter_map(|w| Some((lower.find(w.0)?, w))).min_by_key(|(at, _)| *at)?;
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for word in document.text.split(|c: char| !c.is_alphanumeric()) {
        if let Some(country) = lexicon.countries.by_name(word).or_else(|| lexicon.countries.by_demonym(word)) {
            *named.entry(country.code.as_str()).or_default() += 1;
        }
    }
    let country = named.into_iter().max_by_key(|(_, n)| *n).map(|(code, _)| code);
    let words: Vec<&str> = lower.split_whitespace().collect();
    let number = |list: &[&str]| {
        let near = words.iter().position(|w| list.contains(&w.trim_matches(|c: char| !c.is_alphabetic())))?;
        words[near.saturating_sub(6)..(near + 6).min(words.len())].iter().find_map(|w| w.parse::<i64>().ok())
    };
    let killed = number(&["killed", "killing", "dead", "died"]);
    let start = lower[..at].rfind('.').map_or(0, |i| i + 1);
    let end = lower[at..].find('.').map_or(lower.len(), |i| at + i);
    Some(json!({
        "event_type": kind, "sub_event_type": sub, "status": "occurred", "actors": [], "killed": {"best": killed},
        "date": {"start": document.published, "end": document.published}, "place": {"country": country},
        "evidence": [{"quote": lower[start..end]}],
    }))
}
