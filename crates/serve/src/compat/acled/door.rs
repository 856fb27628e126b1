use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use crate::error::{ApiError, Code};

/// Bytes of an error that are read again.
const ERROR: usize = 64 << 10;

const TABLES: [&str; 7] = ["acled", "deleted", "actor", "actortype", "country", "region", "cast"];

/// Stands before everything else that answers for ACLED's addresses: what their clients send as `key` is a token like any, and what goes wrong, with
/// whoever asks included, is told as they expect it.
pub(crate) async fn door(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let path = path.strip_prefix("/api").unwrap_or(path);
    if !TABLES.iter().any(|table| path.strip_prefix('/').and_then(|p| p.strip_suffix("/read")) == Some(table)) {
        return next.run(request).await;
    }
    if !request.headers().contains_key(header::AUTHORIZATION)
        && let Some(key) = key(request.uri().query().unwrap_or_default())
    {
        request.headers_mut().insert(header::AUTHORIZATION, key);
    }
    let response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        return reworded(response).await;
    }
    response
}

fn key(query: &str) -> Option<HeaderValue> {
    let (_, key) = form_urlencoded::parse(query.as_bytes()).find(|(name, key)| name == "key" && !key.is_empty())?;
    let mut value = HeaderValue::from_str(&format!("Bearer {key}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The same error in ACLED's shape.
async fn reworded(response: Response) -> Response {
    #[derive(Deserialize)]
    struct Answer {
        error: Told,
    }
    #[derive(Deserialize)]
    struct Told {
        message: String,
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, ERROR).await.unwrap_or_default();
    let message = serde_json::from_slice::<Answer>(&bytes).map(|answer| answer.error.message);
    let message = message.unwrap_or_else(|_| parts.status.to_string());
    let body = json!({"status": parts.status.as_u16(), "success": false, "error": [{"message": message}]}).to_string();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Response::from_parts(parts, Body::from(body))
}

/// ACLED's forecasts have no counterpart.
pub(super) async fn no_forecasts() -> ApiError {
    ApiError::new(Code::NotFound, "a desk has no forecasts; /api/acled/read has its events")
}
