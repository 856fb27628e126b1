use std::collections::BTreeSet;
use std::sync::LazyLock;

use polybius_records::{Casualties, casualty_group};

static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/codebooks/official_words.txt").lines();
    lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Whether the words for a speaker name an authority: "police", "the health ministry", "a hospital director".
pub(super) fn is_official(by: &str) -> bool {
    // "a commander of the anti-government fighters" holds a word of an authority and is none.
    if matches!(casualty_group(by), Some(Casualties::Rebels | Casualties::Attackers | Casualties::Civilians)) {
        return false;
    }
    let lower = by.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let known = |word: &str| WORDS.contains(word) || word.strip_suffix('s').is_some_and(|one| WORDS.contains(one));
    !words.contains(&"anti") && words.iter().any(|word| known(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_are_told_from_others() {
        assert!(WORDS.iter().all(|w| *w == w.to_lowercase() && !w.contains(' ')));
        for (by, expected) in [
            ("police", true),
            ("a spokesman for the Interior Ministry", true),
            ("Hospital officials", true),
            ("The governor of the province", true),
            ("witnesses", false),
            ("a resident of the village", false),
            ("the rebels", false),
            ("a commander of the anti-government fighters", false),
            ("", false),
        ] {
            assert_eq!(is_official(by), expected, "{by}");
        }
    }
}
