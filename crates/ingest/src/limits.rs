use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

/// How much one input may cost. Whatever is over a limit is refused with an error, and the rest goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest text of one document, in bytes of UTF-8.
    pub text_bytes: usize,
    /// Largest file, JSONL line or WARC record that is read whole, in bytes.
    pub file_bytes: usize,
    /// Deepest nesting of HTML elements that is given to the HTML parser; deeper pages are read by tag stripping.
    pub html_depth: usize,
    /// Most HTML elements that are given to the HTML parser.
    pub html_elements: usize,
    /// How many times its own size a gzip stream may inflate to, once past 16 MiB.
    pub gzip_ratio: u64,
    /// Time that the reading of one PDF may take.
    pub pdf_time: Duration,
    /// Memory that the reading of one PDF may take, in bytes of address space (Unix only).
    pub pdf_memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            text_bytes: 20 << 20,
            file_bytes: 64 << 20,
            html_depth: 400,
            html_elements: 200_000,
            gzip_ratio: 200,
            pdf_time: Duration::from_secs(30),
            pdf_memory: 1 << 30,
        }
    }
}

/// How to start the child process that reads one PDF: a program whose `main` calls [`crate::pdf_child_main`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfCommand {
    /// The program, usually the running one.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
}

/// What holds for a whole [`crate::Source`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Limits on each input.
    pub limits: Limits,
    /// Day of publication of documents that do not give their own.
    pub published: Option<Date>,
    /// How to read a PDF; `None` refuses them.
    pub pdf: Option<PdfCommand>,
}
