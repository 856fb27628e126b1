use std::ops::Range;

/// Most characters of a quote: a long sentence. More would let one quote stand for anything.
const LONGEST: usize = 1_200;
/// Occurrences of one quote that are looked at.
const MOST_FOUND: usize = 64;

/// A stretch of text in which quotes are sought, as it is and with white space, quotation marks and dashes made equal.
#[derive(Debug)]
pub(crate) struct Quotable<'t> {
    chars: &'t [char],
    range: Range<usize>,
    exact: Folded,
    alike: Folded,
}

/// A text and, for each of its bytes, the character of the original that it comes from.
#[derive(Debug, Default)]
struct Folded {
    text: String,
    origin: Vec<usize>,
}

impl Folded {
    fn push(&mut self, c: char, from: usize) {
        self.text.push(c);
        self.origin.resize(self.text.len(), from);
    }
}

impl<'t> Quotable<'t> {
    /// Makes `range` of the characters searchable.
    pub(crate) fn new(chars: &'t [char], range: Range<usize>) -> Self {
        let mut exact = Folded::default();
        for i in range.clone() {
            exact.push(chars[i], i);
        }
        Quotable { chars, exact, alike: alike(range.clone().map(|i| (i, chars[i]))), range }
    }

    /// Where the quote stands, in characters of the original; of several places the one nearest to `near`.
    pub(crate) fn find(&self, quote: &str, near: Option<usize>) -> Option<Range<usize>> {
        let quote = quote.trim();
        if quote.is_empty() || quote.chars().count() > LONGEST {
            return None;
        }
        let bare = quote.trim_matches(|c| matches!(c, '"' | '“' | '”' | '„' | '«' | '»')).trim();
        self.nearest(&self.exact, quote, near).or_else(|| {
            // A model may put the quote itself between quotation marks.
            [quote, bare].into_iter().filter(|q| !q.is_empty()).find_map(|q| {
                let folded = alike(q.chars().map(|c| (0, c)));
                self.nearest(&self.alike, folded.text.trim(), near)
            })
        })
    }

    fn nearest(&self, text: &Folded, quote: &str, near: Option<usize>) -> Option<Range<usize>> {
        if quote.is_empty() {
            return None;
        }
        let near = near.unwrap_or(self.range.start);
        text.text
            .match_indices(quote)
            .take(MOST_FOUND)
            .map(|(at, _)| text.origin[at]..text.origin[at + quote.len() - 1] + 1)
            .filter(|found| self.is_whole(found))
            .min_by_key(|found| found.start.abs_diff(near))
    }

    /// "12 people" does not stand in "112 people".
    fn is_whole(&self, found: &Range<usize>) -> bool {
        let word = |i: usize| self.chars.get(i).is_some_and(|c| c.is_alphanumeric());
        let splits = |i: usize| i > 0 && word(i - 1) && word(i);
        !splits(found.start) && !splits(found.end)
    }
}

/// White space as single blanks, quotation marks and dashes of one kind each, invisible characters left out.
fn alike(chars: impl Iterator<Item = (usize, char)>) -> Folded {
    let mut out = Folded::default();
    for (i, c) in chars {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !out.text.ends_with(' ') {
                    out.push(' ', i);
                }
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => out.push('"', i),
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | '`' => out.push('\'', i),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-', i),
            '…' => (0..3).for_each(|_| out.push('.', i)),
            c => out.push(c, i),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, quote: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let quotable = Quotable::new(&chars, 0..chars.len());
        quotable.find(quote, None).map(|r| chars[r].iter().collect())
    }

    #[test]
    fn quotes_are_found_exactly_or_in_other_marks() {
        let text = "“We lost\u{a0}12 men\n  at Qalʿa — no more,” the mayor’s aide said… Later, 112 men came.";
        #[rustfmt::skip]
        let table = [
            ("the mayor’s aide said", Some("the mayor’s aide said")),
            ("the mayor's aide said...", Some("the mayor’s aide said…")),
            ("\"We lost 12 men at Qalʿa - no more,\"", Some("“We lost\u{a0}12 men\n  at Qalʿa — no more,”")),
            ("\"the mayor's aide\"", Some("the mayor’s aide")),
            ("12 men came", None),
            ("We lost 13 men", None),
            ("we lost 12 men", None),
            ("", None),
            ("“”", None),
            ("…", Some("…")),
        ];
        for (quote, expected) in table {
            assert_eq!(found(text, quote).as_deref(), expected, "{quote:?}");
        }
    }

    #[test]
    fn of_several_places_the_nearest_counts() {
        let text = "A bomb fell. It rained. A bomb fell. It rained.";
        let chars: Vec<char> = text.chars().collect();
        let quotable = Quotable::new(&chars, 0..chars.len());
        assert_eq!(quotable.find("A bomb fell.", Some(30)), Some(24..36));
        assert_eq!(quotable.find("A bomb fell.", None), Some(0..12));
        assert_eq!(Quotable::new(&chars, 24..47).find("A bomb fell.", Some(0)), Some(24..36), "only in its stretch");
    }

    #[test]
    fn a_quote_of_everything_is_no_quote() {
        let text = "word ".repeat(2_000);
        assert_eq!(found(&text, &text), None);
    }
}
