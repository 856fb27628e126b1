//! The closed sets that the models choose from. The order is part of the format of the weights.

use crate::Name;

/// Penn Treebank tags, as in OntoNotes 5.
pub(crate) const TAGS: [&str; 50] = [
    "NN", "NNS", "NNP", "NNPS", "IN", "DT", "JJ", "JJR", "JJS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "RB",
    "RBR", "RBS", "RP", "CC", "CD", "TO", "PRP", "PRP$", "WDT", "WP", "WP$", "WRB", "EX", "PDT", "POS", "UH", "FW",
    "SYM", "LS", "HYPH", "NFP", "ADD", "AFX", "XX", "$", "``", "''", "-LRB-", "-RRB-", ",", ".", ":", "_SP",
];

/// Arc labels of spaCy's English models (CLEAR style).
pub(crate) const ARCS: [&str; 46] = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
    "subtok",
];

/// Position of `ROOT` in [`ARCS`].
pub(crate) const ROOT: u8 = 0;
/// Position of `dep` in [`ARCS`].
pub(crate) const DEP: u8 = 19;

/// Kinds of name that the name tagger chooses from.
pub(crate) const NAMES: [Name; 9] =
    [Name::Person, Name::Norp, Name::Org, Name::Gpe, Name::Loc, Name::Fac, Name::Date, Name::Number, Name::Other];

/// Classes of the name tagger: outside, then begin, inside, last and only for each kind.
pub(crate) const NAME_CLASSES: usize = 1 + 4 * NAMES.len();

/// Classes of the parser: shift, reduce, then left and right for each label.
pub(crate) const MOVES: usize = 2 + 2 * ARCS.len();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_positions_hold_the_marked_labels() {
        assert_eq!((ARCS[ROOT as usize], ARCS[DEP as usize]), ("ROOT", "dep"));
        for table in [&TAGS[..], &ARCS[..]] {
            let set: std::collections::BTreeSet<_> = table.iter().collect();
            assert_eq!(set.len(), table.len());
        }
        assert!(MOVES <= 255 && TAGS.len() <= 255);
    }
}
