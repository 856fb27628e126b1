use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::Count;

use crate::crosswalk::rows;

/// Whom the words of a part of a count mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Those who attacked: "the bomber".
    Attackers,
    /// Fighters who serve no state.
    Rebels,
    /// Soldiers, police.
    State,
    /// Unarmed people.
    Civilians,
}

static WORDS: LazyLock<BTreeMap<&'static str, Group>> = LazyLock::new(|| {
    rows(include_str!("../../../data/codebooks/casualty_words.tsv"))
        .filter_map(|row| match row[..] {
            [word, "attackers"] => Some((word, Group::Attackers)),
            [word, "rebels"] => Some((word, Group::Rebels)),
            [word, "state"] => Some((word, Group::State)),
            [word, "civilians"] => Some((word, Group::Civilians)),
            _ => None,
        })
        .collect()
});

/// The number that stands for a count where a style wants one: the best, else the lowest, else the highest.
pub(crate) fn number(count: &Count) -> Option<u64> {
    count.best.or(count.low).or(count.high)
}

/// The group that words such as "police officers" or "the suicide bomber" mean: English heads stand last.
pub(crate) fn group(who: &str) -> Option<Group> {
    let lower = who.to_lowercase();
    let head = lower.split(" of ").next().unwrap_or(&lower);
    head.split(|c: char| !c.is_alphanumeric() && c != '-').rev().find_map(|word| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        WORDS.get(word).or_else(|| WORDS.get(singular)).copied()
    })
}

/// The sum of the parts of one group; `None` where no part says anything of it.
pub(crate) fn part(count: &Count, wanted: Group) -> Option<u64> {
    let mut parts = count
        .breakdown
        .iter()
        .filter(|p| group(&p.who) == Some(wanted))
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
        assert_eq!(WORDS.len(), rows(include_str!("../../../data/codebooks/casualty_words.tsv")).count());
        let table = [
            ("police officers", Some(Group::State)),
            ("the suicide bomber", Some(Group::Attackers)),
            ("Civilians", Some(Group::Civilians)),
            ("women and children", Some(Group::Civilians)),
            ("militants", Some(Group::Rebels)),
            ("children of soldiers", Some(Group::Civilians)),
            ("others", None),
            ("", None),
        ];
        for (who, expected) in table {
            assert_eq!(group(who), expected, "{who}");
        }
    }
}
