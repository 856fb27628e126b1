//! Plain text: the decoded file as it is, since all offsets point into it.

use crate::draft::Draft;
use crate::encoding::decode;

/// `None` for bytes that are no text.
pub(crate) fn read_text(bytes: &[u8], charset: Option<&str>) -> Option<Draft> {
    let decoded = decode(bytes, charset)?;
    let mut draft = Draft { text: decoded.text, ..Draft::default() };
    warn_of_encoding(&mut draft, decoded.encoding, decoded.guessed, decoded.replaced);
    Some(draft)
}

pub(crate) fn warn_of_encoding(draft: &mut Draft, encoding: &str, guessed: bool, replaced: bool) {
    if guessed {
        draft.warn("encoding-guessed", format!("read as {encoding}, by its looks; save it as UTF-8 to be sure"));
    }
    if replaced {
        draft.warn("broken-characters", format!("some bytes are no {encoding} and stand as \u{fffd}; check the file"));
    }
}
