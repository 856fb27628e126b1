//! What a reader outside of this room asks of words that it has found itself: their numbers, and the words that name an event.

use polybius_records::{Document, stable_id};
use polybius_syntax::{Name, Token};

use crate::text::Sentence;
use crate::{Coder, Text, counts, times};

/// A number with what its words allow: "at least 12" is best 12, low 12, high `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// The single best number.
    pub best: Option<u64>,
    /// The smallest number.
    pub low: Option<u64>,
    /// The largest number.
    pub high: Option<u64>,
}

/// Every number in words or digits that counts something, in order; ages, money, clock times and the like are left out.
pub fn numbers(coder: &Coder, words: &str) -> Vec<Number> {
    let document = Document::plain("", words);
    let text = Text::new(&document, &coder.analyzer);
    let times = times::find(&text);
    let all = (0..text.sentences.len()).flat_map(|n| counts::quantities(&text, n).into_iter().map(move |q| (n, q)));
    // "3 May" counts nothing.
    let dated = |n: usize, token: usize| times.iter().any(|t| t.spot.covers(n, token));
    all.filter(|(n, q)| !q.label && !dated(*n, q.number))
        .map(|(_, q)| q)
        .map(|q| Number { best: q.best, low: q.low, high: q.high })
        .collect()
}

/// The lemmas of the content words, sorted, each once: a report's `words`.
pub fn content_words(coder: &Coder, words: &str) -> Vec<String> {
    let document = Document::plain("", words);
    let text = Text::new(&document, &coder.analyzer);
    let mut out: Vec<String> = text.sentences.iter().flat_map(content).collect();
    out.sort();
    out.dedup();
    out
}

/// Lemmas of nouns, verbs and adjectives of more than three letters.
pub(crate) fn content(sentence: &Sentence) -> impl Iterator<Item = String> {
    sentence.syntax.tokens.iter().filter_map(|t| {
        let content = matches!(t.tag.get(..1), Some("N" | "V" | "J")) && t.lemma.chars().count() > 3;
        (content && t.lemma.chars().all(|c| c.is_alphanumeric() || c == '-')).then(|| told(t))
    })
}

/// A person's name is not told: a mark stands for each word of it, the same in every text.
fn told(token: &Token) -> String {
    if token.name == Name::Person { stable_id("name", [token.lower.as_str()]) } else { token.lemma.clone() }
}

/// Words of names, of more than three letters.
pub(crate) fn names(sentence: &Sentence) -> impl Iterator<Item = String> {
    sentence.syntax.tokens.iter().filter_map(|t| {
        let name =
            t.tag.starts_with("NNP") && t.lower.chars().count() > 3 && t.lower.chars().all(char::is_alphanumeric);
        name.then(|| told(t))
    })
}

#[cfg(test)]
mod tests {
    use polybius_lexicon::Lexicon;

    use super::*;

    #[test]
    fn numbers_and_words_of_a_sentence() {
        let coder = Coder::new(Lexicon::embedded());
        let said = "At least 12 villagers were killed and dozens of houses burned on 3 May.";
        let found: Vec<_> = numbers(&coder, said).iter().map(|n| (n.best, n.low, n.high)).collect();
        assert_eq!(found, [(Some(12), Some(12), None), (None, Some(24), None)]);
        let words = content_words(&coder, said);
        assert!(
            words.is_sorted() && words.contains(&"villager".to_owned()) && !words.contains(&"dozens of".to_owned())
        );
        assert_eq!((numbers(&coder, ""), content_words(&coder, "  ")), (vec![], vec![]));
    }
}
