//! Files, folders and streams to documents, one at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};

use crate::draft::Draft;
use crate::error::{ErrorKind, IngestError};
use crate::feed::read_feed;
use crate::format::Format;
use crate::gzip::Gunzip;
use crate::html::read_page;
use crate::jsonl::JsonDocuments;
use crate::limits::Options;
use crate::manifest::{Entry, Given, Manifest};
use crate::pdf::{PdfFailure, extract_pdf, reflow};
use crate::plain::read_text;
use crate::walk;
use crate::warc::WarcDocuments;
use crate::{Original, Read};

/// Name of a manifest that a folder may carry for its own files.
const FOLDER_MANIFEST: &str = "manifest.jsonl";
/// Gzip inside gzip inside gzip is nobody's news.
const MAX_WRAPPERS: usize = 2;

type Stream = Box<dyn BufRead + Send>;

/// Documents from files, folders, streams and manifests, in a fixed order: as named, and by name within folders.
///
/// An error is one document, line or record that could not be read; the iteration goes on after it.
///
/// ```
/// let text = b"Blast at the port\n\nA bomb went off at the port of Tema on Tuesday.";
/// let mut source = polybius_ingest::Source::from_reader("note.txt", &text[..], Default::default());
/// let read = source.next().expect("one document").expect("sound");
/// assert_eq!(read.document.text.as_bytes(), text);
/// assert_eq!(read.warnings[0].code, "no-publication-date");
/// assert!(source.next().is_none());
/// ```
pub struct Source {
    options: Options,
    /// By the real path of the file.
    given: BTreeMap<PathBuf, Given>,
    /// The manifest that the caller named, by its real path: never a document.
    manifest: Option<PathBuf>,
    /// Folders seen, by their real path: a link back to one of them is not followed.
    folders: BTreeSet<PathBuf>,
    /// Work, the next on top.
    work: Vec<Work>,
}

enum Work {
    Path(PathBuf),
    File(PathBuf, Given),
    Error(IngestError),
    Read(Box<Read>),
    Entries(Manifest),
    Lines(JsonDocuments<Stream>),
    Archive(WarcDocuments<Stream>),
}

impl Source {
    /// The documents of files and folders (`-` is standard input). A manifest adds what it knows of them; without any
    /// path, it names the files itself. A folder's own `manifest.jsonl` is used where no manifest is given.
    pub fn from_paths(paths: Vec<PathBuf>, manifest: Option<&Path>, options: Options) -> Source {
        let mut source = Source::empty(options);
        let named = paths.is_empty();
        source.work.extend(paths.into_iter().rev().map(Work::Path));
        if let Some(path) = manifest {
            source.manifest = path.canonicalize().ok();
            match Manifest::open(path) {
                Ok(entries) if named => source.work.push(Work::Entries(entries)),
                Ok(entries) => source.add_given(entries),
                Err(error) => source.work.push(Work::Error(IngestError::io(path, None, &error))),
            }
        }
        source
    }

    /// The documents of one stream, whose format the name's ending and the first bytes tell.
    pub fn from_reader(name: &str, reader: impl io::Read + Send + 'static, options: Options) -> Source {
        let mut source = Source::empty(options);
        source.open(Path::new(name), Box::new(BufReader::new(reader)), None, Given::default());
        source
    }

    fn empty(options: Options) -> Source {
        Source { options, given: BTreeMap::new(), manifest: None, folders: BTreeSet::new(), work: Vec::new() }
    }

    fn add_given(&mut self, manifest: Manifest) {
        let (given, errors) = manifest.load();
        self.given.extend(given);
        self.work.extend(errors.into_iter().rev().map(Work::Error));
    }

    fn fail(&mut self, error: IngestError) {
        self.work.push(Work::Error(error));
    }

    fn visit(&mut self, path: &Path) {
        if path == Path::new("-") {
            return self.open(path, Box::new(BufReader::new(io::stdin())), None, Given::default());
        }
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.fail(IngestError::io(path, None, &error)),
        };
        if real.is_dir() {
            if self.folders.insert(real) {
                self.visit_folder(path);
            }
        } else if self.manifest.as_ref() != Some(&real) {
            let given = self.given.get(&real).cloned().unwrap_or_default();
            self.visit_file(path, given);
        }
    }

    fn visit_folder(&mut self, folder: &Path) {
        let mut paths = match walk::list(folder) {
            Ok(paths) => paths,
            Err(error) => return self.fail(IngestError::io(folder, None, &error)),
        };
        // A pipe or a device in a folder would block or never end; one that is named is the caller's wish.
        paths.retain(|path| path.is_dir() || path.is_file() || path.symlink_metadata().is_ok_and(|m| m.is_symlink()));
        let own = folder.join(FOLDER_MANIFEST);
        let has_own = paths.contains(&own) && Manifest::is_one(&own);
        paths.retain(|path| !(has_own && *path == own));
        self.work.extend(paths.into_iter().rev().map(Work::Path));
        if has_own && self.manifest.is_none() {
            match Manifest::open(&own) {
                Ok(entries) => self.add_given(entries),
                Err(error) => self.fail(IngestError::io(&own, None, &error)),
            }
        }
    }

    fn visit_file(&mut self, path: &Path, given: Given) {
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        match opened {
            Ok((metadata, file)) => {
                let size = metadata.is_file().then_some(metadata.len());
                self.open(path, Box::new(BufReader::with_capacity(64 << 10, file)), size, given);
            }
            Err(error) => self.fail(IngestError::io(path, None, &error)),
        }
    }

    /// Puts what a stream holds on top of the work. `size` is the number of its bytes where that is known.
    fn open(&mut self, path: &Path, stream: Stream, size: Option<u64>, given: Given) {
        self.open_as(path, path, stream, size, given, 0);
    }

    /// As [`Source::open`]; `inner` is the name of what is unpacked so far, whose ending tells its format.
    fn open_as(
        &mut self,
        path: &Path,
        inner: &Path,
        mut stream: Stream,
        size: Option<u64>,
        given: Given,
        wrappers: usize,
    ) {
        let input = path.to_string_lossy().into_owned();
        let head = match stream.fill_buf() {
            Ok(head) => head,
            Err(error) => return self.fail(IngestError::io(path, None, &error)),
        };
        if head.is_empty() {
            let remedy = "check the file, or leave it out";
            return self.fail(IngestError::new(ErrorKind::Empty, &input, None, "is empty", remedy));
        }
        match Format::detect(inner, head) {
            Format::JsonLines => {
                let declared = inner.extension().is_some_and(|e| !e.eq_ignore_ascii_case("json"));
                self.work.push(Work::Lines(JsonDocuments::new(input, stream, declared, &given, &self.options)));
            }
            Format::Warc => self.work.push(Work::Archive(WarcDocuments::new(input, stream, &given))),
            Format::Gzip if wrappers < MAX_WRAPPERS => {
                let named = inner.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz"));
                let inner = if named { inner.with_extension("") } else { inner.to_owned() };
                let stream = Box::new(BufReader::new(Gunzip::new(stream, self.options.limits.gzip_ratio)));
                self.open_as(path, &inner, stream, None, given, wrappers + 1);
            }
            Format::Gzip => {
                let remedy = "unpack it first";
                self.fail(IngestError::new(ErrorKind::BadGzip, &input, None, "is packed over and over", remedy));
            }
            format => {
                let limit = match format {
                    Format::Text => self.options.limits.text_bytes,
                    _ => self.options.limits.file_bytes,
                };
                match whole(&input, stream, size, limit) {
                    Ok(bytes) => self.read(&input, format, bytes, given),
                    Err(error) => self.fail(error),
                }
            }
        }
    }

    /// Reads a format that is held whole.
    fn read(&mut self, input: &str, format: Format, bytes: Vec<u8>, given: Given) {
        let limits = &self.options.limits;
        let (draft, media_type) = match format {
            Format::Feed => {
                let reads = read_feed(input, &bytes, &given, &self.options);
                let work = reads.into_iter().rev().map(|read| match read {
                    Ok(read) => Work::Read(Box::new(read)),
                    Err(error) => Work::Error(error),
                });
                return self.work.extend(work);
            }
            Format::Pdf => match self.pdf(input, &bytes) {
                Ok(draft) => (Some(draft), "application/pdf"),
                Err(error) => return self.fail(error),
            },
            Format::Html => (read_page(&bytes, None, limits), "text/html"),
            _ => (read_text(&bytes, None), "text/plain"),
        };
        let Some(draft) = draft else {
            let remedy = "give text, HTML, JSONL, RSS, Atom, WARC or PDF";
            return self.fail(IngestError::new(ErrorKind::Binary, input, None, "is binary, no text", remedy));
        };
        let original = Original { bytes, media_type };
        self.work.push(match draft.finish(input, None, given, original, &self.options) {
            Ok(read) => Work::Read(Box::new(read)),
            Err(error) => Work::Error(error),
        });
    }

    fn pdf(&self, input: &str, bytes: &[u8]) -> Result<Draft, IngestError> {
        let refuse = |kind, problem: String, remedy: &str| Err(IngestError::new(kind, input, None, problem, remedy));
        let Some(command) = &self.options.pdf else {
            return refuse(ErrorKind::BadPdf, "is a PDF, and none are read here".to_owned(), "give its text");
        };
        match extract_pdf(bytes, command, &self.options.limits) {
            Ok(printed) => {
                let draft = Draft { text: reflow(&printed), ..Draft::default() };
                if draft.text.is_empty() {
                    return refuse(
                        ErrorKind::Empty,
                        "has no text; it may be scanned".to_owned(),
                        "recognise its text first",
                    );
                }
                Ok(draft)
            }
            Err(failure @ PdfFailure::TooMuchText(_)) => refuse(ErrorKind::TooLarge, failure.to_string(), "split it"),
            Err(failure) => {
                refuse(ErrorKind::BadPdf, failure.to_string(), "save it anew, without a password, or give its text")
            }
        }
    }
}

impl Iterator for Source {
    type Item = Result<Read, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.work.pop()? {
                Work::Error(error) => return Some(Err(error)),
                Work::Read(read) => return Some(Ok(*read)),
                Work::Path(path) => self.visit(&path),
                Work::File(path, given) => {
                    if path.is_dir() {
                        self.work.push(Work::Path(path));
                    } else {
                        self.visit_file(&path, given);
                    }
                }
                Work::Entries(mut manifest) => {
                    let entry = manifest.next();
                    if let Some(entry) = entry {
                        self.work.push(Work::Entries(manifest));
                        self.work.push(match entry {
                            Ok(Entry { path, given }) => Work::File(path, given),
                            Err(error) => Work::Error(error),
                        });
                    }
                }
                Work::Lines(mut documents) => {
                    if let Some(read) = documents.next(&self.options) {
                        self.work.push(Work::Lines(documents));
                        return Some(read);
                    }
                }
                Work::Archive(mut documents) => {
                    if let Some(read) = documents.next(&self.options) {
                        self.work.push(Work::Archive(documents));
                        return Some(read);
                    }
                }
            }
        }
    }
}

/// All bytes of a stream, if they are within the limit: a size that is known is checked before anything is read.
fn whole(input: &str, stream: Stream, size: Option<u64>, limit: usize) -> Result<Vec<u8>, IngestError> {
    let limit_bytes = u64::try_from(limit).unwrap_or(u64::MAX);
    let too_large = |size: String| {
        let problem = format!("has {size} bytes, the limit for one document is {limit}");
        let remedy = "split it into its articles, or give them as JSONL, one a line";
        IngestError::new(ErrorKind::TooLarge, input, None, problem, remedy)
    };
    if let Some(size) = size.filter(|&size| size > limit_bytes) {
        return Err(too_large(size.to_string()));
    }
    let mut bytes = Vec::new();
    let read = stream.take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| IngestError::io(input.as_ref(), None, &error))?;
    if bytes.len() > limit {
        return Err(too_large(format!("more than {limit}")));
    }
    Ok(bytes)
}
