//! How much it says that two reports share a word: a street or a surname says much, "police" says nothing.
//!
//! The weights come from a fixed table, not from the collection: a report weighs the same whatever else is read, so that one
//! more document changes nothing but its own neighbourhood.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::hash;

/// Words of news on violence and the share of reports that have them, in hundredths of a percent; `cargo xtask rarity` makes it.
const TABLE: &str = include_str!("../data/rarity.tsv");

/// A word that the table does not have stands in about this share of reports.
const UNLISTED: f64 = 0.0004;

static WEIGHTS: LazyLock<HashMap<u32, f32>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let read = lines.filter_map(|line| line.split_once('\t')).filter_map(|(word, share)| {
        let share: f64 = share.parse().ok()?;
        Some((number(word), weight(UNLISTED + share / 10_000.0)))
    });
    read.collect()
});

/// The words, each once, as numbers in their order, with the square of how much they say.
pub(crate) fn weigh(words: &[String]) -> Box<[(u32, f32)]> {
    let unlisted = unlisted();
    let mut out: Vec<(u32, f32)> = words
        .iter()
        .map(|word| number(word))
        .map(|number| (number, WEIGHTS.get(&number).copied().unwrap_or(unlisted)))
        .collect();
    out.sort_unstable_by_key(|(number, _)| *number);
    out.dedup_by_key(|(number, _)| *number);
    out.into()
}

/// The weight of a word that the table does not have: the greatest.
pub(crate) fn unlisted() -> f32 {
    weight(UNLISTED)
}

/// Inverse document frequency, squared.
fn weight(share: f64) -> f32 {
    (1.0 / share).ln().max(0.0).powi(2) as f32
}

fn number(word: &str) -> u32 {
    (hash(word) >> 31) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_line_is_read() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 500 && lines.is_sorted(), "{} lines", lines.len());
        for line in &lines {
            let (word, share) = line.split_once('\t').unwrap();
            let share: f64 = share.parse().unwrap();
            assert!(word.chars().count() > 3 && share > 0.0 && share <= 10_000.0, "{line:?}");
        }
        assert_eq!(WEIGHTS.len(), lines.len(), "two words with one number");
    }

    #[test]
    fn common_words_weigh_little_and_repeats_count_once() {
        let words = ["police", "Zamboro", "police"].map(str::to_owned);
        let weighed = weigh(&words);
        assert_eq!(weighed.len(), 2);
        let of = |word: &str| weighed.iter().find(|(n, _)| *n == number(word)).unwrap().1;
        assert!(of("police") < 5.0 && of("Zamboro") > 50.0, "{weighed:?}");
    }
}
