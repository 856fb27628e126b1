//! Who holds which land.

use polybius_records::{Control, StatementBody};

use super::draft::Draft;
use super::relation::subject_before;
use super::scene::{Named, Scene};
use super::vocabulary::{has, words};
use crate::frames::tree;
use crate::{ActorHow, PlaceMention};

/// Statements of control in the sentence.
pub(super) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let mut out = Vec::new();
    for i in 0..scene.len() {
        if let Some((status, object)) = active(scene, i) {
            if scene.is_fact(i) && !hypothetical(scene, i) {
                held(scene, i, status, object, &mut out);
            }
        } else if let Some(status) = passive(scene, i) {
            held_by(scene, i, status, &mut out);
        } else if scene.lower(i) == "control" || scene.lower(i) == "hands" {
            under_control(scene, i, &mut out);
        }
    }
    out
}

/// A verb of control and the token after which its object stands.
fn active(scene: &Scene<'_, '_>, i: usize) -> Option<(Control, usize)> {
    if !scene.s.tokens[i].tag.starts_with('V') {
        return None;
    }
    let w = &words().control;
    let lemma = scene.lemma(i);
    let next = scene.lower(i + 1);
    // "take control of", "took over", "wrested control of"
    if matches!(
        lemma,
        "take"
            | "seize"
            | "gain"
            | "wrest"
            | "lose"
            | "establish"
            | "maintain"
            | "retain"
            | "regain"
            | "hold"
            | "have"
            | "keep"
            | "assume"
            | "consolidate"
    ) && let Some(at) = (i + 1..scene.len().min(i + 5)).find(|&k| scene.lower(k) == "control")
        && matches!(scene.lower(at + 1), "of" | "over" | "in")
    {
        let status = match lemma {
            "lose" => Control::Lost,
            "maintain" | "retain" | "hold" | "have" | "keep" | "consolidate" => Control::Holds,
            _ => Control::Seized,
        };
        return Some((status, at + 1));
    }
    if lemma == "take" && next == "over" {
        return Some((Control::Seized, i + 1));
    }
    if tree::is_passive(scene.s, i) && scene.lower(i) != "lost" {
        return None;
    }
    let status = match lemma {
        _ if has(&w.holds, lemma) => Control::Holds,
        _ if has(&w.seized, lemma) => Control::Seized,
        _ if has(&w.lost, lemma) => Control::Lost,
        _ if has(&w.contests, lemma) => Control::Contests,
        _ => return None,
    };
    Some((status, i))
}

/// "controlled by", "which was seized by".
fn passive(scene: &Scene<'_, '_>, i: usize) -> Option<Control> {
    let w = &words().control;
    if !scene.s.tokens[i].tag.starts_with('V') || scene.lower(i + 1) != "by" && scene.lower(i + 2) != "by" {
        return None;
    }
    match scene.lemma(i) {
        lemma if has(&w.holds, lemma) && lemma != "run" => Some(Control::Holds),
        lemma if has(&w.seized, lemma) => Some(Control::Seized),
        _ => None,
    }
}

fn held_by(scene: &Scene<'_, '_>, v: usize, status: Control, out: &mut Vec<Draft>) {
    if !scene.is_fact(v) || hypothetical(scene, v) {
        return;
    }
    let by = if scene.lower(v + 1) == "by" { v + 1 } else { v + 2 };
    let actor = (by + 1..scene.len().min(by + 7)).find_map(|k| scene.organisation_at(k));
    let place = scene.places().iter().rfind(|m| m.spot.last < v && m.spot.last + 12 > v);
    if let (Some(actor), Some(place)) = (actor, place) {
        push(scene, &actor, Some(place), None, status, v, out);
    }
}

fn hypothetical(scene: &Scene<'_, '_>, v: usize) -> bool {
    (v.saturating_sub(4)..v).any(|i| {
        matches!(
            scene.lower(i),
            "could"
                | "would"
                | "may"
                | "might"
                | "will"
                | "not"
                | "n't"
                | "never"
                | "if"
                | "ability"
                | "able"
                | "trying"
                | "sought"
                | "seeking"
                | "attempt"
                | "attempts"
                | "aims"
                | "wants"
                | "hopes"
                | "plans"
                | "to"
        )
    })
}

/// The land after `object`: where its phrase begins and ends, and whether a word or a place says that it is land.
fn land(scene: &Scene<'_, '_>, object: usize) -> Option<(usize, usize, Option<usize>)> {
    let w = &words().control;
    let first = object + 1;
    let mut noun = None;
    let mut place = None;
    let mut last = first;
    for i in first..scene.len().min(first + 14) {
        let t = &scene.s.tokens[i];
        if matches!(
            t.lower.as_str(),
            "," | ";"
                | "."
                | "—"
                | "–"
                | ":"
                | "("
                | "who"
                | "which"
                | "that"
                | "after"
                | "when"
                | "while"
                | "since"
                | "before"
                | "during"
                | "by"
                | "for"
                | "until"
                | "from"
                | "already"
                | "as"
        ) {
            break;
        }
        if matches!(t.tag, "VBD" | "VBZ" | "VBP" | "MD") || (i > first && t.tag == "TO") {
            break;
        }
        if has(&w.land, &t.lemma)
            && noun.is_none()
            && (t.tag.starts_with('N')
                || matches!(t.lemma.as_str(), "much" | "most" | "half" | "third" | "quarter" | "%" | "percent"))
        {
            noun = Some(i);
        }
        if place.is_none() && scene.places().iter().any(|m| m.spot.covers(scene.n, i)) {
            place = Some(i);
        }
        last = i;
    }
    // "held talks in Kabul": the object itself must be land, or a place right after the verb.
    let near = |i: usize| {
        (first..i).all(|k| {
            matches!(
                scene.s.tokens[k].tag,
                "DT" | "JJ"
                    | "JJS"
                    | "JJR"
                    | "NNP"
                    | "NN"
                    | "CD"
                    | "POS"
                    | "PRP$"
                    | "VBN"
                    | "VBG"
                    | "HYPH"
                    | "RB"
                    | "IN"
                    | "NNS"
                    | "CC"
            )
        }) && (first..i).all(|k| scene.lower(k) == "of" || scene.s.tokens[k].tag != "IN")
    };
    let direct = |i: usize| {
        (first..i).all(|k| {
            matches!(scene.s.tokens[k].tag, "DT" | "JJ" | "NNP" | "NN" | "VBN") && !scene.s.tokens[k].tag.eq("IN")
        })
    };
    // "20 percent of the world's oil" is no land.
    let share = noun.filter(|&n| has(&w.shares, scene.lemma(n)));
    if let Some(n) = share {
        let ground = (n + 1..=last).any(|i| {
            has(&w.land, scene.lemma(i)) && !has(&w.shares, scene.lemma(i))
                || matches!(scene.lemma(i), "country" | "nation" | "state")
        }) || (n + 1..=last.min(n + 4))
            .any(|i| scene.places().iter().any(|m| m.spot.covers(scene.n, i)) || scene.country_at(i).is_some());
        let owned = (n + 1..=last).any(|i| scene.lower(i) == "'s");
        if !ground || (owned && !(n + 1..=last).any(|i| has(&w.land, scene.lemma(i)))) {
            return None;
        }
    }
    match (noun, place) {
        (Some(n), _) if near(n) => Some((first, last.max(n), Some(n))),
        (_, Some(p)) if direct(p) && p <= first + 4 => Some((first, last.max(p), None)),
        _ => None,
    }
}

fn held(scene: &Scene<'_, '_>, v: usize, status: Control, object: usize, out: &mut Vec<Draft>) {
    let Some((first, last, noun)) = land(scene, object) else { return };
    let Some(actor) = holder(scene, v) else { return };
    let places: Vec<&PlaceMention> = scene.places().iter().filter(|m| (first..=last).contains(&m.spot.head)).collect();
    let extent = extent(scene, first, last, noun);
    if places.is_empty() {
        // "An X group in Mali, in the Sahel, seized portions of two provinces": a country says more than a region.
        let before = |m: &&PlaceMention| m.spot.last < v && m.spot.last + 14 > v;
        let known = scene.places().iter().rfind(|m| before(m) && m.place.country.is_some());
        let place = known.or_else(|| scene.places().iter().rfind(before));
        // "seized the road" is an event's detail; land without place or measure says nothing.
        if place.is_some() || noun.is_some() {
            push(scene, &actor, place, extent, status, v, out);
        }
        return;
    }
    // "large parts of Iraq and Syria" is one statement for each.
    for place in places.into_iter().take(4) {
        push(scene, &actor, Some(place), extent.clone(), status, v, out);
    }
}

/// The text's words for how much: "portions of two provinces".
fn extent(scene: &Scene<'_, '_>, first: usize, last: usize, noun: Option<usize>) -> Option<String> {
    let noun = noun?;
    let place = scene.places().iter().find(|m| m.spot.first > noun && m.spot.first <= last).map(|m| m.spot.first);
    let mut end = place.map_or(last, |p| p.saturating_sub(1));
    while end > noun && matches!(scene.s.tokens[end].tag, "IN" | "DT" | "TO" | "CC" | "," | "JJ" | "RB") {
        end -= 1;
    }
    // "last year" at the end is time, not land.
    if let Some(time) = scene.times().iter().find(|m| m.spot.first > noun && m.spot.first <= end) {
        end = time.spot.first.saturating_sub(1).max(noun);
    }
    while end > noun && matches!(scene.s.tokens[end].tag, "IN" | "DT" | "TO" | "CC") {
        end -= 1;
    }
    Some(scene.words(first.min(end), end).to_owned())
}

fn holder(scene: &Scene<'_, '_>, v: usize) -> Option<Named> {
    subject_before(scene, v).or_else(|| tree::subject(scene.s, v).and_then(|t| scene.organisation(t))).or_else(|| {
        // "An Islamic State group in Mali, in the Sahel, seized": the last name of an armed group before the verb in its clause.
        let armed = |m: &&crate::ActorMention| {
            matches!(m.how, ActorHow::Named | ActorHow::Force | ActorHow::Unknown)
                && m.spot.last < v
                && m.spot.last + 16 > v
        };
        let m = scene.actors().iter().rfind(armed)?;
        let clear = (m.spot.last + 1..v)
            .all(|i| !matches!(scene.s.tokens[i].tag, "VBD" | "VBZ" | "VBP" | "MD") && scene.lower(i) != ";");
        clear.then(|| Named { name: m.name.clone(), range: m.spot.start..m.spot.end })
    })
}

/// "under the control of X", "X is in control of", "in the hands of X".
fn under_control(scene: &Scene<'_, '_>, i: usize, out: &mut Vec<Draft>) {
    let lead = scene.lower(i.saturating_sub(1));
    let lead = if matches!(lead, "the" | "full" | "effective" | "firm" | "complete") {
        scene.lower(i.saturating_sub(2))
    } else {
        lead
    };
    // "in rebel hands", "under government control"
    if matches!(scene.lower(i), "hands" | "control") && scene.lower(i + 1) != "of" {
        let from = (i.saturating_sub(5)..i).rev().find(|&k| matches!(scene.lower(k), "in" | "under"));
        let actor = from.and_then(|f| (f + 1..i).rev().find_map(|k| scene.organisation_at(k)));
        let place = from.and_then(|f| scene.places().iter().rfind(|m| m.spot.last < f && m.spot.last + 20 > f));
        if let (Some(actor), Some(place), false) = (actor, place, hypothetical(scene, i)) {
            push(scene, &actor, Some(place), None, Control::Holds, i, out);
        }
        return;
    }
    if scene.lower(i + 1) != "of" || !matches!(lead, "under" | "in") || hypothetical(scene, i) {
        return;
    }
    if scene.lower(i) == "control" && lead == "in" {
        let be = (i.saturating_sub(4)..i).rev().find(|&k| scene.lemma(k) == "be" || scene.lemma(k) == "remain");
        if let (Some(be), Some((first, last, noun))) = (be, land(scene, i + 1))
            && let Some(actor) = subject_before(scene, be)
        {
            let place = scene.places().iter().find(|m| (first..=last).contains(&m.spot.head));
            push(scene, &actor, place, extent(scene, first, last, noun), Control::Holds, i, out);
        }
        return;
    }
    let actor = (i + 2..scene.len().min(i + 7)).find_map(|k| scene.organisation_at(k));
    let place = scene.places().iter().rfind(|m| m.spot.last < i);
    if let (Some(actor), Some(place)) = (actor, place) {
        push(scene, &actor, Some(place), None, Control::Holds, i, out);
    }
}

fn push(
    scene: &Scene<'_, '_>,
    actor: &Named,
    place: Option<&PlaceMention>,
    extent: Option<String>,
    status: Control,
    v: usize,
    out: &mut Vec<Draft>,
) {
    let place = place.map(|m| m.place.clone());
    let body = StatementBody::Control {
        actor: Some(actor.name.clone()),
        place: place.clone(),
        extent: extent.clone(),
        status,
    };
    let mut draft = Draft::new(scene, body, v);
    draft.actor("actor", actor);
    if let Some(place) = place {
        draft.field("place", place.name);
    }
    if let Some(extent) = extent {
        draft.field("extent", extent);
    }
    let word = match status {
        Control::Holds => "holds",
        Control::Seized => "seized",
        Control::Lost => "lost",
        Control::Contests => "contests",
    };
    draft.field("status", word);
    let date =
        scene.times().iter().filter(|m| m.span.is_some()).min_by_key(|m| m.spot.first.abs_diff(v)).and_then(|m| m.span);
    draft.date(date);
    out.push(draft);
}
