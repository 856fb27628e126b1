use std::collections::BTreeMap;
use std::ops::Range;

use polybius_coder::Coder;
use polybius_lexicon::{Lexicon, fold};
use polybius_records::{BlockKind, Document, Evidence, Mention, MentionKind};

/// A document and what the coder sees in it: what every value of a model is held against. Offsets are characters.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    pub(crate) coder: &'a Coder,
    pub(crate) document: &'a Document,
    pub(crate) chars: Vec<char>,
    /// In text order.
    mentions: Vec<Mention>,
    /// How often each country is named, by alpha-2 code.
    countries: BTreeMap<String, usize>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(coder: &'a Coder, document: &'a Document) -> Self {
        let mentions = polybius_coder::annotate(coder, document);
        let mut countries = BTreeMap::new();
        for mention in mentions.iter().filter(|m| m.kind == MentionKind::Place) {
            if let Some(country) = mention.value["country"].as_str() {
                *countries.entry(country.to_owned()).or_insert(0) += 1;
            }
        }
        Ground { coder, document, chars: document.text.chars().collect(), mentions, countries }
    }

    pub(crate) fn lexicon(&self) -> &'a Lexicon {
        self.coder.lexicon()
    }

    /// Mentions of one kind that lie inside a stretch.
    pub(crate) fn mentions(&self, kind: MentionKind, within: &Range<usize>) -> impl Iterator<Item = &Mention> {
        let (first, end) = (self.mentions.partition_point(|m| m.start < within.start), within.end);
        let inside = self.mentions[first..].iter().take_while(move |m| m.start < end);
        inside.filter(move |m| m.kind == kind && m.end <= end)
    }

    /// The exact words of a stretch.
    pub(crate) fn words(&self, range: &Range<usize>) -> String {
        self.chars.get(range.clone()).map(|chars| chars.iter().collect()).unwrap_or_default()
    }

    pub(crate) fn evidence(&self, field: &str, value: impl Into<String>, range: &Range<usize>) -> Evidence {
        Evidence {
            field: field.to_owned(),
            value: value.into(),
            document: self.document.id.clone(),
            quote: self.words(range),
            start: range.start,
            end: range.end,
        }
    }

    /// Whether a stretch lies in what is no news: bylines, cookie lines, related links.
    pub(crate) fn is_furniture(&self, range: &Range<usize>) -> bool {
        self.document.blocks.iter().any(|b| {
            matches!(b.kind, BlockKind::Byline | BlockKind::Boilerplate) && b.start <= range.start && range.end <= b.end
        })
    }

    /// Whether the document names a place in that country.
    pub(crate) fn names_country(&self, code: &str) -> bool {
        self.countries.contains_key(code)
    }

    /// How often the document names places in that country.
    pub(crate) fn country_weight(&self, code: &str) -> usize {
        self.countries.get(code).copied().unwrap_or(0)
    }
}

/// Whether two names are spellings of one.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    !a.is_empty() && a == b
}

/// Whether a name stands in the words, whatever its case and accents, as whole words.
pub(crate) fn holds_name(words: &str, name: &str) -> bool {
    let name = fold(name);
    !name.is_empty() && format!(" {} ", fold(words)).contains(&format!(" {name} "))
}

/// Whether a name stands in the words exactly, as whole words: for acronyms, which are words in lower case.
pub(crate) fn holds_exactly(words: &str, name: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && words
            .match_indices(name)
            .any(|(at, _)| edge(words[..at].chars().next_back()) && edge(words[at + name.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        assert!(same_name("Al-Shabaab", "al Shabaab") && !same_name("", "..."));
        assert!(holds_name("Men of Al-Shabaab fled Kîsmayo.", "Kismayo") && !holds_name("Near Malian lines", "Mali"));
        assert!(
            holds_exactly("an IS cell", "IS")
                && !holds_exactly("this is it", "IS")
                && !holds_exactly("ISIS fled", "IS")
        );
    }
}
