use std::ops::Range;

use polybius_records::{DateSpan, Statement, StatementBody, stable_id};

use super::scene::{Named, Scene};
use crate::Text;

/// A statement while it is read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) body: StatementBody,
    pub(super) date: Option<DateSpan>,
    /// Who says it, in the text's words.
    pub(super) source: Option<(String, Range<usize>)>,
    /// Field, value and the bytes that say so.
    pub(super) fields: Vec<(&'static str, String, Range<usize>)>,
    /// The word that the statement was read from: position in the sentence.
    pub(super) anchor: usize,
    sentence: Range<usize>,
}

impl Draft {
    /// A statement of the scene's sentence, read from token `anchor`.
    pub(super) fn new(scene: &Scene<'_, '_>, body: StatementBody, anchor: usize) -> Self {
        Draft { anchor, body, date: None, source: None, fields: Vec::new(), sentence: scene.range() }
    }

    /// A field that the sentence says.
    pub(super) fn field(&mut self, field: &'static str, value: impl Into<String>) {
        self.fields.push((field, value.into(), self.sentence.clone()));
    }

    /// An organisation; where a stand-in means it, the words that name it are evidence too.
    pub(super) fn actor(&mut self, field: &'static str, actor: &Named) {
        self.field(field, actor.name.as_str());
        if !(self.sentence.start..self.sentence.end).contains(&actor.range.start) {
            self.fields.push((field, actor.name.clone(), actor.range.clone()));
        }
    }

    /// The period.
    pub(super) fn date(&mut self, date: Option<DateSpan>) {
        self.date = date;
        if let Some(d) = date {
            self.field("date", format!("{}/{}", d.start, d.end));
        }
    }

    /// What makes two statements of one document the same: everything but who says it.
    fn key(&self) -> String {
        serde_json::to_string(&(&self.body, &self.date)).unwrap_or_default()
    }
}

/// Drafts as records: the same statement twice is one record with the evidence of both.
pub(super) fn finish(text: &Text<'_>, drafts: Vec<Draft>) -> Vec<Statement> {
    let document = text.document.id.as_str();
    let mut out: Vec<(String, Statement)> = Vec::new();
    for draft in drafts {
        let key = draft.key();
        let mut evidence: Vec<_> =
            draft.fields.iter().map(|(f, v, range)| text.evidence(f, v.clone(), range.clone())).collect();
        if let Some((source, range)) = &draft.source {
            evidence.push(text.evidence("source", source.clone(), range.clone()));
        }
        let source = draft.source.map(|(words, _)| words);
        match out.iter_mut().find(|(k, _)| *k == key) {
            Some((_, known)) => {
                for e in evidence {
                    if !known.evidence.contains(&e) {
                        known.evidence.push(e);
                    }
                }
                known.source = known.source.take().or(source);
            }
            None => {
                let id = stable_id("st", [document, draft.body.kind(), key.as_str()]);
                let documents = vec![document.to_owned()];
                out.push((key, Statement { id, body: draft.body, documents, date: draft.date, source, evidence }));
            }
        }
    }
    out.into_iter().map(|(_, statement)| statement).collect()
}
