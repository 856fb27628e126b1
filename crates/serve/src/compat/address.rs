use axum::http::{HeaderMap, Uri, header};

use crate::app::App;

/// `http://host:port` as the client knows it: for links that must be whole. The host has passed the guard.
pub(super) fn base(app: &App, headers: &HeaderMap, uri: &Uri) -> String {
    let named = headers.get(header::HOST).and_then(|h| h.to_str().ok()).or_else(|| uri.authority().map(|a| a.as_str()));
    let ours = app.settings.address.to_string();
    let host = named.filter(|host| is_host(host)).unwrap_or(&ours);
    // A proxy that ends TLS says so; whoever else says it misleads only themselves.
    let secure = headers.get("x-forwarded-proto").is_some_and(|p| p.as_bytes() == b"https");
    format!("{}://{host}", if secure { "https" } else { "http" })
}

/// A name or address, and nothing that could leave its place in a link.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']' | b'_'))
}

/// The path and query of an address with other values of some parameters; `None` takes one away.
pub(super) fn with(uri: &Uri, changed: &[(&str, Option<String>)]) -> String {
    let query = query(uri, changed);
    if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) }
}

/// The query alone: a link of that and nothing else leads to the same path.
pub(super) fn query(uri: &Uri, changed: &[(&str, Option<String>)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        if !changed.iter().any(|(other, _)| name.eq_ignore_ascii_case(other)) {
            query.append_pair(&name, &value);
        }
    }
    for (name, value) in changed {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_exchanged() {
        let uri: Uri = "/api/x?Page=2&q=a%26b".parse().unwrap();
        assert_eq!(with(&uri, &[("page", Some("3".to_owned()))]), "/api/x?q=a%26b&page=3");
        assert_eq!(with(&uri, &[("page", None), ("q", None)]), "/api/x");
    }

    #[test]
    fn a_host_is_no_markup() {
        assert!(is_host("localhost:80") && is_host("[::1]:80") && is_host("desk.example.org"));
        assert!(!is_host("a/b") && !is_host("a\"b") && !is_host("a b") && !is_host("") && !is_host("u@h"));
    }
}
