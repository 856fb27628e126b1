use std::fmt;
use std::io::ErrorKind as ErrorIs;
use std::path::Path;

/// What went wrong. The code of each is stable; see [`IngestError::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A named file or folder does not exist.
    Missing,
    /// A file, line or record is over its limit.
    TooLarge,
    /// The bytes are not text and no format that is read.
    Binary,
    /// Nothing to read: no words.
    Empty,
    /// A line of a JSONL file is not a document.
    BadLine,
    /// A line of a manifest is not an entry.
    BadManifest,
    /// A gzip stream is damaged or inflates beyond all measure.
    BadGzip,
    /// A feed cannot be read as RSS or Atom.
    BadFeed,
    /// A WARC record is damaged.
    BadWarc,
    /// A PDF cannot be read.
    BadPdf,
    /// The operating system refused.
    Io,
}

/// A document, or a stretch of input, that could not be read. Never ends a [`crate::Source`]: the rest goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IngestError {
    kind: ErrorKind,
    input: String,
    line: Option<u64>,
    problem: String,
    remedy: String,
}

impl IngestError {
    pub(crate) fn new(
        kind: ErrorKind,
        input: &str,
        line: Option<u64>,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        IngestError { kind, input: input.to_owned(), line, problem: problem.into(), remedy: remedy.into() }
    }

    pub(crate) fn io(input: &Path, line: Option<u64>, error: &std::io::Error) -> Self {
        let name = input.to_string_lossy();
        if error.kind() == ErrorIs::NotFound {
            let remedy = "check the path";
            return IngestError::new(ErrorKind::Missing, &name, line, "no such file or folder", remedy);
        }
        // Plain reads never fail so: it is what the decoder says of a damaged gzip stream.
        if matches!(error.kind(), ErrorIs::InvalidData | ErrorIs::InvalidInput | ErrorIs::UnexpectedEof) {
            let remedy = "unpack it and check what it holds";
            return IngestError::new(ErrorKind::BadGzip, &name, line, format!("cannot be unpacked ({error})"), remedy);
        }
        let remedy = "check the permissions and the disk";
        IngestError::new(ErrorKind::Io, &name, line, format!("cannot be read ({error})"), remedy)
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// A stable short code: `missing-file`, `too-large`, `binary`, `empty`, `bad-line`, `bad-manifest`, `bad-gzip`,
    /// `bad-feed`, `bad-warc`, `bad-pdf`, `io`.
    pub fn code(&self) -> &'static str {
        match self.kind {
            ErrorKind::Missing => "missing-file",
            ErrorKind::TooLarge => "too-large",
            ErrorKind::Binary => "binary",
            ErrorKind::Empty => "empty",
            ErrorKind::BadLine => "bad-line",
            ErrorKind::BadManifest => "bad-manifest",
            ErrorKind::BadGzip => "bad-gzip",
            ErrorKind::BadFeed => "bad-feed",
            ErrorKind::BadWarc => "bad-warc",
            ErrorKind::BadPdf => "bad-pdf",
            ErrorKind::Io => "io",
        }
    }

    /// The file (or `-`) that it is about; bytes of a name that are no UTF-8 are shown as `\u{fffd}`.
    pub fn input(&self) -> &str {
        &self.input
    }

    /// Line (JSONL, manifest) or record (feed, WARC), from 1.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What to do about it.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.input)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.problem, self.remedy)
    }
}

impl std::error::Error for IngestError {}
