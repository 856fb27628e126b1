//! What a page would cost the HTML parser, measured before it is parsed.

use super::tags::{Piece, Pieces};
use crate::limits::Limits;

/// Most elements that the parser may have to repeat for formatting tags left open.
const MAX_REPEATED: usize = 500_000;

/// Most comparisons of attributes within tags: the parser compares each attribute of a tag with those before it.
const MAX_COMPARED: usize = 200_000_000;
/// Most character references and stray `<`: the parser appends each to its text by itself.
const MAX_APPENDED: usize = 200_000;

/// Why a page is kept from the HTML parser, if it is: nesting overflows the stack of what walks the tree, and each open
/// formatting tag is repeated in every block that follows it.
pub(super) fn too_costly(html: &str, limits: &Limits) -> Option<String> {
    let (mut depth, mut elements, mut formatting, mut repeated) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut compared, mut appended) = (0_usize, 0_usize);
    let mut pieces = Pieces::new(html);
    while let Some(piece) = pieces.next() {
        compared = compared.saturating_add(pieces.attributes.saturating_mul(pieces.attributes));
        match piece {
            Piece::Open(name) if is_void(&name) => elements += 1,
            Piece::Open(name) => {
                elements += 1;
                if is_formatting(&name) {
                    formatting += 1;
                } else {
                    repeated += formatting;
                }
                depth += usize::from(!closes_itself(&name));
            }
            Piece::Close(name) => {
                if is_formatting(&name) {
                    formatting = formatting.saturating_sub(1);
                }
                depth = depth.saturating_sub(usize::from(!closes_itself(&name)));
            }
            Piece::Text(text) => appended += text.bytes().filter(|b| matches!(b, b'&' | b'<')).count(),
        }
        if depth > limits.html_depth {
            return Some(format!("its elements are nested more than {} deep", limits.html_depth));
        }
        if elements > limits.html_elements {
            return Some(format!("it has more than {} elements", limits.html_elements));
        }
        if compared > MAX_COMPARED || appended > MAX_APPENDED {
            return Some("it has more attributes or character references than any page needs".to_owned());
        }
        if repeated > MAX_REPEATED {
            return Some("its formatting tags are never closed".to_owned());
        }
    }
    None
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that a sibling of their kind closes, so that a page may leave them open for ever.
fn closes_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "td"
            | "th"
            | "tr"
            | "dd"
            | "dt"
            | "option"
            | "optgroup"
            | "thead"
            | "tbody"
            | "tfoot"
            | "html"
            | "body"
            | "head"
    )
}

fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_pages() {
        let limits = Limits::default();
        let cases = [
            ("<div>".repeat(300) + "x", false),
            ("<div>".repeat(401) + "x", true),
            ("<p>x".repeat(5_000), false),
            ("<div>x</div>".repeat(5_000), false),
            ("<b>".repeat(300) + &"<p>x".repeat(5_000), true),
            ("<br>".repeat(200_001), true),
            (format!("<p {}>x", "a=1 ".repeat(20_000)), true),
            (format!("<p title='{}'>x", "a ".repeat(20_000)), false),
            ("&amp;".repeat(200_001), true),
            ("<".repeat(200_001), true),
            ("<script>".to_owned() + &"<div>".repeat(1_000) + "</script>", false),
        ];
        for (html, expected) in cases {
            assert_eq!(too_costly(&html, &limits).is_some(), expected, "{}", &html[..20]);
        }
    }
}
