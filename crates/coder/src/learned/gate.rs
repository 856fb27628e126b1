//! The gate ahead of the encoder: sentences with an act whose doer, place or time the rules left open although the sentence names one, and
//! their neighbours. Everything else costs nothing, and nothing that the encoder could say of it would be used.

use std::ops::Range;

use polybius_records::Document;

use super::amend::Open;
use crate::frames::{self, Frame};
use crate::{Coder, Mentions, Text, weapons};

/// Sentences on each side that are read along for their sense.
const AROUND: usize = 2;

/// Indices of the sentences worth the encoder's time, in order.
pub(super) fn worth_reading(text: &Text<'_>, mentions: &Mentions, frames: &[Frame]) -> Vec<usize> {
    let n = text.sentences.len();
    let mut take = vec![false; n];
    for frame in frames {
        if Open::of(frame, mentions).any() {
            take[frame.sentence.saturating_sub(AROUND)..(frame.sentence + AROUND + 1).min(n)].fill(true);
        }
    }
    (0..n).filter(|&i| take[i]).collect()
}

/// What the gate makes of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gated {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Whether it has a word that may name an act: without one, no coder looks further.
    pub may_tell: bool,
    /// Whether the hybrid coder has the encoder read it.
    pub read: bool,
}

/// The sentences of a document as the gate sees them, in order; for measuring what it keeps out.
pub fn gate(coder: &Coder, document: &Document) -> Vec<Gated> {
    let text = Text::new(document, &coder.analyzer);
    let mentions = Mentions::find(&text, &coder.lexicon);
    let frames = frames::find(&text, &mentions, &weapons::find(&text), &coder.lexicon);
    let read = worth_reading(&text, &mentions, &frames);
    let sentences = text.sentences.iter().enumerate();
    let gated = sentences.map(|(i, sentence)| Gated {
        range: text.sentence_range(i),
        may_tell: frames::may_name_an_act(sentence),
        read: read.binary_search(&i).is_ok(),
    });
    gated.collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use polybius_lexicon::Lexicon;

    use super::*;

    static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new(Lexicon::embedded()));

    fn read(text: &str) -> Vec<usize> {
        let gated = gate(&CODER, &Document::plain("d", text));
        gated.iter().enumerate().filter(|(_, g)| g.read).map(|(i, _)| i).collect()
    }

    #[test]
    fn quiet_texts_are_not_read() {
        assert!(read("The choir sang in the square. Bread was sold at noon. The mayor thanked the bakers.").is_empty());
    }

    #[test]
    fn an_act_with_nothing_to_add_is_not_read() {
        let quiet = "The choir sang in the square. ".repeat(3);
        assert!(read(&format!("{quiet}Two farmers were killed. {quiet}")).is_empty());
    }

    #[test]
    fn an_open_act_beside_a_name_is_read_with_its_neighbours() {
        let quiet = "The choir sang in the square. ".repeat(12);
        // The rules cannot tell whether the group did it: "blamed" is no doing.
        let text = format!("{quiet}The killing of two farmers left Boko Haram without friends. {quiet}");
        assert_eq!(read(&text), [10, 11, 12, 13, 14]);
    }
}
