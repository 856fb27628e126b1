use std::ops::Range;

use polybius_syntax::{Sentence, Token};

/// A sentence as the count rules see it: lower-case words by position, out-of-range positions empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    /// The sentence.
    pub(crate) sentence: &'a Sentence,
    /// The document's text.
    pub(crate) text: &'a str,
    /// Capitals say nothing here: an upper-case wire story, a headline in title case.
    pub(crate) capitals: bool,
    /// The analyzer has set tags and heads.
    pub(crate) parsed: bool,
}

impl<'a> Words<'a> {
    /// A view of one sentence of `text`.
    pub(crate) fn new(sentence: &'a Sentence, text: &'a str) -> Self {
        let alphabetic = |t: &&Token| text[t.start..t.end].starts_with(char::is_alphabetic);
        let words = sentence.tokens.iter().filter(alphabetic).count();
        let upper = sentence.tokens.iter().filter(|t| text[t.start..t.end].starts_with(char::is_uppercase)).count();
        let parsed = sentence.tokens.iter().any(|t| t.tag.starts_with("VB"));
        Words { sentence, text, capitals: upper * 10 < words * 7, parsed }
    }

    /// Number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// The token at `i`.
    pub(crate) fn token(&self, i: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(i)
    }

    /// The lower-case word at `i`.
    pub(crate) fn at(&self, i: usize) -> &'a str {
        self.sentence.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    /// The lower-case word `back` places before `i`.
    pub(crate) fn before(&self, i: usize, back: usize) -> &'a str {
        i.checked_sub(back).map_or("", |j| self.at(j))
    }

    /// The exact words of tokens `range`.
    pub(crate) fn raw(&self, range: Range<usize>) -> &'a str {
        match (self.token(range.start), range.end.checked_sub(1).and_then(|i| self.token(i))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.text[a.start..b.end],
            _ => "",
        }
    }

    /// Whether the word at `i` begins with a capital where that means something.
    pub(crate) fn capital(&self, i: usize) -> bool {
        self.capitals && self.token(i).is_some_and(|t| self.text[t.start..t.end].starts_with(char::is_uppercase))
    }

    /// Whether the word at `i` is all capitals where that means something: "NGO".
    pub(crate) fn abbreviation(&self, i: usize) -> bool {
        let letters = self.raw(i..i + 1);
        self.capitals && letters.len() > 1 && letters.chars().all(char::is_uppercase)
    }

    /// Whether token `i + 1` follows `i` without space between.
    pub(crate) fn touching(&self, i: usize) -> bool {
        match (self.token(i), self.token(i + 1)) {
            (Some(a), Some(b)) => a.end == b.start,
            _ => false,
        }
    }
}

/// Forms of "be".
pub(crate) fn is_be(word: &str) -> bool {
    matches!(word, "be" | "is" | "are" | "was" | "were" | "been" | "being" | "'s" | "'re" | "got" | "get" | "getting")
}

/// Forms of "have".
pub(crate) fn is_have(word: &str) -> bool {
    matches!(word, "have" | "has" | "had" | "having" | "'ve" | "'d")
}

/// Verbs that make what follows no fact.
pub(crate) fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "could"
            | "may"
            | "might"
            | "would"
            | "can"
            | "will"
            | "should"
            | "must"
            | "shall"
            | "'ll"
            | "wo"
            | "ca"
            | "ought"
    )
}

/// "not" in its forms.
pub(crate) fn is_not(word: &str) -> bool {
    matches!(word, "not" | "n't" | "never" | "neither" | "nor" | "cannot")
}

/// Prepositions, after which a participle stands alone.
pub(crate) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "during"
            | "after"
            | "before"
            | "near"
            | "outside"
            | "inside"
            | "within"
            | "with"
            | "without"
            | "under"
            | "over"
            | "across"
            | "along"
            | "around"
            | "between"
            | "among"
            | "against"
            | "since"
            | "until"
            | "till"
            | "to"
            | "into"
            | "of"
            | "off"
            | "through"
            | "throughout"
            | "about"
            | "as"
            | "than"
            | "via"
            | "beside"
            | "behind"
            | "above"
            | "below"
            | "amid"
            | "amidst"
            | "upon"
            | "towards"
            | "toward"
            | "following"
            | "despite"
            | "per"
            | "because"
            | "aboard"
            | "beyond"
            | "next"
            | "due"
    )
}

/// Marks that end a stretch.
pub(crate) fn is_mark(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| !c.is_alphanumeric() && c != '%' && c != '$')
}

/// Words of time that may follow a participle directly ("killed Monday", "wounded last week").
pub(crate) fn is_when(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "yesterday"
            | "today"
            | "tonight"
            | "last"
            | "this"
            | "early"
            | "late"
            | "earlier"
            | "later"
            | "overnight"
            | "recently"
            | "there"
            | "here"
            | "when"
            | "while"
            | "where"
            | "and"
            | "or"
            | "but"
            | "so"
            | "each"
            | "every"
            | "again"
            | "daily"
            | "ago"
            | "if"
            | "that"
            | "which"
            | "who"
            | "alone"
            | "instantly"
            | "together"
            | "instead"
            | "too"
            | "worldwide"
            | "nationwide"
            | "thursdays"
            | "inside"
            | "outside"
    ) || is_month(word)
}

/// Names of months, whole or short.
pub(crate) fn is_month(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// Adverbs and the like that stand between a word and those it speaks of.
pub(crate) fn is_light(word: &str) -> bool {
    matches!(
        word,
        "also"
            | "all"
            | "both"
            | "later"
            | "subsequently"
            | "since"
            | "already"
            | "now"
            | "still"
            | "so"
            | "far"
            | "even"
            | "just"
            | "then"
            | "each"
            | "too"
            | "thus"
            | "once"
            | "soon"
            | "instantly"
            | "again"
            | "first"
            | "either"
            | "badly"
            | "there"
            | "today"
            | "ultimately"
            | "yesterday"
            | "overnight"
            | "eventually"
    ) || (word.len() > 4
        && word.ends_with("ly")
        && !matches!(
            word,
            "family" | "only" | "early" | "assembly" | "italy" | "july" | "elderly" | "fatally" | "mortally"
        ))
}

/// Pronouns, determiners and possessives: what stands at the start of an object.
pub(crate) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "your"
            | "him"
            | "them"
            | "us"
            | "me"
            | "it"
            | "himself"
            | "herself"
            | "themselves"
            | "some"
            | "any"
            | "no"
            | "many"
            | "most"
            | "every"
            | "each"
            | "another"
            | "several"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "scores"
    )
}
