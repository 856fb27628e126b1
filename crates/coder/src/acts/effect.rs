//! What acts did to people, where no verb or noun of the trigger lexicon says it: "left 12 dead", "11 of the injured".

use polybius_records::{Status, SubEventType};
use polybius_syntax::{Sentence, Token};

use crate::frames::{Act, Frame, tree};
use crate::story::Reading;

use super::{ActArgument, ActMention, Part, arguments};

/// Words for people who died.
const DEAD: [&str; 1] = ["dead"];
/// Words for people who were hurt, and for what they suffered.
const HURT: [&str; 4] = ["injured", "wounded", "injury", "wound"];

/// Whether the word says what became of people.
pub(super) fn is_result(token: &Token) -> bool {
    of(token).is_some()
}

fn of(token: &Token) -> Option<Act> {
    let word = |list: &[&str]| list.contains(&token.lower.as_str()) || list.contains(&token.lemma.as_str());
    let plain = !token.tag.starts_with('V') || matches!(token.lower.as_str(), "injured" | "wounded");
    match () {
        () if word(&DEAD) && plain => Some(Act::Death),
        () if word(&HURT) && plain => Some(Act::Injury),
        () => None,
    }
}

/// Results that no frame's trigger covers.
pub(super) fn find(r: &Reading<'_, '_>) -> Vec<ActMention> {
    let mut out = Vec::new();
    let mut at = 0;
    for (s, sentence) in r.text.sentences.iter().enumerate() {
        while r.frames.get(at).is_some_and(|f| f.sentence < s) {
            at += 1;
        }
        let here = || r.frames[at..].iter().take_while(move |f| f.sentence == s);
        for (t, token) in sentence.syntax.tokens.iter().enumerate() {
            let Some(act) = of(token) else { continue };
            let told = here().any(|f| super::trigger(r, f).is_some_and(|(first, last)| (first..=last).contains(&t)));
            if !told {
                let phrase = here().find(|f| !f.hit.noun && f.hit.first < t && f.hit.last == t);
                out.push(mention(r, s, t, act, phrase));
            }
        }
    }
    out
}

fn mention(r: &Reading<'_, '_>, s: usize, t: usize, act: Act, phrase: Option<&Frame>) -> ActMention {
    let syntax = &r.text.sentences[s].syntax;
    let token = &syntax.tokens[t];
    let mut arguments: Vec<ActArgument> = match phrase {
        // "shot dead by police": the verb has found everybody.
        Some(frame) => arguments::of_frame(r, frame),
        None => {
            let who = sufferers(syntax, t).into_iter().map(|p| arguments::people_of(syntax, p));
            who.filter(|&p| !arguments::is_nobody(r, s, p)).map(|p| arguments::phrase(r, s, p, Part::Patient)).collect()
        }
    };
    let counts = arguments::in_sentence(&r.mentions.counts, s, |m| &m.spot);
    for m in counts.iter().filter(|m| m.anchor == Some(t)) {
        if m.spot.head != t {
            arguments.push(arguments::phrase(r, s, m.spot.head, Part::Patient));
        }
    }
    arguments::tidy(&mut arguments);
    ActMention {
        start: r.text.char_offset(token.start),
        end: r.text.char_offset(token.end),
        text: r.text.slice(token.start..token.end).to_owned(),
        lemma: token.lemma.clone(),
        noun: token.tag.starts_with('N'),
        act,
        sub_event_type: SubEventType::Attack,
        status: phrase.map_or(Status::Occurred, |f| f.status),
        unreal: phrase.and_then(|f| f.unreal),
        arguments,
    }
}

/// Whom a word like "dead" or "injuries" is about.
fn sufferers(s: &Sentence, t: usize) -> Vec<usize> {
    let token = &s.tokens[t];
    let head = token.head;
    let governor = &s.tokens[head];
    // "11 of the injured", "two of whom were among the dead".
    if token.label == "pobj" && governor.lower == "of" && governor.head != head {
        let part = governor.head;
        return if s.tokens[part].tag.starts_with('V') { Vec::new() } else { vec![part] };
    }
    if let Some(own) = tree::child(s, t, &["nsubj", "nsubjpass"]) {
        return tree::with_conjuncts(s, own);
    }
    let to = tree::prep_objects(s, t, &["to"]);
    if !to.is_empty() {
        return to;
    }
    match token.label {
        "amod" if governor.tag.starts_with('N') || governor.tag == "CD" => vec![head],
        "acomp" | "oprd" | "attr" | "dobj" | "pobj" | "conj" | "advmod" | "ccomp" | "xcomp" => {
            let v = tree::clause_verb(s, head);
            if !tree::is_verb(s, v) {
                return Vec::new();
            }
            let objects: Vec<usize> =
                tree::objects(s, v).into_iter().filter(|&o| o != t && token.label != "dobj").collect();
            let suffers = matches!(
                s.tokens[v].lemma.as_str(),
                "be" | "suffer"
                    | "sustain"
                    | "die"
                    | "have"
                    | "receive"
                    | "treat"
                    | "lie"
                    | "find"
                    | "leave"
                    | "recover"
            );
            match (objects.is_empty(), suffers) {
                (false, _) => objects,
                (true, true) => tree::subject(s, v).into_iter().flat_map(|x| tree::with_conjuncts(s, x)).collect(),
                (true, false) => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
