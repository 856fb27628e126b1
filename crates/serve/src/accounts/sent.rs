use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;

use crate::error::{ApiError, Code};

/// A body of JSON that says that it is one: a form of another site cannot.
pub(crate) struct Sent<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind != "application/json" {
            return Err(ApiError::new(Code::BadBody, "send Content-Type: application/json"));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| ApiError::new(Code::TooLarge, Code::TooLarge.meaning()))?;
        // What serde says may quote what was sent, and that may be a password.
        serde_json::from_slice(&bytes).map(Sent).map_err(|e| {
            let detail = fields(&e.to_string());
            let message = format!("line {}, column {}: not the JSON that is asked for{detail}", e.line(), e.column());
            ApiError::new(Code::BadBody, message)
        })
    }
}

/// The part of a message that names fields and no values.
fn fields(message: &str) -> String {
    let known = message.starts_with("missing field `") || message.starts_with("unknown field `");
    let words = message.split(" at line ").next().unwrap_or_default();
    if known { format!(": {words}") } else { String::new() }
}
