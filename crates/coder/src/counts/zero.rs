use polybius_records::CountKind;

use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_be, is_have, is_modal};

/// "Nobody was hurt", "there were no casualties": the only words that make a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Zero {
    /// First token.
    pub(crate) first: usize,
    /// Last token of the words that mean nobody.
    pub(crate) last: usize,
    /// What happened to nobody.
    pub(crate) kind: CountKind,
    /// The word that says it.
    pub(crate) anchor: usize,
}

/// Zeros of a sentence, in order. "No casualties" is two: nobody killed, nobody injured.
pub(crate) fn read(words: &Words<'_>, v: &Vocabulary) -> Vec<Zero> {
    let mut out = Vec::new();
    for i in 0..words.len() {
        match words.at(i) {
            "nobody" | "no-one" | "none" => nobody(words, v, i, i, &mut out),
            "no" if matches!(
                words.at(i + 1),
                "one"
                    | "person"
                    | "people"
                    | "civilian"
                    | "civilians"
                    | "soldier"
                    | "soldiers"
                    | "passengers"
                    | "passenger"
            ) =>
            {
                nobody(words, v, i, i + 1, &mut out);
            }
            "no" | "without" | "zero" => no_deeds(words, i, &mut out),
            _ => {}
        }
    }
    out
}

fn nobody(words: &Words<'_>, v: &Vocabulary, first: usize, last: usize, out: &mut Vec<Zero>) {
    // "No one else was hurt" is no zero: others were.
    if matches!(words.at(last + 1), "else" | "other") {
        return;
    }
    if let Some(p) = first.checked_sub(1)
        && let Some((anchor, (kind, _))) = v.predicates.ending(words, p, |(_, s)| s == Slot::Active)
    {
        out.push(Zero { first, last, kind, anchor });
        return;
    }
    let mut k = last + 1;
    if words.at(k) == "of" {
        k = (k..k + 8).find(|&j| is_be(words.at(j)) || is_have(words.at(j))).unwrap_or(words.len());
        if (last + 1..k.min(words.len())).any(|j| matches!(words.at(j), "who" | "that" | "," | "which")) {
            return;
        }
    }
    for _ in 0..4 {
        let w = words.at(k);
        if is_modal(w) {
            return;
        }
        let accept = |(_, s)| matches!(s, Slot::Participle | Slot::Intransitive | Slot::Adjective);
        if let Some((end, (kind, slot))) = v.predicates.starting(words, k, accept) {
            let passive = slot != Slot::Participle || (last + 1..k).any(|j| is_be(words.at(j)));
            if passive && words.at(end) != "to" {
                out.push(Zero { first, last, kind, anchor: k });
                // "was killed or injured"
                if matches!(words.at(end + 1), "or" | "and" | "nor")
                    && let Some((_, (second, _))) = v.predicates.starting(words, end + 2, accept)
                    && second != kind
                {
                    out.push(Zero { first, last, kind: second, anchor: end + 2 });
                }
            }
            return;
        }
        if !(is_be(w) || is_have(w) || w.ends_with("ly")) {
            return;
        }
        k += 1;
    }
}

fn no_deeds(words: &Words<'_>, i: usize, out: &mut Vec<Zero>) {
    let mut k = i + 1;
    if matches!(words.at(k), "civilian" | "human" | "serious" | "any" | "known" | "reported") {
        k += 1;
    }
    // "no injuries or deaths"
    for _ in 0..2 {
        let kinds: &[CountKind] = match words.at(k) {
            "casualties" | "victims" => &[CountKind::Killed, CountKind::Injured],
            "deaths" | "fatalities" | "death" => &[CountKind::Killed],
            "loss" if words.at(k + 1) == "of" && matches!(words.at(k + 2), "life" | "lives") => &[CountKind::Killed],
            "injuries" | "injury" => &[CountKind::Injured],
            "arrests" => &[CountKind::Detained],
            _ => return,
        };
        // "no injuries to the crew" speaks of some; "no casualties among" too: still all that the sentence speaks of.
        out.extend(kinds.iter().map(|&kind| Zero { first: i, last: k, kind, anchor: k }));
        if !matches!(words.at(k + 1), "or" | "and" | "nor") {
            return;
        }
        k += 2;
    }
}
