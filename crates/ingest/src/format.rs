use std::path::Path;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Html,
    JsonLines,
    Feed,
    Warc,
    Pdf,
    Gzip,
}

impl Format {
    /// By the marks that leave no doubt, then by the name's ending, then by the looks of the first bytes.
    pub fn detect(name: &Path, head: &[u8]) -> Format {
        let trimmed = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let marks: [(&[u8], Format); 3] =
            [(b"\x1f\x8b", Format::Gzip), (b"%PDF-", Format::Pdf), (b"WARC/", Format::Warc)];
        if let Some((_, format)) = marks.iter().find(|(mark, _)| trimmed.starts_with(mark)) {
            return *format;
        }
        let start = String::from_utf8_lossy(&trimmed[..trimmed.len().min(1_024)]).to_ascii_lowercase();
        let markup = start.starts_with('<').then(|| markup(&start)).flatten();
        let ending = name.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "jsonl" | "ndjson" => Format::JsonLines,
            "html" | "htm" | "xhtml" | "shtml" => Format::Html,
            "rss" | "atom" | "rdf" => Format::Feed,
            "xml" => markup.unwrap_or(Format::Feed),
            "json" => Format::JsonLines,
            "warc" => Format::Warc,
            "pdf" => Format::Pdf,
            "txt" | "text" | "md" => markup.unwrap_or(Format::Text),
            _ if start.starts_with('{') && start.contains('"') => Format::JsonLines,
            _ => markup.unwrap_or(Format::Text),
        }
    }
}

fn markup(start: &str) -> Option<Format> {
    let has = |tag: &str| start.contains(tag);
    if has("<rss") || has("<feed") || has("<rdf:rdf") {
        Some(Format::Feed)
    } else if has("<!doctype html") || has("<html") || has("<head") || has("<body") {
        Some(Format::Html)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_formats_by_marks_names_and_looks() {
        let cases: [(&str, &[u8], Format); 15] = [
            ("a.txt", b"A bomb went off.", Format::Text),
            ("a.txt", b"%PDF-1.4", Format::Pdf),
            ("a.txt", b"<!DOCTYPE html><p>", Format::Html),
            ("a.html", b"<p>A bomb", Format::Html),
            ("a.jsonl", b"", Format::JsonLines),
            ("a.json", b"[\n", Format::JsonLines),
            ("a.jsonl", b"\x1f\x8b\x08", Format::Gzip),
            ("a.xml", b"<?xml version='1.0'?><feed xmlns=''>", Format::Feed),
            ("a.xml", b"<?xml version='1.0'?><html>", Format::Html),
            ("a.xml", b"<other/>", Format::Feed),
            ("a.warc", b"WARC/1.0\r\n", Format::Warc),
            ("-", b"\xef\xbb\xbf{\"id\": 1}", Format::JsonLines),
            ("-", b"  <rss version='2.0'>", Format::Feed),
            ("-", b"A bomb", Format::Text),
            ("-", b"", Format::Text),
        ];
        for (name, head, expected) in cases {
            assert_eq!(Format::detect(Path::new(name), head), expected, "{name} {head:?}");
        }
    }
}
