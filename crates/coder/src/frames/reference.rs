//! Whether words bring an act up or point back to one.

use std::ops::Range;

use polybius_syntax::Sentence;

use super::tree;
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

/// Byte ranges inside quotation marks, paragraph by paragraph.
pub(crate) fn quoted(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for sentence in &text.sentences {
        for token in &sentence.syntax.tokens {
            let first = token.lower.chars().next().unwrap_or(' ');
            let straight = matches!(first, '"') || token.lower == "``" || token.lower == "''";
            match open {
                Some((from, paragraph)) if first == '”' || straight => {
                    if paragraph == sentence.paragraph || first == '”' {
                        out.push(from..token.start);
                        open = None;
                    } else {
                        open = Some((token.end, sentence.paragraph));
                    }
                }
                None if first == '“' || straight => open = Some((token.end, sentence.paragraph)),
                Some((from, paragraph)) if paragraph != sentence.paragraph && first != '“' => {
                    // A quotation that its paragraph does not close is taken to end with it.
                    out.push(from..token.start);
                    open = None;
                }
                _ => {}
            }
        }
    }
    out.retain(|r| r.end > r.start && r.end - r.start < 4000);
    out
}

/// The clause verb's tense is pluperfect: "had attacked".
#[allow(dead_code)]
pub(crate) fn is_pluperfect(s: &Sentence, v: usize) -> bool {
    tree::is_verb(s, v) && s.children(v).any(|j| s.tokens[j].lower == "had" && s.tokens[j].label == "aux")
}
