//! Where an act was: places named, and common nouns of place.

use polybius_syntax::Sentence;

use crate::frames::{Frame, is_impact, is_occurrence, tree};
use crate::story::Reading;

use super::arguments::{head_of, in_sentence, phrase, spot};
use super::{ActArgument, Part};

/// Nouns that place an act without naming a place: "in the city", "at a bus station".
const GROUND: [&str; 48] = [
    "city",
    "town",
    "village",
    "province",
    "district",
    "area",
    "region",
    "street",
    "road",
    "highway",
    "station",
    "airport",
    "market",
    "square",
    "neighborhood",
    "neighbourhood",
    "suburb",
    "camp",
    "base",
    "checkpoint",
    "outpost",
    "building",
    "hotel",
    "restaurant",
    "cafe",
    "church",
    "mosque",
    "temple",
    "school",
    "hospital",
    "university",
    "stadium",
    "park",
    "country",
    "capital",
    "border",
    "bridge",
    "mall",
    "shop",
    "bakery",
    "bar",
    "nightclub",
    "club",
    "compound",
    "island",
    "republic",
    "state",
    "county",
];

/// Adds the frame's places that hang on its own words and stand in no other part.
pub(super) fn places(r: &Reading<'_, '_>, frame: &Frame, out: &mut Vec<ActArgument>) {
    let s = frame.sentence;
    let syntax = &r.text.sentences[s].syntax;
    let near = |p: &usize| attached(r, frame, r.mentions.places[*p].spot.head);
    let first = frame.places.iter().copied().filter(near).min_by_key(|&p| r.mentions.places[p].spot.first);
    for p in frame.places.iter().copied().filter(near) {
        let m = &r.mentions.places[p];
        // "in Dera, Oromia, Ethiopia": the place is Dera; "in Dera and Bale" are two.
        let alone = Some(p) == first || syntax.tokens[m.spot.head].label == "conj";
        if alone && !out.iter().any(|a| a.head_start == r.text.char_offset(head_of(r, &m.spot))) {
            out.push(spot(r, &m.spot, Part::Place, Some(m.place.name.clone())));
        }
    }
    for t in grounds(syntax, frame) {
        if !out.iter().any(|a| a.head_start == r.text.char_offset(syntax.tokens[t].start)) {
            out.push(phrase(r, s, t, Part::Place));
        }
    }
}

/// "explosions at the depot", "the bombing of the city": where, though the grammar makes it the object.
pub(super) fn is_ground(r: &Reading<'_, '_>, frame: &Frame, t: usize) -> bool {
    let s = frame.sentence;
    let tokens = &r.text.sentences[s].syntax.tokens;
    let acts = in_sentence(&r.mentions.actors, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t));
    let place = in_sentence(&r.mentions.places, s, |m| &m.spot).iter().find(|m| m.spot.covers(s, t));
    let at = tokens[t].label == "pobj" && tokens[tokens[t].head].lower == "at";
    let ground = GROUND.contains(&tokens[t].lemma.as_str());
    let settlement = matches!(tokens[t].lemma.as_str(), "city" | "town" | "village" | "country" | "area" | "region");
    !acts && (place.is_some_and(|m| !m.facility || at) || at && ground || settlement)
}

/// Whether a token hangs on the frame's word, with no other act between; for a noun also on the verb that says that it happened.
fn attached(r: &Reading<'_, '_>, frame: &Frame, token: usize) -> bool {
    let syntax = &r.text.sentences[frame.sentence].syntax;
    let from = r.frames.partition_point(|f| f.sentence < frame.sentence);
    let other = |t: usize| {
        let mut here = r.frames[from..].iter().take_while(|f| f.sentence == frame.sentence);
        here.any(|f| f.hit.token == t && t != frame.hit.token)
    };
    // A part of a longer name ("the Example City marathon bombing") says what, not where.
    if matches!(syntax.tokens[token].label, "compound" | "poss" | "nmod" | "amod") {
        return false;
    }
    let trigger = &syntax.tokens[frame.hit.token];
    let verb = syntax.tokens[frame.clause].lemma.as_str();
    let happened = frame.hit.noun
        && (matches!(trigger.label, "nsubj" | "nsubjpass" | "dobj" | "attr") && is_occurrence(verb)
            // "The hall in Zoria was shattered by an explosion".
            || trigger.label == "pobj" && syntax.tokens[trigger.head].lower == "by" && is_impact(verb));
    let mut at = token;
    for _ in 0..syntax.tokens.len() {
        if at == frame.hit.token || happened && at == frame.clause {
            return true;
        }
        let head = syntax.tokens[at].head;
        if head == at || other(at) {
            return false;
        }
        at = head;
    }
    false
}

/// Common nouns of place in prepositional phrases of the trigger.
fn grounds(s: &Sentence, frame: &Frame) -> Vec<usize> {
    const AT: &[&str] = &["in", "at", "near", "outside", "inside", "on", "across", "throughout", "around"];
    // "the station, where six people were killed".
    let relative = (s.tokens[frame.clause].label == "relcl"
        && s.children(frame.clause).any(|j| s.tokens[j].lower == "where"))
    .then_some(s.tokens[frame.clause].head);
    tree::prep_objects(s, frame.hit.token, AT)
        .into_iter()
        .chain(relative)
        .filter(|&t| GROUND.contains(&s.tokens[t].lemma.as_str()))
        .collect()
}
