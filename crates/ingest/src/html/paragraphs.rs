//! Paragraphs out of a tree or out of a flat run of tags: white space folded, one paragraph a line, a blank line between.

use std::ops::Range;

use dom_query::NodeRef;
use polybius_records::BlockKind;

use super::tags::{Piece, Pieces};

/// Furniture by its class is short; a long paragraph with such a class is text all the same.
const MAX_FURNITURE_CHARS: usize = 300;

/// Running text and what the page says of each paragraph.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Paragraphs {
    pub text: String,
    pub known: Vec<(BlockKind, Range<usize>)>,
    buffer: String,
    space: bool,
    line_break: bool,
}

impl Paragraphs {
    /// The paragraphs below a node. `whole_page`: leaves out what stands around an article.
    pub fn of_tree(root: NodeRef<'_>, whole_page: bool) -> Paragraphs {
        let mut out = Paragraphs::default();
        // Kinds of the open elements; an explicit path, since pages nest deeper than the stack is large.
        let mut kinds = vec![BlockKind::Body];
        let mut node = root;
        loop {
            let name = node.node_name();
            let name = name.as_deref().unwrap_or("");
            let skipped = node.is_element() && (is_hidden(&node, name) || (whole_page && is_around(name)));
            if node.is_text() {
                out.push(&node.text());
            } else if name == "br" {
                out.break_line();
            } else if is_block(name) && !skipped {
                out.end_paragraph(kinds.last().copied().unwrap_or(BlockKind::Body));
            }
            if !skipped && let Some(child) = node.first_child() {
                let inherited = kinds.last().copied().unwrap_or(BlockKind::Body);
                kinds.push(kind_of(&node, name).unwrap_or(inherited));
                node = child;
                continue;
            }
            // Up until there is a next sibling, closing what ends on the way.
            loop {
                if node.id == root.id {
                    out.end_paragraph(BlockKind::Body);
                    return out;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else {
                    out.end_paragraph(BlockKind::Body);
                    return out;
                };
                if parent.node_name().as_deref().is_some_and(is_block) {
                    out.end_paragraph(kinds.last().copied().unwrap_or(BlockKind::Body));
                }
                kinds.pop();
                node = parent;
            }
        }
    }

    /// The paragraphs of a page or a fragment by its tags alone, in one pass.
    pub fn of_tags(html: &str) -> Paragraphs {
        let mut out = Paragraphs::default();
        let mut hidden = 0_usize;
        for piece in Pieces::new(html) {
            match piece {
                Piece::Open(name) if is_never_shown(&name) => hidden += 1,
                Piece::Close(name) if is_never_shown(&name) => hidden = hidden.saturating_sub(1),
                _ if hidden > 0 => {}
                Piece::Text(text) => out.push(&html_escape::decode_html_entities(text)),
                Piece::Open(name) | Piece::Close(name) if name == "br" => out.break_line(),
                Piece::Open(name) | Piece::Close(name) if is_block(&name) => out.end_paragraph(BlockKind::Body),
                Piece::Open(_) | Piece::Close(_) => {}
            }
        }
        out.end_paragraph(BlockKind::Body);
        out
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.space |= c.is_whitespace();
                continue;
            }
            if std::mem::take(&mut self.line_break) {
                // A break before a small letter is a broken line; before any other, a new paragraph.
                if c.is_lowercase() {
                    self.space = true;
                } else {
                    self.end_paragraph(BlockKind::Body);
                }
            }
            if std::mem::take(&mut self.space) && !self.buffer.is_empty() {
                self.buffer.push(' ');
            }
            self.buffer.push(c);
        }
    }

    fn break_line(&mut self) {
        if std::mem::replace(&mut self.line_break, true) {
            self.end_paragraph(BlockKind::Body);
        }
    }

    fn end_paragraph(&mut self, kind: BlockKind) {
        self.space = false;
        self.line_break = false;
        if self.buffer.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(&self.buffer);
        if kind != BlockKind::Body && self.buffer.chars().take(MAX_FURNITURE_CHARS).count() < MAX_FURNITURE_CHARS {
            self.known.push((kind, start..self.text.len()));
        }
        self.buffer.clear();
    }
}

fn kind_of(node: &NodeRef<'_>, name: &str) -> Option<BlockKind> {
    if name == "figcaption" {
        return Some(BlockKind::Caption);
    }
    if !is_block(name) {
        return None;
    }
    let class = node.class()?.to_ascii_lowercase();
    let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
    words.find_map(|word| match word {
        "caption" | "credit" | "imagecaption" | "photocredit" => Some(BlockKind::Caption),
        "byline" | "author" | "authors" => Some(BlockKind::Byline),
        "newsletter" | "share" | "sharing" | "social" | "cookie" | "cookies" | "advert" | "advertisement" | "promo"
        | "copyright" => Some(BlockKind::Boilerplate),
        _ => None,
    })
}

fn is_hidden(node: &NodeRef<'_>, name: &str) -> bool {
    is_never_shown(name) || node.has_attr("hidden") || node.attr("aria-hidden").as_deref() == Some("true")
}

fn is_never_shown(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "textarea"
            | "audio"
            | "video"
            | "canvas"
    )
}

fn is_around(name: &str) -> bool {
    matches!(name, "nav" | "footer" | "aside" | "menu" | "dialog")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn tree_and_tags_give_the_same_paragraphs() {
        let cases = [
            ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
            ("<div>One<br><br>Two<br>and three<br>Four</div>", "One\n\nTwo and three\n\nFour"),
            ("<ul><li>One<li>Two</ul>tail", "One\n\nTwo\n\ntail"),
            ("a<b>b</b> <i>c</i>&amp;d&eacute;", "ab c&dé"),
            ("<p>x</p><script>y()</script><style>p{}</style>", "x"),
            ("", ""),
        ];
        for (html, expected) in cases {
            let document = Document::fragment(html);
            assert_eq!(Paragraphs::of_tree(document.root(), false).text, expected, "{html}");
            assert_eq!(Paragraphs::of_tags(html).text, expected, "{html}");
        }
    }

    #[test]
    fn knows_captions_and_leaves_out_what_stands_around() {
        let html = "<nav>Home</nav><p class='byline'>Desk</p><figure><img><figcaption>The port</figcaption></figure><p>Text é</p>";
        let document = Document::fragment(html);
        let found = Paragraphs::of_tree(document.root(), true);
        assert_eq!(found.text, "Desk\n\nThe port\n\nText é");
        assert_eq!(found.known, [(BlockKind::Byline, 0..4), (BlockKind::Caption, 6..14)]);
    }
}
