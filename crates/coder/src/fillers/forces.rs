//! Soldiers, policemen and what is theirs, told from civilians by the words of a phrase.

use polybius_syntax::Sentence;

use super::phrase::Span;

/// Armed forces, their parts and their ranks.
const MILITARY: &[&str] = &[
    "admiral",
    "air force",
    "army",
    "artilleryman",
    "barracks",
    "battalion",
    "brigade",
    "brigadier",
    "captain",
    "cavalry",
    "col",
    "colonel",
    "combat",
    "commander",
    "conscript",
    "corporal",
    "cpl",
    "garrison",
    "gen",
    "general",
    "guardsman",
    "infantry",
    "lieutenant",
    "lt",
    "maj",
    "major",
    "marine",
    "military",
    "militiaman",
    "navy",
    "paratrooper",
    "patrol",
    "platoon",
    "recruit",
    "regiment",
    "sailor",
    "sergeant",
    "sgt",
    "soldier",
    "troop",
    "troops",
    "officer",
    "noncommissioned",
    "defense",
    "detachment",
    "enemy",
    "civil-defense",
];

/// Police and guards of the state.
const POLICE: &[&str] =
    &["carabinero", "carabineros", "detective", "gendarme", "police", "policeman", "policemen", "trooper"];

/// Fighters against the state, and criminals.
const IRREGULAR: &[&str] = &[
    "bandit",
    "contra",
    "criminal",
    "extremist",
    "guerrilla",
    "guerilla",
    "insurgent",
    "rebel",
    "subversive",
    "terrorist",
    "trafficker",
    "urban commando",
    "combatant",
    "fighter",
];

/// Who once was something is a civilian.
const ONCE: &[&str] =
    &["former", "retired", "ex", "civilian", "minister", "ministry", "attorney", "secretary", "candidate", "assistant"];

/// `military`, `police`, `rebel_group`, or nothing, from the words of a phrase.
pub(super) fn kind(s: &Sentence, span: Span) -> Option<&'static str> {
    let words = || s.tokens[span.0..=span.1].iter();
    let has = |list: &[&str]| {
        words().any(|t| list.contains(&t.lemma.as_str()) || list.contains(&t.lower.trim_end_matches('.')))
    };
    if has(ONCE) {
        return None;
    }
    let head = &s.tokens[span.1];
    if IRREGULAR.contains(&head.lemma.as_str()) {
        return Some("rebel_group");
    }
    if has(POLICE) {
        return Some("police");
    }
    let air_force = words().zip(words().skip(1)).any(|(a, b)| a.lower == "air" && b.lower == "force");
    (has(MILITARY) || air_force).then_some("military")
}

/// The same for the titles before a name: "colonel", but not "retired colonel".
pub(super) fn rank(s: &Sentence, first: usize) -> Option<&'static str> {
    let from = first.saturating_sub(4);
    let start = (from..first)
        .rev()
        .find(|&i| matches!(s.tokens[i].lower.as_str(), "," | "and" | "of" | "by" | "\"" | "(" | "--"));
    let start = start.map_or(from, |i| i + 1);
    (start < first).then(|| kind(s, (start, first - 1))).flatten().filter(|k| *k != "rebel_group")
}

#[cfg(test)]
mod tests {
    use polybius_syntax::Analyzer;

    use super::*;

    #[test]
    fn who_once_served_is_a_civilian() {
        for (text, wanted) in [
            ("two army soldiers", Some("military")),
            ("the retired general", None),
            ("three policemen", Some("police")),
            ("a guerrilla", Some("rebel_group")),
            ("the defense minister", None),
            ("nine peasants", None),
        ] {
            let analysed = Analyzer::embedded().analyse(text, 0);
            let s = &analysed[0];
            assert_eq!(kind(s, (0, s.tokens.len() - 1)), wanted, "{text}");
        }
    }
}
