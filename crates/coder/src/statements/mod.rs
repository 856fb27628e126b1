//! What documents say that is not one event: totals, sizes, alert levels, warnings, control of land, relations.
//!
//! Each kind has a reader of one sentence (`statistic`, `strength`, `alert`, `warning`, `control`, `relation`), which works on
//! the sentence's words, tree and mentions ([`scene::Scene`]) and gives drafts; `draft` makes records of them.

mod alert;
mod control;
mod draft;
mod person;
mod relation;
mod scene;
mod source;
mod statistic;
mod strength;
mod vocabulary;
mod warning;

use polybius_lexicon::Lexicon;
use polybius_records::Statement;

use crate::{Mentions, Text, counts};
use draft::Draft;
use scene::Scene;

/// Statements of a text, in order, each with evidence for every field that it fills. The same statement twice is one record.
pub(crate) fn find(text: &Text<'_>, mentions: &Mentions, lexicon: &Lexicon) -> Vec<Statement> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (n, sentence) in text.sentences.iter().enumerate() {
        let scene = Scene { text, mentions, lexicon, n, s: &sentence.syntax };
        let numbers = counts::quantities(text, n);
        let from = mentions.counts.partition_point(|m| m.spot.sentence < n);
        let to = mentions.counts.partition_point(|m| m.spot.sentence <= n);
        let mut found = strength::read(&scene, &numbers);
        if !scene.is_natural() {
            found.extend(statistic::read(&scene, &numbers, &mentions.counts[from..to]));
            found.extend(alert::read(&scene));
            found.extend(warning::read(&scene));
        }
        found.extend(control::read(&scene));
        found.extend(relation::read(&scene));
        for draft in &mut found {
            draft.source = source::of(&scene, draft.anchor);
        }
        drafts.extend(found);
    }
    draft::finish(text, drafts)
}

/// Who says what a sentence says of its word `anchor`, in the text's words; `None` where the text speaks for itself.
pub(crate) fn speaker(
    text: &Text<'_>,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sentence: usize,
    anchor: usize,
) -> Option<String> {
    let scene = Scene { text, mentions, lexicon, n: sentence, s: &text.sentences[sentence].syntax };
    source::of(&scene, anchor).map(|(words, _)| words)
}

#[cfg(test)]
mod tests;
