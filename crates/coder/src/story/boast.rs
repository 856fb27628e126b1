//! Numbers that the side that struck gives of its own blow: "said it had killed 40 soldiers". They are kept, and stand for the toll only
//! where nobody else gives one.

use polybius_records::ActorType;

use super::Reading;
use crate::frames::{is_speech, tree};
use crate::{ActorHow, ActorMention, CountMention};

/// Whether an armed group says the number.
pub(super) fn is_boast(r: &Reading<'_, '_>, c: &CountMention) -> bool {
    let s = &r.text.sentences[c.spot.sentence].syntax;
    let mut t = c.spot.head;
    for _ in 0..s.tokens.len() {
        let token = &s.tokens[t];
        if matches!(token.label, "relcl" | "acl" | "advcl") || token.head == t {
            return false;
        }
        let above = token.head;
        let says = is_speech(&s.tokens[above].lemma) || matches!(s.tokens[above].lemma.as_str(), "claim" | "boast");
        if says && matches!(token.label, "ccomp" | "xcomp") {
            return tree::subject(s, above).is_some_and(|subject| is_armed_group(r, c.spot.sentence, subject));
        }
        t = above;
    }
    false
}

fn is_armed_group(r: &Reading<'_, '_>, sentence: usize, token: usize) -> bool {
    let armed = |m: &ActorMention| {
        matches!(
            m.kind,
            ActorType::RebelGroup | ActorType::PoliticalMilitia | ActorType::IdentityMilitia | ActorType::Criminal
        )
    };
    let actors = &r.mentions.actors;
    if let Some(m) = actors.iter().find(|m| m.spot.covers(sentence, token)) {
        return armed(m);
    }
    let t = &r.text.sentences[sentence].syntax.tokens[token];
    let stands_in = matches!(t.lower.as_str(), "it" | "they" | "group" | "militants" | "rebels" | "movement");
    let before = actors.partition_point(|m| m.spot.start < t.start);
    stands_in
        && actors[..before]
            .iter()
            .rev()
            .find(|m| m.how == ActorHow::Named)
            .is_some_and(|m| armed(m) && sentence - m.spot.sentence <= 2)
}
