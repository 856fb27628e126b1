use std::ops::Range;

/// What a [`Piece`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters.
    Word,
    /// Digits.
    Number(Number),
    /// One mark; curly apostrophes and the dashes are made plain.
    Mark(char),
}

/// A number in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value, before a decimal point.
    pub value: u32,
    /// Number of digits before a decimal point.
    pub digits: usize,
    /// The two digits after a point ("9.30 pm"), where there are exactly two.
    pub hundredths: Option<u32>,
    /// "22nd".
    pub ordinal: bool,
    /// "1990s".
    pub plural: bool,
    /// Written with a thousands mark or a decimal point: never a day or a year.
    pub compound: bool,
}

/// A stretch of text finer than a token: time expressions cut "mid-2014", "9pm" and "2018The" where no tokenizer does.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Lower-case form; a mark as in `shape`.
    pub lower: String,
    /// First byte in the document, byte after the last.
    pub bytes: Range<usize>,
    /// What it is.
    pub shape: Shape,
    /// Penn Treebank tag of its token; empty where not known.
    pub tag: &'static str,
    /// Begins with a capital.
    pub capital: bool,
    /// Two letters or more, all capitals.
    pub upper: bool,
    /// White space stands before it.
    pub spaced: bool,
}

/// Cuts a sentence that begins at byte `offset` of the document.
pub(super) fn pieces(sentence: &str, offset: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut spaced = true;
    let mut at = 0;
    while let Some(c) = sentence[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (end, shape) = if c.is_ascii_digit() {
            number(sentence, at)
        } else if c.is_alphabetic() {
            (word_end(sentence, at), Shape::Word)
        } else {
            let plain = match c {
                '\u{2019}' | '\u{2018}' | '`' => '\'',
                '\u{2010}'..='\u{2015}' => '-',
                other => other,
            };
            (at + c.len_utf8(), Shape::Mark(plain))
        };
        let text = &sentence[at..end];
        out.push(Piece {
            lower: match shape {
                Shape::Mark(mark) => mark.to_string(),
                _ => text.to_lowercase(),
            },
            bytes: offset + at..offset + end,
            shape,
            tag: "",
            capital: c.is_uppercase(),
            upper: text.chars().count() > 1 && text.chars().all(char::is_uppercase),
            spaced,
        });
        spaced = false;
        at = end;
    }
    out
}

/// A word ends where letters do, and where a capital follows a small letter: web texts glue sentences ("policeFriday").
fn word_end(text: &str, from: usize) -> usize {
    let mut small = false;
    for (i, c) in text[from..].char_indices() {
        let joins = c.is_alphanumeric() || c == '\u{0301}';
        if !joins || (small && c.is_uppercase()) {
            return from + i;
        }
        small = c.is_lowercase();
    }
    text.len()
}

fn digits_end(text: &str, from: usize) -> usize {
    text[from..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |n| from + n)
}

fn number(text: &str, from: usize) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut end = digits_end(text, from);
    let digits = end - from;
    let mut value = text[from..end].parse::<u32>().unwrap_or(u32::MAX);
    let mut compound = false;
    let mut hundredths = None;
    // "2,015 people": groups of exactly three digits.
    while bytes.get(end) == Some(&b',') && digits <= 3 && digits_end(text, end + 1) == end + 4 {
        value = value.saturating_mul(1000).saturating_add(text[end + 1..end + 4].parse().unwrap_or(0));
        end += 4;
        compound = true;
    }
    // "3.5", but not "22.03.2024".
    if bytes.get(end) == Some(&b'.') && !compound && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let stop = digits_end(text, end + 1);
        let dotted_again = bytes.get(stop) == Some(&b'.') && bytes.get(stop + 1).is_some_and(u8::is_ascii_digit);
        let second_of_date = from > 0 && bytes[from - 1] == b'.';
        if !dotted_again && !second_of_date {
            if stop - end == 3 {
                hundredths = text[end + 1..stop].parse().ok();
            }
            end = stop;
            compound = true;
        }
    }
    let suffix = &text[end..word_end(text, end)];
    let lower = suffix.to_lowercase();
    let ordinal = !compound && matches!(lower.as_str(), "st" | "nd" | "rd" | "th");
    let plural = !compound && lower == "s";
    if ordinal || plural {
        end += suffix.len();
    }
    (end, Shape::Number(Number { value, digits, hundredths, ordinal, plural, compound }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        pieces(text, 0).into_iter().map(|p| p.lower).collect()
    }

    #[test]
    fn cuts_finer_than_words() {
        for (text, want) in [
            ("mid-2014", "mid|-|2014"),
            ("At 9pm on 2 May 2018The", "at|9|pm|on|2|may|2018|the"),
            ("the 1990s and ’80s", "the|1990s|and|'|80s"),
            ("22.03.2024 at 9.30pm", "22|.|03|.|2024|at|9.30|pm"),
            ("2,015 people, 22nd", "2,015|people|,|22nd"),
            ("T90 policeFriday", "t90|police|friday"),
            ("99999999999999999999 é", "99999999999999999999|é"),
        ] {
            assert_eq!(cut(text).join("|"), want, "{text}");
        }
    }

    #[test]
    fn offsets_count_from_the_document() {
        let text = "Señor, 3 May";
        for piece in pieces(text, 7) {
            assert_eq!(text[piece.bytes.start - 7..piece.bytes.end - 7].to_lowercase(), piece.lower);
        }
    }
}
