//! Who leads an organisation.

use polybius_records::Relation;
use polybius_syntax::Name;

use super::draft::Draft;
use super::relation::{add, phrase_start, starting_near, subject_before};
use super::scene::{Named, Scene, is_armed_or_party};
use crate::ActorHow;

/// The person whose name covers `token`.
fn person_at(scene: &Scene<'_, '_>, token: usize) -> Option<Named> {
    if let Some(m) = scene.actor_at(token).filter(|m| m.how == ActorHow::Person) {
        return Some(Named { name: m.name.clone(), range: m.spot.start..m.spot.end });
    }
    let person = |i: usize| {
        scene.s.tokens.get(i).is_some_and(|t| {
            t.name == Name::Person && matches!(t.tag, "NNP" | "NNPS" | "NN" | "HYPH") && t.lower != ","
        })
    };
    if !person(token) {
        return None;
    }
    let first = (0..=token).rev().take_while(|&i| person(i)).last()?;
    let last = (token..scene.len()).take_while(|&i| person(i)).last()?;
    let range = scene.s.tokens[first].start..scene.s.tokens[last].end;
    Some(Named { name: scene.text.slice(range.clone()).to_owned(), range })
}

/// The person named within `reach` tokens from `first`, titles passed over.
fn person_near(scene: &Scene<'_, '_>, first: usize, reach: usize) -> Option<Named> {
    for i in first..scene.len().min(first + reach) {
        if let Some(found) = person_at(scene, i) {
            return Some(found);
        }
        if !matches!(scene.s.tokens[i].tag, "NNP" | "NN" | "JJ" | "DT" | "CD") || matches!(scene.lower(i), "," | ";") {
            return None;
        }
    }
    None
}

/// Whether an organisation is one whose leaders are told of here: governments and their offices are not.
fn leads_fit(scene: &Scene<'_, '_>, group: &Named) -> bool {
    scene
        .mentions
        .actors
        .iter()
        .any(|m| m.name == group.name && is_armed_or_party(m.kind) && m.how != ActorHow::Country)
}

/// "N, the leader of X", "X leader N", "X's commander, N".
pub(super) fn leader(scene: &Scene<'_, '_>, noun: usize, out: &mut Vec<Draft>) {
    let first = phrase_start(scene, noun);
    if (first.saturating_sub(1)..noun)
        .any(|i| matches!(scene.lower(i), "former" | "late" | "ex" | "slain" | "previous" | "then" | "deputy" | "past"))
        || scene.lower(noun).ends_with('s')
    {
        return;
    }
    let of = scene.lower(noun + 1) == "of";
    let inside = (first..noun).rev().find_map(|i| scene.organisation_at(i));
    let group = if of { starting_near(scene, noun + 2, 5) } else { inside };
    let Some(group) = group.filter(|g| leads_fit(scene, g)) else { return };
    let noun_end = if (1..4).all(|k| scene.lower(noun + k) == ["at", "the", "time"][k - 1]) { noun + 3 } else { noun };
    let end = scene
        .actors()
        .iter()
        .find(|m| m.name == group.name && m.spot.first > noun && of)
        .map_or(noun_end, |m| m.spot.last);
    let before = (first >= 2 && matches!(scene.lower(first - 1), "," | "—" | "("))
        .then(|| person_at(scene, first - 2))
        .flatten();
    let copula = (first >= 2 && scene.lemma(first - 1) == "be").then(|| person_at(scene, first - 2)).flatten();
    let after = || {
        let comma = usize::from(matches!(scene.lower(end + 1), "," | ")")) + usize::from(scene.lower(end + 2) == ",");
        person_near(scene, end + 1 + comma.min(1), 3)
    };
    if let Some(person) = before.or(copula).or_else(after) {
        add(scene, out, noun, &person, Relation::Leads, Some(&group), None);
    }
}

/// "X, led by N", "N leads X", "N, who heads X".
pub(super) fn led(scene: &Scene<'_, '_>, v: usize, out: &mut Vec<Draft>) {
    let lower = scene.lower(v);
    let by = scene.lower(v + 1) == "by" && matches!(lower, "led" | "headed" | "commanded" | "run");
    if by {
        let Some(person) = person_near(scene, v + 2, 5) else { return };
        let group = subject_before(scene, v).filter(|g| leads_fit(scene, g));
        if let Some(group) = group {
            add(scene, out, v, &person, Relation::Leads, Some(&group), None);
        }
        return;
    }
    let present = matches!(lower, "leads" | "heads" | "commands" | "runs");
    if !present || !scene.is_fact(v) {
        return;
    }
    let mut p = v;
    while p > 0 && matches!(scene.lower(p - 1), "who" | "," | "now" | "currently" | "also") {
        p -= 1;
    }
    let person = p.checked_sub(1).and_then(|i| person_at(scene, i));
    let group = starting_near(scene, v + 1, 4).filter(|g| leads_fit(scene, g));
    if let (Some(person), Some(group)) = (person, group) {
        add(scene, out, v, &person, Relation::Leads, Some(&group), None);
    }
}
