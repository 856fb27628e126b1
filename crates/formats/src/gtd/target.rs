use std::collections::BTreeMap;
use std::sync::LazyLock;

use polybius_records::{Actor, ActorType, EventType};

use super::labels;
use crate::case::Case;
use crate::crosswalk::rows;
use crate::parties::Parties;
use crate::table::Row;

static WORDS: LazyLock<BTreeMap<&'static str, u8>> = LazyLock::new(|| {
    rows(include_str!("../../../../data/codebooks/gtd_targets.tsv"))
        .filter_map(|row| match row[..] {
            [word, number] => Some((word, number.parse().ok()?)),
            _ => None,
        })
        .collect()
});

/// Fills up to three targets; returns the rule.
pub(super) fn fill(row: &mut Row<'_>, case: &Case<'_>) -> String {
    let parties = Parties::of(&case.event.body);
    let mut seen: Vec<&Actor> = Vec::new();
    for actor in parties.targets.iter().chain(&parties.opponents).chain(&parties.victims).copied() {
        if !seen.iter().any(|s| s.name == actor.name) && seen.len() < 3 {
            seen.push(actor);
        }
    }
    let civilians = case.event.body.event_type == EventType::ViolenceAgainstCivilians;
    let types: Vec<u8> = if seen.is_empty() {
        vec![if civilians { 14 } else { 20 }]
    } else {
        seen.iter().map(|a| target_type(a)).collect()
    };
    labels::fill(row, "targtype", &types, 3);
    for (i, actor) in seen.iter().enumerate() {
        row.text(&format!("target{}", i + 1), &actor.name);
        if matches!(actor.kind, ActorType::Organisation | ActorType::International | ActorType::Party) {
            row.text(&format!("corp{}", i + 1), &actor.name);
        }
    }
    format!("{}: {}", types[0], if seen.is_empty() { "no target named" } else { "by the target's kind and words" })
}

fn target_type(actor: &Actor) -> u8 {
    let by_words = || words(&actor.name);
    match actor.kind {
        ActorType::Government | ActorType::Intelligence => by_words().filter(|n| *n == 7).unwrap_or(2),
        ActorType::Military => 4,
        ActorType::Police => 3,
        ActorType::RebelGroup | ActorType::PoliticalMilitia | ActorType::IdentityMilitia => 17,
        ActorType::Criminal => 13,
        ActorType::Party => 2,
        ActorType::International => by_words().unwrap_or(12),
        ActorType::Organisation => by_words().unwrap_or(13),
        ActorType::Protesters | ActorType::Rioters | ActorType::Civilians => by_words().unwrap_or(14),
        // Persons are in the records for their public role.
        ActorType::Person => by_words().unwrap_or(2),
        ActorType::Unidentified => by_words().unwrap_or(20),
    }
}

/// The type of the last word that has one: English heads stand last.
fn words(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).rev().find_map(|word| {
        let singular =
            word.strip_suffix("es").filter(|w| WORDS.contains_key(w)).or(word.strip_suffix('s')).unwrap_or(word);
        WORDS.get(word).or_else(|| WORDS.get(singular)).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_types() {
        assert_eq!(WORDS.len(), rows(include_str!("../../../../data/codebooks/gtd_targets.tsv")).count());
        assert!(WORDS.values().all(|n| (1..=22).contains(n)));
        for (name, expected) in
            [("Churches", Some(15)), ("bus passengers", Some(19)), ("Hill Radio", Some(10)), ("people", None)]
        {
            assert_eq!(words(name), expected, "{name}");
        }
    }
}
