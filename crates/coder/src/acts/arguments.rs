//! The arguments of one frame as phrases with a governing word.

use polybius_syntax::{Name, Sentence};

use crate::frames::{Act, Frame, tree};
use crate::story::Reading;
use crate::{ActorHow, Spot};

use super::{ActArgument, Part, ground};

/// Verbs whose object, or whose subject where they have no object, is the weapon.
const SETS_OFF: [&str; 5] = ["detonate", "explode", "go", "set", "trigger"];

/// All arguments of a frame, by part, then in text order.
pub(super) fn of_frame(r: &Reading<'_, '_>, frame: &Frame) -> Vec<ActArgument> {
    let s = frame.sentence;
    let hit = frame.hit;
    let mut out = people(r, frame);
    ground::places(r, frame, &mut out);
    for &t in &frame.times {
        out.push(spot(r, &r.mentions.times[t].spot, Part::Time, None));
    }
    for &w in frame.weapons.iter().filter(|&&w| !r.weapons[w].spot.covers(s, hit.token)) {
        out.push(spot(r, &r.weapons[w].spot, Part::Weapon, None));
    }
    // People counted by the frame's own word: "12 of the dead".
    let counts = frame.counts.iter().map(|&c| &r.mentions.counts[c]);
    for m in counts.filter(|m| m.kind.is_some() && m.kind == hit.entry.effect && m.spot.sentence == s) {
        let own = m.anchor.is_some_and(|a| (hit.first..=hit.last).contains(&a));
        if own && !out.iter().any(|a| a.part == Part::Patient) {
            let syntax = &r.text.sentences[s].syntax;
            out.push(phrase(r, s, people_of(syntax, m.spot.head), Part::Patient));
        }
    }
    tidy(&mut out);
    out
}

/// Who did it, to whom, and the weapons that stand in their stead.
fn people(r: &Reading<'_, '_>, frame: &Frame) -> Vec<ActArgument> {
    let s = frame.sentence;
    let syntax = &r.text.sentences[s].syntax;
    let hit = frame.hit;
    let t = &syntax.tokens[hit.token];
    let sets_off = !hit.noun && hit.entry.act == Act::Bombing && SETS_OFF.contains(&t.lemma.as_str());
    let (mut agents, mut patients) = (frame.agent_tokens.clone(), frame.patient_tokens.clone());
    // "all six of those killed": with nobody else in sight, a participle's people are those it happened to.
    let past = matches!(t.tag, "VBN" | "VBD") && tree::objects(syntax, hit.token).is_empty();
    if !hit.noun && hit.entry.effect.is_some() && patients.is_empty() && past {
        std::mem::swap(&mut agents, &mut patients);
    }
    if sets_off && agents.is_empty() && patients.is_empty() {
        patients.extend(tree::subject(syntax, hit.token));
    }
    if hit.noun {
        agents.extend(who_owns_up(syntax, hit.token));
    }
    let mut out = Vec::new();
    for t in agents {
        let t = people_of(syntax, t);
        if is_weapon(r, s, t) {
            out.push(phrase(r, s, t, Part::Weapon));
        } else if !of_trigger(r, frame, t) && may_act(r, s, t) {
            out.push(doer(r, frame, t));
        }
    }
    for t in patients {
        let t = people_of(syntax, t);
        if (hit.first..=hit.last).contains(&t) || is_nobody(r, s, t) || of_trigger(r, frame, t) {
            continue;
        }
        let actor = in_sentence(&r.mentions.actors, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t));
        let part = if is_weapon(r, s, t) || sets_off && !actor {
            Part::Weapon
        } else if ground::is_ground(r, frame, t) {
            Part::Place
        } else {
            Part::Patient
        };
        out.push(phrase(r, s, t, part));
    }
    out
}

/// A doer; a pronoun gets the name of the one whom the frame takes it for.
fn doer(r: &Reading<'_, '_>, frame: &Frame, t: usize) -> ActArgument {
    let token = &r.text.sentences[frame.sentence].syntax.tokens[t];
    let mut agent = phrase(r, frame.sentence, t, Part::Agent);
    if agent.kind.is_none() && token.tag == "PRP" {
        let meant = frame.agents.iter().map(|&a| &r.mentions.actors[a]).filter(|m| m.spot.start < token.start);
        let before = meant.max_by_key(|m| m.spot.start);
        agent.kind = before.map(|m| m.kind);
        agent.name = before.map(|m| m.name.clone());
    }
    agent
}

/// "The Front accepted responsibility for the bombings": the subject.
fn who_owns_up(s: &Sentence, noun: usize) -> Option<usize> {
    let preposition = s.tokens[noun].head;
    let word = s.tokens[preposition].head;
    let owned = s.tokens[preposition].lower == "for" && s.tokens[word].lemma == "responsibility";
    let v = tree::clause_verb(s, word);
    let owns = matches!(s.tokens[v].lemma.as_str(), "claim" | "accept" | "admit" | "take" | "acknowledge");
    (owned && owns && !tree::is_passive(s, v)).then(|| tree::subject(s, v)).flatten()
}

/// Times, and words for no one.
pub(super) fn is_nobody(r: &Reading<'_, '_>, s: usize, t: usize) -> bool {
    let word = r.text.sentences[s].syntax.tokens[t].lower.as_str();
    matches!(word, "none" | "nobody" | "himself" | "herself" | "themselves" | "itself")
        || in_sentence(&r.mentions.times, s, |m| &m.spot).iter().any(|m| m.spot.covers(s, t))
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
pub(super) fn people_of(s: &Sentence, t: usize) -> usize {
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
    // "two of whom": those that the clause is about.
    let of_whom = s.children(t).filter(|&p| s.tokens[p].lower == "of").find_map(|p| tree::child(s, p, &["pobj"]));
    if let Some(whom) = of_whom.filter(|&w| s.tokens[w].tag == "WP") {
        return whom;
    }
    if !measure {
        return t;
    }
    s.children(t)
        .find(|&p| s.tokens[p].label == "prep" && s.tokens[p].lower == "of")
        .and_then(|p| tree::child(s, p, &["pobj"]))
        .unwrap_or(t)
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

pub(super) fn spot(r: &Reading<'_, '_>, at: &Spot, part: Part, name: Option<String>) -> ActArgument {
    let tokens = &r.text.sentences[at.sentence].syntax.tokens;
    let head = name_head(tokens, at.first, at.last);
    build(r, at.sentence, (at.first, at.last, head), part, name.map(|n| (n, None)))
}

/// First byte of the word that governs a mention.
pub(super) fn head_of(r: &Reading<'_, '_>, at: &Spot) -> usize {
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
