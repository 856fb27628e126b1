//! The gate ahead of the encoder: sentences with a word that may name an act, and those around them. Everything else costs nothing.

use crate::Text;
use crate::frames::may_name_an_act;

/// Sentences on each side that are read along.
const AROUND: usize = 2;

/// Share of the sentences from which the whole text is read: the rest adds little cost and some sense.
const WHOLE: f64 = 0.6;

/// Indices of the sentences worth the encoder's time, in order.
pub(super) fn worth_reading(text: &Text<'_>) -> Vec<usize> {
    let n = text.sentences.len();
    let mut take = vec![false; n];
    for (i, sentence) in text.sentences.iter().enumerate() {
        if may_name_an_act(sentence) {
            take[i.saturating_sub(AROUND)..(i + AROUND + 1).min(n)].fill(true);
        }
    }
    let taken = take.iter().filter(|t| **t).count();
    if taken > 0 && taken as f64 >= WHOLE * n as f64 {
        take.fill(true);
    }
    (0..n).filter(|&i| take[i]).collect()
}

#[cfg(test)]
mod tests {
    use polybius_records::Document;
    use polybius_syntax::Analyzer;

    use super::*;

    fn read(text: &str) -> Vec<usize> {
        let document = Document::plain("d", text);
        worth_reading(&Text::new(&document, &Analyzer::embedded()))
    }

    #[test]
    fn quiet_texts_are_not_read() {
        assert!(read("The choir sang in the square. Bread was sold at noon. The mayor thanked the bakers.").is_empty());
    }

    #[test]
    fn sentences_around_an_act_are_read() {
        let quiet = "The choir sang in the square. ".repeat(12);
        let text = format!("{quiet}Gunmen killed two farmers near the river. {quiet}");
        assert_eq!(read(&text), [10, 11, 12, 13, 14]);
    }

    #[test]
    fn a_text_that_is_mostly_about_acts_is_read_whole() {
        let text = "Rain fell. Gunmen killed two farmers near the river. A bomb exploded in the town. Markets opened.";
        assert_eq!(read(text), [0, 1, 2, 3]);
    }
}
