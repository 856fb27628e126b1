use super::lexer::{Number, Piece, Shape};
use super::reading::{Amount, Reading};
use super::words;

/// A match: the piece after its last, and what it says.
pub(super) type Found = Option<(usize, Reading)>;

/// The pieces of one sentence, with questions that the grammar asks. Positions past the end answer "no".
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'p> {
    pieces: &'p [Piece],
    /// The sentence is written in capitals throughout, so that capitals say nothing.
    pub shouting: bool,
    /// It has no capital at all, so that their absence says nothing either.
    pub whispering: bool,
}

impl<'p> Cursor<'p> {
    pub(super) fn new(pieces: &'p [Piece], shouting: bool) -> Self {
        let words = pieces.iter().filter(|p| p.shape == Shape::Word).count();
        let whispering = words > 3 && !pieces.iter().any(|p| p.capital);
        Cursor { pieces, shouting, whispering }
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn piece(&self, i: usize) -> Option<&'p Piece> {
        self.pieces.get(i)
    }

    /// The word at a position, lower case; empty for numbers, marks and beyond the ends.
    pub(super) fn word(&self, i: usize) -> &'p str {
        self.pieces.get(i).filter(|p| p.shape == Shape::Word).map_or("", |p| p.lower.as_str())
    }

    /// The tag at a position; empty where not known.
    pub(super) fn tag(&self, i: usize) -> &'static str {
        self.pieces.get(i).map_or("", |p| p.tag)
    }

    /// The word before a position.
    pub(super) fn before(&self, i: usize) -> &'p str {
        i.checked_sub(1).map_or("", |j| self.word(j))
    }

    pub(super) fn is(&self, i: usize, any: &[&str]) -> bool {
        any.contains(&self.word(i)) && !self.word(i).is_empty()
    }

    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.pieces.get(i).is_some_and(|p| p.shape == Shape::Mark(mark))
    }

    pub(super) fn number(&self, i: usize) -> Option<Number> {
        match self.pieces.get(i)?.shape {
            Shape::Number(n) => Some(n),
            _ => None,
        }
    }

    /// A plain run of digits.
    pub(super) fn digits(&self, i: usize) -> Option<Number> {
        self.number(i).filter(|n| !n.ordinal && !n.plural && !n.compound)
    }

    pub(super) fn spaced(&self, i: usize) -> bool {
        self.pieces.get(i).is_none_or(|p| p.spaced)
    }

    /// Whether a word shows a capital that means something.
    pub(super) fn capital(&self, i: usize) -> bool {
        !self.shouting && self.pieces.get(i).is_some_and(|p| p.capital && p.shape == Shape::Word)
    }

    /// Whether a word is written in capitals in a text that is not.
    pub(super) fn all_capitals(&self, i: usize) -> bool {
        !self.shouting && self.pieces.get(i).is_some_and(|p| p.upper)
    }

    /// Whether a word is written as names are, or the text does not let one know.
    pub(super) fn may_be_name(&self, i: usize) -> bool {
        self.shouting || self.whispering || self.pieces.get(i).is_some_and(|p| p.capital)
    }

    /// The position after an optional mark.
    pub(super) fn skip(&self, i: usize, mark: char) -> usize {
        i + usize::from(self.mark(i, mark))
    }

    /// The position after an optional word.
    pub(super) fn skip_word(&self, i: usize, any: &[&str]) -> usize {
        i + usize::from(self.is(i, any))
    }

    /// The position after a run of words.
    pub(super) fn run(&self, i: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(k, w)| self.word(i + k) == *w).then_some(i + words.len())
    }

    /// A year in four digits, in words, or short with an apostrophe ("'89").
    pub(super) fn year(&self, i: usize) -> Option<(usize, i16)> {
        if let Some(n) = self.digits(i) {
            let year = i16::try_from(n.value).ok().filter(|y| n.digits == 4 && (1500..=2100).contains(y))?;
            return Some((i + 1, year));
        }
        if self.mark(i, '\'') {
            let n = self.digits(i + 1).filter(|n| n.digits == 2 && !self.spaced(i + 1))?;
            return Some((i + 2, short_year(n.value)?));
        }
        self.year_in_words(i)
    }

    fn year_in_words(&self, i: usize) -> Option<(usize, i16)> {
        let year = |n: u32| i16::try_from(n).ok();
        if let Some(j) = self.run(i, &["two", "thousand"]) {
            let k = self.skip_word(j, &["and"]);
            return Some(match self.below_hundred(k) {
                Some((end, n)) => (end, year(2000 + n)?),
                None => (j, 2000),
            });
        }
        let century = match self.word(i) {
            "eighteen" => 18,
            "nineteen" => 19,
            "twenty" => 20,
            _ => return None,
        };
        let j = self.skip(i + 1, '-');
        let (end, n) = self.below_hundred(j).filter(|&(_, n)| n >= 10)?;
        Some((end, year(century * 100 + n)?))
    }

    /// A number from one to ninety-nine in words.
    pub(super) fn below_hundred(&self, i: usize) -> Option<(usize, u32)> {
        let n = words::cardinal(self.word(i)).filter(|&n| n > 0)?;
        if words::tens(self.word(i)).is_some() {
            let j = self.skip(i + 1, '-');
            if let Some(ones) = words::cardinal(self.word(j)).filter(|n| (1..10).contains(n)) {
                return Some((j + 1, n + ones));
            }
        }
        Some((i + 1, n))
    }

    /// A day of the month: digits with or without ending, or an ordinal in words.
    pub(super) fn day_number(&self, i: usize) -> Option<(usize, i8)> {
        let valid = |n: u32| i8::try_from(n).ok().filter(|d| (1..=31).contains(d));
        if let Some(n) = self.number(i) {
            let day = valid(n.value).filter(|_| n.digits <= 2 && !n.plural && !n.compound)?;
            return Some((i + 1, day));
        }
        if let Some(tens) = words::tens(self.word(i)) {
            let j = self.skip(i + 1, '-');
            let ones = words::ordinal(self.word(j)).filter(|n| *n < 10)?;
            return Some((j + 1, valid(tens + ones)?));
        }
        Some((i + 1, valid(words::ordinal(self.word(i))?)?))
    }

    /// An ordinal, in digits or words.
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.number(i) {
            return n.ordinal.then_some((i + 1, n.value));
        }
        if let Some(tens) = words::tens(self.word(i)) {
            let j = self.skip(i + 1, '-');
            let ones = words::ordinal(self.word(j)).filter(|n| *n < 10)?;
            return Some((j + 1, tens + ones));
        }
        words::ordinal(self.word(i)).map(|n| (i + 1, n))
    }

    /// How many: "three", "3", "twenty-four", "a", "several", "a few", "a couple of", "two dozen", "2 1/2".
    pub(super) fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        let exact = |n| Amount::Exact { n, half: false };
        let word = self.word(i);
        if matches!(word, "a" | "an") {
            return Some(match self.word(i + 1) {
                "few" | "number" | "handful" => (self.skip_word(i + 2, &["of"]), Amount::Vague),
                "couple" => (self.skip_word(i + 2, &["of"]), exact(2)),
                "dozen" => (i + 2, exact(12)),
                "hundred" => (i + 2, exact(100)),
                "thousand" => (i + 2, exact(1000)),
                "good" | "full" | "whole" | "further" => (i + 2, exact(1)),
                _ => (i + 1, exact(1)),
            });
        }
        if word == "half" {
            let end = self.skip_word(self.skip(i + 1, '-'), &["a", "an"]);
            return (end > i + 1).then_some((end, Amount::Exact { n: 0, half: true }));
        }
        if words::vague_amount(word) {
            return Some((i + 1, Amount::Vague));
        }
        if matches!(word, "dozens" | "hundreds" | "thousands") {
            return Some((self.skip_word(i + 1, &["of"]), Amount::Vague));
        }
        let (mut end, mut n) = match self.number(i) {
            Some(n) if !n.ordinal && !n.plural => (i + 1, n.value),
            Some(_) => return None,
            None => self.below_hundred(i)?,
        };
        loop {
            let times = match self.word(end) {
                "dozen" => 12,
                "hundred" => 100,
                "thousand" => 1000,
                _ => break,
            };
            n = n.saturating_mul(times);
            end += 1;
        }
        // "2 1/2 years", "two and a half years".
        if self.digits(end).is_some_and(|d| d.value == 1)
            && self.mark(end + 1, '/')
            && self.digits(end + 2).is_some_and(|d| d.value == 2)
        {
            return Some((end + 3, Amount::Exact { n, half: true }));
        }
        let hyphen = self.skip(end, '-');
        if self.is(hyphen, &["and"]) {
            let a = self.skip(hyphen + 1, '-');
            let half = self.skip(a + 1, '-');
            if self.is(a, &["a"]) && self.is(half, &["half"]) {
                return Some((half + 1, Amount::Exact { n, half: true }));
            }
        }
        Some((end, exact(n)))
    }
}

/// The year that two digits mean: up to 40 in this century.
pub(super) fn short_year(two: u32) -> Option<i16> {
    let n = i16::try_from(two).ok()?;
    Some(if n <= 40 { 2000 + n } else { 1900 + n })
}
