//! What happened to people whose verb stands far from their number, and which of two readings holds.

use super::fate::{Fate, Said, is_fact, predicate_at, right, takes_complement};
use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_be, is_have, is_light, is_modal, is_preposition};
use polybius_records::CountKind;

/// The fate of those who end at `last`, over what may stand between them and their verb: a phrase in commas or brackets, "in the
/// village", "from the area".
pub(crate) fn across(words: &Words<'_>, v: &Vocabulary, last: usize) -> Said {
    let mut k = last + 1;
    let stop = (last + 26).min(words.len());
    let mut phrase = false;
    while k < stop {
        let w = words.at(k);
        match w {
            "," | "(" | "-" | "–" | "—" | "--" => {
                let close = if w == "(" { ")" } else { w };
                let opener = words.at(k + 1);
                let inserted = w != ","
                    || matches!(
                        opener,
                        "including"
                            | "among"
                            | "most"
                            | "mostly"
                            | "some"
                            | "many"
                            | "all"
                            | "a"
                            | "an"
                            | "the"
                            | "aged"
                            | "both"
                            | "one"
                            | "two"
                            | "three"
                            | "four"
                            | "five"
                            | "six"
                            | "who"
                            | "among them"
                            | "mainly"
                            | "half"
                            | "at"
                            | "according"
                            | "identified"
                            | "as"
                            | "in"
                            | "whose"
                            | "several"
                            | "from"
                            | "seven"
                            | "eight"
                            | "nine"
                            | "ten"
                            | "nearly"
                            | "ages"
                            | "ranging"
                    )
                    || words.capital(k + 1)
                    || opener.starts_with(|c: char| c.is_ascii_digit());
                // "two men in their thirties, arrested in the port, were questioned"
                if w == ","
                    && let Some(fate) = predicate_at(words, v, k + 1, false, false, false)
                    && fate.slot == Slot::Participle
                {
                    return Said::Fate(fate);
                }
                let end = (k + 1..stop).find(|&j| words.at(j) == close);
                match end {
                    Some(end) if inserted => k = end,
                    _ => return Said::Nothing,
                }
                phrase = true;
            }
            // What follows these is a clause with a subject of its own.
            "after" | "before" | "since" | "until" | "as" | "because" | "than" | "following" => return Said::Nothing,
            _ if is_preposition(w) => phrase = true,
            _ if is_be(w) || is_have(w) || is_modal(w) => return right(words, v, k - 1),
            // "four clerks of a bank who were abducted": the clause speaks of the many.
            "who"
                if phrase
                    && matches!(words.at(k + 1), "were" | "are" | "have")
                    && !(last + 1..k).any(|i| v.person(words, i).is_some_and(|(_, n)| n.plural)) =>
            {
                return right(words, v, k);
            }
            ";" | "." | ":" | "who" | "that" | "which" | "said" | "when" | "while" | "and" | "or" | "but" => {
                return Said::Nothing;
            }
            _ if phrase => {
                let verb = |(_, s)| matches!(s, Slot::Intransitive);
                if v.predicates.starting(words, k, verb).is_some() {
                    return right(words, v, k - 1);
                }
                if words.parsed && words.token(k).is_some_and(|t| matches!(t.tag, "VBD" | "VBP" | "VBZ")) {
                    return Said::Nothing;
                }
            }
            _ => return Said::Nothing,
        }
        k += 1;
    }
    Said::Nothing
}

/// "claimed 12 lives", "12 lives were lost": lives count as deaths only where they were lost.
pub(crate) fn lives(words: &Words<'_>, v: &Vocabulary, first: usize, last: usize) -> Said {
    let verb = |w: &str| {
        matches!(
            w,
            "claim"
                | "claims"
                | "claimed"
                | "claiming"
                | "take"
                | "takes"
                | "took"
                | "taking"
                | "taken"
                | "cost"
                | "costs"
                | "costing"
                | "lost"
                | "lose"
                | "losing"
        )
    };
    let fate =
        |anchor| Said::Fate(Fate { kind: CountKind::Killed, anchor, total: false, part: false, slot: Slot::Active });
    if let Some(p) = first.checked_sub(1)
        && verb(words.at(p))
    {
        return if is_fact(words, v, p) { fate(p) } else { Said::Barred };
    }
    match (last + 1..last + 5).find(|&i| words.at(i) == "lost") {
        Some(i) if (last + 1..i).all(|j| is_be(words.at(j)) || is_have(words.at(j))) => fate(i),
        _ => Said::Nothing,
    }
}

/// Joins what both sides of a noun phrase say.
pub(crate) fn both(words: &Words<'_>, v: &Vocabulary, first: usize, left: Said, right: Said) -> Said {
    let mut verb = first.checked_sub(1);
    while let Some(i) = verb.filter(|&i| is_light(words.at(i))) {
        verb = i.checked_sub(1);
    }
    let verb = verb.filter(|&i| takes_complement(words.at(i)));
    match (left, right) {
        (_, Said::Fate(r))
            if r.slot == Slot::Adjective
                && let Some(verb) = verb =>
        {
            if is_fact(words, v, verb) {
                Said::Fate(Fate { anchor: verb, ..r })
            } else {
                Said::Barred
            }
        }
        (Said::Fate(l), _) => Said::Fate(l),
        (_, Said::Fate(r)) => Said::Fate(r),
        (Said::Barred, _) | (_, Said::Barred) => Said::Barred,
        _ => Said::Nothing,
    }
}
