use std::ops::Range;

use crate::pieces::{Cutter, Piece};

/// Pieces of a window with both marks. The training cuts alike (`training/encoder/windows.py`).
pub(crate) const LONGEST: usize = 384;
/// Pieces of the sentences before, read along for their sense.
const CONTEXT: usize = 64;
const FIRST: i32 = 101;
const LAST: i32 = 102;

/// One stretch of a text as the encoder reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Piece numbers with the marks at both ends.
    pub(crate) numbers: Vec<i32>,
    /// The bytes of each piece; empty for the marks.
    pub(crate) ranges: Vec<Range<usize>>,
    /// The first piece that is not context.
    pub(crate) own: usize,
}

/// Cuts a text into windows of whole sentences; each sentence is own to exactly one window, unless it alone is too long.
pub(crate) fn cut(cutter: &Cutter, text: &str, sentences: &[Range<usize>]) -> Vec<Stretch> {
    let most = LONGEST - CONTEXT - 2;
    let mut coded: Vec<Vec<Piece>> = Vec::new();
    for sentence in sentences {
        let pieces = cutter.cut(text, sentence.clone());
        coded.extend(pieces.chunks(most).map(<[Piece]>::to_vec));
    }
    let mut out = Vec::new();
    let mut first = 0;
    while first < coded.len() {
        let (mut before, mut room) = (first, CONTEXT);
        while before > 0 && coded[before - 1].len() <= room {
            before -= 1;
            room -= coded[before].len();
        }
        let mut size = CONTEXT - room + 2;
        let mut end = first;
        while end < coded.len() && size + coded[end].len() <= LONGEST {
            size += coded[end].len();
            end += 1;
        }
        let mut stretch = Stretch { numbers: vec![FIRST], ranges: std::iter::once(0..0).collect(), own: 1 };
        for (i, pieces) in coded.iter().enumerate().take(end).skip(before) {
            if i == first {
                stretch.own = stretch.numbers.len();
            }
            stretch.numbers.extend(pieces.iter().map(|p| p.number));
            stretch.ranges.extend(pieces.iter().map(|p| p.range.clone()));
        }
        stretch.numbers.push(LAST);
        stretch.ranges.push(0..0);
        out.push(stretch);
        first = end.max(first + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(text: &str, sentences: &[Range<usize>]) -> Vec<Stretch> {
        cut(&Cutter::new(include_str!("../data/vocabulary.txt")).unwrap(), text, sentences)
    }

    #[test]
    fn every_sentence_is_own_to_one_window() {
        let sentence = "Soldiers came down from the hills at dawn and shelled the mill. ";
        let text = sentence.repeat(80);
        let ranges: Vec<Range<usize>> = (0..80).map(|i| i * sentence.len()..(i + 1) * sentence.len() - 1).collect();
        let windows = stretches(&text, &ranges);
        assert!(windows.len() > 2);
        let mut next = 0;
        for w in &windows {
            assert!(w.numbers.len() <= LONGEST && w.numbers.len() == w.ranges.len());
            let own = &w.ranges[w.own..w.ranges.len() - 1];
            assert!(own[0].start >= next, "no piece is own twice");
            next = own[own.len() - 1].end;
        }
        assert_eq!(next, text.len() - 1);
        assert_eq!(windows[0].own, 1);
        assert!(windows[1].own > 1, "context stands before");
    }

    #[test]
    fn a_sentence_without_end_is_cut_and_nothing_gives_nothing() {
        let text = "smoke ".repeat(2000);
        let windows = stretches(&text, std::slice::from_ref(&(0..text.len())));
        assert_eq!(windows.iter().map(|w| w.numbers.len() - 1 - w.own).sum::<usize>(), 2000);
        assert!(stretches("", &[]).is_empty());
    }
}
