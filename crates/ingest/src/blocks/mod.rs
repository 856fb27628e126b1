//! What each stretch of a text is: headline, dateline, byline, caption, furniture. Nothing is removed.

mod dateline;
mod patterns;
mod title;

use std::ops::Range;

use polybius_records::{Block, BlockKind};

pub(crate) use title::with_title_first;

use patterns::Patterns;

/// Below this many characters a line is too short to be the first paragraph of the body.
const MIN_BODY_CHARS: usize = 25;

/// Marks the blocks of a text: in order, without overlap, trimmed, inside the text. What no block covers is body.
///
/// `title` is the headline where it is known apart from the text. `known` are stretches whose kind the format told
/// (a `<figcaption>`), in bytes and in order; each is one or more whole lines.
///
/// ```
/// use polybius_records::BlockKind;
/// let text = "Blast at the port kills four\n\nLAGOS (AFP) — A bomb went off at the port.\n\nPhotograph: Harbour Courier";
/// let kinds: Vec<_> = polybius_ingest::mark_blocks(text, None, &[]).iter().map(|b| b.kind).collect();
/// assert_eq!(kinds, [BlockKind::Title, BlockKind::Dateline, BlockKind::Caption]);
/// ```
pub fn mark_blocks(text: &str, title: Option<&str>, known: &[(BlockKind, Range<usize>)]) -> Vec<Block> {
    let patterns = Patterns::embedded();
    let mut found: Vec<(BlockKind, Range<usize>)> = Vec::new();
    let mut body_seen = false;
    let mut known = known.iter().peekable();
    let mut at = title_block(text, title).map_or(0, |range| {
        let end = range.end;
        found.push((BlockKind::Title, range));
        end
    });
    for line in text[at..].split_inclusive('\n') {
        let range = trimmed(text, at..at + line.len());
        at += line.len();
        if range.is_empty() {
            continue;
        }
        while known.next_if(|(_, k)| k.end <= range.start).is_some() {}
        let told = known.peek().filter(|(_, k)| k.start <= range.start && range.end <= k.end).map(|(kind, _)| *kind);
        let words = &text[range.clone()];
        let not_body = told.map(|kind| (kind, 0..words.len())).or_else(|| patterns.find(words));
        let not_body = not_body.filter(|(kind, _)| *kind != BlockKind::Body);
        let tail = not_body.map(|(kind, r)| (kind, range.start + r.start..range.start + r.end));
        if tail.as_ref().is_some_and(|(_, tail)| tail.start == range.start) {
            found.extend(tail);
            continue;
        }
        let first = !body_seen && words.chars().take(MIN_BODY_CHARS).count() == MIN_BODY_CHARS;
        let untitled = first && found.iter().all(|(kind, _)| *kind != BlockKind::Title);
        let within = |part: Range<usize>| trimmed(text, range.start + part.start..range.start + part.end);
        if let Some(line) = dateline::dateline(words, first) {
            found.push((BlockKind::Dateline, within(line)));
        } else if let Some(head) = title::glued_headline(words).filter(|_| untitled) {
            found.push((BlockKind::Title, within(0..head)));
            let line = dateline::dateline(&words[head..], true);
            found.extend(line.map(|line| (BlockKind::Dateline, within(head + line.start..head + line.end))));
        }
        found.extend(tail);
        body_seen |= first;
    }
    in_characters(text, &found)
}

/// The headline at the head of the text, in bytes. Where the headline is known and the text does not begin with it, its
/// first line is anything: a caption, a date, a menu.
fn title_block(text: &str, title: Option<&str>) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let range = match title.filter(|title| !title.trim().is_empty()) {
        Some(title) => start..title::headline_end(text, title)?,
        None => title::headline_line(text)?,
    };
    Some(trimmed(text, range)).filter(|range| !range.is_empty())
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len())
}

/// Byte ranges, in order, to blocks in characters: one pass.
fn in_characters(text: &str, found: &[(BlockKind, Range<usize>)]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(found.len());
    let (mut byte, mut chars) = (0, 0);
    let mut count_to = |to: usize| {
        chars += text[byte..to].chars().count();
        byte = to;
        chars
    };
    for (kind, range) in found.iter().filter(|(_, range)| !range.is_empty()) {
        let start = count_to(range.start);
        blocks.push(Block { kind: *kind, start, end: count_to(range.end) });
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, title: Option<&str>) -> Vec<(BlockKind, String)> {
        let quote = |b: &Block| text.chars().skip(b.start).take(b.end - b.start).collect();
        mark_blocks(text, title, &[]).iter().map(|b| (b.kind, quote(b))).collect()
    }

    #[test]
    fn marks_an_article() {
        use BlockKind::{Boilerplate, Byline, Caption, Dateline, Title};
        let text = "Ñandú bridge blast kills four\r\n\r\nBy Our Correspondent\r\n\r\nSAN ROQUE, May 3 (Agency) — A bomb went off under the bridge, police said.\r\n\r\nImage caption The bridge before the war.\r\n\r\nNobody claimed it.\r\n\r\nRead more: the bridge\r\n";
        let expected = [
            (Title, "Ñandú bridge blast kills four"),
            (Byline, "By Our Correspondent"),
            (Dateline, "SAN ROQUE, May 3 (Agency) —"),
            (Caption, "Image caption The bridge before the war."),
            (Boilerplate, "Read more: the bridge"),
        ];
        assert_eq!(blocks(text, None), expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn leaves_running_text_alone() {
        for text in [
            "A bomb went off in the market.",
            "Two men were held after a raid on the house\nin the old town, the police said on Tuesday, and a third\nman fled into the hills.",
            "Related violence killed nine.\nBy noon the army had gone.",
            "",
            "\n\n \r\n",
        ] {
            assert_eq!(blocks(text, None), [], "{text}");
        }
    }

    #[test]
    fn a_known_title_glued_to_the_text_is_marked() {
        let text = "Two held after market blast LAGOS (AFP) — Police said two men were held.";
        let found = blocks(text, Some("Two held after market blast - The Ledger"));
        assert_eq!(found[0], (BlockKind::Title, "Two held after market blast".to_owned()));
        assert_eq!(found[1], (BlockKind::Dateline, "LAGOS (AFP) —".to_owned()));
    }
}
