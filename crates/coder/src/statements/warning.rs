//! One party warned of an attack.

use polybius_records::{ActorType, Place, StatementBody};

use super::draft::Draft;
use super::scene::{Named, Scene};
use super::vocabulary::{has, words};
use crate::frames::tree;
use crate::{ActorHow, ActorMention};

/// Warnings in the sentence.
pub(super) fn read(scene: &Scene<'_, '_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let w = &words().warning;
    for i in 0..scene.len() {
        let t = &scene.s.tokens[i];
        let verb = t.tag.starts_with('V') && has(&w.verbs, &t.lemma) && !scene.lower(i).ends_with("warnings");
        let noun = has(&w.nouns, &t.lemma) && (t.tag.starts_with('N') || t.lower == "warnings");
        if verb || noun {
            out.extend(warning(scene, i, noun));
        }
    }
    out
}

fn warning(scene: &Scene<'_, '_>, i: usize, noun: bool) -> Option<Draft> {
    let w = &words().warning;
    // What of: a danger within the words after "of", "about", "that".
    let link = (i + 1..scene.len().min(i + 9))
        .take_while(|&k| !matches!(scene.lower(k), ";" | "."))
        .find(|&k| matches!(scene.lower(k), "of" | "about" | "that" | "against" | "to"))?;
    // "alerted police to a plot" only; "to" leads to many things.
    if scene.lower(link) == "to" && (noun || !(link + 1..link + 5).any(|k| has(&w.dangers, scene.lemma(k)))) {
        return None;
    }
    let limit = (link + 1..scene.len().min(link + 16))
        .find(|&k| matches!(scene.lower(k), ";" | "." | "”"))
        .unwrap_or(scene.len().min(link + 16));
    let danger = (link + 1..limit).find(|&k| has(&w.dangers, scene.lemma(k)))?;
    if !noun && !scene.is_fact(i) {
        return None;
    }
    let by = if noun { issuer(scene, i) } else { subject(scene, i) }?;
    let to = if noun { passed_to(scene, i, danger) } else { addressee(scene, i, link) };
    let about = scene.actors().iter().filter(|m| m.spot.first > link && m.spot.first < limit).find(|m| {
        matches!(m.how, ActorHow::Named | ActorHow::Unknown)
            && Some(&m.name) != to.as_ref().map(|t| &t.name)
            && m.name != by.name
    });
    let place = place(scene, link, limit).or_else(|| to.as_ref().and_then(|t| country_of(scene, t)));
    // A warning with nothing but its issuer says little.
    if to.is_none() && about.is_none() && place.is_none() {
        return None;
    }
    let about_words = about.map(|m| m.name.clone()).or_else(|| Some(danger_words(scene, link, danger)));
    let body = StatementBody::Warning {
        by: Some(by.name.clone()),
        to: to.as_ref().map(|t| t.name.clone()),
        about: about_words.clone(),
        place: place.clone(),
    };
    let mut draft = Draft::new(scene, body, i);
    draft.actor("by", &by);
    if let Some(to) = &to {
        draft.actor("to", to);
    }
    if let Some(about) = about_words {
        draft.field("about", about);
    }
    if let Some(place) = place {
        draft.field("place", place.name);
    }
    draft.date(scene.times().iter().find(|m| m.span.is_some()).and_then(|m| m.span));
    Some(draft)
}

fn danger_words(scene: &Scene<'_, '_>, link: usize, danger: usize) -> String {
    let first = (link + 1..=danger).find(|&k| !matches!(scene.s.tokens[k].tag, "DT" | "PRP$")).unwrap_or(danger);
    let first = if scene.lower(link) == "that" { danger } else { first };
    scene.words(first, danger).to_owned()
}

/// Who warns and is warned: states, their forces, international bodies, armed groups. Media and companies only pass it on.
fn state_or_organisation(m: &ActorMention) -> bool {
    matches!(m.how, ActorHow::Country | ActorHow::Force)
        || m.how == ActorHow::Named && m.kind != ActorType::Organisation
}

fn named(m: &ActorMention) -> Named {
    Named { name: m.name.clone(), range: m.spot.start..m.spot.end }
}

/// A country named at `i` where no actor mention stands.
fn country(scene: &Scene<'_, '_>, i: usize) -> Option<Named> {
    let code = scene.country_at(i)?;
    let name = scene.lexicon.countries.by_code(&code)?.name.clone();
    let t = &scene.s.tokens[i];
    Some(Named { name, range: t.start..t.end })
}

fn party(scene: &Scene<'_, '_>, i: usize) -> Option<Named> {
    scene.actor_at(i).filter(|m| state_or_organisation(m)).map(named).or_else(|| country(scene, i))
}

/// "recent US warnings", "warnings from Washington", "the embassy issued a warning".
fn issuer(scene: &Scene<'_, '_>, noun: usize) -> Option<Named> {
    for i in (noun.saturating_sub(4)..noun).rev() {
        if let Some(found) = party(scene, i) {
            return Some(found);
        }
        if !(matches!(scene.s.tokens[i].tag, "JJ" | "NN" | "NNP" | "POS" | "VB" | "NNS") || scene.lower(i) == "'s") {
            break;
        }
    }
    if matches!(scene.lower(noun + 1), "from" | "by")
        && let Some(found) = (noun + 2..scene.len().min(noun + 6)).find_map(|i| party(scene, i))
    {
        return Some(found);
    }
    let v = (noun.saturating_sub(5)..noun)
        .rev()
        .find(|&v| tree::is_verb(scene.s, v) && (has(&words().warning.pass, scene.lemma(v))))?;
    subject(scene, v)
}

fn subject(scene: &Scene<'_, '_>, v: usize) -> Option<Named> {
    let token = tree::subject(scene.s, v);
    if let Some(t) = token {
        let first = super::relation::phrase_start(scene, t);
        if let Some(found) = (first..=t).rev().find_map(|i| party(scene, i)) {
            return Some(found);
        }
        if let Some(found) = (t + 1..scene.len().min(t + 6)).take_while(|&i| i < v).find_map(|i| party(scene, i)) {
            return Some(found);
        }
    }
    // "…, warning both countries of": the last party before it in its clause.
    if scene.s.tokens[v].tag != "VBG" || token.is_some_and(|t| scene.s.tokens[t].tag.starts_with("PRP")) {
        return None;
    }
    (v.saturating_sub(12)..v)
        .rev()
        .take_while(|&i| !matches!(scene.lower(i), ";" | "."))
        .filter(|&i| {
            matches!(scene.label(i), "nsubj" | "nsubjpass" | "compound" | "amod" | "poss")
                || scene.actor_at(i).is_some()
        })
        .find_map(|i| party(scene, i))
}

/// "warned Moscow of", "warned the Russian authorities about".
fn addressee(scene: &Scene<'_, '_>, v: usize, link: usize) -> Option<Named> {
    let passive = tree::is_passive(scene.s, v);
    if passive {
        return None;
    }
    (v + 1..link).find_map(|i| party(scene, i))
}

/// "warnings ... relayed to Moscow", "a warning to Kenya of".
fn passed_to(scene: &Scene<'_, '_>, noun: usize, danger: usize) -> Option<Named> {
    if scene.lower(noun + 1) == "to" {
        return (noun + 2..scene.len().min(noun + 5)).find_map(|i| party(scene, i));
    }
    let v = (danger + 1..scene.len()).find(|&v| has(&words().warning.pass, scene.lemma(v)))?;
    let to = (v + 1..scene.len().min(v + 4)).find(|&k| matches!(scene.lower(k), "to" | "on"))?;
    let to = if scene.lower(to) == "on" { to + 1 } else { to };
    (to + 1..scene.len().min(to + 4)).find_map(|i| party(scene, i))
}

fn place(scene: &Scene<'_, '_>, from: usize, to: usize) -> Option<Place> {
    // "attacks outside of X" are anywhere else.
    let outside = |first: usize| {
        (first.saturating_sub(2)..first).any(|i| matches!(scene.lower(i), "outside" | "beyond" | "from"))
    };
    scene
        .places()
        .iter()
        .find(|m| m.spot.first > from && m.spot.first < to && !outside(m.spot.first))
        .map(|m| m.place.clone())
        .or_else(|| {
            let at = (from + 1..to).find(|&i| scene.lower(i) == "in" && scene.country_at(i + 1).is_some())?;
            scene.country(&scene.country_at(at + 1)?)
        })
}

fn country_of(scene: &Scene<'_, '_>, to: &Named) -> Option<Place> {
    let m = scene.mentions.actors.iter().find(|m| m.name == to.name)?;
    scene.country(m.country.as_deref()?)
}
