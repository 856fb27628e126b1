use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::{ApiError, Code};

/// The cookie that a browser has.
const COOKIE: &str = "polybius_session";
/// What tokens begin with, so that those who search for lost secrets find them.
const TOKEN: &str = "polybius_";
/// Longest secret that is looked at.
const LONGEST: usize = 200;

/// What a session or a token is known by: 256 random bits in letters. It is never shown by `Debug`.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// A new one for a session or a webhook.
    pub fn new() -> Result<Self, ApiError> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|e| ApiError::new(Code::Internal, format!("no random numbers: {e}")))?;
        Ok(Secret(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A new one for a program.
    pub fn for_token() -> Result<Self, ApiError> {
        Secret::new().map(|secret| Secret(format!("{TOKEN}{}", secret.0)))
    }

    /// The secret of a request's session. Two of them are none: one may have been put there by somebody else.
    pub fn of_cookie(headers: &HeaderMap) -> Option<Self> {
        let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut ours = all.flat_map(|words| words.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut ours = std::iter::from_fn(|| ours.find(|(name, _)| *name == COOKIE).map(|(_, value)| value));
        let (first, second) = (ours.next()?, ours.next());
        (second.is_none() && !first.is_empty() && first.len() <= LONGEST).then(|| Secret(first.to_owned()))
    }

    /// The secret of a program; what stands in `Authorization` and is no such thing is an error, so that nobody is let in as somebody else.
    pub fn of_authorization(headers: &HeaderMap) -> Result<Option<Self>, ApiError> {
        let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
        let words = value.to_str().ok().and_then(|words| words.split_once(' '));
        match words {
            Some((scheme, secret)) if scheme.eq_ignore_ascii_case("bearer") && secret.len() <= LONGEST => {
                Ok(Some(Secret(secret.trim().to_owned())))
            }
            _ => Err(ApiError::new(Code::Unauthenticated, "give Authorization: Bearer TOKEN")),
        }
    }

    /// What is kept of it. It has as many bits as the hash, so that a slow hash would add nothing.
    pub fn hash(&self) -> [u8; 32] {
        *blake3::hash(self.0.as_bytes()).as_bytes()
    }

    /// What a page proves with that it can read our answers: made from the secret, which the page itself cannot read.
    pub fn csrf(&self) -> String {
        URL_SAFE_NO_PAD.encode(blake3::derive_key("polybius session csrf", self.0.as_bytes()))
    }

    /// It itself, to be told once.
    pub fn into_words(self) -> String {
        self.0
    }

    /// The header that gives a browser the session.
    pub fn cookie(&self, secure: bool) -> HeaderValue {
        let age = polybius_store::ABSOLUTE.as_secs();
        cookie(&self.0, age, secure)
    }
}

/// The header that takes a browser's session away.
pub(crate) fn cookie_that_ends(secure: bool) -> HeaderValue {
    cookie("", 0, secure)
}

fn cookie(value: &str, age: i64, secure: bool) -> HeaderValue {
    let secure = if secure { "; Secure" } else { "" };
    let words = format!("{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&words).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Whether two words are the same, in a time that says nothing of where they differ.
pub(crate) fn same(a: &str, b: &str) -> bool {
    // Comparing two `Hash`es takes the same time for all of them.
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_read_from_one_cookie() {
        let read = |cookies: &[&str]| {
            let mut headers = HeaderMap::new();
            for cookie in cookies {
                headers.append(header::COOKIE, HeaderValue::from_str(cookie).unwrap());
            }
            Secret::of_cookie(&headers).map(Secret::into_words)
        };
        let some = Some("abc".to_owned());
        assert_eq!(read(&["polybius_session=abc"]), some);
        assert_eq!(read(&["theme=dark; polybius_session=abc;x=y", "z=1"]), some);
        for none in [
            &["polybius_session=abc; polybius_session=evil"][..],
            &["polybius_session=a", "polybius_session=b"],
            &[],
            &["xpolybius_session=a"],
            &["polybius_session="],
        ] {
            assert_eq!(read(none), None, "{none:?}");
        }
    }

    #[test]
    fn secrets_are_long_and_differ() {
        let (a, b) = (Secret::new().unwrap(), Secret::for_token().unwrap());
        assert!(a.0.len() == 43 && b.0.starts_with("polybius_") && a.hash() != b.hash() && a.csrf() != a.0);
        assert!(same("x", "x") && !same("x", "y") && !same("", "y"));
    }
}
