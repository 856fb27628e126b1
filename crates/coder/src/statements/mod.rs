use polybius_lexicon::Lexicon;
use polybius_records::Statement;

use crate::{Mentions, Text};

/// Statements of a text, in order.
pub(crate) fn find(_text: &Text<'_>, _mentions: &Mentions, _lexicon: &Lexicon) -> Vec<Statement> {
    Vec::new()
}
