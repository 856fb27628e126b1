use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a stretch of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A headline.
    Title,
    /// Running text.
    Body,
    /// "KABUL, March 3 (Agency) -" at the head of the text.
    Dateline,
    /// "By ...", an author line.
    Byline,
    /// A picture's caption or credit.
    Caption,
    /// Cookie lines, share buttons, copyright, related links.
    Boilerplate,
}

/// A stretch of the text and what it is. Nothing is removed from the text: offsets always point into the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First character, in Unicode scalar values.
    pub start: usize,
    /// After the last character, in Unicode scalar values.
    pub end: usize,
}

/// One document, as read. Immutable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Document {
    /// The manifest's id where given, else the first 16 hex digits of `hash`.
    pub id: String,
    /// [`crate::content_hash`] of `text`.
    pub hash: String,
    /// Headline, where known apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day of publication.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Date))]
    pub published: Option<Date>,
    /// How `published` is known: `manifest`, `metadata`, `text`, `option`; empty where unknown.
    pub published_from: String,
    /// ISO 639-1 code, detected where not given.
    pub language: Option<String>,
    /// The text that all offsets point into.
    pub text: String,
    /// What each stretch of the text is, in order, without overlap. A text that no block covers is body.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A plain document: all body, everything else unknown.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Document {
            id: id.into(),
            hash: crate::content_hash(&text),
            title: None,
            publisher: None,
            url: None,
            published: None,
            published_from: String::new(),
            language: Some("en".to_owned()),
            blocks: Vec::new(),
            text,
        }
    }

    /// The same document with a day of publication.
    #[must_use]
    pub fn published_on(mut self, day: Date) -> Self {
        self.published = Some(day);
        self.published_from = "manifest".to_owned();
        self
    }
}
