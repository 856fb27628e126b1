//! Crowds: for a cause, and driven apart.

use super::Clause;
use super::words::{WORDS, has};
use crate::frames::tree;

/// A rally, a march or a gathering is for a cause.
pub(super) fn cause(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view, token) = (c.s, c.view, c.hit.token);
    // People gather for a market, too.
    let causes = |j: usize| {
        let what = tree::prep_objects(s, token, &["for"]);
        c.lemma(token) != "gather" || c.lower(j) != "for" || what.iter().any(|&t| has(&WORDS.gathered_for, c.lemma(t)))
    };
    let against = s.children(token).any(|j| {
        c.token(j).label == "prep" && matches!(c.lower(j), "against" | "demanding" | "for" | "over") && causes(j)
    });
    if c.hit.noun {
        let political = s.children(token).any(|j| has(&WORDS.causes, c.lemma(j)));
        // "a march of farmers".
        let of_people = tree::prep_objects(s, token, &["of", "by"]).into_iter().any(|t| view.is_crowd(t));
        return political || of_people || (against && c.lemma(token) != "vigil" && view.has_crowd());
    }
    let demands = |j: usize| has(&WORDS.demands, c.lemma(j)) && s.is_under(j, token);
    let demand = (token + 1..s.tokens.len()).any(demands) || s.children(token).any(demands);
    let lemma = c.lemma(token);
    let sits = !matches!(lemma, "sit" | "stage" | "block" | "blockade") || demand;
    // "students marched peacefully to the university".
    let peaceful = matches!(lemma, "march" | "rally") && s.children(token).any(|j| has(&WORDS.manners, c.lower(j)));
    c.subject().is_some_and(|t| view.is_crowd(t)) && sits && (against || demand || peaceful || lemma == "take")
}

/// There is a crowd, and somebody drives it apart: not "the marchers dispersed".
pub(super) fn crowd(c: &Clause<'_, '_, '_>) -> bool {
    let alone = !c.hit.noun && c.lemma(c.v) == "disperse" && c.objects().is_empty() && !c.passive;
    // "workers on a blockade were driven back with tear gas": what is made for crowds makes one of them.
    let made_for_crowds = c.hit.noun && c.lemma(c.hit.token) != "crackdown";
    let people = || (0..c.s.tokens.len()).any(|t| c.view.is_crowd(t));
    !alone && (c.view.has_crowd() || made_for_crowds && people())
}

/// What is fired or used is made for crowds.
pub(super) fn gas(c: &Clause<'_, '_, '_>) -> bool {
    let mut used: Vec<usize> = c.objects();
    used.extend(c.passive_subject());
    used.into_iter().any(|o| is_for_crowds(c, o))
}

/// Tear gas, rubber bullets, "volleys of tear gas".
pub(super) fn is_for_crowds(c: &Clause<'_, '_, '_>, o: usize) -> bool {
    let of = tree::prep_objects(c.s, o, &["of"]);
    std::iter::once(o).chain(of).flat_map(|t| c.with_compounds(t)).any(|t| {
        has(&WORDS.crowd_control, c.lemma(t))
            || c.lemma(t) == "bullet" && c.s.children(t).any(|j| c.lower(j) == "rubber")
    })
}
