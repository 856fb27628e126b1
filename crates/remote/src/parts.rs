use std::ops::Range;

use polybius_records::{BlockKind, Document};

/// Most characters of a part: about 1,500 tokens, so that a small context holds instructions, part and answer.
const MOST: usize = 6_000;
/// Characters that a part has in common with the one before: an event told across the border is whole in one of them.
const SHARED: usize = 600;

/// A stretch of a document that is asked about at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Characters of the document.
    pub(crate) range: Range<usize>,
    /// What the model reads of it: bylines and boilerplate are left out.
    pub(crate) text: String,
}

/// The parts of a document, in order; none where it has no words. `chars` are its characters.
pub(crate) fn parts(document: &Document, chars: &[char]) -> Vec<Part> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let end = if chars.len() - start <= MOST { chars.len() } else { cut(chars, start + MOST / 2, start + MOST) };
        let text = readable(document, chars, start..end);
        if text.chars().any(char::is_alphanumeric) {
            out.push(Part { range: start..end, text });
        }
        if end == chars.len() {
            break;
        }
        // Half a part is always new, so the parts are few.
        start = cut(chars, end - SHARED, end - SHARED / 2);
    }
    out
}

/// The best place to cut in `from..=to`: after a line's end, else a sentence's, else a word's, else at `to`.
fn cut(chars: &[char], from: usize, to: usize) -> usize {
    let stretch = &chars[from..to];
    let line = stretch.iter().rposition(|&c| c == '\n');
    // The blank after the sentence's end goes with it.
    let ends = |w: &[char]| matches!(w[0], '.' | '!' | '?' | '”' | '"') && w[1].is_whitespace();
    let sentence = || stretch.windows(2).rposition(ends).map(|at| at + 1);
    let word = || stretch.iter().rposition(|c| c.is_whitespace());
    line.or_else(sentence).or_else(word).map_or(to, |at| from + at + 1)
}

fn readable(document: &Document, chars: &[char], range: Range<usize>) -> String {
    let mut text = String::new();
    let mut at = range.start;
    for block in &document.blocks {
        if matches!(block.kind, BlockKind::Byline | BlockKind::Boilerplate) && block.end > at && block.start < range.end
        {
            text.extend(&chars[at..block.start.max(at)]);
            at = block.end.min(range.end);
        }
    }
    text.extend(&chars[at..range.end.max(at)]);
    text
}

#[cfg(test)]
mod tests {
    use polybius_records::Block;

    use super::*;

    fn of(document: &Document) -> Vec<Part> {
        parts(document, &document.text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn long_texts_are_cut_at_sentences_and_overlap() {
        let text: String = (0..900).map(|n| format!("Ünder fire, the patrol number {n} left. ")).collect();
        let document = Document::plain("d", text);
        let parts = of(&document);
        assert!((5..12).contains(&parts.len()), "{}", parts.len());
        for pair in parts.windows(2) {
            let shared = pair[0].range.end - pair[1].range.start;
            assert!(pair[1].range.start > pair[0].range.start && (250..=SHARED).contains(&shared), "{shared}");
            assert!(pair[0].text.ends_with(". ") && pair[1].text.starts_with("Ünder"), "cut between sentences");
        }
        assert_eq!(parts.last().map(|p| p.range.end), Some(document.text.chars().count()));
    }

    #[test]
    fn odd_texts_have_parts_too() {
        assert_eq!(of(&Document::plain("d", "")), []);
        assert_eq!(of(&Document::plain("d", " \n\t—…")), []);
        let endless = of(&Document::plain("d", "字".repeat(20_000)));
        assert!(endless.len() < 9 && endless.iter().all(|p| p.range.len() <= MOST));
        let mut page = Document::plain("d", "By A Writer\nA bomb went off.\nAccept all cookies");
        page.blocks = vec![
            Block { kind: BlockKind::Byline, start: 0, end: 11 },
            Block { kind: BlockKind::Boilerplate, start: 29, end: 500 },
        ];
        assert_eq!(of(&page)[0].text, "\nA bomb went off.\n");
    }
}
