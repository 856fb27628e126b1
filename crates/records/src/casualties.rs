use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::Count;

/// Whom the words of a part of a count mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Casualties {
    /// Those who attacked: "the bomber".
    Attackers,
    /// Fighters who serve no state.
    Rebels,
    /// Soldiers, police.
    State,
    /// Unarmed people.
    Civilians,
    /// Dead whom a dataset counts apart because nobody knows whose they were.
    Unknown,
}

static WORDS: LazyLock<BTreeMap<&'static str, Casualties>> = LazyLock::new(|| {
    rows()
        .filter_map(|row| match row[..] {
            [word, "attackers"] => Some((word, Casualties::Attackers)),
            [word, "rebels"] => Some((word, Casualties::Rebels)),
            [word, "state"] => Some((word, Casualties::State)),
            [word, "civilians"] => Some((word, Casualties::Civilians)),
            [word, "unknown"] => Some((word, Casualties::Unknown)),
            _ => None,
        })
        .collect()
});

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = include_str!("../../../data/codebooks/casualty_words.tsv").lines().skip(1);
    lines.filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

/// The number that stands for a count where a style wants one: the best, else the lowest, else the highest.
pub fn casualty_number(count: &Count) -> Option<u64> {
    count.best.or(count.low).or(count.high)
}

/// The group that words such as "police officers" or "the suicide bomber" mean: English heads stand last.
pub fn casualty_group(who: &str) -> Option<Casualties> {
    head(who).map(|(_, group)| group)
}

/// The word that says it, in small letters: "officers" of "two police officers". One of a closed list, so never a name.
pub fn casualty_word(who: &str) -> Option<String> {
    head(who).map(|(word, _)| word)
}

fn head(who: &str) -> Option<(String, Casualties)> {
    let lower = who.to_lowercase();
    let head = lower.split(" of ").next().unwrap_or(&lower);
    head.split(|c: char| !c.is_alphanumeric() && c != '-').rev().find_map(|word| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let group = WORDS.get(word).or_else(|| WORDS.get(singular))?;
        Some((word.to_owned(), *group))
    })
}

/// The sum of the parts of one group; `None` where no part says anything of it.
pub fn casualty_part(count: &Count, wanted: Casualties) -> Option<u64> {
    let mut parts = count
        .breakdown
        .iter()
        .filter(|p| casualty_group(&p.who) == Some(wanted))
        .filter_map(|p| p.best.or(p.low).or(p.high))
        .peekable();
    parts.peek()?;
    Some(parts.fold(0, u64::saturating_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_group_and_heads_decide() {
        assert_eq!(WORDS.len(), rows().count());
        let table = [
            ("police officers", Some(Casualties::State)),
            ("the suicide bomber", Some(Casualties::Attackers)),
            ("Civilians", Some(Casualties::Civilians)),
            ("women and children", Some(Casualties::Civilians)),
            ("militants", Some(Casualties::Rebels)),
            ("children of soldiers", Some(Casualties::Civilians)),
            ("others", None),
            ("", None),
        ];
        for (who, expected) in table {
            assert_eq!(casualty_group(who), expected, "{who}");
        }
    }
}
