use crate::RemoteError;

/// The base address of an OpenAI-compatible endpoint, such as `http://localhost:8080/v1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    base: String,
}

impl Address {
    /// Checks an address as a person gives it. A path down to `/chat/completions` is taken as the base above it.
    pub(crate) fn parse(given: &str) -> Result<Self, RemoteError> {
        // What is wrong may be a password in it, so it is not repeated then.
        let wrong = |url: &str, why: &str| Err(RemoteError::Address { url: url.to_owned(), why: why.to_owned() });
        let Some((scheme, rest)) = given.split_once("://").filter(|(s, _)| matches!(*s, "http" | "https")) else {
            return wrong(given, "give an address that begins with http:// or https://");
        };
        let (host, _) = rest.split_once('/').unwrap_or((rest, ""));
        if host.contains('@') || rest.contains(['?', '#']) {
            let shown = format!("{scheme}://...");
            return wrong(&shown, "leave user names, passwords and ?queries out; a key goes into POLYBIUS_API_KEY");
        }
        if host.is_empty() || host.starts_with(':') || given.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return wrong(given, "give a host, as in http://localhost:8080/v1");
        }
        let base = given.trim_end_matches('/');
        let base = base.strip_suffix("/chat/completions").unwrap_or(base).trim_end_matches('/');
        Ok(Address { base: base.to_owned() })
    }

    /// The address as messages show it.
    pub(crate) fn as_str(&self) -> &str {
        &self.base
    }

    pub(crate) fn completions(&self) -> String {
        format!("{}/chat/completions", self.base)
    }

    pub(crate) fn models(&self) -> String {
        format!("{}/models", self.base)
    }

    /// Whether it is on this machine, so that nothing leaves it.
    pub(crate) fn is_local(&self) -> bool {
        let host = self.base.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
        let name = match host.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
            Some((v6, _)) => v6,
            None => host.rsplit_once(':').map_or(host, |(name, _)| name),
        };
        name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.base.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_cleaned_and_nonsense_is_refused() {
        let base = |given: &str| Address::parse(given).map(|a| a.base);
        for given in
            ["http://localhost:8080/v1", "http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"]
        {
            assert_eq!(base(given).as_deref(), Ok("http://localhost:8080/v1"));
        }
        for given in
            ["localhost:8080", "ftp://a/v1", "http://", "http:///v1", "http://a b/v1", "http://:80/v1", "http://a/\n"]
        {
            assert!(base(given).is_err(), "{given}");
        }
        let secret = Address::parse("https://me:hunter2@example.org/v1").unwrap_err().to_string();
        assert!(secret.contains("POLYBIUS_API_KEY") && !secret.contains("hunter2"), "{secret}");
        assert!(!Address::parse("https://example.org/v1?key=hunter2").unwrap_err().to_string().contains("hunter2"));
    }

    #[test]
    fn this_machine_is_known() {
        let local = |given: &str| Address::parse(given).unwrap().is_local();
        for given in ["http://localhost/v1", "http://127.0.0.1:9/v1", "http://[::1]:9/v1"] {
            assert!(local(given), "{given}");
        }
        for given in ["http://localhost.example.org/v1", "http://10.0.0.5/v1", "https://example.org"] {
            assert!(!local(given), "{given}");
        }
    }
}
