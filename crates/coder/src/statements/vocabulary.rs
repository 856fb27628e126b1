use std::sync::LazyLock;

use serde::Deserialize;

const DATA: &str = include_str!("../../../../data/statements/words.toml");

/// The words of `data/statements`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    pub(super) statistic: Statistic,
    pub(super) strength: Strength,
    pub(super) alert: Alert,
    pub(super) warning: Warning,
    pub(super) control: Control,
    pub(super) relation: Relation,
}

macro_rules! tables {
    ($($name:ident { $($field:ident),+ $(,)? })+) => {
        $(#[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name { $(pub(super) $field: Vec<String>),+ })+
    };
}

tables! {
    Statistic { deeds, series, long, commit, casualties }
    Strength { members, size, hold, prisons, bodies }
    Alert { nouns, levels, threat, security, tight, raise, lower, keep, grades, other }
    Warning { verbs, nouns, dangers, pass }
    Control { holds, seized, lost, contests, land, shares }
    Relation { parts, splinters, split, leaders, lead, fight, foes, feuds, ally, allies, found, stand_ins }
}

/// Whether a list holds a word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

/// The words that are built in.
pub(super) fn words() -> &'static Vocabulary {
    static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| match toml::from_str(DATA) {
        Ok(words) => words,
        Err(e) => unreachable!("data/statements/words.toml is checked by a test: {e}"),
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_is_lower_case() {
        let words: Vocabulary = toml::from_str(DATA).unwrap();
        let all = words.relation.parts.iter().chain(&words.control.land).chain(&words.strength.members);
        assert!(all.clone().count() > 40 && all.clone().all(|w| *w == w.to_lowercase()));
    }
}
