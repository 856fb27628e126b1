//! Why each sentence was or was not coded.

use polybius_records::Document;
use serde::Serialize;

use crate::story::{Reading, group, link, worth};
use crate::{Coder, Mentions, Text};

/// One sentence and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// The sentence.
    pub text: String,
    /// Whether a report rests on it.
    pub coded: bool,
    /// The reason, in words: the acts and fields read from it, or what kept it out.
    pub why: String,
}

/// Every sentence of a document with the reason why it was or was not coded.
pub fn explain(coder: &Coder, document: &Document) -> Vec<Explained> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let reading = Reading::new(coder, &text, &mentions);
    let groups = group::groups(&reading.frames, &mentions);
    let incidents = link::incidents(&reading, groups);
    let verdicts: Vec<Option<&str>> = incidents.iter().map(|i| worth::why_not(&reading, i, &incidents)).collect();
    (0..text.sentences.len())
        .map(|n| {
            let range = text.sentence_range(n);
            let mut coded = false;
            let mut reasons: Vec<String> = Vec::new();
            for (i, incident) in incidents.iter().enumerate() {
                for g in incident.groups.iter().filter(|g| g.sentence == n) {
                    let words: Vec<&str> = g
                        .frames(&reading)
                        .map(|f| {
                            let tokens = &text.sentences[n].syntax.tokens;
                            text.slice(tokens[f.hit.first].start..tokens[f.hit.last].end)
                        })
                        .collect();
                    let number = verdicts[..i].iter().filter(|v| v.is_none()).count() + 1;
                    match verdicts[i] {
                        None => {
                            coded = true;
                            reasons.push(format!("event {number}: {}{}", words.join(", "), facts(&reading, g)));
                        }
                        Some(why) => reasons.push(format!("{}: {why}", words.join(", "))),
                    }
                }
            }
            for f in reading.frames.iter().filter(|f| f.sentence == n) {
                if let Some(why) = f.unreal {
                    let tokens = &text.sentences[n].syntax.tokens;
                    reasons.push(format!("{}: {why}", text.slice(tokens[f.hit.first].start..tokens[f.hit.last].end)));
                }
            }
            for f in reading.frames.iter().filter(|f| f.sentence == n && f.unreal.is_none()) {
                let told = incidents.iter().any(|i| {
                    i.groups.iter().any(|g| g.frames(&reading).any(|x| x.sentence == n && x.hit.first == f.hit.first))
                });
                if !told {
                    let tokens = &text.sentences[n].syntax.tokens;
                    let words = text.slice(tokens[f.hit.first].start..tokens[f.hit.last].end);
                    reasons.push(format!("{words}: says too little to stand alone and fits no event told before"));
                }
            }
            if reasons.is_empty() {
                reasons.push("no word that names an act".to_owned());
            }
            Explained {
                start: text.char_offset(range.start),
                end: text.char_offset(range.end),
                text: text.slice(range).to_owned(),
                coded,
                why: reasons.join("; "),
            }
        })
        .collect()
}

/// The fields that a group gives, in brackets.
fn facts(r: &Reading<'_, '_>, g: &group::Group) -> String {
    let slice = |spot: &crate::Spot| r.text.slice(spot.start..spot.end);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(g.times(r).iter().map(|t| format!("when: {}", slice(&t.spot))));
    parts.extend(g.places(r).iter().map(|p| format!("where: {}", slice(&p.spot))));
    for f in g.frames(r) {
        parts.extend(f.agents.iter().map(|&a| format!("who: {}", slice(&r.mentions.actors[a].spot))));
        parts.extend(f.patients.iter().map(|&a| format!("whom: {}", slice(&r.mentions.actors[a].spot))));
        parts.extend(f.counts.iter().map(|&c| format!("how many: {}", slice(&r.mentions.counts[c].spot))));
    }
    let mut seen = std::collections::HashSet::new();
    parts.retain(|p| seen.insert(p.clone()));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
