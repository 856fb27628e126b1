use polybius_lexicon::Lexicon;

use crate::{ActorMention, PlaceMention, Text};

/// Actors of a text, in order, without overlap.
pub(crate) fn find(_text: &Text<'_>, _lexicon: &Lexicon, _places: &[PlaceMention]) -> Vec<ActorMention> {
    Vec::new()
}
