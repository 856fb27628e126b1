use std::borrow::Cow;
use std::path::{Component, Path};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::app::App;
use crate::error::{ApiError, Code};

/// The web app, as `npm run build` in `web/` made it; empty where nobody built it.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Polybius</title>\
<p>This polybius was built without its web app: <code>cargo xtask web</code> builds it. The API is at <a href=\"/api/v1\">/api/v1</a>.";

/// Files of the web app; every other path is a page of it, which it finds itself.
pub(crate) async fn file(State(app): State<App>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return ApiError::not_found("address", uri.path()).into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return ApiError::new(Code::WrongMethod, "pages are for GET").into_response();
    }
    let named = if path.is_empty() { "index.html" } else { path };
    if let Some((bytes, tag)) = find(&app, named) {
        return deliver(named, bytes, tag.as_deref(), &headers);
    }
    // A file that is not there is no page.
    if Path::new(named).extension().is_some() && named.starts_with("assets/") {
        return ApiError::not_found("file", uri.path()).into_response();
    }
    match find(&app, "index.html") {
        Some((bytes, tag)) => deliver("index.html", bytes, tag.as_deref(), &headers),
        None => deliver("index.html", NOT_BUILT.as_bytes().into(), None, &headers),
    }
}

fn find(app: &App, name: &str) -> Option<(Cow<'static, [u8]>, Option<String>)> {
    match &app.settings.web {
        None => {
            let file = Built::get(name)?;
            let hash = file.metadata.sha256_hash();
            let tag: String = hash.iter().take(12).map(|b| format!("{b:02x}")).collect();
            Some((file.data, Some(format!("\"{tag}\""))))
        }
        Some(folder) => {
            let plain = Path::new(name).components().all(|c| matches!(c, Component::Normal(_)));
            let bytes = plain.then(|| std::fs::read(folder.join(name)).ok()).flatten()?;
            Some((bytes.into(), None))
        }
    }
}

fn deliver(name: &str, bytes: Cow<'static, [u8]>, tag: Option<&str>, asked: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = match kind.type_().as_str() {
        "text" => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // Names of assets have the hash of what is in them.
    let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Some(tag) = tag {
        if let Ok(value) = HeaderValue::from_str(tag) {
            headers.insert(header::ETAG, value);
        }
        if asked.get(header::IF_NONE_MATCH).is_some_and(|w| w.as_bytes() == tag.as_bytes()) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
    }
    *response.body_mut() = Body::from(bytes.into_owned());
    response
}
