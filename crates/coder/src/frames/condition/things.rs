//! Things: what is fired, thrown, found, burned.

use super::words::{WORDS, has};
use super::{Clause, crowd};
use crate::frames::tree;

/// "fired rockets", "a missile was launched"; not tear gas.
pub(super) fn projectile(c: &Clause<'_, '_, '_>) -> bool {
    let gas = c.object_words().iter().any(|&o| {
        has(&WORDS.less_lethal, c.lemma(o)) || c.s.children(o).any(|j| matches!(c.lemma(j), "gas" | "tear" | "rubber"))
    });
    let gas = gas || c.objects().into_iter().any(|o| crowd::is_for_crowds(c, o));
    !gas && c.object_is(&WORDS.projectiles) || c.passive_subject().is_some_and(|t| has(&WORDS.projectiles, c.lemma(t)))
}

/// "threw a grenade".
pub(super) fn grenade(c: &Clause<'_, '_, '_>) -> bool {
    // Petrol bombs are a crowd's, smoke and stun grenades the police's.
    let of_crowds = |o: usize| c.s.children(o).any(|j| has(&WORDS.crowd_bombs, c.lower(j)));
    c.objects()
        .into_iter()
        .any(|o| c.with_compounds(o).iter().any(|&t| has(&WORDS.thrown, c.lemma(t))) && !of_crowds(o))
        || c.passive_subject().is_some_and(|t| c.lemma(t) == "grenade")
}

/// "a car bomb destroyed the office": what explodes is the subject.
pub(super) fn blast(c: &Clause<'_, '_, '_>) -> bool {
    !c.passive && c.subject().is_some_and(|t| c.view.is_explosive(t)) && !c.objects().is_empty()
}

/// "drove over a mine", "a mine was set off".
pub(super) fn explosive(c: &Clause<'_, '_, '_>) -> bool {
    c.objects()
        .into_iter()
        .chain(tree::prep_objects(c.s, c.v, &["on", "over", "onto"]))
        .chain(c.passive_subject().filter(|_| !matches!(c.lemma(c.v), "hit" | "strike")))
        .any(|t| c.view.is_explosive(t))
}

/// A bomb found, left or thrown away.
pub(super) fn device(c: &Clause<'_, '_, '_>) -> bool {
    let mut found = c.object_words();
    found.extend(c.passive_subject());
    found.extend(c.objects().into_iter().flat_map(|o| tree::prep_objects(c.s, o, &["of"])));
    found.iter().any(|&t| {
        has(&WORDS.devices, c.lemma(t)) && (c.lemma(t) != "device" || c.view.is_weapon(t) || c.view.has_weapon())
    })
}

/// Arms seized, defused, shot down.
pub(super) fn munition(c: &Clause<'_, '_, '_>) -> bool {
    let mut found = c.object_words();
    found.extend(c.passive_subject().into_iter().flat_map(|t| c.with_compounds(t)));
    found.extend(c.objects().into_iter().flat_map(|o| tree::prep_objects(c.s, o, &["of"])));
    found.iter().any(|&t| has(&WORDS.munitions, c.lemma(t)))
}

/// "burned nine houses".
pub(super) fn property(c: &Clause<'_, '_, '_>) -> bool {
    let mut burned = c.objects();
    burned.extend(c.passive_subject());
    burned.iter().any(|&t| has(&WORDS.property, c.lemma(t)))
}
