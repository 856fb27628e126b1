//! How large an organisation is, and how many of its people are held.

use std::collections::BTreeMap;

use polybius_records::{Count, StatementBody};

use super::draft::Draft;
use super::relation::{described, phrase_start, starting_near, subject_before};
use super::scene::{Named, Scene};
use super::vocabulary::{has, words};
use crate::counts::Quantity;
use crate::frames::tree;

/// Sizes in the sentence. `numbers` are the sentence's quantities.
pub(super) fn read(scene: &Scene<'_, '_>, numbers: &[Quantity]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for q in numbers {
        if q.label || q.best.or(q.low).is_none_or(|n| n < 20) {
            out.extend(strong(scene, q));
            continue;
        }
        let noun = noun_after(scene, q.last + 1);
        let draft = match noun {
            Some(noun) => held(scene, q, noun).or_else(|| sized(scene, q, noun)),
            None => numbered(scene, q).or_else(|| body_of(scene, q, q.last)),
        };
        out.extend(draft);
    }
    out
}

/// The noun for members after a number: "6,500 trained fighters".
fn noun_after(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let w = &words().strength;
    for i in from..scene.len().min(from + 6) {
        let t = &scene.s.tokens[i];
        if (has(&w.members, &t.lemma) || has(&w.members, &t.lower)) && t.tag.starts_with('N') {
            // "militant groups": a modifier.
            let next = scene.s.tokens.get(i + 1);
            if next.is_none_or(|n| !n.tag.starts_with('N') || has(&w.members, &n.lemma)) {
                return Some(match next {
                    Some(n) if has(&w.members, &n.lemma) && n.tag.starts_with('N') => i + 1,
                    _ => i,
                });
            }
            continue;
        }
        let inside = matches!(t.tag, "JJ" | "NNP" | "NN" | "VBN" | "VBG" | "HYPH" | "POS" | "NNPS" | "RB" | "CC")
            || scene.actor_at(i).is_some()
            || t.lower == "of" && i == from
            // "9,000 seasoned veterans": taggers take the adjective for a verb.
            || i == from && t.lower.ends_with("ed");
        if !inside {
            return None;
        }
    }
    None
}

/// The organisation inside the counted phrase: "9,000 IS fighters", "veterans of the group's army".
fn inside(scene: &Scene<'_, '_>, from: usize, noun: usize) -> Option<Named> {
    let before = (from..=noun).find_map(|i| scene.organisation_at(i));
    before.or_else(|| match scene.lower(noun + 1) {
        "of" | "from" | "belonging" | "in" | "with" => {
            starting_near(scene, noun + 2 + usize::from(scene.lower(noun + 1) == "belonging"), 5)
        }
        _ => None,
    })
}

/// "has 6,500 fighters", "there are 900 IS fighters", "an army of 5,000 men".
fn sized(scene: &Scene<'_, '_>, q: &Quantity, noun: usize) -> Option<Draft> {
    if let Some(draft) = body_of(scene, q, noun) {
        return Some(draft);
    }
    if let Some(draft) = with_members(scene, q) {
        return Some(draft);
    }
    let w = &words().strength;
    let people = matches!(
        scene.lemma(noun),
        "people" | "man" | "men" | "personnel" | "supporter" | "follower" | "activist" | "volunteer" | "veteran"
    );
    let own = inside(scene, q.last + 1, noun);
    // The verb to the left, light words passed over.
    let v = (q.first.saturating_sub(6)..q.first)
        .rev()
        .take_while(|&i| !matches!(scene.lower(i), "," | ";" | "."))
        .find(|&i| {
            has(&w.size, scene.lemma(i))
                && (scene.s.tokens[i].tag.starts_with('V') || matches!(scene.lower(i), "'s" | "'re"))
        })?;
    let lemma = scene.lemma(v);
    // "has killed 70 members": another verb stands between.
    let other = (v + 1..q.first).any(|i| {
        matches!(scene.s.tokens[i].tag, "VBD" | "VBN" | "VBG" | "VB")
            && !matches!(scene.lemma(i), "be" | "estimate" | "have")
    });
    if other {
        return None;
    }
    // What they did is no size: "put 300 fighters on trial", "claimed 40 militants were killed".
    let told = (noun + 1..scene.len().min(noun + 5)).any(|i| {
        let t = &scene.s.tokens[i];
        matches!(
            t.lemma.as_str(),
            "kill"
                | "die"
                | "arrest"
                | "dead"
                | "wound"
                | "injure"
                | "capture"
                | "surrender"
                | "attack"
                | "hostage"
                | "flee"
                | "join"
                | "detain"
                | "neutralize"
                | "neutralise"
        )
    });
    // "there could be 10,000" is an estimate, not a wish.
    let negated = scene.s.children(v).any(|j| scene.label(j) == "neg");
    if told || negated || (lemma != "be" && !scene.is_fact(v)) {
        return None;
    }
    if lemma == "be" {
        let there = (v.saturating_sub(4)..v).any(|i| scene.lower(i) == "there");
        let actor = own?;
        return there.then(|| draft(scene, &actor, "members", q));
    }
    let actor = match lemma {
        "estimate" | "remain" | "claim" => own?,
        "put" => return None,
        _ => subject_before(scene, v).or_else(|| size_subject(scene, v)).or(own)?,
    };
    if people
        && !matches!(
            lemma,
            "have" | "number" | "command" | "boast" | "field" | "muster" | "comprise" | "count" | "total" | "consist"
        )
    {
        return None;
    }
    Some(draft(scene, &actor, "members", q))
}

fn size_subject(scene: &Scene<'_, '_>, v: usize) -> Option<Named> {
    let subject = tree::subject(scene.s, v)?;
    scene.organisation(subject)
}

/// "members now numbered more than 6,500", "the group's strength is put at 5,000".
fn numbered(scene: &Scene<'_, '_>, q: &Quantity) -> Option<Draft> {
    let w = &words().strength;
    let next = scene.s.tokens.get(q.last + 1);
    if next.is_some_and(|t| t.tag.starts_with('N') || t.tag == "JJ") {
        return None;
    }
    let v = (q.first.saturating_sub(4)..q.first)
        .rev()
        .find(|&i| tree::is_verb(scene.s, i) || matches!(scene.lower(i), "numbered" | "numbers" | "number"))?;
    if !matches!(
        scene.lemma(v),
        "number" | "total" | "reach" | "estimate" | "put" | "stand" | "exceed" | "grow" | "swell" | "be"
    ) || !scene.is_fact(v)
    {
        return None;
    }
    // The subject: members of X, or X's strength.
    let mut noun = v.checked_sub(1)?;
    while noun > 0 && !(scene.s.tokens[noun].tag.starts_with('N') && scene.s.tokens[noun].tag != "NNP") && v - noun < 8
    {
        noun -= 1;
    }
    let counted =
        has(&w.members, scene.lemma(noun)) || matches!(scene.lemma(noun), "strength" | "membership" | "rank" | "ranks");
    if !counted && !matches!(scene.lemma(v), "number") {
        return None;
    }
    let first = phrase_start(scene, noun);
    let actor = if counted {
        (first..noun)
            .rev()
            .find_map(|i| {
                scene
                    .organisation_at(i)
                    .or_else(|| matches!(scene.lower(i), "its" | "their").then(|| scene.topic(i)).flatten())
            })
            .or_else(|| inside(scene, first, noun))
            .or_else(|| {
                let possessor = (first..noun).rev().find(|&i| scene.lower(i) == "'s")?;
                scene.stands_for(possessor.checked_sub(1)?)
            })
    } else {
        subject_before(scene, v)
    }?;
    Some(draft(scene, &actor, "members", q))
}

/// "an army of 5,000", "a force of some 300 men".
fn body_of(scene: &Scene<'_, '_>, q: &Quantity, _last: usize) -> Option<Draft> {
    let of = q.first.checked_sub(1).filter(|&i| scene.lower(i) == "of")?;
    let noun = of.checked_sub(1).filter(|&i| has(&words().strength.bodies, scene.lemma(i)))?;
    let first = phrase_start(scene, noun);
    let named = (first..noun).rev().find_map(|i| {
        scene.organisation_at(i).or_else(|| matches!(scene.lower(i), "its" | "their").then(|| scene.topic(i)).flatten())
    });
    let actor = named.or_else(|| {
        let v = (first.saturating_sub(5)..first).rev().find(|&i| tree::is_verb(scene.s, i))?;
        let fits = matches!(
            scene.lemma(v),
            "have" | "command" | "field" | "boast" | "lead" | "build" | "maintain" | "muster" | "be" | "control"
        );
        fits.then(|| subject_before(scene, v)).flatten()
    })?;
    Some(draft(scene, &actor, "members", q))
}

/// "X, with 300 fighters, is", "X was a guerrilla force with more than 10,000 men".
fn with_members(scene: &Scene<'_, '_>, q: &Quantity) -> Option<Draft> {
    let with = q.first.checked_sub(1).filter(|&i| scene.lower(i) == "with")?;
    let before = with.checked_sub(1)?;
    let actor = if scene.lower(before) == "," {
        scene.organisation_at(before.checked_sub(1)?)
    } else if has(&words().strength.bodies, scene.lemma(before))
        || scene.lemma(before) == "organisation"
        || scene.lemma(before) == "organization"
    {
        described(scene, phrase_start(scene, before), before)
    } else {
        None
    }?;
    Some(draft(scene, &actor, "members", q))
}

/// "the 5,000-strong militia": the number is inside the word.
fn strong(scene: &Scene<'_, '_>, q: &Quantity) -> Option<Draft> {
    let word = scene.lower(q.number);
    let figures = word.strip_suffix("-strong").or_else(|| word.strip_suffix("-member"))?.replace(',', "");
    let n: u64 = figures.parse().ok()?;
    let actor = (q.number + 1..scene.len().min(q.number + 5)).find_map(|i| scene.organisation_at(i)).or_else(|| {
        let first = phrase_start(scene, q.number);
        (first >= 2 && scene.lower(first - 1) == ",").then(|| scene.organisation_at(first - 2)).flatten()
    })?;
    let exact = Quantity { best: Some(n), low: None, high: None, ..*q };
    Some(draft(scene, &actor, "members", &exact))
}

/// "prisons house 9,000 IS veterans", "9,000 IS fighters are held in camps".
fn held(scene: &Scene<'_, '_>, q: &Quantity, noun: usize) -> Option<Draft> {
    let w = &words().strength;
    let actor = inside(scene, q.last + 1, noun)?;
    let end = scene.actors().iter().find(|m| m.name == actor.name && m.spot.first > noun).map_or(noun, |m| m.spot.last);
    let prison = |i: usize| has(&w.prisons, scene.lemma(i));
    let before = (q.first.saturating_sub(4)..q.first).rev().find(|&i| has(&w.hold, scene.lemma(i)));
    let holds = before.is_some_and(|v| {
        scene.is_fact(v)
            && ((0..v).rev().take(14).any(prison)
                || (end..scene.len().min(end + 10)).any(prison)
                || matches!(scene.lemma(v), "detain" | "imprison" | "jail" | "incarcerate" | "intern" | "house"))
    });
    let after = (end + 1..scene.len().min(end + 8)).take_while(|&i| !matches!(scene.lower(i), ";" | ".")).any(|i| {
        has(&w.hold, scene.lemma(i)) && scene.s.tokens[i].tag != "NN"
            || (prison(i) && scene.lower(i.saturating_sub(1)) == "in")
            || matches!(scene.lower(i), "custody" | "captivity")
    }) && (end + 1..scene.len().min(end + 14)).any(|i| {
        prison(i)
            || matches!(scene.lower(i), "detained" | "imprisoned" | "jailed" | "interned" | "held" | "incarcerated")
    });
    (holds || after).then(|| draft(scene, &actor, "detained", q))
}

fn draft(scene: &Scene<'_, '_>, actor: &Named, field: &'static str, q: &Quantity) -> Draft {
    let values = BTreeMap::from([(field.to_owned(), Count::new(q.best, q.low, q.high))]);
    let mut draft = Draft::new(scene, StatementBody::Strength { actor: Some(actor.name.clone()), values }, q.number);
    draft.actor("actor", actor);
    draft.field(field, scene.words(q.first, q.last));
    draft.date(scene.times().iter().find(|m| m.span.is_some()).and_then(|m| m.span));
    draft
}
