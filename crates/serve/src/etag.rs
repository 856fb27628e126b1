use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use polybius_store::Moment;

use crate::app::Answer;

/// Stands for the state of the desk and what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag(String);

impl Tag {
    pub fn of(moment: Moment, asked: &str, accept: &[u8], version: &str) -> Self {
        let mut hash = blake3::Hasher::new();
        for part in [asked.as_bytes(), accept, version.as_bytes()] {
            hash.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        hash.update(&moment.revision.to_le_bytes()).update(&moment.decision.to_le_bytes());
        Tag(format!("\"{}\"", &hash.finalize().to_hex()[..24]))
    }

    /// Whether an `If-None-Match` names it (RFC 9110, weak comparison).
    pub fn is_among(&self, wanted: &HeaderValue) -> bool {
        let Ok(wanted) = wanted.to_str() else { return false };
        wanted.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == self.0)
    }

    fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
    }
}

pub(crate) fn not_modified(tag: &Tag) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    keep(&mut response, tag);
    response
}

pub(crate) fn with_tag(tag: &Tag, answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
    if let Some(file) = answer.file
        && let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""))
    {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    if let Some(next) = answer.next
        && let Ok(value) = HeaderValue::from_str(&format!("<{next}>; rel=\"next\""))
    {
        response.headers_mut().insert(header::LINK, value);
    }
    keep(&mut response, tag);
    response
}

fn keep(response: &mut Response, tag: &Tag) {
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag.header());
    // Kept by the browser and asked about each time; never by a proxy in between.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Authorization, Cookie"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_stands_for_state_and_question() {
        let moment = |revision, decision| Moment { revision, decision };
        let tag = Tag::of(moment(4, 2), "/a", b"", "1");
        for other in [
            Tag::of(moment(5, 2), "/a", b"", "1"),
            Tag::of(moment(4, 3), "/a", b"", "1"),
            Tag::of(moment(4, 2), "/b", b"", "1"),
            Tag::of(moment(4, 2), "/a", b"text/csv", "1"),
            Tag::of(moment(4, 2), "/a", b"", "2"),
        ] {
            assert_ne!(tag, other);
        }
        assert_eq!(tag, Tag::of(moment(4, 2), "/a", b"", "1"));
        let named = |words: String| tag.is_among(&HeaderValue::from_str(&words).unwrap());
        assert!(named(tag.0.clone()) && named(format!("\"x\", W/{}", tag.0)) && named("*".to_owned()));
        assert!(!named("\"x\"".to_owned()));
    }
}
