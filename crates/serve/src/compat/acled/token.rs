use axum::Form;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How long a token is good, in seconds.
const GOOD_FOR: u64 = 24 * 60 * 60;

/// What a client sends for a token (RFC 6749, sections 4.3 and 6).
#[derive(Deserialize)]
pub(super) struct Asked {
    grant_type: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    refresh_token: String,
}

#[derive(Serialize)]
struct Granted {
    token_type: &'static str,
    expires_in: u64,
    access_token: &'static str,
    refresh_token: &'static str,
}

/// A token for whoever asks: a desk without accounts lets everybody read and looks at no token, and clients do not go on without one.
pub(super) async fn grant(Form(asked): Form<Asked>) -> Response {
    let refused = match asked.grant_type.as_str() {
        "password" if asked.username.is_empty() || asked.password.is_empty() => {
            Some(("invalid_request", "username and password are needed"))
        }
        "refresh_token" if asked.refresh_token.is_empty() => Some(("invalid_request", "refresh_token is needed")),
        "password" | "refresh_token" => None,
        _ => Some(("unsupported_grant_type", "known are password and refresh_token")),
    };
    let mut response = match refused {
        Some((error, message)) => {
            let body = json!({"error": error, "error_description": message, "message": message});
            (StatusCode::BAD_REQUEST, axum::Json(body)).into_response()
        }
        None => axum::Json(Granted {
            token_type: "Bearer",
            expires_in: GOOD_FOR,
            access_token: "open",
            refresh_token: "open",
        })
        .into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
