use std::collections::{HashMap, HashSet};

use serde::Deserialize;

/// Words for those who act.
#[derive(Debug, Default)]
pub(in super::super) struct Agents {
    /// By the last word: the words before it and the sector; those with most words first.
    sectors: HashMap<String, Vec<(Vec<String>, String)>>,
    /// Seats of power by their words: country and sector.
    seats: HashMap<String, (String, String)>,
    /// Nouns that are no actor although a country stands before them.
    pub things: HashSet<String>,
    /// Peoples without a state of their name.
    pub peoples: HashSet<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    agent: Vec<Words>,
    seat: Vec<Seat>,
    things: Names,
    people: Vec<People>,
}

#[derive(Debug, Deserialize)]
struct Words {
    sector: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Names {
    words: HashSet<String>,
}

#[derive(Debug, Deserialize)]
struct Seat {
    country: String,
    sector: String,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct People {
    names: Vec<String>,
}

const TABLE: &str = include_str!("../../../../../data/dyads/agents.toml");

impl Agents {
    pub(super) fn embedded() -> Self {
        let Ok(file) = toml::from_str::<File>(TABLE) else { return Agents::default() };
        let mut sectors: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
        for Words { sector, words } in file.agent {
            for phrase in words {
                let mut parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
                if let Some(last) = parts.pop() {
                    sectors.entry(last).or_default().push((parts, sector.clone()));
                }
            }
        }
        for list in sectors.values_mut() {
            list.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
        }
        let seats = file.seat.into_iter().flat_map(|seat| {
            let meaning = (seat.country, seat.sector);
            seat.names.into_iter().map(move |name| (name, meaning.clone()))
        });
        Agents {
            sectors,
            seats: seats.collect(),
            things: file.things.words,
            peoples: file.people.into_iter().flat_map(|p| p.names).collect(),
        }
    }

    /// The sector of a phrase that ends in a noun: `forms` are the noun's lemma and its word, `before` the words to its left, the
    /// nearest first.
    pub(in super::super) fn sector(&self, forms: [&str; 2], before: &[&str]) -> Option<&str> {
        forms.into_iter().find_map(|form| {
            let list = self.sectors.get(form)?;
            let fits =
                |words: &[String]| words.iter().rev().zip(before).filter(|(w, b)| w == *b).count() == words.len();
            list.iter().find(|(words, _)| fits(words)).map(|(_, sector)| sector.as_str())
        })
    }

    /// Country and sector of a seat of power.
    pub(in super::super) fn seat(&self, words: &str) -> Option<(&str, &str)> {
        self.seats.get(words).map(|(country, sector)| (country.as_str(), sector.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_the_longest_phrase_wins() {
        let file: File = toml::from_str(TABLE).unwrap();
        let countries = polybius_lexicon::Lexicon::embedded().countries;
        for seat in &file.seat {
            assert!(countries.by_code(&seat.country).is_some(), "{:?}", seat.names);
        }
        let agents = Agents::embedded();
        assert_eq!(agents.sector(["group", "groups"], &["rights", "human"]), Some("NGO"));
        assert_eq!(agents.sector(["group", "group"], &["opposition"]), Some("OPP"));
        assert_eq!(agents.sector(["stone", "stones"], &[]), None);
        assert_eq!(agents.seat("kremlin"), Some(("RU", "GOV")));
        assert!(agents.things.contains("dollar"));
    }
}
