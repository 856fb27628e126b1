use std::net::SocketAddr;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use polybius_store::StoreError;
use serde::Serialize;

/// A server that cannot start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be had.
    #[error("cannot listen on {address}: {source}; choose another port with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Something beyond this machine could reach a desk that asks nobody who they are.
    #[error(
        "{address} can be reached from other machines, and this desk has no accounts: `polybius serve --add-admin NAME` makes the first one"
    )]
    Open {
        /// The address.
        address: SocketAddr,
    },
    /// The desk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine.
    #[error("the server stopped: {0}")]
    Io(#[from] std::io::Error),
}

/// What went wrong with a request: a code that stays, a status, and a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    code: Code,
    message: String,
    retry_after: Option<u64>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:ident, $meaning:literal;)+) => {
        /// What can go wrong. Codes are never renamed or used again.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each has its meaning as text")]
        pub enum Code { $($variant),+ }

        impl Code {
            /// All codes.
            pub const ALL: &[Code] = &[$(Code::$variant),+];

            /// The code as answers have it.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $code),+ }
            }

            /// The HTTP status.
            pub fn status(self) -> StatusCode {
                match self { $(Code::$variant => StatusCode::$status),+ }
            }

            /// What it means and what to do.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning),+ }
            }
        }
    };
}

codes! {
    BadParameter = "bad-parameter", BAD_REQUEST, "A parameter has a value that it cannot have; the message names both.";
    UnknownParameter = "unknown-parameter", BAD_REQUEST, "There is no such parameter here; the message names those that there are.";
    BadBody = "bad-body", BAD_REQUEST, "The body is not what is asked for; the message says where.";
    BadCursor = "bad-cursor", BAD_REQUEST, "The cursor is not one that this list gave; start again without it.";
    BadMoment = "bad-moment", BAD_REQUEST, "No moment has that name; give a day, a time, @REVISION or a release.";
    BadWords = "bad-words", BAD_REQUEST, "The words are not in the form of a search: words, \"a phrase\", OR, NOT.";
    BadHost = "bad-host", BAD_REQUEST, "The request names a host that this server is not; open it by its own address.";
    Unauthenticated = "unauthenticated", UNAUTHORIZED, "Nobody is signed in, or the session or token has ended; sign in again.";
    BadCredentials = "bad-credentials", UNAUTHORIZED, "Name and password do not go together.";
    Forbidden = "forbidden", FORBIDDEN, "The role or the token's scope does not allow it; ask an admin.";
    ReadOnly = "read-only", FORBIDDEN, "The desk has no accounts, so nobody may change it here; `polybius serve --add-admin NAME` makes the first.";
    BadCsrf = "bad-csrf", FORBIDDEN, "The request has no X-Polybius-CSRF of this session; read it from GET /api/v1/session.";
    NotFound = "not-found", NOT_FOUND, "There is nothing at that address, or nothing of that id.";
    WrongMethod = "wrong-method", METHOD_NOT_ALLOWED, "The address takes other methods; the Allow header names them.";
    NotAcceptable = "not-acceptable", NOT_ACCEPTABLE, "None of the media types in Accept can be had here.";
    Conflict = "conflict", CONFLICT, "What stands there is not what the request takes for granted; read it again.";
    Gone = "gone", GONE, "The event is no more: its reports are in the events that the message names.";
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "The body is larger than this server takes; use `polybius code` on the command line.";
    TooMany = "too-many", TOO_MANY_REQUESTS, "Too many requests; wait as many seconds as Retry-After says.";
    Internal = "internal", INTERNAL_SERVER_ERROR, "The server failed; its log has more. Please report it.";
    Busy = "busy", SERVICE_UNAVAILABLE, "Another process writes to the desk; the same request will do later.";
}

impl ApiError {
    /// An error with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        ApiError { code, message: message.into(), retry_after: None }
    }

    /// Nothing of that name.
    pub fn not_found(what: &str, id: &str) -> Self {
        ApiError::new(Code::NotFound, format!("there is no {what} {id:?}"))
    }

    /// A parameter with a value that it cannot have.
    pub fn parameter(name: &str, detail: impl std::fmt::Display) -> Self {
        ApiError::new(Code::BadParameter, format!("{name}: {detail}"))
    }

    /// The same, to be tried again after so many seconds.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// Its sentence.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Moment { .. } => Code::BadMoment,
            StoreError::Query { .. } => Code::BadWords,
            StoreError::Busy { .. } => Code::Busy,
            StoreError::NameTaken { .. } | StoreError::LastAdmin | StoreError::TooManyTokens { .. } => Code::Conflict,
            _ => Code::Internal,
        };
        ApiError::new(code, error.to_string())
    }
}

impl From<polybius_upkeep::UpkeepError> for ApiError {
    fn from(error: polybius_upkeep::UpkeepError) -> Self {
        match error {
            polybius_upkeep::UpkeepError::Store(error) => error.into(),
            other => ApiError::new(Code::Internal, other.to_string()),
        }
    }
}

impl From<polybius_formats::ExportError> for ApiError {
    fn from(error: polybius_formats::ExportError) -> Self {
        ApiError::new(Code::Internal, error.to_string())
    }
}

impl From<polybius_delivery::DeliveryError> for ApiError {
    fn from(error: polybius_delivery::DeliveryError) -> Self {
        match error {
            polybius_delivery::DeliveryError::Store(error) => error.into(),
            polybius_delivery::DeliveryError::Upkeep(error) => error.into(),
            polybius_delivery::DeliveryError::Export(error) => error.into(),
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct ErrorAnswer {
    error: ErrorBody,
}

#[derive(Serialize, utoipa::ToSchema)]
struct ErrorBody {
    /// A code that is never renamed; `GET /api/v1/errors` lists them.
    code: String,
    /// What is wrong and what to do.
    message: String,
    status: u16,
    help: String,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.code.status();
        // What failed inside is for the log: it may name files.
        let message = if self.code == Code::Internal {
            eprint_log(&self.message);
            Code::Internal.meaning().to_owned()
        } else {
            self.message
        };
        let body = ErrorAnswer {
            error: ErrorBody {
                code: self.code.as_str().to_owned(),
                message,
                status: status.as_u16(),
                help: format!("/api/v1/errors#{}", self.code.as_str()),
            },
        };
        let mut response = (status, axum::Json(body)).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// A line for whoever runs the server.
#[allow(clippy::print_stderr, reason = "the log of a server is its standard error")]
pub(crate) fn eprint_log(message: &str) {
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    eprintln!("polybius: {line}");
}
