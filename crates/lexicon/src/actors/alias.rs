//! Names as sequences of folded words, and the index of aliases.

use std::collections::HashMap;

use super::table::WrittenAlias;
use crate::fold;

/// One word of a name, for comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameWord {
    /// Folded: lower case, without accents, apostrophes and full stops; one spelling for "defence" and "defense".
    pub folded: String,
    /// As written, without full stops.
    pub written: String,
}

impl NameWord {
    /// Whether it is written with a capital anywhere.
    pub fn capital(&self) -> bool {
        self.written.chars().any(char::is_uppercase)
    }
}

/// The words of a name or of one token of a text: split at spaces, hyphens and slashes; a comma is a word of its own.
pub fn name_words(name: &str) -> Vec<NameWord> {
    let mut out = Vec::new();
    for (i, part) in name.split(',').enumerate() {
        if i > 0 {
            out.push(NameWord { folded: ",".to_owned(), written: ",".to_owned() });
        }
        for chunk in part.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '‑')) {
            let written: String = chunk.chars().filter(|c| *c != '.').collect();
            let folded = fold(chunk);
            out.extend(
                folded
                    .split(' ')
                    .filter(|w| !w.is_empty())
                    .map(|w| NameWord { folded: uniform(w).to_owned(), written: written.clone() }),
            );
        }
    }
    out
}

/// One spelling for words that British and American writers, or romanisations, spell apart.
fn uniform(word: &str) -> &str {
    match word {
        "defense" => "defence",
        "organization" => "organisation",
        "organizations" => "organisations",
        "mobilization" => "mobilisation",
        "stabilization" => "stabilisation",
        "labor" => "labour",
        "center" => "centre",
        "program" => "programme",
        "el" => "al",
        "mujahedeen" | "mujahedin" | "mujahidin" | "mujahidein" | "mojahedin" => "mujahideen",
        "jamaah" | "jemaah" => "jamaat",
        other => other,
    }
}

/// Acronyms that in capitals are also words, so that a text in capitals says nothing.
const WORDS_IN_CAPITALS: [&str; 40] = [
    "act", "aid", "aim", "all", "apra", "arena", "base", "bras", "cam", "cap", "cobra", "dawn", "eta", "fact", "far",
    "gal", "gam", "hum", "ice", "is", "it", "jem", "jud", "let", "mas", "mend", "mit", "model", "move", "nas", "pas",
    "pat", "raw", "rab", "sana", "sas", "site", "tip", "us", "who",
];

/// How one alias of one organisation is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasUse {
    /// Position of the organisation in [`super::Actors::all`].
    pub(super) entry: usize,
    /// It means this one unless the text's country says otherwise.
    pub default: bool,
    /// It counts only where the text tells of the organisation's country or names it in full.
    pub needs_context: bool,
    /// An acronym that must be written exactly so.
    exact: Option<String>,
    /// Which of its words have capitals.
    capitals: Box<[bool]>,
}

/// The words that need no capital though the alias has one there: articles, "the", "of".
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "the" | "of" | "for" | "and" | "in" | "de" | "la" | "ul" | "e" | "i" | "s" | "group" | "rebels"
    )
}

impl AliasUse {
    fn new(entry: usize, alias: &WrittenAlias, words: &[NameWord]) -> Self {
        let acronym = match words {
            [word] => {
                let capitals = word.written.chars().filter(|c| c.is_uppercase()).count();
                let letters = word.written.chars().count();
                let all = capitals >= 2 && !word.written.chars().any(|c| c.is_lowercase());
                let short = capitals >= 2 && letters <= 3;
                let a_word = all && WORDS_IN_CAPITALS.contains(&word.folded.as_str());
                (short || a_word).then_some((word.written.clone(), letters <= 3))
            }
            _ => None,
        };
        let short = acronym.as_ref().is_some_and(|(_, short)| *short);
        AliasUse {
            entry,
            default: alias.default,
            needs_context: alias.needs_context || short && !alias.default,
            exact: acronym.map(|(written, _)| written),
            capitals: words.iter().map(|w| w.capital() && !is_particle(&w.folded)).collect(),
        }
    }

    /// Whether words of a text may be this alias, by their case.
    pub(super) fn fits(&self, words: &[&NameWord], case: Case) -> bool {
        if let Some(exact) = &self.exact {
            return match case {
                Case::Mixed => words.iter().all(|w| w.written == *exact),
                Case::Upper => {
                    words.iter().all(|w| !WORDS_IN_CAPITALS.contains(&w.folded.as_str()))
                        && words.iter().all(|w| w.written == exact.to_uppercase())
                }
                Case::Lower => false,
            };
        }
        match case {
            Case::Upper => true,
            Case::Lower => words.len() > 1 || words.iter().all(|w| w.folded.chars().count() >= 5),
            Case::Mixed => {
                words.len() != self.capitals.len()
                    || words.iter().zip(&self.capitals).all(|(w, capital)| !capital || w.capital())
            }
        }
    }
}

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Capitals carry meaning.
    Mixed,
    /// All in capitals.
    Upper,
    /// No capital at all.
    Lower,
}

/// Aliases by their folded words.
#[derive(Debug, Default)]
pub(super) struct AliasIndex {
    by_key: HashMap<String, Vec<AliasUse>>,
    /// The most words of an alias that begins with a word.
    longest: HashMap<String, usize>,
}

impl AliasIndex {
    pub(super) fn add(&mut self, entry: usize, alias: &WrittenAlias) {
        let words: Vec<NameWord> = name_words(&alias.text);
        // An article is not needed before several words; "the Order" without it is any order.
        let words = match &words[..] {
            [first, rest @ ..] if first.folded == "the" && rest.len() > 1 => rest,
            all => all,
        };
        let Some(first) = words.first() else { return };
        let longest = self.longest.entry(first.folded.clone()).or_default();
        *longest = (*longest).max(words.len());
        let uses = self.by_key.entry(key(words.iter())).or_default();
        let new = AliasUse::new(entry, alias, words);
        if !uses.contains(&new) {
            uses.push(new);
        }
    }

    pub(super) fn exactly(&self, name: &str) -> &[AliasUse] {
        let words = name_words(name);
        let whole = self.by_key.get(&key(words.iter()));
        let bare = || match &words[..] {
            [first, rest @ ..] if first.folded == "the" => self.by_key.get(&key(rest.iter())),
            _ => None,
        };
        whole.or_else(bare).map_or(&[], Vec::as_slice)
    }

    pub(super) fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }

    pub(super) fn get(&self, key: &str) -> &[AliasUse] {
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The key of words in sequence. A possessive "s" that the tokenizer has split off is joined to its word.
pub(super) fn key<'w>(words: impl Iterator<Item = &'w NameWord>) -> String {
    let mut out = String::new();
    for word in words {
        let possessive = word.folded == "s" && word.written.starts_with(['\'', '’']);
        if !out.is_empty() && !possessive {
            out.push(' ');
        }
        out.push_str(&word.folded);
    }
    out
}
