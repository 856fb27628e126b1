//! Whether words bring an act up or point back to one.

use std::ops::Range;

use polybius_syntax::Sentence;

use super::triggers::Hit;
use crate::Text;

/// How the words refer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Newness {
    /// "the attack", "that bombing", "Friday's assault": one that the reader knows of.
    Given,
    /// "attacks", "violence", a verb: either.
    Open,
    /// "a bombing", "an attack".
    New,
    /// "another attack", "a second blast", "a separate raid": new, and not the one before.
    Another,
}

/// How a trigger refers.
pub(crate) fn newness(s: &Sentence, hit: &Hit) -> Newness {
    let tokens = &s.tokens;
    if !hit.noun {
        // "the gunmen who killed 12": a relative clause on a definite noun recalls.
        if tokens[hit.token].label == "relcl" {
            let head = tokens[hit.token].head;
            if s.children(head).any(|j| tokens[j].lower == "the") {
                return Newness::Open;
            }
        }
        return Newness::Open;
    }
    let mut kind = Newness::Open;
    for j in s.children(hit.token).filter(|&j| j <= hit.last) {
        match tokens[j].lower.as_str() {
            "another" | "separate" | "similar" | "second" | "third" | "fourth" | "different" | "earlier"
            | "previous" | "subsequent" | "unrelated" | "fresh" | "past" | "prior" | "other" | "further" => {
                return Newness::Another;
            }
            "the" | "this" | "that" | "these" | "those" | "its" | "their" | "his" => kind = kind.min(Newness::Given),
            "a" | "an" | "one" | "two" | "three" | "several" | "some" => kind = kind.max(Newness::New),
            _ if tokens[j].label == "poss" => kind = kind.min(Newness::Given),
            _ => {}
        }
    }
    kind
}

/// The longest quotation that is believed; beyond it a mark is missing.
const LONGEST_QUOTE: usize = 1500;

/// Byte ranges inside double quotation marks.
///
/// Straight marks open where a word follows a space, close where a space follows a word, and in running-together text do
/// what the state asks for. A quotation that its paragraph does not close ends with the paragraph.
pub(crate) fn quoted(text: &Text<'_>) -> Vec<Range<usize>> {
    let body = &text.document.text;
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = ' ';
    for (i, c) in body.char_indices() {
        let paragraph_ends = c == '\n' && body[i..].trim_start_matches([' ', '\r', '\t']).starts_with("\n\n");
        let mark = match c {
            '“' => Some(true),
            '”' => Some(false),
            '"' => {
                let after = body[i + 1..].chars().next().unwrap_or(' ');
                match (before.is_whitespace() || before == '(', after.is_whitespace()) {
                    (true, false) => Some(true),
                    (false, true) => Some(false),
                    _ => Some(open.is_none()),
                }
            }
            _ => None,
        };
        match (mark, open) {
            (Some(true), _) => open = Some(i + c.len_utf8()),
            (Some(false), Some(from)) => {
                out.push(from..i);
                open = None;
            }
            (None, Some(from)) if paragraph_ends => {
                out.push(from..i);
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    out.retain(|r| r.end - r.start <= LONGEST_QUOTE);
    out
}
