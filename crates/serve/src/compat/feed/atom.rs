use atom_syndication as atom;

use super::{Entry, Feed};
use crate::error::{ApiError, Code};

/// The feed as Atom. Texts are of the type `text`, so that no reader takes what a document says for markup.
pub(super) fn write(feed: &Feed) -> Result<Vec<u8>, ApiError> {
    let entries = feed.entries.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    // The first is the last changed.
    let updated = feed.entries.first().map_or("1970-01-01T00:00:00Z", |entry| entry.changed.as_str());
    let made = atom::Feed {
        title: atom::Text::plain("Polybius: events"),
        id: feed.id.clone(),
        updated: time(updated)?,
        authors: vec![atom::Person { name: "Polybius".to_owned(), ..atom::Person::default() }],
        generator: Some(atom::Generator {
            value: "Polybius".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..atom::Generator::default()
        }),
        links: vec![link(&feed.own, "self", "application/atom+xml"), link(&feed.home, "alternate", "text/html")],
        entries,
        ..atom::Feed::default()
    };
    made.write_to(Vec::new()).map_err(|e| ApiError::new(Code::Internal, e.to_string()))
}

fn entry(entry: &Entry) -> Result<atom::Entry, ApiError> {
    Ok(atom::Entry {
        title: atom::Text::plain(entry.title.as_str()),
        id: entry.id.clone(),
        updated: time(&entry.changed)?,
        categories: entry
            .tags
            .iter()
            .map(|tag| atom::Category { term: tag.clone(), ..atom::Category::default() })
            .collect(),
        links: vec![link(&entry.page, "alternate", "text/html"), link(&entry.record, "alternate", "application/json")],
        content: Some(atom::Content {
            value: Some(entry.text.clone()),
            content_type: Some("text".to_owned()),
            ..atom::Content::default()
        }),
        ..atom::Entry::default()
    })
}

fn link(href: &str, rel: &str, kind: &str) -> atom::Link {
    atom::Link { href: href.to_owned(), rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..atom::Link::default() }
}

fn time(at: &str) -> Result<atom::FixedDateTime, ApiError> {
    at.parse().map_err(|_| ApiError::new(Code::Internal, format!("the desk has no time in {at:?}")))
}
