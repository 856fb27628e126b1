//! WARC (ISO 28500): the pages of a web archive, one record at a time.

use std::io::{self, BufRead, Read as _};

use crate::draft::Draft;
use crate::error::{ErrorKind, IngestError};
use crate::html::read_page;
use crate::http::{content_type, parse_response};
use crate::limits::Options;
use crate::lines::{Line, Lines};
use crate::manifest::Given;
use crate::plain::read_text;
use crate::{Original, Read};

const HEADER_LINE_BYTES: usize = 64 << 10;
const HEADER_LINES: usize = 1_000;

/// The documents of one archive: successful responses, resources and conversions that are HTML or plain text. Pictures,
/// scripts, redirects, requests and revisits are passed over.
pub(crate) struct WarcDocuments<R> {
    input: String,
    lines: Lines<R>,
    record: u64,
    /// What a manifest says of all of them.
    all: Given,
    ended: bool,
}

#[derive(Debug, Default)]
struct Header {
    kind: String,
    length: Option<u64>,
    url: Option<String>,
    media_type: String,
    charset: Option<String>,
}

impl<R: BufRead> WarcDocuments<R> {
    pub fn new(input: String, reader: R, given: &Given) -> Self {
        let lines = Lines::new(reader, HEADER_LINE_BYTES);
        WarcDocuments { input, lines, record: 0, all: given.for_each(), ended: false }
    }

    pub fn next(&mut self, options: &Options) -> Option<Result<Read, IngestError>> {
        while !self.ended {
            match self.record(options) {
                Ok(None) => {}
                Ok(Some(read)) => return Some(Ok(read)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }

    fn error(&self, kind: ErrorKind, problem: impl Into<String>) -> IngestError {
        let remedy = "check that the archive is whole (a record is counted from 1)";
        IngestError::new(kind, &self.input, Some(self.record), problem, remedy)
    }

    fn broken_stream(&mut self, error: &io::Error) -> IngestError {
        self.ended = true;
        IngestError::io(self.input.as_ref(), Some(self.record), error)
    }

    /// Reads one record; `None` for one that is no document.
    fn record(&mut self, options: &Options) -> Result<Option<Read>, IngestError> {
        let Some(header) = self.header()? else { return Ok(None) };
        let Some(length) = header.length else {
            return Err(self.error(ErrorKind::BadWarc, "the record gives no Content-Length"));
        };
        let wanted = matches!(header.kind.as_str(), "response" | "resource" | "conversion");
        let limit = u64::try_from(options.limits.file_bytes).unwrap_or(u64::MAX);
        if !wanted || length > limit {
            let skipped = io::copy(&mut self.lines.reader().take(length), &mut io::sink());
            skipped.map_err(|error| self.broken_stream(&error))?;
            if wanted {
                return Err(
                    self.error(ErrorKind::TooLarge, format!("the record has {length} bytes, the limit is {limit}"))
                );
            }
            return Ok(None);
        }
        let mut block = Vec::new();
        let read = self.lines.reader().take(length).read_to_end(&mut block);
        let read = read.map_err(|error| self.broken_stream(&error))? as u64;
        if read < length {
            self.ended = true;
            return Err(self.error(ErrorKind::BadWarc, format!("the record is cut short at {read} of {length} bytes")));
        }
        self.document(header, block, options)
    }

    /// The next record's header; `None` at the end of the archive.
    fn header(&mut self) -> Result<Option<Header>, IngestError> {
        let mut lost = false;
        loop {
            match self.lines.next_line().map_err(|error| self.broken_stream(&error))? {
                None => {
                    self.ended = true;
                    return if lost { Err(self.lost()) } else { Ok(None) };
                }
                Some((_, Line::Whole(line))) if line.starts_with(b"WARC/") => break,
                Some((_, Line::Whole(line))) => lost |= !line.is_empty(),
                Some((_, Line::TooLong)) => lost = true,
            }
        }
        self.record += 1;
        let mut header = Header::default();
        for _ in 0..HEADER_LINES {
            let line = match self.lines.next_line().map_err(|error| self.broken_stream(&error))? {
                Some((_, Line::Whole(line))) if !line.is_empty() => line,
                Some((_, Line::TooLong)) => continue,
                _ => break,
            };
            let line = String::from_utf8_lossy(&line);
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "content-length" => header.length = value.parse().ok(),
                "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => (header.media_type, header.charset) = content_type(value),
                _ => {}
            }
        }
        Ok(Some(header))
    }

    fn lost(&self) -> IngestError {
        self.error(ErrorKind::BadWarc, "bytes that belong to no record follow")
    }

    fn document(&self, header: Header, block: Vec<u8>, options: &Options) -> Result<Option<Read>, IngestError> {
        let is_http = header.kind == "response" && header.url.as_deref().is_none_or(|url| url.starts_with("http"));
        let (media_type, charset, body) = if is_http {
            let response = parse_response(&block, options.limits.file_bytes)
                .map_err(|problem| self.error(ErrorKind::BadWarc, problem))?;
            if response.status != 200 {
                return Ok(None);
            }
            (response.media_type, response.charset, response.body)
        } else {
            (header.media_type, header.charset, block)
        };
        let (draft, media_type): (Option<Draft>, _) = match media_type.as_str() {
            "text/html" | "application/xhtml+xml" => {
                (read_page(&body, charset.as_deref(), &options.limits), "text/html")
            }
            "text/plain" => (read_text(&body, charset.as_deref()), "text/plain"),
            _ => return Ok(None),
        };
        let mut draft =
            draft.ok_or_else(|| self.error(ErrorKind::Binary, format!("says that it is {media_type}, and is not")))?;
        draft.url = draft.url.or(header.url);
        let original = Original { bytes: body, media_type };
        draft.finish(&self.input, Some(self.record), self.all.clone(), original, options).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, url: &str, content_type: &str, block: &str) -> String {
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    fn read(archive: &str) -> Vec<String> {
        let mut documents = WarcDocuments::new("a.warc".to_owned(), archive.as_bytes(), &Given::default());
        let options = Options::default();
        std::iter::from_fn(|| documents.next(&options))
            .map(|read| match read {
                Ok(read) => format!("{} {:?}", read.line.unwrap_or(0), read.document.text),
                Err(error) => error.code().to_owned(),
            })
            .collect()
    }

    #[test]
    fn reads_pages_and_passes_over_the_rest() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>A bomb went off at the port of Tema.</p></body></html>";
        let archive = [
            record("warcinfo", "", "application/warc-fields", "software: x"),
            record("response", "http://a.example/1", "application/http", page),
            record("response", "http://a.example/2", "application/http", "HTTP/1.1 404 No\r\n\r\nnothing"),
            record(
                "response",
                "http://a.example/3",
                "application/http",
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG",
            ),
            record("response", "http://a.example/4", "application/http", "no http at all"),
            record("conversion", "http://a.example/5", "text/plain", "Plain words of a page."),
        ]
        .concat();
        let expected = ["2 \"A bomb went off at the port of Tema.\"", "bad-warc", "6 \"Plain words of a page.\""];
        assert_eq!(read(&archive), expected);
    }

    #[test]
    fn says_what_is_broken_and_goes_on_where_it_can() {
        let good = record("conversion", "u", "text/plain", "Plain words of a page.");
        let cases = [
            ("garbage\n".to_owned() + &good, vec!["1 \"Plain words of a page.\""]),
            (good.clone() + "trailing", vec!["1 \"Plain words of a page.\"", "bad-warc"]),
            (good[..good.len() - 10].to_owned(), vec!["bad-warc"]),
            (
                "WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_owned() + &good,
                vec!["bad-warc", "2 \"Plain words of a page.\""],
            ),
            (String::new(), vec![]),
        ];
        for (archive, expected) in cases {
            assert_eq!(read(&archive), expected, "{archive}");
        }
    }
}
