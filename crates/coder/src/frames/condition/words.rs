//! The word lists of the conditions: `data/conditions.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

const DATA: &str = include_str!("../../../../../data/conditions.toml");

/// Lists of lemmas; what each is for stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) military: Vec<String>,
    pub(super) harm: Vec<String>,
    pub(super) strike_kinds: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) employees: Vec<String>,
    pub(super) shots: Vec<String>,
    pub(super) projectiles: Vec<String>,
    pub(super) less_lethal: Vec<String>,
    pub(super) crowd_control: Vec<String>,
    pub(super) thrown: Vec<String>,
    pub(super) crowd_bombs: Vec<String>,
    pub(super) ground: Vec<String>,
    pub(super) taking: Vec<String>,
    pub(super) bases: Vec<String>,
    pub(super) dumping: Vec<String>,
    pub(super) lairs: Vec<String>,
    pub(super) enemy: Vec<String>,
    pub(super) vehicles: Vec<String>,
    pub(super) no_captivity: Vec<String>,
    pub(super) custody_of_another_act: Vec<String>,
    pub(super) causes: Vec<String>,
    pub(super) demands: Vec<String>,
    pub(super) gathered_for: Vec<String>,
    pub(super) manners: Vec<String>,
    pub(super) deals: Vec<String>,
    pub(super) feuding: Vec<String>,
    pub(super) opposed: Vec<String>,
    pub(super) devices: Vec<String>,
    pub(super) munitions: Vec<String>,
    pub(super) property: Vec<String>,
    pub(super) explodes: Vec<String>,
    pub(super) mined: Vec<String>,
    pub(super) vague: Vec<String>,
    pub(super) no_act_heads: Vec<String>,
}

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| match toml::from_str(DATA) {
    Ok(words) => words,
    Err(e) => unreachable!("data/conditions.toml is checked by a test: {e}"),
});

/// Whether a list has the word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_read_and_are_single_lower_case_words_named_once() {
        let file: toml::Table = toml::from_str(DATA).unwrap();
        assert!(!WORDS.ground.is_empty());
        for (name, list) in &file {
            let list: Vec<&str> = list.as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
            assert!(!list.is_empty(), "{name}");
            for (i, word) in list.iter().enumerate() {
                assert!(word.to_lowercase() == *word && !word.contains(' '), "{name}: {word:?}");
                assert!(!list[..i].contains(word), "{name}: {word:?} twice");
            }
        }
    }
}
