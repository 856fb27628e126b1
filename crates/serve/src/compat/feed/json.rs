use serde::Serialize;

use super::{Entry, Feed};
use crate::error::{ApiError, Code};

#[derive(Serialize)]
struct Written<'a> {
    version: &'static str,
    title: &'static str,
    home_page_url: &'a str,
    feed_url: &'a str,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    date_modified: &'a str,
    tags: &'a [String],
}

/// The feed as JSON Feed 1.1. Texts are `content_text`: no reader takes them for markup.
pub(super) fn write(feed: &Feed) -> Result<Vec<u8>, ApiError> {
    let written = Written {
        version: "https://jsonfeed.org/version/1.1",
        title: "Polybius: events",
        home_page_url: &feed.home,
        feed_url: &feed.own,
        items: feed.entries.iter().map(item).collect(),
    };
    serde_json::to_vec(&written).map_err(|e| ApiError::new(Code::Internal, e.to_string()))
}

fn item(entry: &Entry) -> Item<'_> {
    let Entry { id, page, title, text, changed, tags, .. } = entry;
    Item { id, url: page, title, content_text: text, date_modified: changed, tags }
}
