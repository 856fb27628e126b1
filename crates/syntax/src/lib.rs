//! From text to sentences, tokens, tags, names and trees. Pure functions over embedded weights; no input or output.
//!
//! Offsets here are *byte* offsets into the text that was given. Indices of heads are positions in the sentence.

mod abbreviation;
mod analyzer;
mod feature;
mod labels;
mod lemma;
mod names;
mod paragraph;
mod parser;
mod sentence;
mod tagger;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod weights;

pub use analyzer::Analyzer;
pub use paragraph::paragraphs;
pub use sentence::split_sentences;
pub use token::tokenize;

/// The kind of name that a token belongs to (OntoNotes names, the common ones).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Name {
    /// Not part of a name.
    #[default]
    None,
    /// A person.
    Person,
    /// Nationality, religion, ethnic group.
    Norp,
    /// Organisation.
    Org,
    /// Country, town, division.
    Gpe,
    /// Other location: mountains, rivers, regions.
    Loc,
    /// Building, airport, bridge.
    Fac,
    /// Date or time.
    Date,
    /// Number that is no date.
    Number,
    /// Any other kind of name.
    Other,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Lower-case form, apostrophes made straight.
    pub lower: String,
    /// Dictionary form, lower case ("killed" -> "kill", "bodies" -> "body").
    pub lemma: String,
    /// Penn Treebank tag: `NN`, `NNP`, `VBD`, ...
    pub tag: &'static str,
    /// The kind of name that it belongs to.
    pub name: Name,
    /// Whether it begins a name (two names may touch).
    pub name_start: bool,
    /// The governor: position in the sentence; the root governs itself.
    pub head: usize,
    /// The arc to the governor, in the labels of spaCy's English models (CLEAR style): `nsubj`, `nsubjpass`, `dobj`, `agent`,
    /// `pobj`, `prep`, `amod`, `compound`, `nummod`, `conj`, `appos`, `relcl`, `acl`, `advcl`, `ccomp`, `xcomp`, `ROOT`, ...
    pub label: &'static str,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// Positions of the tokens that depend directly on token `i`, in order.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.tokens.len()).filter(move |&j| j != i && self.tokens[j].head == i)
    }

    /// Whether token `i` is `ancestor` or stands under it.
    pub fn is_under(&self, mut i: usize, ancestor: usize) -> bool {
        for _ in 0..=self.tokens.len() {
            if i == ancestor {
                return true;
            }
            let head = self.tokens[i].head;
            if head == i {
                return false;
            }
            i = head;
        }
        false
    }
}
