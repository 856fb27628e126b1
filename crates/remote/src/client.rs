use std::fmt;
use std::thread;
use std::time::Duration;

use ureq::http::{HeaderValue, Response};
use ureq::{Agent, Body, Timeout};

use crate::RemoteError;
use crate::address::Address;
use crate::patience::Patience;

/// Most bytes of an answer that are read.
const LARGEST_ANSWER: u64 = 1 << 20;

/// A key for the endpoint. Never shown.
#[derive(Clone)]
pub struct ApiKey(HeaderValue);

impl ApiKey {
    /// A key as it stands in the environment; white space around it is left out.
    ///
    /// # Errors
    /// It holds what a header cannot.
    pub fn new(words: &str) -> Result<Self, RemoteError> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", words.trim())).map_err(|_| RemoteError::Key)?;
        value.set_sensitive(true);
        Ok(ApiKey(value))
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(..)")
    }
}

/// Sends requests to one endpoint and to nothing else: redirections are not followed.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    pub(crate) address: Address,
    key: Option<ApiKey>,
    timeout: Duration,
    patience: Patience,
}

/// What one call came to, where the endpoint answered at all.
enum Call {
    Answer(Vec<u8>),
    /// Worth another try, perhaps after the time that the endpoint asks for.
    Again(RemoteError, Option<Duration>),
}

impl Client {
    pub(crate) fn new(address: Address, key: Option<ApiKey>, timeout: Duration, patience: Patience) -> Self {
        let mut config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent("polybius");
        if address.is_local() {
            // A proxy of the environment cannot reach this machine's own ports.
            config = config.proxy(None);
        }
        Client { agent: config.build().into(), address, key, timeout, patience }
    }

    /// The models that the endpoint lists; none where it has no such list.
    ///
    /// # Errors
    /// Nothing answers, or the key is refused.
    pub(crate) fn models(&self) -> Result<Vec<String>, RemoteError> {
        let mut request = self.agent.get(self.address.models());
        if let Some(ApiKey(value)) = &self.key {
            request = request.header("Authorization", value.clone());
        }
        let mut response = request.call().map_err(|e| self.failure(&e))?;
        match response.status().as_u16() {
            200 => {}
            status @ (401 | 403) => return Err(self.refused(status)),
            _ => return Ok(Vec::new()),
        }
        let bytes = self.body(&mut response)?;
        let listed: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let models = listed["data"].as_array().map_or(&[][..], Vec::as_slice);
        Ok(models.iter().filter_map(|m| m["id"].as_str().map(str::to_owned)).collect())
    }

    /// Posts one question; tries again, with growing pauses, where the endpoint is busy, slow or briefly gone.
    ///
    /// # Errors
    /// The last failure once all tries are used up, or at once one that no try can mend.
    pub(crate) fn ask(&self, question: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let mut tried = 0;
        loop {
            let (failure, asked_for) = match self.call(question)? {
                Call::Answer(bytes) => return Ok(bytes),
                Call::Again(failure, asked_for) => (failure, asked_for),
            };
            if tried >= self.patience.retries {
                return Err(failure);
            }
            thread::sleep(self.patience.pause(tried, asked_for));
            tried += 1;
        }
    }

    fn call(&self, question: &[u8]) -> Result<Call, RemoteError> {
        let mut request = self.agent.post(self.address.completions()).content_type("application/json");
        if let Some(ApiKey(value)) = &self.key {
            request = request.header("Authorization", value.clone());
        }
        let mut response = match request.send(question) {
            Ok(response) => response,
            Err(e) => return Ok(Call::Again(self.failure(&e), None)),
        };
        let status = response.status().as_u16();
        match status {
            200..=299 => match self.body(&mut response) {
                Ok(bytes) => Ok(Call::Answer(bytes)),
                // More of the same would be as large.
                Err(e @ RemoteError::Unusable { .. }) => Err(e),
                Err(e) => Ok(Call::Again(e, None)),
            },
            401 | 403 => Err(self.refused(status)),
            300..=399 | 404 | 405 => Err(RemoteError::NotThere { url: self.address.as_str().to_owned(), status }),
            408 | 429 | 500..=599 => {
                let asked_for = response.headers().get("retry-after").and_then(|v| v.to_str().ok());
                let asked_for = asked_for.and_then(|words| self.patience.asked_for(words));
                let detail = if status == 429 { ": too many requests; lower --coder-jobs or try later" } else { "" };
                Ok(Call::Again(self.status(status, detail.to_owned()), asked_for))
            }
            _ => {
                let detail = self.body(&mut response).ok().and_then(|bytes| complaint(&bytes));
                Err(self.status(status, detail.map(|d| format!(": {d}")).unwrap_or_default()))
            }
        }
    }

    fn body(&self, response: &mut Response<Body>) -> Result<Vec<u8>, RemoteError> {
        response.body_mut().with_config().limit(LARGEST_ANSWER).read_to_vec().map_err(|e| self.failure(&e))
    }

    fn refused(&self, status: u16) -> RemoteError {
        RemoteError::Refused { url: self.address.as_str().to_owned(), status }
    }

    fn status(&self, status: u16, detail: String) -> RemoteError {
        RemoteError::Status { url: self.address.as_str().to_owned(), status, detail }
    }

    fn failure(&self, e: &ureq::Error) -> RemoteError {
        let url = self.address.as_str().to_owned();
        match e {
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                RemoteError::Unreachable { url, detail: "no connection in time".to_owned() }
            }
            ureq::Error::Timeout(_) => RemoteError::Slow { url, limit: self.timeout },
            ureq::Error::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => {
                RemoteError::Slow { url, limit: self.timeout }
            }
            ureq::Error::BodyExceedsLimit(most) => {
                RemoteError::Unusable { url, why: format!("an answer of more than {most} bytes") }
            }
            other => RemoteError::Unreachable { url, detail: short(&other.to_string()) },
        }
    }
}

/// What the endpoint says is wrong with the question, for people: "maximum context length is 4096 tokens".
fn complaint(body: &[u8]) -> Option<String> {
    let said: serde_json::Value = serde_json::from_slice(body).ok()?;
    let words =
        said["error"]["message"].as_str().or_else(|| said["error"].as_str()).or_else(|| said["message"].as_str());
    words.map(short).filter(|words| !words.is_empty())
}

/// One short line.
fn short(words: &str) -> String {
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect();
    line.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_never_shown() {
        let key = ApiKey::new(" hunter2\n").unwrap();
        assert!(!format!("{key:?}").contains("hunter2"));
        assert_eq!(key.0, "Bearer hunter2");
        let refused = ApiKey::new("hunter2\nX-Other: 1").unwrap_err();
        assert!(refused == RemoteError::Key && !refused.to_string().contains("hunter2"));
    }

    #[test]
    fn complaints_are_one_short_line() {
        assert_eq!(complaint(br#"{"error":{"message":"too\nlong"}}"#).as_deref(), Some("too long"));
        assert_eq!(complaint(br#"{"error":"no"}"#).as_deref(), Some("no"));
        assert_eq!(complaint(b"<html>").or_else(|| complaint(br#"{"error":{"code":5}}"#)), None);
        let long = serde_json::json!({"message": "x".repeat(4000)}).to_string();
        assert_eq!(complaint(long.as_bytes()).map(|d| d.len()), Some(160));
    }
}
