//! Where sentences end.

use crate::abbreviation::{self, Class};
use crate::paragraph::paragraphs;

/// Words that often begin a sentence, and seldom follow an abbreviation inside one.
const STARTERS: [&str; 50] = [
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
    "our",
    "but",
    "and",
    "however",
    "meanwhile",
    "after",
    "before",
    "when",
    "while",
    "as",
    "for",
    "if",
    "there",
    "since",
    "two",
    "three",
    "several",
    "some",
    "many",
    "no",
    "one",
    "according",
    "earlier",
    "then",
    "later",
    "police",
    "another",
    "both",
    "all",
];

/// Ends of addresses, so that "example.Com" is not two sentences.
const DOMAINS: [&str; 7] = ["com", "org", "net", "edu", "html", "php", "js"];

/// Byte ranges of the sentences of a block of text, without surrounding space.
pub fn split_sentences(block: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for range in paragraphs(block) {
        split_paragraph(&block[range.clone()], range.start, &mut out);
    }
    out
}

/// A paragraph's habits, which tell what a letter's case is worth.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Mixed,
    Lower,
    Upper,
}

fn case_of(paragraph: &str) -> Case {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in paragraph.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    if upper * 4 > (upper + lower) * 3 && upper + lower > 8 {
        Case::Upper
    } else if upper * 150 <= lower && lower > 60 {
        Case::Lower
    } else {
        Case::Mixed
    }
}

fn split_paragraph(text: &str, offset: usize, out: &mut Vec<(usize, usize)>) {
    let case = case_of(text);
    let mut start = 0;
    let mut quotes = 0_usize;
    let mut skip = 0;
    for (i, c) in text.char_indices() {
        if i < skip {
            continue;
        }
        if case == Case::Mixed && is_glued(text, i, c) {
            emit(text, start, i, offset, out);
            start = i;
            continue;
        }
        if let Some(mark) = break_mark(text, i, c) {
            emit(text, start, i, offset, out);
            start = i + mark;
            skip = start;
            continue;
        }
        if c == '"' {
            quotes += 1;
        }
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let stops =
            text[i..].chars().take_while(|c| matches!(c, '.' | '!' | '?' | '…')).map(char::len_utf8).sum::<usize>();
        let after_stops = i + stops;
        let end = after_stops + closers(&text[after_stops..], quotes % 2 == 1);
        quotes += text[after_stops..end].matches('"').count();
        skip = end;
        if ends_here(text, start, i, after_stops, end, case) {
            emit(text, start, end, offset, out);
            start = end;
        }
    }
    emit(text, start, text.len(), offset, out);
}

/// Whether a headline runs into the next sentence inside one word: "... leaves ten injuredThe blast", "... in the northKABUL - ".
fn is_glued(text: &str, at: usize, c: char) -> bool {
    if !c.is_uppercase() || !text[..at].ends_with(char::is_lowercase) {
        return false;
    }
    let before: usize = text[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
    let word: String = text[at..].chars().take_while(|c| c.is_alphabetic()).collect();
    let after = text[at + word.len()..].chars().next();
    let starts = STARTERS.contains(&word.to_lowercase().as_str())
        && word.chars().skip(1).all(char::is_lowercase)
        && after.is_some_and(|c| c == ' ' || c == ',');
    let dateline = word.chars().count() >= 4
        && word.chars().all(char::is_uppercase)
        && text[at + word.len()..].trim_start().starts_with(['—', '–', '-', ',', '(']);
    // "LinkedIn" is a word.
    before >= 3 && (starts || dateline) && !text[..at].ends_with("Linked")
}

/// Length of a mark that parts headings and items where their line breaks were lost: "== Heading ==", "* item", "• item".
fn break_mark(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = &text[at..];
    match c {
        '=' if rest.starts_with("==") => Some(rest.bytes().take_while(|&b| b == b'=').count()),
        '•' => Some(c.len_utf8()),
        '*' => {
            let before = text[..at].chars().next_back();
            let apart = before.is_none_or(|b| b.is_whitespace() || matches!(b, '.' | '=' | '!' | '?'));
            let item = rest[1..].chars().next().is_some_and(|n| n.is_whitespace() || n.is_alphanumeric());
            (apart && item).then_some(1)
        }
        _ => None,
    }
}

fn emit(text: &str, start: usize, end: usize, offset: usize, out: &mut Vec<(usize, usize)>) {
    let piece = &text[start..end];
    let body = piece.trim();
    if body.is_empty() {
        return;
    }
    // Marks without a word are the tail of the sentence before.
    if !body.chars().any(char::is_alphanumeric)
        && let Some(last) = out.last_mut().filter(|last| start > 0 && last.1 >= offset)
    {
        last.1 = offset + end - (piece.len() - piece.trim_end().len());
        return;
    }
    let from = offset + start + (piece.len() - piece.trim_start().len());
    out.push((from, from + body.len()));
}

/// Bytes of closing quotes and brackets at the front of `rest`; a straight quote closes only where one is open.
fn closers(rest: &str, mut open: bool) -> usize {
    let mut length = 0;
    for c in rest.chars() {
        let next = rest[length + c.len_utf8()..].chars().next();
        let closes = match c {
            '”' | '’' | ')' | ']' | '}' | '»' => true,
            '"' => {
                let closes = open || next.is_none_or(char::is_whitespace);
                open = false;
                closes
            }
            '\'' => next.is_none_or(|n| n.is_whitespace() || matches!(n, '"' | '”')),
            _ => false,
        };
        if !closes {
            break;
        }
        length += c.len_utf8();
    }
    length
}

fn next_word(rest: &str) -> &str {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    &rest[..end]
}

fn is_starter(word: &str) -> bool {
    word.len() <= 9 && STARTERS.contains(&word.to_lowercase().as_str())
}

/// Judges the stop at `at`, whose run ends at `stops` and whose closing marks end at `end`.
fn ends_here(text: &str, start: usize, at: usize, stops: usize, end: usize, case: Case) -> bool {
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    let sentence = &text[start..at];
    let before = sentence.rsplit(char::is_whitespace).next().unwrap_or(sentence);
    if !next.is_whitespace() {
        return ends_glued(sentence, before, at + 1 == stops, end > stops, rest);
    }
    let following = rest.trim_start();
    let gap = rest.len() - following.len();
    let Some(next) = following.chars().take(16).find(|c| c.is_alphanumeric() || *c == '$' || *c == '£') else {
        return true;
    };
    if next.is_lowercase() && case != Case::Lower {
        return false;
    }
    let full_stop = at + 1 == stops && text.as_bytes()[at] == b'.';
    if at + 1 < stops && text[at..].starts_with("..") && case == Case::Lower {
        return false;
    }
    if !full_stop {
        return true;
    }
    // "1. The first demand": a number alone counts the sentence that follows.
    if !sentence.trim().is_empty() && sentence.trim().len() <= 2 && sentence.trim().bytes().all(|b| b.is_ascii_digit())
    {
        return false;
    }
    let word = before.rsplit(['(', '[', '"', '“', '‘', '-', '/', '—', '–']).next().unwrap_or(before);
    let starter = || is_starter(next_word(following));
    let wide = || gap >= 2 && !rest[..gap].contains('\n');
    if abbreviation::is_initialism(word) {
        return end > stops || starter() || (case == Case::Upper && wide());
    }
    if abbreviation::is_initial(word)
        || (case == Case::Lower && word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    {
        return case == Case::Mixed && starter() && next_word(following).len() > 1;
    }
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    match abbreviation::class(word) {
        // "sat." and "co." are cut short; "art" or "miss" in lower case are words.
        Some(Class::Title) => {
            let is_word =
                !capital && matches!(word, "det" | "rep" | "gen" | "col" | "dep" | "ft" | "hon" | "st" | "ing" | "ca");
            is_word && case == Case::Mixed && starter()
        }
        Some(Class::Month) => !next.is_ascii_digit() && (starter() || wide()),
        Some(Class::Number) => !next.is_ascii_digit(),
        Some(Class::Other) => {
            let word_too = matches!(
                word,
                "miss"
                    | "mass"
                    | "wash"
                    | "ill"
                    | "ark"
                    | "pa"
                    | "ed"
                    | "mo"
                    | "est"
                    | "min"
                    | "km"
                    | "cm"
                    | "mm"
                    | "kg"
                    | "lb"
                    | "lbs"
                    | "hrs"
                    | "ave"
                    | "al"
                    | "del"
            );
            (!capital && word_too && case == Case::Mixed) || starter() || wide()
        }
        None => true,
    }
}

/// A stop with no space after it: "... were killed.The attack".
fn ends_glued(sentence: &str, before: &str, single: bool, closed: bool, rest: &str) -> bool {
    let mut chars = rest.trim_start_matches(['"', '“', '‘', '(', '[']).chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    let word = next_word(rest);
    let begins = first.is_uppercase()
        && match second {
            Some(c) if c.is_lowercase() => true,
            // "A man", "I saw".
            Some(c) if c.is_whitespace() || matches!(c, '\'' | '’') => matches!(first, 'A' | 'I'),
            // "killed.UN troops"
            Some(c) => {
                c.is_uppercase()
                    && word.chars().count() > 1
                    && rest
                        .chars()
                        .nth(word.chars().count())
                        .is_some_and(|c| c.is_whitespace() || matches!(c, '-' | ':' | ',' | '\'' | '’'))
            }
            None => false,
        };
    if !begins || !single || before.contains("://") || before.contains('@') || before.starts_with("www.") {
        return false;
    }
    if closed {
        return true;
    }
    let Some(last) = sentence.chars().next_back() else { return false };
    if DOMAINS.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let stem = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    if abbreviation::is_initialism(stem) {
        return word.len() > 1 && is_starter(word);
    }
    if matches!(abbreviation::class(stem), Some(Class::Title | Class::Month | Class::Number)) {
        return false;
    }
    let letters = stem.chars().count();
    if last.is_numeric() {
        return letters >= 1;
    }
    // Two capitals and a stop between are an abbreviation of a kind not listed ("U.N.Security").
    (last.is_lowercase() && letters >= 2 || last == '%' || matches!(last, ')' | '”' | '"' | '’' | ']'))
        || (last.is_uppercase() && letters >= 3 && !stem.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::split_sentences;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, wanted) in [
            ("The army left. The rebels stayed.", vec!["The army left.", "The rebels stayed."]),
            ("Lt. Col. Adan spoke to Mr. Basri. He left.", vec!["Lt. Col. Adan spoke to Mr. Basri.", "He left."]),
            (
                "J. K. Toure of the U.S. Army said so. It ended.",
                vec!["J. K. Toure of the U.S. Army said so.", "It ended."],
            ),
            ("They flew to the U.S. The trip took days.", vec!["They flew to the U.S.", "The trip took days."]),
            (
                "On Jan. 3 Brigade No. 5 lost 3.5 km. Then it rained.",
                vec!["On Jan. 3 Brigade No. 5 lost 3.5 km.", "Then it rained."],
            ),
            ("He said no. Then he left.", vec!["He said no.", "Then he left."]),
            ("“We held the town.” The mayor agreed.", vec!["“We held the town.”", "The mayor agreed."]),
            ("(It was the third raid.) No one was hurt.", vec!["(It was the third raid.)", "No one was hurt."]),
            ("\"Stop!\" he cried. \"Go.\"", vec!["\"Stop!\" he cried.", "\"Go.\""]),
            ("Nine men were killed.The attack failed.", vec!["Nine men were killed.", "The attack failed."]),
            (
                "It hurt more than 260.Officials came.A man fled.",
                vec!["It hurt more than 260.", "Officials came.", "A man fled."],
            ),
            ("“We will not go.”She left.", vec!["“We will not go.”", "She left."]),
            ("See example.Com or U.S.A for St.Petersburg.", vec!["See example.Com or U.S.A for St.Petersburg."]),
            ("1. The first demand. 2. The second.", vec!["1. The first demand.", "2. The second."]),
            (
                "THE MAYOR OF THE U.S. EMBASSY TOWN SPOKE.  HE LEFT.",
                vec!["THE MAYOR OF THE U.S. EMBASSY TOWN SPOKE.", "HE LEFT."],
            ),
            (
                "the mayor of the village met sen. adan in the capital on monday. two men came later and burned it.",
                vec![
                    "the mayor of the village met sen. adan in the capital on monday.",
                    "two men came later and burned it.",
                ],
            ),
            ("It went on ... until noon... Then rain fell.", vec!["It went on ... until noon...", "Then rain fell."]),
            ("It ended a war.US-backed forces left.", vec!["It ended a war.", "US-backed forces left."]),
            ("He left. == See also == * A raid * Another", vec!["He left.", "See also", "A raid", "Another"]),
            ("", vec![]),
            ("...", vec!["..."]),
        ] {
            let found: Vec<_> = split_sentences(text).into_iter().map(|(s, e)| &text[s..e]).collect();
            assert_eq!(found, wanted);
        }
    }

    #[test]
    fn line_breaks_inside_a_wrapped_paragraph_do_not_end_a_sentence() {
        let text = "   THE BATTALION COMMAND OF THE TOWN REPORTED THAT ABOUT TEN FARMERS HAVE\nBEEN TAKEN BY ARMED MEN NEAR THE BRIDGE.  THE MAYOR DENIED IT.\n";
        assert_eq!(split_sentences(text).len(), 2);
        assert_eq!(split_sentences("Rebels take bridge\nThe rebels took a bridge.").len(), 2);
    }
}
