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
mod pool;
mod seen;
mod suspects;
mod things;

use std::ops::Range;

use polybius_records::{Document, Report};
use serde::Serialize;

use crate::frames::Frame;
use crate::story::incident::Incident;
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
    /// Somewhere in the text, in whatever part.
    Seen,
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
    /// Number of the sentence, from 0.
    pub sentence: usize,
    /// How the words hang in their sentence: the label of the arc, a preposition after it ("pobj:by").
    pub arc: String,
    /// The dictionary form of the word that they hang on, prepositions skipped.
    pub governor: String,
}

/// How an event was cut out of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// As the coder reports events.
    Whole,
    /// What one kind of act is of such an event.
    Part,
    /// Acts that the coder takes for none: negated, hypothetical, habits.
    Left,
}

/// One event of a document with its fillers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Filled {
    /// How it was cut out.
    pub scope: Scope,
    /// The report.
    pub report: Report,
    /// Why it is no report of the dataset; `None` where it is one.
    pub unreported: Option<&'static str>,
    /// Acts that its words name, in order of the lexicon: `attack`, `bombing`, ...
    pub acts: Vec<String>,
    /// Words that name them, as written.
    pub triggers: Vec<String>,
    /// Bytes of those words.
    #[serde(skip)]
    pub(crate) at: Vec<Range<usize>>,
    /// Numbers of the sentences that tell of it, from 0, in order.
    pub sentences: Vec<usize>,
    /// Its fillers, in text order within each part.
    pub fillers: Vec<Filler>,
}

/// What a document tells of, as words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// Every event, in text order; those that are no reports too. Other cuts of the text come after them.
    pub events: Vec<Filled>,
    /// All that might fill a part of some event.
    pub seen: Vec<Filler>,
    /// Number of sentences.
    pub sentences: usize,
}

/// Every event that a document tells of, with the words that fill its parts.
pub fn fillers(coder: &Coder, document: &Document) -> Told {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let r = Reading::new(coder, &text, &mentions);
    let incidents = link::incidents(&r, group::groups(&r.frames, &mentions));
    let claims = attribution::find(&r, &incidents);
    let names = names::Names::of(&text, &mentions);
    let whole = incidents.len();
    let (scopes, all): (Vec<Scope>, Vec<Incident>) = pool::pool(&r, &incidents).into_iter().unzip();
    let mut events = Vec::new();
    for (i, (scope, incident)) in scopes.into_iter().zip(&all).enumerate() {
        // An event among the others that the text is cut into the same way.
        let among = if i < whole { &incidents[..] } else { &all[..] };
        let claims = if i < whole { &claims[..] } else { &[] };
        let report = compose::report(&r, i, among, claims);
        let fillers = find::find(&r, &names, i, among, claims, &report);
        let frames = || incident.groups.iter().flat_map(|g| g.frames(&r).collect::<Vec<_>>());
        events.push(Filled {
            scope,
            report,
            unreported: worth::why_not(&r, incident, among),
            acts: incident.acts(&r).into_iter().map(find::act_word).collect(),
            triggers: frames().map(|f| text.slice(trigger(&text, f)).to_lowercase()).collect(),
            at: frames().map(|f| trigger(&text, f)).collect(),
            sentences: incident.groups.iter().map(|g| g.sentence).collect(),
            fillers,
        });
    }
    let sentences = text.sentences.len();
    Told { events, seen: seen::seen(&r, &names), sentences }
}

fn trigger(text: &Text<'_>, frame: &Frame) -> Range<usize> {
    let tokens = &text.sentences[frame.sentence].syntax.tokens;
    tokens[frame.hit.first].start..tokens[frame.hit.last].end
}
