//! The arguments of one frame as phrases with a governing word.

use polybius_syntax::{Name, Sentence};

use crate::frames::{Act, Frame, is_occurrence, tree};
use crate::story::Reading;
use crate::{ActorHow, Spot};

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

/// Verbs whose object, or whose subject where they have no object, is the weapon.
const SETS_OFF: [&str; 5] = ["detonate", "explode", "go", "set", "trigger"];

/// All arguments of a frame, by part, then in text order.
pub(super) fn of_frame(r: &Reading<'_, '_>, frame: &Frame) -> Vec<ActArgument> {
    let s = frame.sentence;
    let syntax = &r.text.sentences[s].syntax;
    let hit = frame.hit;
    let lemma = syntax.tokens[hit.token].lemma.as_str();
    let sets_off = !hit.noun && hit.entry.act == Act::Bombing && SETS_OFF.contains(&lemma);
    let mut out = Vec::new();
    let (mut agents, mut patients) = (frame.agent_tokens.clone(), frame.patient_tokens.clone());
    // "all six of those killed": with nobody else in sight, a participle's people are those it happened to.
    if !hit.noun && hit.entry.effect.is_some() && patients.is_empty() && syntax.tokens[hit.token].tag == "VBN" {
        std::mem::swap(&mut agents, &mut patients);
    }
    if sets_off && agents.is_empty() && patients.is_empty() {
        patients.extend(tree::subject(syntax, hit.token));
    }
    for t in agents {
        if is_weapon(r, s, t) {
            out.push(phrase(r, s, t, Part::Weapon));
        } else if !of_trigger(r, frame, t) && may_act(r, s, people_of(syntax, t)) {
            let mut agent = phrase(r, s, people_of(syntax, t), Part::Agent);
            if agent.kind.is_none() && syntax.tokens[t].tag == "PRP" {
                // "they": whom the frame takes it for.
                let meant = frame.agents.iter().map(|&a| &r.mentions.actors[a]);
                let before = meant.filter(|m| m.spot.start < syntax.tokens[t].start).max_by_key(|m| m.spot.start);
                agent.kind = before.map(|m| m.kind);
                agent.name = before.map(|m| m.name.clone());
            }
            out.push(agent);
        }
    }
    for t in patients {
        let t = people_of(syntax, t);
        let covered = (hit.first..=hit.last).contains(&t);
        let time = in_sentence(&r.mentions.times, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t));
        let none = matches!(syntax.tokens[t].lower.as_str(), "none" | "nobody" | "himself" | "herself" | "themselves");
        if covered || time || none || of_trigger(r, frame, t) {
            continue;
        }
        let part = if is_weapon(r, s, t) || sets_off && !may_act(r, s, t) {
            Part::Weapon
        } else if is_ground(r, frame, t) {
            Part::Place
        } else {
            Part::Patient
        };
        out.push(phrase(r, s, t, part));
    }
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
    for &t in &frame.times {
        out.push(spot(r, &r.mentions.times[t].spot, Part::Time, None));
    }
    for &w in frame.weapons.iter().filter(|&&w| !r.weapons[w].spot.covers(s, hit.token)) {
        out.push(spot(r, &r.weapons[w].spot, Part::Weapon, None));
    }
    // People counted by the frame's own word: "12 of the dead".
    if let Some(effect) = hit.entry.effect {
        for &c in &frame.counts {
            let m = &r.mentions.counts[c];
            let own = m.anchor.is_some_and(|a| (hit.first..=hit.last).contains(&a));
            let known = out.iter().any(|a| a.part == Part::Patient);
            if m.kind == Some(effect) && own && !known && m.spot.sentence == s {
                out.push(phrase(r, s, people_of(syntax, m.spot.head), Part::Patient));
            }
        }
    }
    tidy(&mut out);
    out
}

fn is_weapon(r: &Reading<'_, '_>, s: usize, t: usize) -> bool {
    in_sentence(&r.weapons, s, |w| &w.spot).iter().any(|w| w.spot.covers(s, t))
}

/// Whether a token can stand for somebody who acts: an actor, people by name, number or pronoun.
fn may_act(r: &Reading<'_, '_>, s: usize, t: usize) -> bool {
    let token = &r.text.sentences[s].syntax.tokens[t];
    let pronoun = matches!(token.tag, "PRP" | "WP") && !matches!(token.lower.as_str(), "it" | "what");
    pronoun
        || matches!(token.lower.as_str(), "those" | "others")
        || matches!(token.name, Name::Person | Name::Norp)
        || in_sentence(&r.mentions.actors, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t))
        || in_sentence(&r.mentions.counts, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t))
}

/// "explosions at Oxford Street", "the bombing of the city": where, though the grammar makes it the object.
fn is_ground(r: &Reading<'_, '_>, frame: &Frame, t: usize) -> bool {
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
    let happened = frame.hit.noun
        && matches!(syntax.tokens[frame.hit.token].label, "nsubj" | "nsubjpass" | "dobj" | "attr")
        && is_occurrence(&syntax.tokens[frame.clause].lemma);
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

/// Sorts, and drops what stands twice: the same word in the same part.
pub(super) fn tidy(arguments: &mut Vec<ActArgument>) {
    arguments.sort_by_key(|a| (a.part, a.head_start, a.start));
    arguments.dedup_by(|b, a| a.part == b.part && a.head_start == b.head_start);
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
        "dozen"
            | "hundred"
            | "thousand"
            | "score"
            | "group"
            | "number"
            | "pair"
            | "crowd"
            | "gang"
            | "couple"
            | "handful"
    );
    // "260 others", "scores more".
    let rest = s.tokens.get(t + 1).filter(|n| matches!(n.lower.as_str(), "more" | "others"));
    if (measure || s.tokens[t].tag == "CD") && rest.is_some() {
        return t + 1;
    }
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

/// First byte of the word that governs a mention.
fn head_of(r: &Reading<'_, '_>, at: &Spot) -> usize {
    let tokens = &r.text.sentences[at.sentence].syntax.tokens;
    tokens[name_head(tokens, at.first, at.last)].start
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
