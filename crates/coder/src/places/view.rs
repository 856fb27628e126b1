use std::borrow::Cow;

use polybius_lexicon::Lexicon;
use polybius_syntax::{Name, Token};

use crate::Text;

/// One sentence as the place reader sees it: the words as written beside the tokens.
pub(super) struct View<'t> {
    pub(super) sentence: usize,
    pub(super) tokens: &'t [Token],
    pub(super) written: Vec<&'t str>,
    /// The sentence is written in one case, all capitals or none, so capitals say nothing.
    pub(super) shouted: bool,
    /// The text has no capitals at all.
    small: bool,
    text: &'t str,
}

impl<'t> View<'t> {
    pub(super) fn new(text: &'t Text<'_>, sentence: usize, small: bool) -> Self {
        let tokens = text.sentences[sentence].syntax.tokens.as_slice();
        let written: Vec<&str> = tokens.iter().map(|t| text.slice(t.start..t.end)).collect();
        let letters = |test: fn(char) -> bool| written.iter().flat_map(|w| w.chars()).filter(|&c| test(c)).count();
        let (upper, lower) = (letters(char::is_uppercase), letters(char::is_lowercase));
        View {
            sentence,
            tokens,
            written,
            shouted: small || upper > 8 && lower * 6 < upper,
            small,
            text: &text.document.text,
        }
    }

    /// Whether the token may belong to a name: it begins with a capital, or is in a script without capitals.
    pub(super) fn is_name_like(&self, i: usize) -> bool {
        let Some(first) = self.written[i].chars().next() else { return false };
        first.is_alphabetic() && (self.small || !first.is_lowercase() || self.begins_with_article(i))
    }

    /// "al-Qaim", "el-Fasher": the article is written small.
    pub(super) fn begins_with_article(&self, i: usize) -> bool {
        let word = self.written[i];
        let article = |a: &str| {
            matches!(
                a,
                "al" | "el"
                    | "ad"
                    | "an"
                    | "ar"
                    | "as"
                    | "at"
                    | "az"
                    | "ash"
                    | "ez"
                    | "es"
                    | "ed"
                    | "er"
                    | "et"
                    | "esh"
                    | "il"
                    | "ul"
                    | "ud"
            )
        };
        let is_dash = |w: &str| w == "-" || w == "‑";
        let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
        match word.split_once('-') {
            Some((a, rest)) => article(a) && capital(rest),
            None => {
                // Without a dash only the two that are no English words.
                let next = self.written.get(i + 1).copied().unwrap_or_default();
                article(word) && is_dash(next) || matches!(word, "al" | "el") && capital(next)
            }
        }
    }

    /// Whether the token begins with a capital; in a text without capitals, any word may be written so elsewhere.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.small && i < self.tokens.len()
            || self.written.get(i).and_then(|w| w.chars().next()).is_some_and(char::is_uppercase)
    }

    /// The text from the first to the last token.
    pub(super) fn span(&self, first: usize, last: usize) -> &'t str {
        self.text.get(self.tokens[first].start..self.tokens[last].end).unwrap_or_default()
    }

    /// The text from the first to the last token as a name: acronyms of a text without capitals get theirs back.
    pub(super) fn name_of(&self, first: usize, last: usize) -> Cow<'t, str> {
        let span = self.span(first, last);
        if self.small && span.contains('.') { Cow::Owned(span.to_uppercase()) } else { Cow::Borrowed(span) }
    }

    /// Whether a token is followed at once by that character.
    pub(super) fn followed_by(&self, i: usize, c: char) -> bool {
        self.text.get(self.tokens[i].end..).is_some_and(|rest| rest.starts_with(c))
    }

    /// Lower-case form; empty outside the sentence.
    pub(super) fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    /// The kind of name at a token.
    pub(super) fn name(&self, i: usize) -> Name {
        self.tokens.get(i).map_or(Name::None, |t| t.name)
    }

    /// First and last token of the name that token `i` belongs to.
    pub(super) fn name_range(&self, i: usize) -> (usize, usize) {
        let kind = self.name(i);
        if kind == Name::None {
            return (i, i);
        }
        let mut first = i;
        while first > 0 && !self.tokens[first].name_start && self.name(first - 1) == kind {
            first -= 1;
        }
        let mut last = i;
        while last + 1 < self.tokens.len() && self.name(last + 1) == kind && !self.tokens[last + 1].name_start {
            last += 1;
        }
        (first, last)
    }

    /// Whether the token is a nationality ("Afghan", "French").
    pub(super) fn is_demonym(&self, lexicon: &Lexicon, i: usize) -> bool {
        self.written.get(i).is_some_and(|w| self.is_capital(i) && lexicon.countries.by_demonym(w).is_some())
    }
}

/// Whether a text has no capitals to speak of.
pub(super) fn is_small(text: &str) -> bool {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    lower > 200 && upper * 400 < lower
}
