use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::error::{ApiError, Code};

/// What a page may do: run our own files and talk to us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
                      worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers that every answer has.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// On loopback, a page of another site could have its name point here (DNS rebinding) and read the desk as its own: the host that the
/// browser thinks it talks to must be this machine.
pub(crate) async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    if app.settings.address.ip().is_loopback() {
        let named = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
        let named = named.or_else(|| request.uri().authority().map(|a| a.as_str()));
        if !named.is_some_and(|named| is_loopback(named) || app.settings.access.is_host(named)) {
            let message = format!("open http://{}/ instead", app.settings.address);
            return ApiError::new(Code::BadHost, message).into_response();
        }
    }
    next.run(request).await
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        // The colons of an IPv6 address without brackets lead to no port.
        Some((host, _)) if host.contains(':') && !host.ends_with(']') => authority,
        Some((host, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_loopback() {
        for ours in ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.9.10", "[::1]:8080", "::1"] {
            assert!(is_loopback(ours), "{ours}");
        }
        for theirs in ["example.org", "localhost.example.org", "127.0.0.1.example.org:80", "10.0.0.1", "", "[::2]:80"] {
            assert!(!is_loopback(theirs), "{theirs}");
        }
    }
}
