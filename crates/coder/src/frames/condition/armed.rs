//! Force between those who can use it.

use super::words::{WORDS, has};
use super::{Clause, crowd};
use crate::ActorHow;
use crate::frames::tree;

/// Somebody armed, or a weapon, takes part: "fighting between", "struck a post".
pub(super) fn armed(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view, hit, v) = (c.s, c.view, c.hit, c.v);
    let near: Vec<usize> = if hit.noun {
        s.children(hit.token)
            .chain(tree::prep_objects(s, hit.token, &["between", "with", "by", "against", "involving", "among"]))
            .chain(c.subject())
            .collect()
    } else {
        c.subject()
            .into_iter()
            .chain(c.objects())
            .chain(c.agents())
            .chain(tree::prep_objects(s, v, &["with", "against", "between"]))
            .collect()
    };
    if !hit.noun && c.lemma(v) == "target" {
        return targets(c);
    }
    if tree::prep_objects(s, v, &["with"]).iter().any(|&t| has(&WORDS.measures, c.lemma(t))) {
        return false;
    }
    if !hit.noun && matches!(c.lemma(v), "strike" | "hit") {
        let hits = |t: usize| view.is_violent_noun(t) || view.is_armed(t) || view.is_weapon(t);
        return (c.subject().is_some_and(hits) || c.agents().into_iter().any(hits)) && c.token(v).label != "amod";
    }
    let armed = near.iter().any(|&t| view.is_armed(t) || view.is_weapon(t));
    let military = hit.noun && s.children(hit.token).any(|j| has(&WORDS.military, c.lower(j)));
    armed || (military && c.lemma(hit.token) != "operation") || (c.lemma(hit.token) == "fighting" && view.has_armed())
}

/// "the blast targeted a convoy", "gunmen targeted villagers, killing six"; not an advertisement that targets the young.
fn targets(c: &Clause<'_, '_, '_>) -> bool {
    let view = c.view;
    let violent = c.subject().is_some_and(|t| view.is_violent_noun(t) || view.is_weapon(t));
    let people = c.subject().is_some_and(|t| view.is_armed(t))
        && c.objects().iter().any(|&t| view.is_person(t) || view.place_at(t).is_some())
        && c.s.tokens.iter().any(|t| has(&WORDS.harm, &t.lemma));
    (violent || people || c.agents().iter().any(|&t| view.is_armed(t))) && c.token(c.v).label != "amod"
}

/// A "strike" of arms and not of workers.
pub(super) fn force(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view, noun) = (c.s, c.view, c.hit.token);
    let whose = |j: usize| {
        view.actor_at(j).is_some_and(|a| {
            matches!(view.mentions.actors[a].how, ActorHow::Force | ActorHow::Named | ActorHow::Country)
        })
    };
    s.children(noun).any(|j| {
        whose(j)
            || view.is_weapon(j)
            || has(&WORDS.strike_kinds, c.lower(j))
            || view.lexicon.countries.by_demonym(c.lower(j)).is_some() && c.token(j).label == "amod"
    }) || tree::prep_objects(s, noun, &["by", "on", "against"])
        .iter()
        .any(|&t| view.is_armed(t) || view.place_at(t).is_some())
}

/// "troops came upon a rebel camp": two sides that meet.
pub(super) fn meeting(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view) = (c.s, c.view);
    let met = tree::prep_objects(s, c.v, &["upon", "on", "across", "into"]).into_iter().chain(c.objects());
    let side = |t: usize| {
        view.is_armed(t)
            || has(&WORDS.lairs, c.lemma(t)) && s.children(t).any(|j| view.is_armed(j) || has(&WORDS.enemy, c.lemma(j)))
    };
    c.subject().is_some_and(|t| view.is_armed(t)) && met.into_iter().any(side)
}

/// "the two clans fought for three days over a well".
pub(super) fn feud(c: &Clause<'_, '_, '_>) -> bool {
    let s = c.s;
    let several = |t: usize| c.token(t).tag == "NNS" || tree::with_conjuncts(s, t).len() > 1;
    let subject = c.subject();
    let mut sides = subject.into_iter().chain(tree::prep_objects(s, c.v, &["with", "between"]));
    let sides = sides.any(|t| has(&WORDS.feuding, c.lemma(t)) && several(t));
    let about = (c.v + 1..s.tokens.len()).any(|j| matches!(c.lower(j), "over" | "with") && s.is_under(j, c.v));
    // "gunmen of the two cartels fought in the hills": the words say that they are each other's enemies.
    let opposed = |t: usize| {
        has(&WORDS.feuding, c.lemma(t)) && several(t) && s.children(t).any(|j| has(&WORDS.opposed, c.lower(j)))
    };
    let each_other = subject.is_some_and(|t| {
        opposed(t) || c.view.is_captor(t) && tree::prep_objects(s, t, &["of", "from"]).into_iter().any(opposed)
    });
    (sides && about || each_other) && c.objects().is_empty()
}

/// "police firing", "firing by soldiers", "killed in the firing"; not the firing of a minister.
pub(super) fn shots(c: &Clause<'_, '_, '_>) -> bool {
    let (s, view, hit) = (c.s, c.view, c.hit);
    let t = c.token(hit.token);
    let mut whose = s
        .children(hit.token)
        .filter(|&j| matches!(c.token(j).label, "compound" | "amod" | "poss" | "nmod" | "nsubj"))
        .chain((t.label == "acl").then_some(t.head))
        .chain(hit.token.checked_sub(1))
        .chain(tree::prep_objects(s, hit.token, &["by", "from", "at", "on", "upon"]));
    let of = s.children(hit.token).any(|j| c.lower(j) == "of");
    let the = s.children(hit.token).any(|j| matches!(c.lower(j), "the" | "this"));
    let during = t.label == "pobj" && matches!(c.lower(t.head), "in" | "by" | "during" | "after");
    let resorts = matches!(c.lemma(c.v), "resort" | "open" | "order") && c.v != hit.token;
    !of && (whose.any(|t| view.is_armed(t)) || during && the || (resorts || during) && view.has_armed())
}

/// "fired at a convoy", "fired shots"; not "fired a minister".
pub(super) fn target(c: &Clause<'_, '_, '_>) -> bool {
    let at = c.s.children(c.v).any(|j| {
        c.token(j).label == "prep"
            && matches!(c.lower(j), "at" | "on" | "upon" | "into" | "from" | "toward" | "towards")
    });
    // Tear gas and rubber bullets have an entry of their own.
    let objects = c.objects();
    if !objects.is_empty() && objects.iter().all(|&o| crowd::is_for_crowds(c, o)) {
        return false;
    }
    (at && !c.object_is(&WORDS.employees))
        || c.object_is(&WORDS.shots)
        || c.passive_subject().is_some_and(|t| matches!(c.lemma(t), "shot" | "round" | "bullet"))
}
