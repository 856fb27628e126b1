//! A page as a flat run of tags and text, in one pass and without a tree: enough to measure a page before it is given to
//! the HTML parser, and to read one that the parser must not see.

/// One piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, character references included.
    Text(&'a str),
    /// An opening tag; `name` is lower case.
    Open(String),
    /// A closing tag; `name` is lower case.
    Close(String),
}

/// The pieces of a page; comments, doctypes and the content of scripts and styles are left out.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// Attributes of the last tag, roughly: runs of white space outside quotes.
    pub attributes: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(html: &'a str) -> Self {
        Pieces { rest: html, attributes: 0 }
    }

    fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.find(end).map_or("", |at| &self.rest[at + end.len()..]);
    }

    /// Leaves the closing tag of a raw-text element as the next piece.
    fn skip_to_close(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let starts = |at: usize| {
            bytes.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let close = self.rest.match_indices("</").map(|(at, _)| at).find(|&at| starts(at));
        self.rest = close.map_or("", |at| &self.rest[at..]);
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        self.attributes = 0;
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(after) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let text = &self.rest[..end];
                self.rest = &self.rest[end..];
                return Some(Piece::Text(text));
            };
            if after.starts_with("!--") {
                self.skip_past("-->");
                continue;
            }
            if after.starts_with(['!', '?']) {
                self.skip_past(">");
                continue;
            }
            let (closing, named) = after.strip_prefix('/').map_or((false, after), |named| (true, named));
            if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // "a < b" is text.
                let text = &self.rest[..1];
                self.rest = after;
                return Some(Piece::Text(text));
            }
            let length = named.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(named.len());
            let name = named[..length].to_ascii_lowercase();
            let (end, attributes) = tag_end(named, length);
            self.rest = &named[end..];
            self.attributes = attributes;
            if closing {
                return Some(Piece::Close(name));
            }
            if matches!(name.as_str(), "script" | "style") {
                self.skip_to_close(&name);
            }
            return Some(Piece::Open(name));
        }
    }
}

/// After the `>` that ends the tag (one inside a quoted value does not), and the number of its attributes.
fn tag_end(tag: &str, from: usize) -> (usize, usize) {
    let (mut quote, mut attributes, mut space) = (None, 0, false);
    for (at, byte) in tag.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return (at + 1, attributes),
            (None, _) => {
                attributes += usize::from(space && !byte.is_ascii_whitespace());
                space = byte.is_ascii_whitespace();
            }
        }
    }
    (tag.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_a_page_into_pieces() {
        let html = "<!doctype html><P class='a>b'>1 < 2<!-- <b> --><br/><script>if (a</b) {}</SCRIPT>é</p";
        let pieces: Vec<String> = Pieces::new(html)
            .map(|piece| match piece {
                Piece::Text(text) => format!("'{text}'"),
                Piece::Open(name) => format!("<{name}"),
                Piece::Close(name) => format!("/{name}"),
            })
            .collect();
        assert_eq!(pieces, ["<p", "'1 '", "'<'", "' 2'", "<br", "<script", "/script", "'é'", "/p"]);
    }
}
