//! Words that are triggers by themselves, but not in every sense.

use polybius_records::ActorType;

use super::Clause;
use super::words::{WORDS, has};
use crate::frames::tree;
use crate::frames::triggers::Act;

/// Whether a word that needs no company names an act here.
pub(super) fn holds(c: &Clause<'_, '_, '_>) -> bool {
    let (hit, act) = (c.hit, c.hit.entry.act);
    let compound = hit.noun && c.token(hit.token).label == "compound";
    if compound
        && matches!(
            act,
            Act::Arrest
                | Act::Protest
                | Act::Riot
                | Act::Capture
                | Act::Agreement
                | Act::Clash
                | Act::Destruction
                | Act::Death
        )
    {
        // "detention camps", "protest leaders": what a thing is for or about.
        return false;
    }
    if !hit.noun && c.lemma(hit.token) == "execute" && c.objects().iter().any(|&t| !c.view.is_person(t)) {
        return false;
    }
    if hit.first == hit.last
        && let Some(answer) = if hit.noun { noun(c) } else { verb(c) }
    {
        return answer;
    }
    let head = c.lemma(c.token(hit.token).head);
    !(compound && matches!(act, Act::Killing | Act::Attack) && has(&WORDS.no_act_heads, head))
}

/// A noun of one word; `None` where nothing is special about it.
fn noun(c: &Clause<'_, '_, '_>) -> Option<bool> {
    let (s, token) = (c.s, c.hit.token);
    let lemma = c.lemma(token);
    if has(&WORDS.vague, lemma) {
        // Only with a time, a place or a reference of its own do these name one act.
        let points = |list: &[&str]| s.children(token).any(|j| list.contains(&c.lower(j)));
        let anchored = points(&["the", "this", "that", "a", "an", "another"]);
        return Some(anchored && (lemma != "violence" || points(&["this", "that"])));
    }
    match c.hit.entry.act {
        Act::Death => Some(true),
        Act::Injury => Some(c.view.has_armed() && lemma != "injury"),
        _ => None,
    }
}

/// A verb of one word; `None` where nothing is special about it.
fn verb(c: &Clause<'_, '_, '_>) -> Option<bool> {
    let (s, view, v) = (c.s, c.view, c.v);
    let object_person = || c.patients().iter().any(|&t| view.is_person(t));
    match (c.lemma(v), c.hit.entry.act) {
        ("explode" | "detonate", Act::Bombing) => {
            let violent = |t: usize| {
                view.is_weapon(t)
                    || view.has_weapon()
                    || view.has_armed()
                    || view.is_person(t)
                    || has(&WORDS.explodes, c.lemma(t))
            };
            Some(c.subject().is_none_or(violent))
        }
        ("mine", _) => Some(c.passive_subject().is_some_and(|t| has(&WORDS.mined, c.lemma(t)))),
        ("pound", _) => {
            Some(c.subject().is_some_and(|t| view.is_armed(t) || view.is_weapon(t) || view.is_violent_noun(t)))
        }
        ("storm", _) => Some(tree::child(s, v, &["dobj", "nsubjpass", "prep"]).is_some()),
        ("spray", _) => Some(view.has_weapon() || view.has_armed()),
        ("hurt" | "beat" | "maim" | "batter", _) => {
            let object = c.objects().iter().any(|&t| view.is_person(t));
            Some(object || object_person() || view.count_anchored(v))
        }
        ("protest", Act::Protest) => {
            let protester = |t: usize| {
                view.is_person(t)
                    || view.actor_at(t).is_some_and(|a| view.mentions.actors[a].kind == ActorType::Protesters)
            };
            Some(c.subject().is_some_and(protester) && c.token(v).label != "amod")
        }
        _ => None,
    }
}
