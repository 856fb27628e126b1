//! Words, numbers and marks, much as the Penn Treebank splits them, with hyphenated words kept whole.

use crate::abbreviation::{self, Class};
use crate::{Name, Token};

/// Tokens of one sentence, which begins at byte `offset`. Words, numbers and marks; tags and heads are not set.
pub fn tokenize(sentence: &str, offset: usize) -> Vec<Token> {
    let mut out = Vec::with_capacity(sentence.len() / 5 + 1);
    let trimmed = sentence.trim_end();
    for chunk in trimmed.split_whitespace() {
        let start = chunk.as_ptr() as usize - sentence.as_ptr() as usize;
        split_chunk(sentence, start, start + chunk.len(), start + chunk.len() == trimmed.len(), offset, &mut out);
    }
    out
}

fn push(sentence: &str, start: usize, end: usize, offset: usize, out: &mut Vec<Token>) {
    if start >= end {
        return;
    }
    let lower: String = sentence[start..end]
        .chars()
        .flat_map(|c| match c {
            '’' | '‘' | '`' | '´' => '\''.to_lowercase(),
            c => c.to_lowercase(),
        })
        .collect();
    out.push(Token {
        start: offset + start,
        end: offset + end,
        lemma: lower.clone(),
        lower,
        tag: "NN",
        name: Name::None,
        name_start: false,
        head: 0,
        label: "dep",
    });
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―' | '−')
}

/// Marks that may open a chunk.
fn opens(c: char) -> bool {
    is_apostrophe(c)
        || is_dash(c)
        || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '(' | '[' | '{' | '<' | '>' | ')' | ']' | '}')
        || matches!(
            c,
            '$' | '£'
                | '€'
                | '¥'
                | '₹'
                | '₦'
                | '#'
                | '*'
                | '•'
                | '…'
                | '/'
                | '¿'
                | '¡'
                | ','
                | ';'
                | ':'
                | '|'
                | '_'
                | '='
                | '~'
        )
}

/// Marks that may close a chunk; the full stop is judged apart.
fn closes(c: char) -> bool {
    is_apostrophe(c)
        || is_dash(c)
        || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | ')' | ']' | '}' | '>' | '<' | '(' | '[' | '{')
        || matches!(
            c,
            ',' | ';' | ':' | '!' | '?' | '%' | '…' | '*' | '•' | '|' | '/' | '_' | '=' | '~' | '€' | '£' | '$'
        )
}

fn first_char(s: &str) -> Option<char> {
    s.chars().next()
}

fn last_char(s: &str) -> Option<char> {
    s.chars().next_back()
}

fn split_chunk(text: &str, mut start: usize, mut end: usize, is_last: bool, offset: usize, out: &mut Vec<Token>) {
    // Marks at the front, one token each; runs of one mark ("--", "...") stay together.
    while let Some(c) = first_char(&text[start..end]) {
        let rest = &text[start + c.len_utf8()..end];
        let run = leading_run(&text[start..end], c);
        let word_mark = is_apostrophe(c) && starts_word_with_apostrophe(rest);
        let peel = match c {
            '-' => run > 1 || rest.is_empty() || first_char(rest).is_some_and(char::is_alphabetic),
            '.' => run > 1 || rest.is_empty(),
            '#' | '_' => !rest.is_empty(),
            c => opens(c) && !word_mark,
        };
        if !peel {
            break;
        }
        let step = if matches!(c, '-' | '.' | '*' | '_' | '=' | '~' | '\'' | '`') { run } else { 1 };
        let length = c.len_utf8() * step;
        push(text, start, start + length, offset, out);
        start += length;
    }
    // Marks at the back, found from the right.
    let mut tail: Vec<(usize, usize)> = Vec::new();
    while let Some(c) = last_char(&text[start..end]) {
        let body = &text[start..end - c.len_utf8()];
        if c == '.' {
            let run = trailing_dots(&text[start..end]);
            if run == 1 && keeps_stop(body, is_last && tail.is_empty()) {
                break;
            }
            tail.push((end - run, end));
            end -= run;
        } else if c == '-' && body.ends_with('-') {
            let run = text[start..end].bytes().rev().take_while(|&b| b == b'-').count();
            tail.push((end - run, end));
            end -= run;
        } else if closes(c) {
            tail.push((end - c.len_utf8(), end));
            end -= c.len_utf8();
        } else {
            break;
        }
    }
    split_word(text, start, end, offset, out);
    for &(from, to) in tail.iter().rev() {
        push(text, from, to, offset, out);
    }
}

fn leading_run(s: &str, c: char) -> usize {
    s.chars().take_while(|&d| d == c).count()
}

fn trailing_dots(s: &str) -> usize {
    s.bytes().rev().take_while(|&b| b == b'.').count()
}

/// "'s", "'90s", "'em": the mark belongs to the word.
fn starts_word_with_apostrophe(rest: &str) -> bool {
    if first_char(rest).is_some_and(|c| c.is_ascii_digit()) {
        return rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    }
    let rest = rest.trim_end_matches(|c| closes(c) || c == '.');
    rest.len() <= 4
        && ["s", "em", "til", "cause", "re", "ve", "ll", "d", "m", "n"].contains(&rest.to_lowercase().as_str())
}

/// Whether the full stop after `body` is part of the word.
fn keeps_stop(body: &str, is_last: bool) -> bool {
    // A hyphenated rank ("Maj-Gen.") is judged by its last piece.
    let tail = body.rsplit(['-', '/', '(']).next().unwrap_or(body);
    if abbreviation::is_initialism(tail) {
        return true;
    }
    if abbreviation::is_initial(tail) {
        return !is_last;
    }
    match abbreviation::class(tail) {
        Some(Class::Number) => !is_last,
        // "Mt." or "st." at the very end is as likely a word.
        Some(Class::Title | Class::Month) => !is_last,
        Some(Class::Other) => !is_last || first_char(tail).is_some_and(char::is_uppercase),
        None => false,
    }
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || (word.contains('@') && word.contains('.'))
}

/// Splits one word, free of marks at its edges, at marks inside and at clitics.
fn split_word(text: &str, start: usize, end: usize, offset: usize, out: &mut Vec<Token>) {
    let word = &text[start..end];
    if word.is_empty() {
        return;
    }
    if is_address(word) {
        push(text, start, end, offset, out);
        return;
    }
    let mut from = start;
    let mut previous = None::<char>;
    let mut chars = word.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let at = start + i;
        let after = chars.peek().map(|&(_, d)| d);
        let double_hyphen = c == '-' && after == Some('-');
        if at > from && splits_inside(previous, c, after) || double_hyphen {
            split_clitics(text, from, at, offset, out);
            let mut stop = at + c.len_utf8();
            if matches!(c, '-' | '.') {
                while let Some(&(j, d)) = chars.peek() {
                    if d != c {
                        break;
                    }
                    stop = start + j + d.len_utf8();
                    chars.next();
                }
            }
            // A currency sign ends the letters before it: "US$".
            if c == '$' && previous.is_some_and(char::is_alphabetic) {
                out.pop();
                push(text, from, stop, offset, out);
            } else {
                push(text, at, stop, offset, out);
            }
            from = stop;
            previous = None;
            continue;
        }
        previous = Some(c);
    }
    split_clitics(text, from, end, offset, out);
}

fn splits_inside(previous: Option<char>, c: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (previous, after) else { return false };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match c {
        '—' | '―' => true,
        // "10–15" is one token, as "10-15" is.
        '–' | '−' => !digits,
        ',' | ':' => !digits,
        ';' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»' | '!' | '?' | '…' | '|' | '=' | '<' | '>' | '•' => {
            true
        }
        '/' => after.is_alphabetic(),
        '.' => after == '.',
        '$' | '£' | '€' => after.is_ascii_digit(),
        _ => false,
    }
}

const UNITS: [&str; 14] =
    ["am", "pm", "a.m.", "p.m.", "a.m", "p.m", "km", "kg", "cm", "mm", "kms", "lbs", "mph", "hrs"];

/// Splits "n't", "'s" and their like, "cannot", and units glued to numbers.
fn split_clitics(text: &str, start: usize, end: usize, offset: usize, out: &mut Vec<Token>) {
    let word = &text[start..end];
    if word.is_empty() {
        return;
    }
    let cut = clitic(word).unwrap_or(word.len());
    push(text, start, start + cut, offset, out);
    push(text, start + cut, end, offset, out);
}

/// Where a word's last clitic begins, in bytes.
fn clitic(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    if first_char(word).is_some_and(|c| c.is_ascii_digit()) {
        let digits = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',')).count();
        let unit = &word[digits..];
        return (!unit.is_empty() && UNITS.contains(&unit.to_ascii_lowercase().as_str())).then_some(digits);
    }
    // The last three characters decide.
    let mut tail = word.char_indices().rev();
    let (_, c1) = tail.next()?;
    let (i2, c2) = tail.next()?;
    let third = tail.next();
    if is_apostrophe(c2) && i2 > 0 && matches!(c1.to_ascii_lowercase(), 's' | 'd' | 'm') {
        return Some(i2);
    }
    let (i3, c3) = third?;
    if is_apostrophe(c2) && c1.eq_ignore_ascii_case(&'t') && c3.eq_ignore_ascii_case(&'n') && i3 > 0 {
        return Some(i3);
    }
    if is_apostrophe(c3) && i3 > 0 {
        let tail = [c2.to_ascii_lowercase(), c1.to_ascii_lowercase()];
        return [['l', 'l'], ['r', 'e'], ['v', 'e']].contains(&tail).then_some(i3);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::tokenize;

    fn words(sentence: &str) -> String {
        tokenize(sentence, 0).iter().map(|t| &sentence[t.start..t.end]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn splits_as_the_penn_treebank_does() {
        for (sentence, wanted) in [
            ("The army didn't say; it can't.", "The army did n't say ; it ca n't ."),
            ("Police’s chief, Lt. Col. J. K. Adan, spoke.", "Police ’s chief , Lt. Col. J. K. Adan , spoke ."),
            ("It cost $3.5m (about 12,000 euros).", "It cost $ 3.5m ( about 12,000 euros ) ."),
            ("A five-year-old fled al-Qaeda and ISIS-K.", "A five-year-old fled al-Qaeda and ISIS-K ."),
            ("10-15 people, aged 12–18, left the U.S.", "10-15 people , aged 12–18 , left the U.S."),
            ("“We won’t go,” he said.", "“ We wo n’t go , ” he said ."),
            ("The rebels' camp fell --and burned", "The rebels ' camp fell -- and burned"),
            ("He said no.", "He said no ."),
            ("Decree No. 5 of Jan. 3", "Decree No. 5 of Jan. 3"),
            ("At 7pm US$200 went.", "At 7 pm US$ 200 went ."),
            ("It grew 5% in the '90s...", "It grew 5 % in the '90s ..."),
            ("see http://example.org/a,b.", "see http://example.org/a,b ."),
            ("Sana'a and O'Brien", "Sana'a and O'Brien"),
            ("attack—the third—and/or raid", "attack — the third — and / or raid"),
            ("[TEXT] THE 3D BRIGADE", "[ TEXT ] THE 3D BRIGADE"),
            ("It ended on 9/11 at 10:30 a.m.", "It ended on 9/11 at 10:30 a.m."),
        ] {
            assert_eq!(words(sentence), wanted);
        }
    }

    #[test]
    fn any_text_gives_tokens_in_order_that_cover_it() {
        for text in [
            "",
            " ",
            "''''",
            "....",
            "$$$",
            "…—–",
            "a\u{301}é’’’s",
            "'",
            "--",
            "n't",
            "-",
            "ß.İ.",
            "<<>>()",
            "😀😀.",
            "=_~|",
        ] {
            let tokens = tokenize(text, 7);
            let mut at = 7;
            let mut seen = String::new();
            for t in &tokens {
                assert!(t.start >= at && t.end > t.start, "{text}");
                at = t.end;
                seen.push_str(&text[t.start - 7..t.end - 7]);
            }
            assert_eq!(seen, text.split_whitespace().collect::<String>());
        }
    }
}
