//! The scene: where and when a sentence stands, given by what the text said just before it.
//!
//! "The men arrived at Sabon Gari at dusk. They killed three farmers.": the second sentence tells the act, the first its place and time.

use polybius_records::PlacePrecision;

use super::Reading;
use super::group::{grain, is_sharp};
use super::incident::Incident;
use crate::frames::{is_home_of_somebody, is_speech, tree};
use crate::{ActorHow, PlaceMention, TimeMention};

/// Sentences that a scene reaches back or on.
const REACH: usize = 2;

/// Sentences whose words can set the scene of an incident: those just before its first one in the same paragraph, and, for
/// the news itself, those just after, none of them telling another incident.
fn sentences(r: &Reading<'_, '_>, index: usize, all: &[Incident], onwards: bool) -> Vec<usize> {
    let first = all[index].first_sentence();
    let paragraph = |s: usize| r.text.sentences[s].paragraph;
    let others = |s: usize| all.iter().enumerate().any(|(i, o)| i != index && o.groups.iter().any(|g| g.sentence == s));
    let before =
        (first.saturating_sub(REACH)..first).rev().take_while(|&s| paragraph(s) == paragraph(first) && !others(s));
    let mut out: Vec<usize> = before.collect();
    if onwards {
        out.extend((first + 1..=(first + REACH + 1).min(r.text.sentences.len() - 1)).take_while(|&s| !others(s)));
    }
    out
}

/// The place of a heading over the paragraph: "Macomia. On Saturday ...", "(c) Guba district.".
pub(crate) fn heading<'a>(r: &'a Reading<'_, '_>, index: usize, all: &[Incident]) -> Option<&'a PlaceMention> {
    let first = all[index].first_sentence();
    let paragraph = r.text.sentences[first].paragraph;
    let start = (0..first).rev().take_while(|&s| r.text.sentences[s].paragraph == paragraph).last().unwrap_or(first);
    let alone_before = start
        .checked_sub(1)
        .filter(|&s| s.checked_sub(1).is_none_or(|b| r.text.sentences[b].paragraph != r.text.sentences[s].paragraph));
    [Some(start), alone_before].into_iter().flatten().filter(|&s| s < first && is_label(r, s)).find_map(|s| {
        let here = r.mentions.places.iter().filter(|m| m.spot.sentence == s);
        here.filter(|m| m.place.country.is_some() && grain(m) < 5).min_by_key(|m| (grain(m), m.spot.start))
    })
}

/// Words of a label: a place and little else, no verb.
const LABEL: usize = 6;

fn is_label(r: &Reading<'_, '_>, sentence: usize) -> bool {
    let s = &r.text.sentences[sentence];
    let words = s.syntax.tokens.iter().filter(|t| t.lower.chars().any(char::is_alphanumeric)).count();
    s.block == polybius_records::BlockKind::Body
        && words <= LABEL
        && s.syntax.tokens.iter().all(|t| !t.tag.starts_with('V') && t.tag != "MD")
        && r.frames.iter().all(|f| f.sentence != sentence)
}

/// The finest place of the incident's own sentences that no act took: on the way to it, between two, in another clause.
pub(crate) fn beside<'a>(
    r: &'a Reading<'_, '_>,
    index: usize,
    all: &[Incident],
    finer_than: usize,
) -> Option<&'a PlaceMention> {
    let country = all[index].place(r).and_then(|m| m.place.country.clone());
    let taken = |m: &PlaceMention| {
        r.frames
            .iter()
            .any(|f| f.sentence == m.spot.sentence && f.places.iter().any(|&p| r.mentions.places[p].spot == m.spot))
    };
    let mut sentences: Vec<usize> = all[index].groups.iter().map(|g| g.sentence).collect();
    sentences.dedup();
    sentences.into_iter().find_map(|n| {
        let s = &r.text.sentences[n].syntax;
        let here = r.mentions.places.iter().filter(|m| m.spot.sentence == n && grain(m) < finer_than);
        here.filter(|m| m.place.precision != PlacePrecision::Region && m.place.country.is_some() && !taken(m))
            .filter(|m| country.is_none() || m.place.country == country)
            .filter(|m| !r.mentions.actors.iter().any(|a| a.spot.touches(&m.spot)))
            .filter(|m| is_way(s, m) || sets_scene(r, m))
            .min_by_key(|m| (grain(m), m.spot.start))
    })
}

/// "between Luna and Komanda", "on the road to Ganthier".
fn is_way(s: &polybius_syntax::Sentence, m: &PlaceMention) -> bool {
    let lower = |back: usize| m.spot.first.checked_sub(back).map_or("", |i| s.tokens[i].lower.as_str());
    let before = if lower(1) == "the" { 2 } else { 1 };
    let road = |w: &str| matches!(w, "road" | "roads" | "highway" | "way" | "route" | "track" | "motorway" | "path");
    match lower(before) {
        "between" => true,
        "to" | "from" | "towards" | "toward" => road(lower(before + 1)),
        _ => false,
    }
}

/// The finest place that the scene gives: attached by a preposition of place to a verb that is no verb of saying.
pub(crate) fn place<'a>(
    r: &'a Reading<'_, '_>,
    index: usize,
    all: &[Incident],
    finer_than: usize,
) -> Option<&'a PlaceMention> {
    let news = all[index].first_sentence() <= r.lead_end || all[index].groups.len() > 2;
    let country = all[index].place(r).and_then(|m| m.place.country.clone());
    sentences(r, index, all, news)
        .into_iter()
        .filter_map(|n| {
            r.mentions
                .places
                .iter()
                .filter(|m| {
                    m.spot.sentence == n && grain(m) < finer_than && m.place.precision != PlacePrecision::Region
                })
                .filter(|m| country.is_none() || m.place.country == country)
                .filter(|m| sets_scene(r, m))
                .min_by_key(|m| (grain(m), m.spot.start))
        })
        .next()
}

fn sets_scene(r: &Reading<'_, '_>, m: &PlaceMention) -> bool {
    let s = &r.text.sentences[m.spot.sentence].syntax;
    let acts = r.mentions.actors.iter().any(|a| a.spot.touches(&m.spot));
    let t = &s.tokens[m.spot.head];
    let preposition = t.label == "pobj"
        && matches!(
            s.tokens[t.head].lower.as_str(),
            "in" | "at" | "into" | "near" | "outside" | "of" | "inside" | "on" | "around" | "through"
        );
    // "soldiers deployed to the area".
    let sent = t.label == "pobj"
        && s.tokens[t.head].lower == "to"
        && matches!(s.tokens[s.tokens[t.head].head].lemma.as_str(), "deploy" | "send" | "rush" | "dispatch" | "come");
    let preposition = preposition || sent;
    let object = t.label == "dobj" && !matches!(s.tokens[t.head].lemma.as_str(), "blame" | "accuse" | "say" | "leave");
    let apposed = matches!(t.label, "appos" | "conj");
    let verb = tree::clause_verb(s, m.spot.head);
    let home = is_home_of_somebody(s, &m.spot);
    !acts && !home && (preposition || object || apposed) && tree::is_verb(s, verb) && !is_speech(&s.tokens[verb].lemma)
}

/// The sharp time that the scene gives.
pub(crate) fn time<'a>(r: &'a Reading<'_, '_>, index: usize, all: &[Incident]) -> Option<&'a TimeMention> {
    sentences(r, index, all, false)
        .into_iter()
        .filter_map(|n| {
            r.mentions.times.iter().filter(|m| m.spot.sentence == n && m.span.is_some_and(|d| is_sharp(&d))).find(|m| {
                let s = &r.text.sentences[n].syntax;
                let verb = tree::clause_verb(s, m.spot.head);
                tree::is_verb(s, verb) && !is_speech(&s.tokens[verb].lemma)
            })
        })
        .next()
}

/// The armed organisation that the scene is about: the one in the subject of a sentence just before.
pub(crate) fn doer(r: &Reading<'_, '_>, index: usize, all: &[Incident]) -> Option<usize> {
    let own = all[index].groups.iter().map(|g| g.sentence);
    let mut list: Vec<usize> = own.collect();
    list.extend(sentences(r, index, all, false));
    list.sort_unstable();
    list.dedup();
    list.into_iter().find_map(|n| {
        let s = &r.text.sentences[n].syntax;
        r.mentions.actors.iter().enumerate().find_map(|(i, m)| {
            use polybius_records::ActorType::*;
            let armed = matches!(m.kind, RebelGroup | PoliticalMilitia | IdentityMilitia | Criminal);
            if m.spot.sentence != n || !armed || !matches!(m.how, ActorHow::Named | ActorHow::Unknown) {
                return None;
            }
            let verb = tree::clause_verb(s, m.spot.head);
            let subject = tree::subject(s, verb)?;
            let passive = tree::is_passive(s, verb);
            (!passive
                && tree::is_verb(s, verb)
                && s.is_under(m.spot.head, subject)
                && !is_speech(&s.tokens[verb].lemma))
            .then_some(i)
        })
    })
}
