//! Weapons named in a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use polybius_records::SubEventType;
use serde::Deserialize;

use crate::{Spot, Text};

const DATA: &str = include_str!("../../../data/weapons.toml");

#[derive(Debug, Deserialize)]
struct File {
    weapon: Vec<Entry>,
}

/// One kind of weapon.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    /// The kind's name in records.
    pub(crate) kind: String,
    /// The sub-event type that an attack with it has, where the weapon alone decides.
    pub(crate) sub: Option<SubEventType>,
    words: Vec<String>,
}

/// A weapon in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WeaponMention {
    /// Where it stands.
    pub(crate) spot: Spot,
    /// What it is.
    pub(crate) entry: &'static Entry,
}

type Phrases = HashMap<String, Vec<(Vec<String>, &'static Entry)>>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let entries: &'static [Entry] = match toml::from_str::<File>(DATA) {
        Ok(file) => Box::leak(file.weapon.into_boxed_slice()),
        Err(e) => unreachable!("data/weapons.toml is checked by a test: {e}"),
    };
    let mut phrases = Phrases::new();
    for entry in entries {
        for word in &entry.words {
            let parts: Vec<String> = word.to_lowercase().split(' ').map(str::to_owned).collect();
            phrases.entry(parts[0].clone()).or_default().push((parts, entry));
        }
    }
    for list in phrases.values_mut() {
        list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }
    phrases
});

/// Weapons of a text, in order, the longest phrase at each place.
pub(crate) fn find(text: &Text<'_>) -> Vec<WeaponMention> {
    let mut out = Vec::new();
    for (s, sentence) in text.sentences.iter().enumerate() {
        let tokens = &sentence.syntax.tokens;
        let mut i = 0;
        while i < tokens.len() {
            let found = [&tokens[i].lemma, &tokens[i].lower].into_iter().find_map(|first| {
                PHRASES.get(first.as_str())?.iter().find(|(parts, _)| {
                    i + parts.len() <= tokens.len()
                        && parts.iter().enumerate().all(|(k, p)| tokens[i + k].lemma == *p || tokens[i + k].lower == *p)
                        && tokens[i + parts.len() - 1].tag.starts_with('N')
                })
            });
            match found {
                Some((parts, entry)) => {
                    let last = i + parts.len() - 1;
                    out.push(WeaponMention { spot: Spot::new(text, s, i, last), entry });
                    i = last + 1;
                }
                None => i += 1,
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_reads_and_names_each_phrase_once() {
        let file: File = toml::from_str(DATA).unwrap();
        let mut seen = std::collections::HashSet::new();
        for entry in &file.weapon {
            for word in &entry.words {
                assert!(seen.insert(word.clone()), "{word} stands twice");
            }
        }
    }
}
