use polybius_records::CountKind;

use super::Item;
use super::fate::{Fate, Said};
use super::vocabulary::Slot;
use super::words::Words;

/// Words that end a life after all: "who was shot on Friday has died", "was taken to hospital, where he was pronounced dead".
const ENDS: &[&[&str]] = &[
    &["has", "died"],
    &["have", "died"],
    &["has", "since", "died"],
    &["had", "died"],
    &["later", "died"],
    &["died", "later"],
    &["where", "he", "died"],
    &["where", "she", "died"],
    &["and", "died"],
    &["but", "died"],
    &["has", "succumbed"],
    &["pronounced", "dead"],
    &["declared", "dead"],
];

/// One person who was injured and of whom the same sentence goes on to say that he or she died is one of the dead.
pub(super) fn deaths_after_all(words: &Words<'_>, items: &mut [Item]) {
    let ends = |i: usize| ENDS.iter().find(|e| e.iter().enumerate().all(|(k, w)| words.at(i + k) == *w));
    for at in 0..items.len() {
        let item = items[at];
        let Some(fate) = item.fate().filter(|f| f.kind == CountKind::Injured && item.number.best == Some(1)) else {
            continue;
        };
        let from = item.counted.last.max(fate.anchor);
        // The next one counted, unless it is a pronoun, may be the one that died.
        let next = items[at + 1..].iter().find(|i| !i.pronoun).map_or(words.len(), |i| i.first);
        let Some((anchor, end)) = (from..next).find_map(|i| Some((i, ends(i)?))) else { continue };
        let denied =
            (anchor.saturating_sub(2)..anchor).any(|i| matches!(words.at(i), "not" | "n't" | "nobody" | "who"));
        if !denied {
            let anchor = anchor + end.iter().position(|w| matches!(*w, "died" | "succumbed" | "dead")).unwrap_or(0);
            items[at].said = Said::Fate(Fate {
                kind: CountKind::Killed,
                anchor,
                total: false,
                part: fate.part,
                slot: Slot::Intransitive,
            });
        }
    }
}
