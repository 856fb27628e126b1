//! Ground that changes hands, and bases set up on it.

use super::Clause;
use super::words::{WORDS, has};
use crate::frames::tree;
use crate::frames::triggers::Needs;

/// A place is what is taken, left or lost, by those who can take it.
pub(super) fn place(c: &Clause<'_, '_, '_>, needs: Needs) -> bool {
    let (s, view, hit, v) = (c.s, c.view, c.hit, c.v);
    let falls = c.lemma(v) == "fall";
    let candidates: Vec<usize> = if hit.noun {
        tree::prep_objects(s, hit.token, &["of", "from"])
    } else if falls {
        let to = tree::prep_objects(s, v, &["to", "into"]);
        let taken = to.iter().any(|&t| view.is_armed(t) || c.lemma(t) == "hand") || needs == Needs::Territory;
        c.subject().into_iter().filter(|_| taken).collect()
    } else if needs == Needs::Territory {
        tree::prep_objects(s, v, &["from", "of"]).into_iter().chain(c.objects()).collect()
    } else {
        if matches!(c.lemma(v), "take" | "wrest") && !c.subject().is_some_and(|t| view.is_armed(t)) {
            return false;
        }
        // "take control of the town": the object's own preposition.
        let of_objects = c.objects().into_iter().flat_map(|o| tree::prep_objects(s, o, &["of", "over"]));
        let mut found = c.objects();
        found.extend(c.passive_subject());
        found.extend(tree::prep_objects(s, v, &["of", "over"]));
        found.extend(of_objects);
        found
    };
    let agents = c.agents();
    let armed = hit.noun
        || if c.passive {
            agents.is_empty() && needs == Needs::Place || agents.iter().any(|&t| view.is_armed(t))
        } else {
            falls || c.subject().is_some_and(|t| view.is_armed(t))
        };
    armed && candidates.iter().any(|&t| view.place_at(t).is_some() || has(&WORDS.ground, c.lemma(t)))
}

/// "troops drove the rebels out of the village": the ground goes to those who drive.
pub(super) fn ousting(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view) = (c.s, c.view);
    let armed = |t: &usize| view.is_armed(*t) || view.is_captor(*t);
    let from = (c.v + 1..s.tokens.len().min(c.v + 16)).any(|t| {
        let head = c.token(t).head;
        let out = c.lower(c.token(head).head) == "out" || c.token(head).head == c.v;
        c.token(t).label == "pobj"
            && matches!(c.lower(head), "from" | "of")
            && out
            && s.is_under(t, c.v)
            && (view.place_at(t).is_some() || has(&WORDS.ground, c.lemma(t)))
    });
    let doers = c.doers();
    from && c.patients().iter().any(armed) && (c.passive && doers.is_empty() || doers.iter().any(armed))
}

/// "the army entered the town, ending ten years of rebel control".
pub(super) fn entry(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view) = (c.s, c.view);
    let ground = c
        .objects()
        .into_iter()
        .chain(tree::prep_objects(s, c.v, &["into"]))
        .any(|t| view.place_at(t).is_some() || has(&WORDS.ground, c.lemma(t)));
    let taken = (c.v + 1..s.tokens.len()).any(|t| has(&WORDS.taking, c.lemma(t)) && s.is_under(t, c.v));
    !c.passive && ground && taken && c.subject().is_some_and(|t| view.is_armed(t))
}

/// "the group set up a base".
pub(super) fn base(c: &Clause<'_, '_, '_>) -> bool {
    c.objects().iter().any(|&o| has(&WORDS.bases, c.lemma(o))) && c.subject().is_some_and(|t| c.view.is_armed(t))
}
