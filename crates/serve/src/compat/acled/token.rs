use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::accounts::{self, Client};
use crate::app::App;
use crate::error::{ApiError, Code};

/// How long a token is good.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(24);

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
    expires_in: i64,
    access_token: String,
    refresh_token: String,
}

/// A token to read with, for a name and a password. A desk without accounts lets everybody read and looks at no token, and clients do not go on
/// without one: there whoever asks has it.
pub(super) async fn grant(
    State(app): State<App>,
    Extension(from): Extension<Client>,
    Form(asked): Form<Asked>,
) -> Result<Response, ApiError> {
    let refused = match asked.grant_type.as_str() {
        "password" if asked.username.is_empty() || asked.password.is_empty() => {
            Some(("invalid_request", "username and password are needed"))
        }
        "refresh_token" if asked.refresh_token.is_empty() => Some(("invalid_request", "refresh_token is needed")),
        "password" | "refresh_token" => None,
        _ => Some(("unsupported_grant_type", "known are password and refresh_token")),
    };
    let any = app.ask_accounts(|accounts| accounts.any_people()).await?;
    let mut response = match refused {
        Some((error, message)) => failed(StatusCode::BAD_REQUEST, error, message),
        None if !any => granted("open".to_owned()),
        None if asked.grant_type == "refresh_token" => {
            failed(StatusCode::BAD_REQUEST, "invalid_grant", "send username and password again")
        }
        None => match accounts::grant(&app, from, &asked.username, asked.password, GOOD_FOR).await {
            Ok(secret) => granted(secret.into_words()),
            Err(error) if error.code() == Code::BadCredentials => {
                failed(StatusCode::BAD_REQUEST, "invalid_grant", error.message())
            }
            Err(error) => return Err(error),
        },
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn granted(token: String) -> Response {
    let expires_in = GOOD_FOR.as_secs();
    axum::Json(Granted { token_type: "Bearer", expires_in, refresh_token: token.clone(), access_token: token })
        .into_response()
}

fn failed(status: StatusCode, error: &str, message: &str) -> Response {
    let body = json!({"error": error, "error_description": message, "message": message});
    (status, axum::Json(body)).into_response()
}
