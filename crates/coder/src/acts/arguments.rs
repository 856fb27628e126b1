//! The arguments of one frame as phrases with a governing word.

use polybius_syntax::Sentence;

use crate::frames::{Frame, tree};
use crate::story::Reading;
use crate::{ActorHow, Spot};

use super::{ActArgument, Part};

/// Nouns that place an act without naming a place: "in the city", "at a bus station".
const GROUND: [&str; 48] = [
    "city", "town", "village", "province", "district", "area", "region", "street", "road", "highway", "station", "airport",
    "market", "square", "neighborhood", "neighbourhood", "suburb", "camp", "base", "checkpoint", "outpost", "building",
    "hotel", "restaurant", "cafe", "church", "mosque", "temple", "school", "hospital", "university", "stadium", "park",
    "country", "capital", "border", "bridge", "mall", "shop", "bakery", "bar", "nightclub", "club", "compound", "island",
    "republic", "state", "county",
];

/// All arguments of a frame, by part, then in text order.
pub(super) fn of_frame(r: &Reading<'_, '_>, frame: &Frame) -> Vec<ActArgument> {
    let s = frame.sentence;
    let syntax = &r.text.sentences[s].syntax;
    let mut out = Vec::new();
    for &t in &frame.agent_tokens {
        match part_of_doer(r, frame, t) {
            Some(part) => out.push(phrase(r, s, people_of(syntax, t), part)),
            None => continue,
        }
    }
    for &t in &frame.patient_tokens {
        let t = people_of(syntax, t);
        let covered = (frame.hit.first..=frame.hit.last).contains(&t);
        let time = in_sentence(&r.mentions.times, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t));
        if covered || time || of_trigger(r, frame, t) {
            continue;
        }
        out.push(phrase(r, s, t, Part::Patient));
    }
    for &p in &frame.places {
        let m = &r.mentions.places[p];
        out.push(spot(r, &m.spot, Part::Place, Some(m.place.name.clone())));
    }
    for t in grounds(syntax, frame) {
        out.push(phrase(r, s, t, Part::Place));
    }
    for &t in &frame.times {
        out.push(spot(r, &r.mentions.times[t].spot, Part::Time, None));
    }
    for &w in &frame.weapons {
        out.push(spot(r, &r.weapons[w].spot, Part::Weapon, None));
    }
    // People counted by the frame's own word: "12 of the dead".
    if let Some(effect) = frame.hit.entry.effect {
        for &c in &frame.counts {
            let m = &r.mentions.counts[c];
            let own = m.anchor.is_some_and(|a| (frame.hit.first..=frame.hit.last).contains(&a));
            let known = out.iter().any(|a| a.part == Part::Patient);
            if m.kind == Some(effect) && own && !known && m.spot.sentence == s {
                out.push(phrase(r, s, people_of(syntax, m.spot.head), Part::Patient));
            }
        }
    }
    tidy(&mut out);
    out
}

/// Sorts, and drops what stands twice: the same word in the same part.
pub(super) fn tidy(arguments: &mut Vec<ActArgument>) {
    arguments.sort_by_key(|a| (a.part, a.head_start, a.start));
    arguments.dedup_by(|b, a| a.part == b.part && a.head_start == b.head_start);
}

/// What does it: people do, bombs are done with, and a blast that kills is the act itself.
fn part_of_doer(r: &Reading<'_, '_>, frame: &Frame, t: usize) -> Option<Part> {
    let s = frame.sentence;
    if in_sentence(&r.weapons, s, |w| &w.spot).iter().any(|w| w.spot.covers(s, t)) {
        return Some(Part::Weapon);
    }
    (!of_trigger(r, frame, t)).then_some(Part::Agent)
}

/// Whether the token is itself the trigger of an act.
fn of_trigger(r: &Reading<'_, '_>, frame: &Frame, t: usize) -> bool {
    let from = r.frames.partition_point(|f| f.sentence < frame.sentence);
    r.frames[from..].iter().take_while(|f| f.sentence == frame.sentence).any(|f| f.hit.token == t && f.hit.noun)
}

/// "dozens of villagers", "a group of men": the people, not the measure.
fn people_of(s: &Sentence, t: usize) -> usize {
    let measure = matches!(
        s.tokens[t].lemma.as_str(),
        "dozen" | "hundred" | "thousand" | "score" | "group" | "number" | "pair" | "crowd" | "gang" | "couple" | "handful"
    );
    if !measure {
        return t;
    }
    s.children(t)
        .find(|&p| s.tokens[p].label == "prep" && s.tokens[p].lower == "of")
        .and_then(|p| tree::child(s, p, &["pobj"]))
        .unwrap_or(t)
}

/// Common nouns of place in prepositional phrases of the trigger.
fn grounds(s: &Sentence, frame: &Frame) -> Vec<usize> {
    const AT: &[&str] = &["in", "at", "near", "outside", "inside", "on", "across", "throughout", "around"];
    tree::prep_objects(s, frame.hit.token, AT)
        .into_iter()
        .filter(|&t| GROUND.contains(&s.tokens[t].lemma.as_str()))
        .collect()
}

/// A phrase by its governing token: the mention that covers it, else the words to its left that belong to it.
pub(super) fn phrase(r: &Reading<'_, '_>, s: usize, head: usize, part: Part) -> ActArgument {
    let tokens = &r.text.sentences[s].syntax.tokens;
    let actor = in_sentence(&r.mentions.actors, s, |m| &m.spot).iter().find(|m| m.spot.covers(s, head));
    let counts = in_sentence(&r.mentions.counts, s, |m| &m.spot);
    let count = || counts.iter().find(|m| m.spot.covers(s, head)).map(|m| m.spot);
    let covering = actor.map(|m| m.spot).or_else(count).filter(|spot| spot.first <= head && head <= spot.last);
    let (first, last) = match covering {
        Some(spot) => (spot.first, spot.last),
        None => {
            let mut first = head;
            while first > 0
                && tokens[first - 1].head == head
                && matches!(tokens[first - 1].label, "compound" | "amod" | "nummod" | "det" | "poss" | "quantmod")
            {
                first -= 1;
            }
            (first, head)
        }
    };
    // A name is governed by its last word, whatever the parser says of its parts.
    let named = actor.filter(|m| matches!(m.how, ActorHow::Named | ActorHow::Person | ActorHow::Unknown));
    let head = named.map_or(head, |m| name_head(tokens, m.spot.first, m.spot.last));
    build(r, s, (first, last, head), part, actor.map(|m| (m.name.clone(), Some(m.kind))))
}

fn spot(r: &Reading<'_, '_>, at: &Spot, part: Part, name: Option<String>) -> ActArgument {
    let tokens = &r.text.sentences[at.sentence].syntax.tokens;
    let head = name_head(tokens, at.first, at.last);
    build(r, at.sentence, (at.first, at.last, head), part, name.map(|n| (n, None)))
}

/// The mentions of one sentence in a list in text order.
pub(super) fn in_sentence<T>(list: &[T], s: usize, spot: impl Fn(&T) -> &Spot) -> &[T] {
    let from = list.partition_point(|m| spot(m).sentence < s);
    let to = list.partition_point(|m| spot(m).sentence <= s);
    &list[from..to]
}

/// The last word before "of" or a comma.
fn name_head(tokens: &[polybius_syntax::Token], first: usize, last: usize) -> usize {
    let stop = (first + 1..=last).find(|&i| tokens[i].tag == "IN" || tokens[i].lower == ",").unwrap_or(last + 1);
    stop - 1
}

fn build(
    r: &Reading<'_, '_>,
    s: usize,
    (first, last, head): (usize, usize, usize),
    part: Part,
    known: Option<(String, Option<polybius_records::ActorType>)>,
) -> ActArgument {
    let tokens = &r.text.sentences[s].syntax.tokens;
    let (name, kind) = known.map_or((None, None), |(name, kind)| (Some(name), kind));
    ActArgument {
        part,
        start: r.text.char_offset(tokens[first].start),
        end: r.text.char_offset(tokens[last].end),
        text: r.text.slice(tokens[first].start..tokens[last].end).to_owned(),
        head_start: r.text.char_offset(tokens[head].start),
        head_end: r.text.char_offset(tokens[head].end),
        name,
        kind,
    }
}
