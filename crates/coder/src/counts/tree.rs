use polybius_records::CountKind;

use super::fate::{self, Fate, Said, is_fact};
use super::vocabulary::{Slot, Vocabulary};
use super::words::{Words, is_modal, is_not};

/// What the tree says of the people whose noun is token `noun`: for verbs that stand too far away for the words beside them.
pub(super) fn fate(words: &Words<'_>, v: &Vocabulary, noun: usize) -> Said {
    // "a man whose son was killed"
    if !words.parsed || words.at(noun + 1) == "whose" {
        return Said::Nothing;
    }
    let mut at = noun;
    // "soldiers, policemen and guards": the first of a list carries the arc for all.
    for _ in 0..6 {
        let Some(token) = words.token(at) else { return Said::Nothing };
        let head = token.head;
        match token.label {
            "conj" | "appos" | "nmod" | "compound" if head != at => at = head,
            "nsubjpass" => return said(words, v, head, |s| s == Slot::Participle),
            "nsubj" => {
                // "two men, who were inside, suffered gunshot wounds"
                return match fate::suffered(words, head) {
                    Some(fate) if is_fact(words, v, head) => Said::Fate(fate),
                    _ => said(words, v, head, |s| s == Slot::Intransitive),
                };
            }
            "dobj" => return said(words, v, head, |s| s == Slot::Active),
            "pobj" if matches!(words.at(head), "of" | "to") => return of_noun(words, v, head),
            _ => break,
        }
    }
    Said::Nothing
}

fn said(words: &Words<'_>, v: &Vocabulary, verb: usize, fits: impl Fn(Slot) -> bool) -> Said {
    let found = v
        .predicates
        .starting(words, verb, |(_, s)| fits(s))
        .map(|(_, value)| value)
        .or_else(|| v.predicates.ending(words, verb, |(_, s)| fits(s)).map(|(_, value)| value));
    let Some((kind, slot)) = found else { return Said::Nothing };
    // "held at gunpoint" is no arrest.
    if (verb + 1..verb + 3).any(|i| matches!(words.at(i), "gunpoint" | "knifepoint" | "bay")) {
        return Said::Nothing;
    }
    let barred = words.sentence.children(verb).any(|c| {
        let t = &words.sentence.tokens[c];
        c < verb
            && matches!(t.label, "aux" | "neg" | "mark")
            && (is_modal(&t.lower) || is_not(&t.lower) || matches!(t.lower.as_str(), "if" | "whether"))
    });
    if barred || !is_fact(words, v, verb) {
        return Said::Barred;
    }
    // "had been fatally injured"
    let kind = if matches!(words.before(verb, 1), "fatally" | "mortally") { CountKind::Killed } else { kind };
    Said::Fate(Fate { kind, anchor: verb, total: false, part: false, slot })
}

/// "the killing on Friday of 12 miners".
fn of_noun(words: &Words<'_>, v: &Vocabulary, preposition: usize) -> Said {
    let Some(noun) = words.token(preposition).map(|t| t.head) else { return Said::Nothing };
    if noun + 1 >= preposition || preposition > noun + 8 {
        return Said::Nothing;
    }
    // The table holds "killing of"; here something stands between.
    let found = v.nouns_of.get(words.at(noun));
    match found {
        Some(&kind) => Said::Fate(Fate { kind, anchor: noun, total: false, part: false, slot: Slot::NounOf }),
        None => Said::Nothing,
    }
}
