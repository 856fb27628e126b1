//! What a manifest says of files: one JSON object a line, `{"path","id"?,"title"?,"publisher"?,"url"?,"published"?,"language"?}`,
//! paths relative to the manifest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::error::{ErrorKind, IngestError};
use crate::jsonl::{kind, object};
use crate::lines::{Line, Lines};

const LINE_BYTES: usize = 1 << 20;

/// What a manifest or a JSONL line says of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Given {
    pub id: Option<String>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    /// Where it says so: "manifest.jsonl:3".
    pub source: String,
}

impl Given {
    /// Takes the known fields; others are left. Numbers are taken as strings, null and "" as absent.
    pub fn take(fields: &mut Map<String, Value>, source: String) -> Result<Given, String> {
        let mut field = |name: &str| match fields.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text).filter(|t| !t.trim().is_empty())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            other => Err(format!("\"{name}\" is {}", kind(other.as_ref()))),
        };
        Ok(Given {
            id: field("id")?,
            title: field("title")?,
            publisher: field("publisher")?,
            url: field("url")?,
            published: field("published")?,
            language: field("language")?,
            source,
        })
    }

    /// What holds for every document of a file that has many: not the id, the title and the address of one.
    pub fn for_each(&self) -> Given {
        Given { id: None, title: None, url: None, ..self.clone() }
    }

    /// What a line says, and for the rest what its file's manifest says of all.
    pub fn or(mut self, all: &Given) -> Given {
        self.publisher = self.publisher.or_else(|| all.publisher.clone());
        self.language = self.language.or_else(|| all.language.clone());
        if self.published.is_none() && all.published.is_some() {
            self.published.clone_from(&all.published);
            self.source.clone_from(&all.source);
        }
        self
    }
}

/// One line of a manifest whose file exists.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub path: PathBuf,
    pub given: Given,
}

/// The lines of a manifest, as a stream.
pub(crate) struct Manifest {
    path: PathBuf,
    lines: Lines<BufReader<File>>,
}

impl Manifest {
    pub fn open(path: &Path) -> io::Result<Manifest> {
        let file = File::open(path)?;
        Ok(Manifest { path: path.to_owned(), lines: Lines::new(BufReader::new(file), LINE_BYTES) })
    }

    /// Whether a file is a manifest by its first line: it names a path and has no text.
    pub fn is_one(path: &Path) -> bool {
        let first = Manifest::open(path).and_then(|mut m| m.lines.next_line());
        let Ok(Some((_, Line::Whole(bytes)))) = first else { return false };
        object(text_of(1, &bytes).as_ref())
            .is_ok_and(|fields| fields.contains_key("path") && !fields.contains_key("text"))
    }

    /// All entries by the real path of their file, and what is wrong with the others.
    pub fn load(self) -> (BTreeMap<PathBuf, Given>, Vec<IngestError>) {
        let mut entries = BTreeMap::new();
        let mut errors = Vec::new();
        for entry in self {
            match entry {
                Ok(Entry { path, given }) => match path.canonicalize() {
                    Ok(real) => drop(entries.insert(real, given)),
                    Err(error) => errors.push(IngestError::io(&path, None, &error)),
                },
                Err(error) => errors.push(error),
            }
        }
        (entries, errors)
    }

    fn entry(&self, number: u64, bytes: &[u8]) -> Result<Entry, IngestError> {
        let name = self.path.to_string_lossy();
        let refuse = |problem: String, remedy: &str| {
            IngestError::new(ErrorKind::BadManifest, &name, Some(number), problem, remedy)
        };
        let shape = "write one JSON object a line, with \"path\"";
        let mut fields = object(text_of(number, bytes).as_ref()).map_err(|problem| refuse(problem, shape))?;
        let relative = match fields.remove("path") {
            Some(Value::String(path)) if !path.is_empty() => path,
            other => return Err(refuse(format!("\"path\" is {}", kind(other.as_ref())), shape)),
        };
        let given = Given::take(&mut fields, format!("{name}:{number}"))
            .map_err(|problem| refuse(problem, "write it as a string"))?;
        let path = self.path.parent().unwrap_or(Path::new("")).join(&relative);
        match path.metadata() {
            Ok(_) => Ok(Entry { path, given }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let problem = format!("names \"{relative}\", and there is no such file");
                let remedy = "correct the path (it is relative to the manifest), or drop the line";
                Err(IngestError::new(ErrorKind::Missing, &name, Some(number), problem, remedy))
            }
            Err(error) => Err(IngestError::io(&path, None, &error)),
        }
    }
}

impl Iterator for Manifest {
    type Item = Result<Entry, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.lines.next_line() {
                Ok(None) => return None,
                Ok(Some((number, Line::TooLong))) => {
                    let name = self.path.to_string_lossy();
                    let problem = format!("the line has more than {LINE_BYTES} bytes");
                    let remedy = "a manifest names files; give texts as JSONL";
                    return Some(Err(IngestError::new(ErrorKind::BadManifest, &name, Some(number), problem, remedy)));
                }
                Ok(Some((_, Line::Whole(bytes)))) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some((number, Line::Whole(bytes)))) => return Some(self.entry(number, &bytes)),
                Err(error) => return Some(Err(IngestError::io(&self.path, None, &error))),
            }
        }
    }
}

fn text_of(number: u64, bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let bytes = if number == 1 { bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes) } else { bytes };
    String::from_utf8_lossy(bytes)
}
