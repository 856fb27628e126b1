//! JSONL: one document a line, read as a stream.

use std::io::BufRead;

use serde_json::{Map, Value};

use crate::draft::Draft;
use crate::error::{ErrorKind, IngestError};
use crate::limits::Options;
use crate::lines::{Line, Lines};
use crate::manifest::Given;
use crate::{Original, Read};

/// The documents of one JSONL stream.
pub(crate) struct JsonDocuments<R> {
    input: String,
    lines: Lines<R>,
    /// What a manifest says of all of them.
    all: Given,
    /// Whether the name says JSONL: then a line that is no document is that line's fault alone.
    declared: bool,
    ended: bool,
}

impl<R: BufRead> JsonDocuments<R> {
    pub fn new(input: String, reader: R, declared: bool, given: &Given, options: &Options) -> Self {
        let lines = Lines::new(reader, options.limits.file_bytes);
        JsonDocuments { input, lines, all: given.for_each(), declared, ended: false }
    }

    pub fn next(&mut self, options: &Options) -> Option<Result<Read, IngestError>> {
        while !self.ended {
            match self.lines.next_line() {
                Ok(None) => self.ended = true,
                Ok(Some((number, Line::TooLong))) => {
                    let problem = format!("the line has more than {} bytes", options.limits.file_bytes);
                    let remedy = "split the document into its articles";
                    return Some(Err(IngestError::new(
                        ErrorKind::TooLarge,
                        &self.input,
                        Some(number),
                        problem,
                        remedy,
                    )));
                }
                Ok(Some((number, Line::Whole(bytes)))) => {
                    if !bytes.iter().all(u8::is_ascii_whitespace) {
                        if !self.declared && spans_lines(&bytes) {
                            self.ended = true;
                            return Some(Err(self.whole_json()));
                        }
                        self.declared = true;
                        return Some(self.document(number, bytes, options));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(IngestError::io(self.input.as_ref(), None, &error)));
                }
            }
        }
        None
    }

    fn whole_json(&self) -> IngestError {
        let remedy = "write it as JSONL: one document a line, with \"id\" and \"text\"";
        IngestError::new(ErrorKind::BadLine, &self.input, None, "is JSON, but not one object a line", remedy)
    }

    fn document(&self, number: u64, bytes: Vec<u8>, options: &Options) -> Result<Read, IngestError> {
        let refuse = |problem: String, remedy: &str| {
            Err(IngestError::new(ErrorKind::BadLine, &self.input, Some(number), problem, remedy))
        };
        if number == 1 && (bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")) {
            return refuse("the stream is UTF-16".to_owned(), "write it as UTF-8");
        }
        let bytes = if number == 1 && bytes.starts_with(b"\xef\xbb\xbf") { bytes[3..].to_vec() } else { bytes };
        let mut draft = Draft::default();
        let line = match String::from_utf8(bytes.clone()) {
            Ok(line) => line,
            Err(error) => {
                draft.warn("broken-characters", "some bytes are no UTF-8 and stand as \u{fffd}; check the export");
                String::from_utf8_lossy(error.as_bytes()).into_owned()
            }
        };
        let mut fields = match object(&line) {
            Ok(fields) => fields,
            Err(problem) => return refuse(problem, "write one JSON object a line, with \"id\" and \"text\""),
        };
        draft.text = match fields.remove("text") {
            Some(Value::String(text)) => text,
            None if fields.contains_key("path") => {
                return refuse("names a file and has no \"text\"".to_owned(), "give a manifest with --manifest");
            }
            other => return refuse(format!("\"text\" is {}", kind(other.as_ref())), "put the article into \"text\""),
        };
        let given = match Given::take(&mut fields, format!("{}:{number}", self.input)) {
            Ok(given) => given.or(&self.all),
            Err(problem) => return refuse(problem, "write it as a string"),
        };
        let original = Original { bytes, media_type: "application/json" };
        draft.finish(&self.input, Some(number), given, original, options)
    }
}

/// Whether a file's first line opens a JSON value that goes on below, or is a list: JSON for another reader, where an
/// error for every line would bury the one that matters.
fn spans_lines(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    match serde_json::from_slice::<Value>(line) {
        Ok(value) => value.is_array(),
        Err(error) => error.is_eof(),
    }
}

/// A line as a JSON object, or what is wrong with it.
pub(crate) fn object(line: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(format!("the line is {}, not an object", kind(Some(&other)))),
        Err(error) => Err(format!("the line is no JSON (column {})", error.column())),
    }
}

/// What a JSON value is, in words.
pub(crate) fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a truth value",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}
