use std::ops::Range;

use polybius_records::{BlockKind, Document, Evidence};
use polybius_syntax::{Analyzer, paragraphs};

/// One sentence of a document and where it stands.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Tokens and tree; offsets are bytes into the document's text.
    pub syntax: polybius_syntax::Sentence,
    /// The kind of block that it stands in.
    pub block: BlockKind,
    /// Number of its paragraph, from 0. Headlines count as paragraphs; lines of a wrapped paragraph do not.
    pub paragraph: usize,
}

/// A document, analysed. Byte offsets inside, character offsets at the border ([`Text::evidence`]).
#[derive(Debug)]
pub struct Text<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its sentences, in order; bylines, boilerplate and what captions say of their pictures are left out.
    pub sentences: Vec<Sentence>,
    /// `chars[i]` is the number of characters before byte `64 * i`.
    chars: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'d> Text<'d> {
    /// Splits and analyses a document.
    pub fn new(document: &'d Document, analyzer: &Analyzer) -> Self {
        let body = &document.text;
        let mut chars = Vec::with_capacity(body.len() / STRIDE + 1);
        let mut count = 0_u32;
        for (i, b) in body.bytes().enumerate() {
            if i % STRIDE == 0 {
                chars.push(count);
            }
            count += u32::from(!is_continuation(b));
        }
        let mut text = Text { document, sentences: Vec::new(), chars };
        let mut paragraph = 0;
        for (kind, range) in text.blocks() {
            if matches!(kind, BlockKind::Byline | BlockKind::Boilerplate) {
                continue;
            }
            // A sentence may run over lines of a wrapped text, so the block goes in whole; its paragraphs are counted apart.
            let mut block = &body[range.clone()];
            if kind == BlockKind::Caption {
                block = without_credit(block);
            }
            let mut paragraphs = paragraphs(block).into_iter().map(|p| range.start + p.start).peekable();
            for syntax in analyzer.analyse(block, range.start) {
                while paragraphs.next_if(|&start| start <= syntax.start).is_some() {
                    paragraph += 1;
                }
                let at = usize::saturating_sub(paragraph, 1);
                if kind == BlockKind::Caption && !tells_news(&syntax) {
                    continue;
                }
                text.sentences.push(Sentence { syntax, block: kind, paragraph: at });
            }
        }
        text
    }

    /// The document's blocks as byte ranges, with body where no block stands.
    fn blocks(&self) -> Vec<(BlockKind, Range<usize>)> {
        let body = &self.document.text;
        let mut starts = body.char_indices().map(|(i, _)| i).chain([body.len()]).enumerate();
        let mut byte_of = |wanted: usize| starts.find(|&(n, _)| n >= wanted).map_or(body.len(), |(_, byte)| byte);
        let mut out = Vec::new();
        let mut at = 0;
        let mut last_char = 0;
        for block in &self.document.blocks {
            // The iterator moves forward only, so an edge that equals the last one is the last byte seen.
            let start = if block.start <= last_char { at } else { byte_of(block.start) };
            let end = if block.end <= block.start { start } else { byte_of(block.end) };
            last_char = block.end.max(last_char);
            if start > at {
                out.push((BlockKind::Body, at..start));
            }
            if end > start {
                out.push((block.kind, start..end));
            }
            at = end.max(at);
        }
        if at < body.len() {
            out.push((BlockKind::Body, at..body.len()));
        }
        out
    }

    /// The text of a byte range.
    pub fn slice(&self, range: Range<usize>) -> &'d str {
        &self.document.text[range]
    }

    /// Number of characters before a byte offset that lies on a character's border.
    pub fn char_offset(&self, byte: usize) -> usize {
        let Some(&before) = self.chars.get(byte / STRIDE) else { return self.document.text.chars().count() };
        let from = byte / STRIDE * STRIDE;
        before as usize + self.document.text.as_bytes()[from..byte].iter().filter(|&&b| !is_continuation(b)).count()
    }

    /// Evidence for one value: the exact words of a byte range.
    pub fn evidence(&self, field: &str, value: impl Into<String>, range: Range<usize>) -> Evidence {
        Evidence {
            field: field.to_owned(),
            value: value.into(),
            document: self.document.id.clone(),
            quote: self.slice(range.clone()).to_owned(),
            start: self.char_offset(range.start),
            end: self.char_offset(range.end),
        }
    }

    /// The byte range of sentence `i`.
    pub fn sentence_range(&self, i: usize) -> Range<usize> {
        let s = &self.sentences[i].syntax;
        s.start..s.end
    }
}

/// A caption without the credit at its end: "... in 2015. Photograph: Agency".
fn without_credit(caption: &str) -> &str {
    const CREDITS: &[&str] = &[
        "Photograph:",
        "Photo:",
        "Picture:",
        "Image:",
        "Credit:",
        "Photo credit:",
        "Image credit:",
        "(AP",
        "(Reuters",
    ];
    let end = CREDITS.iter().filter_map(|c| caption.find(c)).min().unwrap_or(caption.len());
    &caption[..end]
}

/// Whether a caption's sentence tells of something other than its picture: a whole sentence in the past tense without
/// words of photography.
fn tells_news(s: &polybius_syntax::Sentence) -> bool {
    const PICTURE: &[&str] = &[
        "photo",
        "photograph",
        "photographer",
        "image",
        "picture",
        "pictured",
        "file",
        "caption",
        "handout",
        "screengrab",
        "footage",
        "seen",
        "getty",
        "reuters",
        "ap",
        "afp",
        "epa",
        "video",
    ];
    s.tokens.len() > 6
        && s.tokens.iter().any(|t| matches!(t.tag, "VBD" | "VBN"))
        && !s.tokens.iter().any(|t| PICTURE.contains(&t.lower.as_str()))
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use polybius_records::Block;

    use super::*;

    #[test]
    fn offsets_count_characters_and_blocks_cover_the_text() {
        let mut document = Document::plain("d", "Título\nÁ bomb exploded. Señal.\nBy A. N. Author\nKabul é.");
        document.blocks = vec![
            Block { kind: BlockKind::Title, start: 0, end: 7 },
            Block { kind: BlockKind::Byline, start: 31, end: 47 },
        ];
        let text = Text::new(&document, &Analyzer::embedded());
        let kinds: Vec<_> = text.blocks().into_iter().map(|(k, r)| (k, text.slice(r))).collect();
        assert_eq!(kinds[0], (BlockKind::Title, "Título\n"));
        assert_eq!(kinds[2], (BlockKind::Byline, "By A. N. Author\n"));
        for s in &text.sentences {
            let e = text.evidence("f", "v", s.syntax.start..s.syntax.end);
            let quoted: String = document.text.chars().skip(e.start).take(e.end - e.start).collect();
            assert_eq!(quoted, e.quote);
        }
        assert!(text.sentences.iter().all(|s| s.block != BlockKind::Byline));
    }

    #[test]
    fn sentences_run_over_wrapped_lines_and_paragraphs_are_counted() {
        let body = "REBELS SEIZE BRIDGE\n\n   THE REBELS SEIZED A BRIDGE IN THE NORTH OF THE PROVINCE ON SUNDAY AND HELD\nIT FOR TWO DAYS.  THE ARMY RETOOK IT.\n\n   NOBODY WAS HURT.\n";
        let document = Document::plain("d", body);
        let text = Text::new(&document, &Analyzer::embedded());
        let paragraphs: Vec<_> = text.sentences.iter().map(|s| s.paragraph).collect();
        assert_eq!(paragraphs, [0, 1, 1, 2]);
        assert!(text.slice(text.sentence_range(1)).ends_with("DAYS."));
    }
}
