//! People taken and held: by captors, or by officers.

use super::Clause;
use super::words::{WORDS, has};
use crate::frames::tree;
use crate::frames::triggers::{Act, Subject};

impl Clause<'_, '_, '_> {
    /// People, and not a place that is named as they are.
    fn is_people(&self, t: usize) -> bool {
        self.view.is_person(t) && self.view.place_at(t).is_none()
    }
}

/// Those seized or captured are people.
pub(super) fn people(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view) = (c.s, c.view);
    // Taken by police or soldiers, people are arrested: another entry.
    let officer = c.doers().iter().any(|&t| view.is_officer(t)) || c.agents().iter().any(|&t| view.is_officer(t));
    if c.lemma(c.v) == "disappear" || officer && c.hit.entry.act == Act::Abduction {
        return false;
    }
    // "a bus with 14 passengers was seized".
    let aboard = |t: usize| {
        has(&WORDS.vehicles, c.lemma(t))
            && (tree::prep_objects(s, t, &["with", "of"]).into_iter().any(|p| view.is_person(p))
                || s.children(t)
                    .filter(|&j| c.lemma(j) == "carry")
                    .any(|j| tree::objects(s, j).into_iter().any(|p| view.is_person(p))))
    };
    c.patients().iter().any(|&t| c.is_people(t) || aboard(t))
}

/// People led away by those who are no officers; "took" and "marched" say little alone: into the bush, from their homes.
pub(super) fn captive(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view, v) = (c.s, c.view, c.v);
    let of_patient = c.hit.entry.subject == Subject::Patient;
    let patients = if of_patient { c.subject().into_iter().collect() } else { c.patients() };
    let apart = c.hit.first != c.hit.last;
    let by_force = c.subject().is_some_and(|t| view.is_captor(t))
        || c.agents().iter().any(|&t| view.is_captor(t))
        || of_patient && view.counted_or_named(&patients)
        // "two were led away", in a story of gunmen.
        || apart && c.passive && c.agents().is_empty() && view.actors_before(v);
    let away = || {
        let into = tree::prep_objects(s, v, &["into"]);
        s.children(v).any(|j| c.token(j).label == "prep" && matches!(c.lower(j), "into" | "from"))
            && !into.iter().any(|&o| has(&WORDS.no_captivity, c.lemma(o)))
    };
    let meant = apart || !matches!(c.lemma(v), "take" | "march") || away() || taken_by(c);
    patients.iter().any(|&t| c.is_people(t)) && by_force && meant
}

/// "ten bodies were left in a square", "headless bodies hung from a bridge"; not bodies found in the rubble.
pub(super) fn dumped(c: &Clause<'_, '_, '_>) -> bool {
    let done = c.v != c.hit.token
        && has(&WORDS.dumping, c.lemma(c.v))
        && (c.passive && c.subject() == Some(c.hit.token) || c.objects().contains(&c.hit.token));
    done || c.s.children(c.hit.token).any(|j| {
        matches!(c.token(j).label, "amod" | "compound")
            && matches!(c.lower(j), "bullet-riddled" | "mutilated" | "decapitated" | "headless" | "dismembered")
    })
}

/// "taken by armed men": said in the passive of people, it is no escort.
fn taken_by(c: &Clause<'_, '_, '_>) -> bool {
    let to = tree::prep_objects(c.s, c.v, &["to"]);
    c.passive
        && c.lemma(c.v) == "take"
        && c.agents().iter().any(|&t| c.view.is_captor(t) && !c.view.is_officer(t))
        && !to.iter().any(|&o| has(&WORDS.no_captivity, c.lemma(o)))
}

/// "gunmen held the crew for ten days".
pub(super) fn captor(c: &Clause<'_, '_, '_>) -> bool {
    c.doers().iter().any(|&t| c.view.is_captor(t))
        && c.patients().iter().any(|&t| c.view.is_person(t))
        && (c.passive || c.s.children(c.v).any(|j| matches!(c.token(j).label, "prep" | "advmod" | "npadvmod")))
}

/// "police held two men".
pub(super) fn officer(c: &Clause<'_, '_, '_>) -> bool {
    c.doers().iter().any(|&t| c.view.is_officer(t)) && c.patients().iter().any(|&t| c.is_people(t))
}

/// "are in custody", "remanded to custody": people held by officers, not the custody of children.
pub(super) fn held(c: &Clause<'_, '_, '_>) -> bool {
    let kept = if c.hit.noun {
        let t = c.token(c.hit.token);
        if t.label != "pobj" || !matches!(c.lower(t.head), "in" | "into" | "to" | "under") {
            return false;
        }
        c.objects().into_iter().chain(c.subject()).collect()
    } else {
        c.patients()
    };
    // "took into custody", "died in custody" are acts of their own; so is "the death of a man in police custody".
    let other = c.hit.noun && has(&WORDS.custody_of_another_act, c.lemma(c.v));
    let fate = |j: usize| matches!(c.lemma(j), "death" | "killing" | "torture" | "beating" | "abuse" | "suicide");
    let of_fate = c.hit.noun
        && (c.hit.token.saturating_sub(9)..c.hit.token)
            .rev()
            .take_while(|&j| !c.token(j).tag.starts_with('V'))
            .any(|j| fate(j) && c.lower(j + 1) == "of");
    !other && !of_fate && kept.iter().any(|&t| c.is_people(t))
}
