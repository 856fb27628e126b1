use std::ops::Range;

use jiff::civil::Date;
use polybius_records::{BlockKind, Document, Warning, content_hash};

use crate::blocks::{mark_blocks, with_title_first};
use crate::dates::publication_day;
use crate::error::{ErrorKind, IngestError};
use crate::language::{detect_language, normalise_language};
use crate::limits::Options;
use crate::manifest::Given;
use crate::{Original, Read};

/// What a format knows of a document before the rules that hold for all are applied.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub text: String,
    pub title: Option<String>,
    /// The title is not part of the text, and may be put before it: pages and feeds, whose text is made here anyway.
    pub title_first: bool,
    pub publisher: Option<String>,
    pub url: Option<String>,
    /// As the metadata writes it.
    pub published: Option<String>,
    /// As the metadata writes it: believed only where detection has no answer, for pages often say "en" whatever they are.
    pub language: Option<String>,
    /// Kinds that the format told, in bytes of `text`.
    pub known: Vec<(BlockKind, Range<usize>)>,
    pub warnings: Vec<(&'static str, String)>,
}

impl Draft {
    pub fn warn(&mut self, code: &'static str, message: impl Into<String>) {
        self.warnings.push((code, message.into()));
    }

    /// The document: what a manifest or a JSONL line gives goes before what the format found.
    pub fn finish(
        mut self,
        input: &str,
        line: Option<u64>,
        given: Given,
        original: Original,
        options: &Options,
    ) -> Result<Read, IngestError> {
        if self.text.len() > options.limits.text_bytes {
            let problem = format!("the text has {} bytes, the limit is {}", self.text.len(), options.limits.text_bytes);
            return Err(IngestError::new(ErrorKind::TooLarge, input, line, problem, "split it into its articles"));
        }
        if !self.text.chars().any(char::is_alphanumeric) {
            return Err(IngestError::new(
                ErrorKind::Empty,
                input,
                line,
                "has no words",
                "check the file, or leave it out",
            ));
        }
        let title = given.title.or(self.title.take());
        if self.title_first {
            let (text, grown) = with_title_first(std::mem::take(&mut self.text), title.as_deref());
            self.text = text;
            for (_, range) in &mut self.known {
                *range = range.start + grown..range.end + grown;
            }
        }
        let (published, published_from) = self.day(given.published.as_deref(), &given.source, options);
        let language = self.language(given.language.as_deref());
        let hash = content_hash(&self.text);
        let id = given.id.unwrap_or_else(|| hash[..16].to_owned());
        let document = Document {
            blocks: mark_blocks(&self.text, title.as_deref(), &self.known),
            hash,
            title,
            publisher: given.publisher.or(self.publisher),
            url: given.url.or(self.url),
            published,
            published_from: published_from.to_owned(),
            language,
            text: self.text,
            id,
        };
        let warning =
            |(code, message): (&str, String)| Warning { document: document.id.clone(), code: code.to_owned(), message };
        let warnings = self.warnings.into_iter().map(warning).collect();
        Ok(Read { document, warnings, input: input.to_owned(), line, original })
    }

    fn day(&mut self, given: Option<&str>, source: &str, options: &Options) -> (Option<Date>, &'static str) {
        if let Some(written) = given {
            if let Some(day) = publication_day(written) {
                return (Some(day), "manifest");
            }
            let message = format!("{source}: \"{}\" is no day of the calendar; write it as YYYY-MM-DD", shown(written));
            self.warn("bad-publication-date", message);
        }
        if let Some(written) = self.published.take() {
            if let Some(day) = publication_day(&written) {
                return (Some(day), "metadata");
            }
            let message = format!(
                "the document gives \"{}\" as its date, which is no single day; give the day in a manifest",
                shown(&written)
            );
            self.warn("bad-publication-date", message);
        }
        if options.published.is_some() {
            return (options.published, "option");
        }
        self.warn(
            "no-publication-date",
            "the day of publication is unknown, so \"on Tuesday\" cannot be placed; give it in a manifest or with --published",
        );
        (None, "")
    }

    fn language(&mut self, given: Option<&str>) -> Option<String> {
        if let Some(written) = given.filter(|g| !g.trim().is_empty()) {
            if let Some(code) = normalise_language(written) {
                return Some(code);
            }
            self.warn(
                "bad-language",
                format!("\"{}\" is no language code; write it as \"en\" or \"en-GB\"", shown(written)),
            );
        }
        detect_language(&self.text).or_else(|| normalise_language(self.language.as_deref()?))
    }
}

/// A stretch of input, fit for a message: one line, not long.
pub(crate) fn shown(input: &str) -> String {
    let short: String = input.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if input.chars().nth(60).is_some() { format!("{short}…") } else { short }
}
