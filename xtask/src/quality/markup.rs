//! Just enough of XML for the keys of benchmarks: tags, attributes, text, CDATA, the five entities and numbered characters.

/// A piece of a marked-up text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'m> {
    /// `<name ...>`: the name, the rest up to the bracket.
    Open(&'m str, &'m str),
    /// `</name>`.
    Close(&'m str),
    /// Characters, entities replaced.
    Text(String),
}

/// Cuts a text at its tags. A lone `<` is text.
pub fn pieces(markup: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            out.push(Piece::Text(plain(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = data.find("]]>").unwrap_or(data.len());
            out.push(Piece::Text(data[..end].to_owned()));
            rest = data.get(end + 3..).unwrap_or_default();
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[1..end];
        if let Some(name) = tag.strip_prefix('/') {
            out.push(Piece::Close(name.trim()));
        } else if !tag.starts_with(['?', '!']) {
            let name = tag.split([' ', '\n', '\t', '/']).next().unwrap_or_default();
            out.push(Piece::Open(name, &tag[name.len()..]));
            if tag.ends_with('/') {
                out.push(Piece::Close(name));
            }
        }
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        out.push(Piece::Text(plain(rest)));
    }
    out
}

/// The value of an attribute in the part of a tag after its name.
pub fn attribute<'m>(attributes: &'m str, name: &str) -> Option<&'m str> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let key = rest[..at].trim();
        let quoted = rest[at + 1..].trim_start();
        let mark = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let end = quoted[1..].find(mark)? + 1;
        if key == name {
            return Some(&quoted[1..end]);
        }
        rest = &quoted[end + 1..];
    }
    None
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|e| *e < 10);
        let read = end.and_then(|e| match &rest[1..e] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            code => code.strip_prefix('#').and_then(|n| n.parse().ok()).and_then(char::from_u32),
        });
        match (read, end) {
            (Some(c), Some(e)) => {
                out.push(c);
                rest = &rest[e + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_text_and_entities() {
        let cut = pieces("<?xml?><a b=\"1\" c='x y'>R&amp;D <i/><![CDATA[1 < 2]]></a> & &#233;");
        assert_eq!(
            cut,
            [
                Piece::Open("a", " b=\"1\" c='x y'"),
                Piece::Text("R&D ".into()),
                Piece::Open("i", "/"),
                Piece::Close("i"),
                Piece::Text("1 < 2".into()),
                Piece::Close("a"),
                Piece::Text(" & é".into()),
            ]
        );
        assert_eq!(attribute(" b=\"1\" c='x y'", "c"), Some("x y"));
        assert_eq!(attribute(" b=\"1\"", "d"), None);
        assert_eq!(attribute(" b=1", "b"), None);
    }
}
