//! RSS and Atom: one document an item.

use std::panic::catch_unwind;

use feed_rs::model::{Entry, Feed};

use crate::draft::Draft;
use crate::error::{ErrorKind, IngestError};
use crate::html::read_fragment;
use crate::limits::Options;
use crate::manifest::Given;
use crate::{Original, Read};

/// The items of a feed, in its order. `given` holds for each of them.
pub(crate) fn read_feed(input: &str, bytes: &[u8], given: &Given, options: &Options) -> Vec<Result<Read, IngestError>> {
    let remedy = "check that it is RSS or Atom";
    // Feeds come from anywhere; a panic of the parser must not end a run over many.
    let feed = match catch_unwind(|| feed_rs::parser::parse(bytes)) {
        Ok(Ok(feed)) => feed,
        Ok(Err(error)) => {
            return vec![Err(IngestError::new(
                ErrorKind::BadFeed,
                input,
                None,
                format!("is no feed ({error})"),
                remedy,
            ))];
        }
        Err(_) => {
            return vec![Err(IngestError::new(ErrorKind::BadFeed, input, None, "breaks the feed parser", remedy))];
        }
    };
    if feed.entries.is_empty() {
        return vec![Err(IngestError::new(ErrorKind::Empty, input, None, "the feed has no items", remedy))];
    }
    let item = |(number, entry): (usize, &Entry)| {
        let number = u64::try_from(number).ok().and_then(|n| n.checked_add(1));
        let (draft, original) = draft(&feed, entry, options);
        draft.finish(input, number, given.for_each(), original, options)
    };
    feed.entries.iter().enumerate().map(item).collect()
}

fn draft(feed: &Feed, entry: &Entry, options: &Options) -> (Draft, Original) {
    let content = entry.content.as_ref().and_then(|c| c.body.as_deref()).filter(|body| !body.trim().is_empty());
    let summary = entry.summary.as_ref().map(|s| s.content.as_str()).unwrap_or_default();
    let body = content.unwrap_or(summary);
    let found = read_fragment(body, &options.limits);
    let plain =
        |html: &str| Some(read_fragment(html, &options.limits).text.replace("\n\n", " ")).filter(|t| !t.is_empty());
    let mut draft = Draft {
        text: found.text,
        known: found.known,
        title: entry.title.as_ref().and_then(|t| plain(&t.content)),
        title_first: true,
        publisher: feed.title.as_ref().and_then(|t| plain(&t.content)),
        url: entry.links.iter().find(|l| l.rel.as_deref() != Some("enclosure")).map(|l| l.href.clone()),
        published: entry.published.or(entry.updated).map(|day| day.format("%Y-%m-%d").to_string()),
        language: entry.language.clone().or_else(|| feed.language.clone()),
        warnings: Vec::new(),
    };
    if content.is_none() {
        draft.warn("summary-only", "the feed carries a summary, not the article; fetch the page for the whole text");
        if draft.text.is_empty() {
            draft.text = draft.title.clone().unwrap_or_default();
        }
    }
    (draft, Original { bytes: body.as_bytes().to_vec(), media_type: "text/html" })
}
