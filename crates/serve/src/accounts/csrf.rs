use axum::http::{HeaderMap, Uri, header};

use super::Via;
use super::access::Access;
use super::secrets::same;
use super::who::Who;
use crate::error::{ApiError, Code};

const HEADER: &str = "x-polybius-csrf";

/// Whether a change is meant by a page of ours. A page of another site can make a browser send a request with its cookie, but it can neither
/// hide where it comes from nor read the word that our pages send along.
pub(super) fn check(who: &Who, access: &Access, uri: &Uri, headers: &HeaderMap) -> Result<(), ApiError> {
    // A browser sends no Authorization by itself.
    if matches!(who.via(), Via::Token { .. }) {
        return Ok(());
    }
    let refused = |message: &str| Err(ApiError::new(Code::BadCsrf, message));
    let word = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if word("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return refused("the request comes from a page of another site");
    }
    if let Some(origin) = word(header::ORIGIN.as_str()) {
        let host = word(header::HOST.as_str()).or_else(|| uri.authority().map(|a| a.as_str())).unwrap_or_default();
        let is_host = origin.split_once("://").is_some_and(|(scheme, authority)| {
            matches!(scheme, "http" | "https") && authority.eq_ignore_ascii_case(host)
        });
        if !is_host && !access.is_origin(origin) {
            return refused("the request comes from a page of another site");
        }
    }
    match who.via() {
        Via::Session { csrf, .. } if !word(HEADER).is_some_and(|given| same(given, csrf)) => {
            refused(Code::BadCsrf.meaning())
        }
        _ => Ok(()),
    }
}
