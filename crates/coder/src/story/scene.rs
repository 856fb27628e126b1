//! The scene: where and when a sentence stands, given by what the text said just before it.
//!
//! "The men arrived at Sabon Gari at dusk. They killed three farmers.": the second sentence tells the act, the first its place and time.

use polybius_records::PlacePrecision;

use super::Reading;
use super::group::{grain, is_sharp};
use super::incident::Incident;
use crate::frames::{is_speech, tree};
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
    let object = t.label == "dobj" && !matches!(s.tokens[t.head].lemma.as_str(), "blame" | "accuse" | "say" | "leave");
    let apposed = matches!(t.label, "appos" | "conj");
    let verb = tree::clause_verb(s, m.spot.head);
    !acts && (preposition || object || apposed) && tree::is_verb(s, verb) && !is_speech(&s.tokens[verb].lemma)
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
