//! The judge's weights, as `training/judge` writes them, and how they turn numbers into a probability.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Role;
use super::row::Numbers;
use crate::forest::Forest;

/// The weights in the binary.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| match read(include_bytes!("../../data/judge.json.zst")) {
        Ok(weights) => weights,
        Err(e) => unreachable!("the judge's weights are checked by a test: {e}"),
    });

fn read(packed: &[u8]) -> Result<Weights, String> {
    let plain = zstd::decode_all(packed).map_err(|e| e.to_string())?;
    serde_json::from_slice(&plain).map_err(|e| e.to_string())
}

#[derive(Debug, Deserialize)]
pub(super) struct Weights {
    text: Words,
    event_words: Words,
    event: Forest,
    /// Probability from which a form is filled in.
    least: f64,
    roles: Vec<OfRole>,
}

#[derive(Debug, Deserialize)]
struct OfRole {
    forest: Forest,
    /// Name of a word -> word -> log odds beside the mean.
    tables: HashMap<String, HashMap<String, f64>>,
    least: f64,
    most: usize,
}

/// Logistic regression on the words of a text: of each its weight in the text, and its coefficient.
#[derive(Debug, Deserialize)]
struct Words {
    bias: f64,
    words: HashMap<String, (f64, f64)>,
}

impl Weights {
    /// How much the words of a text speak for an incident: log odds.
    pub(super) fn text(&self, words: &[String]) -> f64 {
        self.text.score(words)
    }

    /// The same for the sentences of an event.
    pub(super) fn event_words(&self, words: &[String]) -> f64 {
        self.event_words.score(words)
    }

    /// Probability that the task asks for the event, if it is large enough for it to be filled in.
    pub(super) fn event(&self, numbers: &Numbers) -> Option<f64> {
        let sure = self.event.probability(|name| numbers.get(name));
        (sure >= self.least).then_some(sure)
    }

    /// Probability that the words fill the role of the event, if it is large enough.
    pub(super) fn role(
        &self,
        role: Role,
        mine: &Numbers,
        words: &[(&'static str, String)],
        event: &Numbers,
    ) -> Option<f64> {
        let OfRole { forest, tables, least, .. } = &self.roles[role as usize];
        let table = |name: &str| {
            let word = words.iter().find(|(n, _)| *n == name).map(|(_, w)| w)?;
            Some(look_up(tables.get(name)?, word))
        };
        let sure = forest.probability(|name| match name.split_once('.') {
            Some(("table", rest)) => table(rest),
            Some(("event", rest)) => event.get(rest),
            _ => mine.get(name),
        });
        (sure >= *least).then_some(sure)
    }

    /// How many wordings may fill a role.
    pub(super) fn most(&self, role: Role) -> usize {
        self.roles[role as usize].most
    }
}

/// The odds of a word; of one that is not there, those of unknown words: "?", after an arc "arc/?".
fn look_up(table: &HashMap<String, f64>, word: &str) -> f64 {
    let unknown = || match word.rsplit_once('/') {
        Some((arc, _)) => table.get(&format!("{arc}/?")),
        None => table.get("?"),
    };
    table.get(word).or_else(unknown).copied().unwrap_or(0.0)
}

impl Words {
    fn score(&self, words: &[String]) -> f64 {
        let found: Vec<&(f64, f64)> = words.iter().filter_map(|w| self.words.get(w)).collect();
        let length = found.iter().map(|(w, _)| w * w).sum::<f64>().sqrt();
        let sum: f64 = found.iter().map(|(w, c)| w * c).sum();
        self.bias + if length > 0.0 { sum / length } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_fit_the_numbers() {
        let weights = read(include_bytes!("../../data/judge.json.zst")).unwrap();
        assert_eq!(weights.roles.len(), Role::ALL.len());
        assert!(weights.least > 0.0 && weights.least < 1.0);
        for forest in weights.roles.iter().map(|r| &r.forest).chain([&weights.event]) {
            assert_eq!(forest.fault(), None);
        }
    }

    #[test]
    fn unknown_words_have_odds_of_their_own() {
        let table = HashMap::from([("man".to_owned(), 1.0), ("?".to_owned(), 2.0), ("pobj/?".to_owned(), 3.0)]);
        let of = |word| look_up(&table, word);
        assert_eq!((of("man"), of("walrus"), of("pobj/sing"), of("nsubj/sing")), (1.0, 2.0, 3.0, 0.0));
    }

    #[test]
    fn words_are_weighed_by_their_length_together() {
        let words: Words =
            serde_json::from_str(r#"{"bias":1.0,"words":{"bomb":[3.0,2.0],"rain":[4.0,-1.0]}}"#).unwrap();
        let of = |list: &[&str]| words.score(&list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert!((of(&["bomb", "rain", "song"]) - (1.0 + (6.0 - 4.0) / 5.0)).abs() < 1e-12);
        assert!((of(&["song"]) - 1.0).abs() < 1e-12);
    }
}
