//! Every act that a text names, real or not, with its arguments: what the coder knows before it decides what is one event.
//!
//! Events ask "did this happen, and is it told before"; an act mention only says "these words name an attack, by these, on those".

mod arguments;
mod effect;
mod ground;
mod tactic;

use polybius_records::{ActorType, Document, Status, SubEventType};
use serde::Serialize;

use crate::frames::{Act, Frame};
use crate::story::Reading;
use crate::{Coder, Mentions, Text};

/// What an argument is to its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Who did it.
    Agent,
    /// To whom or what it was done.
    Patient,
    /// Where.
    Place,
    /// When.
    Time,
    /// With what.
    Weapon,
}

/// One argument. Offsets are Unicode scalar values, ends exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActArgument {
    /// What it is to the act.
    pub part: Part,
    /// First character of the phrase.
    pub start: usize,
    /// After its last character.
    pub end: usize,
    /// The phrase.
    pub text: String,
    /// First character of the word that governs the phrase.
    pub head_start: usize,
    /// After the last character of that word.
    pub head_end: usize,
    /// The canonical name, where the phrase names an actor or a place that the lexicon knows.
    pub name: Option<String>,
    /// What kind of actor it is, where it is one.
    pub kind: Option<ActorType>,
}

/// One act named by one word or phrase. Offsets are Unicode scalar values, ends exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActMention {
    /// First character of the trigger.
    pub start: usize,
    /// After its last character.
    pub end: usize,
    /// The trigger.
    pub text: String,
    /// Dictionary form of its governing word.
    pub lemma: String,
    /// A noun, not a verb.
    pub noun: bool,
    /// What the word says.
    pub act: Act,
    /// What the story makes of it: "the attack" in a story of a suicide bombing is one.
    pub sub_event_type: SubEventType,
    /// Whether the text says that it happened.
    pub status: Status,
    /// Why it does not count as an act that happened ("negated", "hypothetical"); `None` where it does.
    pub unreal: Option<&'static str>,
    /// Its arguments, by part, then in text order.
    pub arguments: Vec<ActArgument>,
}

/// Every act mention of a document, in text order. Pure, as [`crate::code`].
pub fn acts(coder: &Coder, document: &Document) -> Vec<ActMention> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let reading = Reading::new(coder, &text, &mentions);
    let tactics = tactic::of_frames(&reading);
    let mut out: Vec<ActMention> = Vec::new();
    for (i, frame) in reading.frames.iter().enumerate() {
        if let Some((first, last)) = trigger(&reading, frame) {
            out.push(mention(&reading, frame, (first, last), tactics[i], arguments::of_frame(&reading, frame)));
        }
    }
    out.extend(effect::find(&reading));
    out.sort_by_key(|m| (m.start, m.end));
    out.dedup_by(|b, a| a.start == b.start && a.end == b.end);
    out
}

/// The trigger's tokens: a phrase that stands together is one, of one that stands apart the verb is. The result that a
/// verb brings about ("left 12 dead") is a mention of its own.
fn trigger(r: &Reading<'_, '_>, frame: &Frame) -> Option<(usize, usize)> {
    let hit = frame.hit;
    let tokens = &r.text.sentences[frame.sentence].syntax.tokens;
    if hit.noun {
        // "death toll": the word before is the act.
        let token = if tokens[hit.last].lemma == "toll" { hit.first } else { hit.token };
        return Some((token, token));
    }
    let result = hit.last > hit.first && effect::is_result(&tokens[hit.last]);
    match (result, hit.entry.act.is_effect()) {
        (true, true) => None,
        (true, false) => Some((hit.first, hit.first)),
        (false, _) if hit.last == hit.first + 1 => Some((hit.first, hit.last)),
        (false, _) => Some((hit.first, hit.first)),
    }
}

fn mention(
    r: &Reading<'_, '_>,
    frame: &Frame,
    (first, last): (usize, usize),
    sub_event_type: SubEventType,
    arguments: Vec<ActArgument>,
) -> ActMention {
    let tokens = &r.text.sentences[frame.sentence].syntax.tokens;
    let range = tokens[first].start..tokens[last].end;
    ActMention {
        start: r.text.char_offset(range.start),
        end: r.text.char_offset(range.end),
        text: r.text.slice(range).to_owned(),
        lemma: tokens[frame.hit.token].lemma.clone(),
        noun: frame.hit.noun,
        act: frame.hit.entry.act,
        sub_event_type,
        status: frame.status,
        unreal: frame.unreal,
        arguments,
    }
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        let coder = Coder::new(Lexicon::embedded());
        acts(&coder, &Document::plain("d", text))
            .into_iter()
            .map(|m| {
                let arguments: Vec<String> = m
                    .arguments
                    .iter()
                    .map(|a| {
                        let head: String = text.chars().skip(a.head_start).take(a.head_end - a.head_start).collect();
                        format!("{:?}={head}", a.part)
                    })
                    .collect();
                format!("{} {:?} {}", m.text, m.act, arguments.join(" ")).trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn acts_are_named_with_their_arguments() {
        for (text, wanted) in [
            ("Gunmen killed two farmers in Kabul.", vec!["killed Killing Agent=Gunmen Patient=farmers Place=Kabul"]),
            (
                "The blast left nine people dead and wounded 40.",
                vec!["blast Bombing", "dead Death Patient=people", "wounded Injury Patient=40"],
            ),
            (
                "The mayor could be killed if a bomb exploded.",
                vec!["killed Killing Patient=mayor", "exploded Bombing Weapon=bomb"],
            ),
            (
                "A guard was shot dead by police.",
                vec!["shot Shooting Agent=police Patient=guard", "dead Death Agent=police Patient=guard"],
            ),
            ("Three of the injured were nurses.", vec!["injured Injury Patient=Three"]),
        ] {
            assert_eq!(read(text), wanted, "{text}");
        }
    }

    #[test]
    fn the_story_says_what_an_attack_was() {
        let coder = Coder::new(Lexicon::embedded());
        let text = "A bomb exploded at a market in Kabul on Monday, killing five people. No group claimed the attack.";
        let found = acts(&coder, &Document::plain("d", text));
        let attack = found.iter().find(|m| m.text == "attack").unwrap();
        assert_eq!(attack.sub_event_type, SubEventType::RemoteExplosive);
    }
}
