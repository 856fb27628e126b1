use axum::http::Method;

use super::Act;

/// What an address asks of who comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: it tells nothing of the desk.
    Nothing,
    /// That they signed in with a browser: for what a program must not do, such as getting itself more keys.
    Session,
    /// That they may do this.
    May(Act),
}

/// Addresses that differ from the rule: to read what is for readers, and to change what is for coders.
const EXCEPTIONS: &[(&str, &str, Need)] = &[
    ("GET", "/api/v1/session", Need::Nothing),
    ("POST", "/api/v1/session", Need::Nothing),
    ("GET", "/api/v1/errors", Need::Nothing),
    ("GET", "/api/v1/openapi.json", Need::Nothing),
    ("POST", "/oauth/token", Need::Nothing),
    // Their own session, password and tokens are everybody's to change.
    ("DELETE", "/api/v1/session", Need::Session),
    ("PUT", "/api/v1/session/password", Need::Session),
    ("POST", "/api/v1/tokens", Need::Session),
    ("DELETE", "/api/v1/tokens/{id}", Need::Session),
    ("GET", "/api/v1/people", Need::May(Act::Review)),
    ("POST", "/api/v1/people", Need::May(Act::Admin)),
    ("PATCH", "/api/v1/people/{name}", Need::May(Act::Admin)),
    ("DELETE", "/api/v1/people/{name}", Need::May(Act::Admin)),
    ("GET", "/api/v1/audit", Need::May(Act::Admin)),
    ("GET", "/api/v1/webhooks", Need::May(Act::Admin)),
    ("POST", "/api/v1/webhooks", Need::May(Act::Admin)),
    ("PATCH", "/api/v1/webhooks/{id}", Need::May(Act::Admin)),
    ("DELETE", "/api/v1/webhooks/{id}", Need::May(Act::Admin)),
    ("GET", "/api/v1/webhooks/{id}/deliveries", Need::May(Act::Admin)),
];

/// Whether a method changes nothing (RFC 9110, safe methods).
pub(super) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// What the address of a route asks; the route as it was written, not as it was asked for, so that no spelling of it gets around.
pub(super) fn need(method: &Method, route: &str) -> Need {
    let named = if *method == Method::HEAD { "GET" } else { method.as_str() };
    let route = if route.len() > 1 { route.trim_end_matches('/') } else { route };
    let exception = EXCEPTIONS.iter().find(|(method, path, _)| *method == named && *path == route);
    match exception {
        Some((_, _, need)) => *need,
        None if is_safe(method) => Need::May(Act::Read),
        None => Need::May(Act::Code),
    }
}

/// Whether it gives the desk documents to code, which takes long.
pub(super) fn is_upload(method: &Method, route: &str) -> bool {
    *method == Method::POST && route.starts_with("/api/v1/documents")
}

/// Whether it tries a password, which takes long too.
pub(super) fn is_sign_in(method: &Method, route: &str) -> bool {
    (*method == Method::POST && matches!(route, "/api/v1/session" | "/oauth/token"))
        || (*method == Method::PUT && route == "/api/v1/session/password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_wrote_down_is_not_open() {
        for (method, route, expected) in [
            (Method::GET, "/api/v1/session", Need::Nothing),
            (Method::HEAD, "/api/v1/session", Need::Nothing),
            (Method::PUT, "/api/v1/session", Need::May(Act::Code)),
            (Method::GET, "/api/v1", Need::May(Act::Read)),
            (Method::GET, "/api/acled/read", Need::May(Act::Read)),
            (Method::POST, "/api/v1/anything", Need::May(Act::Code)),
            (Method::from_bytes(b"BREW").unwrap(), "/api/v1/errors", Need::May(Act::Code)),
            (Method::GET, "/api/v1/audit/", Need::May(Act::Admin)),
            (Method::HEAD, "/api/v1/audit", Need::May(Act::Admin)),
        ] {
            assert_eq!(need(&method, route), expected, "{method} {route}");
        }
    }
}
