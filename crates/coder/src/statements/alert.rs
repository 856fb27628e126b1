//! Public levels of threat and security, raised, lowered or kept.

use polybius_records::StatementBody;

use super::draft::Draft;
use super::scene::Scene;
use super::vocabulary::{has, words};
use crate::frames::tree;

/// Alerts in the sentence.
pub(super) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for i in 0..scene.len() {
        let Some(verbs) = subject_of_alert(scene, i) else { continue };
        let Some((verb, direction)) = verbs else { continue };
        if !scene.is_fact(verb) {
            continue;
        }
        let level = level(scene, verb, i);
        for code in countries(scene, verb, i) {
            let Some(place) = scene.country(&code) else { continue };
            let body = StatementBody::Alert {
                place: Some(place.clone()),
                level: level.clone(),
                direction: Some(direction.to_owned()),
            };
            let same = |d: &Draft| match &d.body {
                StatementBody::Alert { place: Some(p), .. } => p.name == place.name,
                _ => false,
            };
            if out.iter().any(same) {
                continue;
            }
            let mut draft = Draft::new(scene, body, verb);
            draft.field("place", place.name);
            if let Some(level) = &level {
                draft.field("level", level.as_str());
            }
            draft.field("direction", direction);
            let date = scene.times().iter().find(|m| m.span.is_some()).and_then(|m| m.span);
            draft.date(date);
            out.push(draft);
        }
    }
    out
}

/// For a noun of alert or security at `i`: the verb that changes it, and how. The outer `None` is "no such noun".
fn subject_of_alert(scene: &Scene<'_, '_>, i: usize) -> Option<Option<(usize, &'static str)>> {
    let w = &words().alert;
    let lemma = scene.lemma(i);
    let threat = |k: usize| has(&w.threat, scene.lemma(k)) || has(&w.threat, scene.lower(k));
    let alert = has(&w.nouns, lemma)
        // "risk warning", "threat level", "level of alert"
        || has(&w.levels, lemma)
            && (i.checked_sub(1).is_some_and(threat) || (scene.lower(i + 1) == "of" && (threat(i + 2) || threat(i + 3))));
    // "security services", "security in the city": only the second is security itself.
    let modifier = scene
        .s
        .tokens
        .get(i + 1)
        .is_some_and(|t| t.tag.starts_with('N') && !has(&w.security, &t.lemma) && !has(&w.nouns, &t.lemma));
    let security = has(&w.security, lemma) && scene.s.tokens[i].tag.starts_with('N') && !modifier;
    if !(alert || security) {
        return None;
    }
    Some(verb_of(scene, i, alert))
}

fn verb_of(scene: &Scene<'_, '_>, noun: usize, alert: bool) -> Option<(usize, &'static str)> {
    let w = &words().alert;
    let direction = |v: usize| {
        let lemma = scene.lemma(v);
        let verb = scene.s.tokens[v].tag.starts_with('V') || scene.lower(v).ends_with("ed");
        if !verb || (scene.label(v) == "amod" && v + 1 < noun && !scene.s.tokens[v].tag.eq("VBD")) {
            return None;
        }
        if has(&w.raise, lemma) || has(&w.raise, scene.lower(v).trim_end_matches("ed")) {
            // "put security forces on alert", "ordered enhanced measures"
            let plain = matches!(
                lemma,
                "order" | "put" | "place" | "go" | "move" | "step" | "declare" | "introduce" | "activate" | "lift"
            );
            let strong = alert
                || (v + 1..noun)
                    .any(|k| has(&w.tight, scene.lower(k)) || scene.lower(k) == "up" || scene.lower(k) == "in");
            return (!plain || strong).then_some("raised");
        }
        if has(&w.lower, lemma) && alert {
            return Some("lowered");
        }
        (has(&w.keep, lemma) && alert && (lemma != "be" || on_alert(scene, noun))).then_some("kept")
    };
    // The verb before its object, at most a short list away; else a passive after it.
    let before = (noun.saturating_sub(9)..noun).rev().take_while(|&v| !matches!(scene.lower(v), ";" | "."));
    for v in before {
        if let Some(d) = direction(v) {
            return Some((v, d));
        }
        if matches!(scene.s.tokens[v].tag, "VBD" | "VBZ" | "VBP") && !matches!(scene.lemma(v), "be" | "have") {
            break;
        }
    }
    (noun + 1..scene.len().min(noun + 7)).find_map(|v| {
        let passive = scene.s.tokens[v].tag == "VBN" || tree::is_passive(scene.s, v);
        let stays = matches!(scene.lemma(v), "remain" | "stay" | "stand");
        (passive || stays).then(|| direction(v)).flatten().map(|d| (v, d))
    })
}

fn on_alert(scene: &Scene<'_, '_>, noun: usize) -> bool {
    (noun.saturating_sub(4)..noun).any(|i| scene.lower(i) == "on")
}

/// The level in the text's words: "the highest level", "severe".
fn level(scene: &Scene<'_, '_>, verb: usize, noun: usize) -> Option<String> {
    let w = &words().alert;
    let (from, to) = (verb.min(noun).saturating_sub(2), scene.len().min(verb.max(noun) + 9));
    let i = (from..to).find(|&i| has(&w.grades, scene.lower(i)) && !matches!(scene.lower(i), "\"" | "“"))?;
    let mut last = i;
    while last + 1 < to
        && (has(&w.levels, scene.lemma(last + 1))
            || has(&w.threat, scene.lemma(last + 1))
            || has(&w.nouns, scene.lemma(last + 1))
            || matches!(scene.lower(last + 1), "possible" | "attack"))
    {
        last += 1;
    }
    if scene.lower(i).parse::<u32>().is_ok() {
        return None;
    }
    Some(scene.words(i, last).to_owned())
}

/// Countries that the alert holds for: of the subject, else of the nearest words before the verb, else after it.
fn countries(scene: &Scene<'_, '_>, verb: usize, noun: usize) -> Vec<String> {
    // Names in the verb's own stretch to the left: until another verb or a mark that closes a clause.
    let mut i = verb;
    let mut left = Vec::new();
    while i > 0 {
        i -= 1;
        let t = &scene.s.tokens[i];
        let other_verb = matches!(t.tag, "VBD" | "VBZ" | "VBP") && !matches!(t.lemma.as_str(), "be" | "have" | "say");
        if other_verb
            || matches!(t.lower.as_str(), ";" | "." | "”" | "after" | "following")
            || (t.lower == "and"
                && matches!(scene.s.tokens.get(i + 2).map(|t| t.tag), Some("RB" | "VBD"))
                && scene.country_at(i + 1).is_none())
        {
            break;
        }
        if let Some(code) = scene.country_at(i) {
            left.push(code);
        }
        if t.lower == "and" && scene.country_at(i + 1).is_some() && i > 0 && scene.country_at(i - 1).is_none() {
            break;
        }
    }
    left.reverse();
    let mut out = left;
    if out.is_empty()
        && let Some(subject) = tree::subject(scene.s, verb)
    {
        out = scene.country_codes(subject);
    }
    if out.is_empty() {
        let right = (verb.min(noun)..scene.len().min(noun + 8))
            .take_while(|&k| !matches!(scene.lower(k), "," | ";" | "after" | "following"))
            .filter_map(|k| scene.country_at(k));
        out = right.take(1).collect();
    }
    let mut seen: Vec<String> = Vec::new();
    out.retain(|code| {
        !seen.contains(code) && {
            seen.push(code.clone());
            true
        }
    });
    out.truncate(4);
    out
}
