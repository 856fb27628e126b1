use polybius_lexicon::Lexicon;
use polybius_records::{Report, Warning};

use crate::{Mentions, Text};

/// The reports of a text.
pub(crate) fn reports(_text: &Text<'_>, _mentions: &Mentions, _lexicon: &Lexicon) -> (Vec<Report>, Vec<Warning>) {
    (Vec::new(), Vec::new())
}
