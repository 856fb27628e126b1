//! Time expressions: found by a small grammar over the text, valued in TIMEX3 (TimeML 1.2.1) and as honest spans of days.
//!
//! Two passes: `grammar` says what the words are, sentence by sentence; `resolve` gives them days in text order, since "two
//! days later" needs what came before.

mod arithmetic;
mod calendar;
mod clock;
mod cursor;
mod dates;
mod deictic;
mod grammar;
mod landmark;
mod lexer;
mod named_days;
mod periods;
mod published;
mod reading;
mod resolve;
mod story;
mod tense;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod told_tests;
mod words;

use crate::{Spot, Text, TimeMention};
use cursor::Cursor;
use landmark::{Landmarks, Target};
use lexer::Piece;
use polybius_records::DateSpan;
pub use published::publication_from_text;
use reading::Reading;
use resolve::{Place, Value};
use story::Story;
use tense::Outlook;

/// A time expression before it has a value.
struct Found {
    start: usize,
    end: usize,
    reading: Reading,
    outlook: Outlook,
    limit: bool,
    led: bool,
    /// What follows "two days after".
    target: Target,
    /// The event whose noun stands beside it.
    beside: Option<&'static str>,
    /// Only a comma and small words part it from the time before it: "On Wednesday, just a day before".
    joined: bool,
    /// "The attack comes two days after".
    comes: bool,
}

/// Time expressions of a text, in order, without overlap.
pub(crate) fn find(text: &Text<'_>) -> Vec<TimeMention> {
    let mut month_first = 0_i64;
    let mut sentences = Vec::with_capacity(text.sentences.len());
    for i in 0..text.sentences.len() {
        let range = text.sentence_range(i);
        let mut pieces = text.document.text.get(range.clone()).map_or_else(Vec::new, |s| lexer::pieces(s, range.start));
        tag(&mut pieces, &text.sentences[i].syntax.tokens);
        let cursor = Cursor::new(&pieces, shouting(&text.document.text, &range));
        sentences.push(in_sentence(&cursor, &pieces, &mut month_first));
    }
    let published = text.document.published.or_else(|| published::reporting_day(&text.document.text));
    let mut story = Story::default();
    let mut landmarks = Landmarks::default();
    let mut mentions = Vec::new();
    for (i, found) in sentences.iter().enumerate() {
        let paragraph = text.sentences[i].paragraph;
        let mut beside: Option<DateSpan> = None;
        for (n, one) in found.iter().enumerate() {
            let mut at = Place {
                published,
                story: &story,
                sentence: i,
                paragraph,
                outlook: one.outlook,
                limit: one.limit,
                month_first: month_first > 0,
                ahead: None,
                target: one.target,
                beside: beside.filter(|s| one.joined && s.start == s.end),
                landmarks: &landmarks,
                comes: one.comes,
            };
            if matches!(one.reading, Reading::FromThen { onward: true, .. }) {
                // Forty bytes hold "the first of the attacks in".
                let next = found.get(n + 1).filter(|next| next.start < one.end + 40);
                at.ahead = next.and_then(|next| resolve::resolve(&next.reading, &at).span);
            }
            let value = resolve::resolve(&one.reading, &at);
            // "the bombing on Thursday killed 12, police said on Friday": what comes next happened on Thursday.
            let tells = story.last_day.is_some() && story.day_sentence == i && is_day_of_saying(text, one.start);
            if !tells {
                story.note(&one.reading, &value, (i, paragraph), published, one.led);
            }
            beside = value.span;
            if let (Some(noun), Some(span)) = (one.beside, value.span.filter(|s| s.start == s.end)) {
                landmarks.note(noun, span.start);
            }
            mentions.extend(mention(text, i, one, value));
        }
    }
    mentions
}

/// Whether the words before a time make it the time of saying: "said on".
fn is_day_of_saying(text: &Text<'_>, start: usize) -> bool {
    let before = text.document.text.get(..start).unwrap_or_default().trim_end();
    let before = before.strip_suffix(" on").or_else(|| before.strip_suffix(" late")).unwrap_or(before);
    ["said", "told reporters", "announced", "confirmed", "reported"].iter().any(|verb| before.ends_with(verb))
}

/// Expressions of one sentence; counts how often it writes "March 22" over "22 March".
fn in_sentence(cursor: &Cursor<'_>, pieces: &[Piece], month_first: &mut i64) -> Vec<Found> {
    let mut out = Vec::new();
    let mut i = 0;
    let mut last_end = None;
    while i < pieces.len() {
        let Some((end, reading)) = grammar::expression(cursor, i).filter(|(end, _)| *end > i) else {
            i += 1;
            continue;
        };
        let end = end.min(pieces.len());
        if let Reading::Day { .. } = reading {
            *month_first += if words::month(cursor.word(i)).is_some() { 1 } else { -1 };
        }
        let outlook = tense::outlook(cursor, i, end);
        let limit = cursor.is(i.wrapping_sub(1), tense::LIMITS);
        let led = cursor.is(
            i.wrapping_sub(1),
            &["in", "since", "of", "during", "from", "by", "until", "year", "late", "early", "mid"],
        );
        let onward = matches!(reading, Reading::FromThen { onward: true, .. });
        let target = if onward { landmark::target(cursor, end) } else { Target::Unclear };
        let mut gap = i;
        while gap > 0 && cursor.is(gap - 1, &["just", "only", "about", "nearly", "some"]) {
            gap -= 1;
        }
        let joined = gap > 0 && cursor.mark(gap - 1, ',') && last_end == Some(gap - 1);
        last_end = Some(end);
        out.push(Found {
            start: pieces[i].bytes.start,
            end: pieces[end - 1].bytes.end,
            outlook: if matches!(reading, Reading::Since(_)) { Outlook::Past } else { outlook },
            beside: landmark::beside(cursor, i, end),
            reading,
            limit,
            led,
            target,
            joined,
            comes: gap > 0 && cursor.is(gap - 1, &["come", "comes", "came", "coming", "occurred", "happened"]),
        });
        i = end;
    }
    out
}

/// Gives pieces the tags of the tokens that they stand in.
fn tag(pieces: &mut [Piece], tokens: &[polybius_syntax::Token]) {
    let mut at = 0;
    for piece in pieces {
        while tokens.get(at).is_some_and(|t| t.end <= piece.bytes.start) {
            at += 1;
        }
        if let Some(token) = tokens.get(at).filter(|t| t.start <= piece.bytes.start && piece.bytes.end <= t.end) {
            piece.tag = token.tag;
        }
    }
}

/// Whether a stretch of text has capitals only, so that they say nothing.
fn shouting(text: &str, range: &std::ops::Range<usize>) -> bool {
    let stretch = text.get(range.clone()).unwrap_or_default();
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in stretch.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > 3 && lower * 10 < upper
}

fn mention(text: &Text<'_>, sentence: usize, found: &Found, value: Value) -> Option<TimeMention> {
    let tokens = &text.sentences[sentence].syntax.tokens;
    let first = tokens.partition_point(|t| t.end <= found.start);
    let last = tokens.partition_point(|t| t.start < found.end).checked_sub(1)?;
    if first > last {
        return None;
    }
    // The exact bytes, not the tokens': a token may be longer ("mid-2014", "9pm").
    let spot = Spot { start: found.start, end: found.end, ..Spot::new(text, sentence, first, last) };
    let Value { timex, kind, span, anchoring } = value;
    Some(TimeMention { spot, timex, kind, span, anchoring })
}
