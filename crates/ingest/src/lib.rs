//! Bytes to documents: plain text, HTML, JSONL, RSS and Atom, WARC, PDF, folders of all these, standard input.
//!
//! [`Source`] is an iterator: one document at a time is in memory, however large the folder or the stream. What cannot be
//! read is an [`IngestError`] that names the file, the line and the remedy; the rest goes on. What is odd but readable is
//! a [`Warning`] with the document.
//!
//! Codes of warnings: `no-publication-date`, `bad-publication-date`, `bad-language`, `encoding-guessed`,
//! `broken-characters`, `mended-characters`, `html-stripped`, `no-main-text`, `summary-only`.

mod blocks;
mod copies;
mod dates;
mod draft;
mod encoding;
mod error;
mod feed;
mod format;
mod gzip;
mod html;
mod http;
mod jsonl;
mod language;
mod limits;
mod lines;
mod manifest;
mod mended;
mod pdf;
mod plain;
mod signature;
mod source;
mod walk;
mod warc;

use polybius_records::{Document, Warning};

pub use blocks::mark_blocks;
pub use copies::{Changed, Copies, regroup, source_groups};
pub use dates::publication_day;
pub use error::{ErrorKind, IngestError};
pub use language::{detect_language, normalise_language};
pub use limits::{Limits, Options, PdfCommand};
pub use mended::mended;
pub use pdf::{PdfFailure, extract_pdf, pdf_child_main};
pub use signature::{Signature, near_duplicate};
pub use source::Source;

/// The bytes that a document was made from, for the desk's blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The file, the JSONL line, the feed item's body or the WARC record's payload.
    pub bytes: Vec<u8>,
    /// Media type of `bytes`.
    pub media_type: &'static str,
}

/// One document as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The document.
    pub document: Document,
    /// What is odd about it.
    pub warnings: Vec<Warning>,
    /// The file (or `-`) that it came from; bytes of a name that are no UTF-8 are shown as U+FFFD.
    pub input: String,
    /// Line (JSONL) or record (feed, WARC) of the file, from 1.
    pub line: Option<u64>,
    /// What it was made from.
    pub original: Original,
}
