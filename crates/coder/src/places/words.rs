use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use polybius_lexicon::fold;

const LISTS: &str = include_str!("../../../../data/place_words.tsv");
const COMMON: &str = include_str!("../../../../data/gazetteer/common_words.txt");
const ABBREVIATIONS: &str = include_str!("../../../../data/state_abbreviations.tsv");

/// The words of `data/place_words.tsv` and the tables beside it.
#[derive(Debug)]
pub(super) struct Words {
    lists: HashMap<&'static str, HashSet<&'static str>>,
    common: HashSet<&'static str>,
    /// Word to the country whose news has it.
    local: HashMap<&'static str, &'static str>,
    /// Abbreviation as written to country and folded name of the division.
    abbreviations: HashMap<&'static str, (&'static str, String)>,
}

impl Words {
    /// Read once, then shared.
    pub(super) fn shared() -> &'static Self {
        static SHARED: OnceLock<Words> = OnceLock::new();
        SHARED.get_or_init(|| {
            let lines = |text: &'static str| text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
            let lists = lines(LISTS).filter_map(|l| l.split_once('\t'));
            let abbreviations = lines(ABBREVIATIONS).filter_map(|l| {
                let mut columns = l.split('\t');
                Some((columns.next()?, (columns.next()?, fold(columns.next()?))))
            });
            let local = lists.clone().filter_map(|(name, words)| Some((name.strip_prefix("of:")?, words)));
            Words {
                local: local.flat_map(|(code, words)| words.split('|').map(move |w| (w, code))).collect(),
                lists: lists.map(|(name, words)| (name, words.split('|').collect())).collect(),
                common: lines(COMMON).collect(),
                abbreviations: abbreviations.collect(),
            }
        })
    }

    /// Whether a word, in lower case, stands in a list.
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }

    /// The country whose news a word, in lower case, points to.
    pub(super) fn country_of(&self, word: &str) -> Option<&'static str> {
        self.local.get(word).copied()
    }

    /// Whether a word, in lower case, is common in running text.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Country and folded name of the division that an abbreviation means ("Ill.", "N.S.").
    pub(super) fn abbreviation(&self, written: &str) -> Option<(&'static str, &str)> {
        self.abbreviations.get(written).map(|(country, name)| (*country, name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_and_abbreviation_can_be_read() {
        let words = Words::shared();
        for list in [
            "division1",
            "division2",
            "town",
            "title",
            "organisation",
            "speech",
            "place_before",
            "may_before",
            "near",
            "direction",
            "facility",
            "street",
            "foreign",
            "tail",
            "thing",
            "facility_weak",
            "with_word",
            "country_person",
            "press",
            "event",
            "local_force",
            "street_more",
            "quarter",
            "quarter_end",
            "quarter_any",
            "authority",
            "streets",
            "dwelling",
            "of:US",
            "of:IN",
            "of:PH",
            "of:IE",
        ] {
            assert!(words.lists.get(list).is_some_and(|l| l.len() > 1), "{list}");
        }
        assert_eq!(words.lists.len(), 32);
        let countries = polybius_lexicon::Countries::embedded();
        assert!(words.local.values().all(|code| countries.by_code(code).is_some()));
        let gazetteer = polybius_lexicon::Gazetteer::embedded();
        for (written, (country, name)) in &words.abbreviations {
            let found = gazetteer.exact(name);
            assert!(found.iter().any(|t| t.country == *country), "{written}: {name}");
        }
    }
}
