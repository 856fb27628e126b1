//! What the encoder saw, joined to what the rules found: it fills what they leave open and changes nothing that they
//! have said.

mod amend;
mod gate;

use std::ops::Range;

use polybius_encoder::{Encoder, Mention, Reading, Trigger};

pub(crate) use amend::amend;
pub use gate::{Gated, gate};

use crate::frames::Frame;
use crate::{Mentions, Text};

/// Probability from which the encoder's trigger is looked at.
const NAMED: f32 = 0.5;

/// The encoder's reading of one text.
pub(crate) struct Learned<'e> {
    pub(crate) reading: Reading<'e>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) mentions: Vec<Mention>,
}

/// Reads what the gate lets pass of a text; nothing where that is nothing.
pub(crate) fn look<'e>(
    encoder: &'e Encoder,
    text: &Text<'_>,
    mentions: &Mentions,
    frames: &[Frame],
) -> Option<Learned<'e>> {
    let read = gate::worth_reading(text, mentions, frames);
    if read.is_empty() {
        return None;
    }
    let ranges: Vec<Range<usize>> = read.iter().map(|&s| text.sentence_range(s)).collect();
    // The encoder fails on no text; were it to, the rules' reading stands.
    let reading = encoder.read(&text.document.text, &ranges).ok()?;
    let (triggers, mentions) = (reading.triggers(NAMED), reading.mentions());
    Some(Learned { reading, triggers, mentions })
}

impl Learned<'_> {
    /// The trigger that shares a byte with a range.
    pub(crate) fn trigger_at(&self, range: &Range<usize>) -> Option<&Trigger> {
        self.triggers.iter().find(|t| meet(&t.range, range))
    }

    /// Phrases that have the role in the trigger's event, the surest first.
    pub(crate) fn with_role(&self, trigger: &Trigger, role: usize, least: f32) -> Vec<(&Mention, f32)> {
        let mut out: Vec<(&Mention, f32)> = self
            .mentions
            .iter()
            .map(|m| (m, self.reading.roles(trigger, m)[role] * m.sure))
            .filter(|(_, p)| *p >= least)
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.range.start.cmp(&b.0.range.start)));
        out
    }
}

/// Whether two ranges share a byte.
pub(crate) fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
