//! Fillers: the words of a document that fill the parts of one event, as somebody who fills in a form would copy them: who did it,
//! which organisation, which things were hit, who was hurt, with what.
//!
//! Reports keep organisations and sentences; whoever fills codebooks with free text for targets (GTD), or measures the coder on tasks of
//! that kind (MUC-4), needs the words. Names of people stand here and never in reports.

mod around;
mod find;
mod forces;
mod names;
mod phrase;
mod suspects;
mod things;

use polybius_records::{Document, Report};
use serde::Serialize;

use crate::story::{Reading, attribution, compose, group, link, worth};
use crate::{Coder, Mentions, Text};

/// The part of an event that words fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// People who did it: "three armed men".
    Doer,
    /// The organisation or force that did it.
    Organisation,
    /// A thing that was hit.
    Thing,
    /// Somebody hurt, by name.
    Named,
    /// People hurt, by what they are.
    People,
    /// What it was done with.
    Weapon,
}

/// How words came to fill a part, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// An argument of a word that names the act.
    Told,
    /// Somebody says so.
    Claimed,
    /// Did something with the weapon.
    Handled,
    /// Said to be damaged in the event's sentences.
    Damaged,
    /// "The dead were identified as".
    Identified,
    /// A pronoun or a role ("the judge") that stands for a name of the text.
    Resolved,
    /// A doer that the report takes from the story.
    Story,
    /// A weapon, or an armed actor that nothing ties to the act, in a sentence of the event.
    Beside,
    /// The same in the sentence next to it.
    Nearby,
    /// The organisation that the text names for such people elsewhere.
    Behind,
}

/// Words that fill a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filler {
    /// The part.
    pub part: Part,
    /// The words, as written, without article.
    pub text: String,
    /// The same with what "of" adds: "members of the Red Front"; of a name, the fullest form in the text.
    pub long: String,
    /// Without number: "electricity towers" of "two electricity towers".
    pub bare: String,
    /// What kind of thing, weapon or actor it is, where a list knows; of names, the force that they serve in, else `named`.
    pub kind: String,
    /// Id of the actor, where it is one: the same for all names of one organisation.
    pub id: String,
    /// The head's dictionary form.
    pub head: String,
    /// How it was found.
    pub how: How,
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character.
    pub end: usize,
}

/// One event of a document with its fillers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Filled {
    /// The report.
    pub report: Report,
    /// Why it is no report of the dataset; `None` where it is one.
    pub unreported: Option<&'static str>,
    /// Acts that its words name, in order of the lexicon: `attack`, `bombing`, ...
    pub acts: Vec<String>,
    /// Words that name them, as written.
    pub triggers: Vec<String>,
    /// Number of the first sentence that tells of it, from 0.
    pub sentence: usize,
    /// Its fillers, in text order within each part.
    pub fillers: Vec<Filler>,
}

/// Every event that a document tells of, in text order, with the words that fill its parts; those that are no reports too.
pub fn fillers(coder: &Coder, document: &Document) -> Vec<Filled> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let r = Reading::new(coder, &text, &mentions);
    let incidents = link::incidents(&r, group::groups(&r.frames, &mentions));
    let claims = attribution::find(&r, &incidents);
    let names = names::Names::of(&text, &mentions);
    incidents
        .iter()
        .enumerate()
        .map(|(i, incident)| {
            let report = compose::report(&r, i, &incidents, &claims);
            let fillers = find::find(&r, &names, i, &incidents, &claims, &report);
            let mut triggers: Vec<String> = Vec::new();
            for g in &incident.groups {
                for f in g.frames(&r) {
                    let tokens = &text.sentences[f.sentence].syntax.tokens;
                    triggers.push(text.slice(tokens[f.hit.first].start..tokens[f.hit.last].end).to_lowercase());
                }
            }
            Filled {
                report,
                unreported: worth::why_not(&r, incident, &incidents),
                acts: incident.acts(&r).into_iter().map(find::act_word).collect(),
                triggers,
                sentence: incident.first_sentence(),
                fillers,
            }
        })
        .collect()
}
