//! "was flown to Mercy Medical Center": taken to a hospital, by whatever name it has.

use polybius_records::CountKind;

use super::fate::Fate;
use super::vocabulary::Slot;
use super::words::{Words, is_mark, is_preposition};

/// How many words of a hospital's name may stand before the one that says what it is.
const NAME: usize = 6;

/// What the words at `k` say of those before them, where they say that they were taken to a hospital; `be` where "was" stands before.
pub(super) fn taken(words: &Words<'_>, k: usize, be: bool) -> Option<Fate> {
    let moved = match words.at(k) {
        "transported" | "airlifted" => true,
        "taken" | "flown" | "transferred" | "rushed" | "brought" | "sent" | "driven" | "moved" => be,
        _ => false,
    };
    // "was taken by ambulance to", "was flown to"
    let to = (k + 1..k + 6).find(|&i| matches!(words.at(i), "to" | "." | "," | ";" | "from" | "and"))?;
    if !moved || words.at(to) != "to" {
        return None;
    }
    (to + 1..to + 2 + NAME).take_while(|&i| passes(words, i)).find(|&i| is_hospital(words, i))?;
    Some(Fate { kind: CountKind::Injured, anchor: k, total: false, part: false, slot: Slot::Participle })
}

/// Words that the name of a hospital may go through: "University of Kansas Hospital", "St. Mary's".
fn passes(words: &Words<'_>, i: usize) -> bool {
    let w = words.at(i);
    !w.is_empty() && (w == "of" || w == "." && words.before(i, 1) == "st" || !(is_mark(w) || is_preposition(w)))
}

/// Whether the word at `i` ends the name of a hospital.
pub(super) fn is_hospital(words: &Words<'_>, i: usize) -> bool {
    match words.at(i) {
        "hospital" | "hospitals" | "infirmary" | "clinic" | "medcenter" => true,
        "center" | "centre" => {
            matches!(words.before(i, 1), "medical" | "trauma" | "health")
                || matches!(words.before(i, 2), "medical" | "trauma")
        }
        _ => false,
    }
}
