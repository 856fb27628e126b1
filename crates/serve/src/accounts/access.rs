use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use url::Url;

/// How people come to the server, and how much they may ask of it.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Scheme, host and port that people open, where a proxy stands in front: `https://desk.example.org`. The proxy must be on this machine; the
    /// last address of its `X-Forwarded-For` is then who asks.
    pub public_url: Option<String>,
    /// Where webhooks may go, and how often they are tried.
    pub webhooks: WebhookLimits,
    /// How much one person, token or address may ask.
    pub limits: Limits,
}

impl Access {
    /// Whether an origin, as browsers write it, is that of the public address.
    pub(super) fn is_origin(&self, origin: &str) -> bool {
        self.public().is_some_and(|url| url.origin().ascii_serialization() == origin)
    }

    /// Whether the authority of a request is that of the public address.
    pub(crate) fn is_host(&self, authority: &str) -> bool {
        let with_port = |url: &Url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?));
        self.public().is_some_and(|url| {
            let plain = url.port().is_none().then(|| url.host_str().map(str::to_owned)).flatten();
            [with_port(&url), plain].into_iter().flatten().any(|known| known.eq_ignore_ascii_case(authority))
        })
    }

    /// Whether a browser may give the session back over TLS alone. Only what never leaves this machine may go without.
    pub(crate) fn is_secure(&self, address: SocketAddr) -> bool {
        match self.public() {
            Some(url) => url.scheme() == "https",
            None => !address.ip().is_loopback(),
        }
    }

    fn public(&self) -> Option<Url> {
        self.public_url.as_deref().and_then(|url| Url::parse(url).ok())
    }
}

/// Where webhooks may go, and how often they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebhookLimits {
    /// Whether they may go to this machine and to private networks.
    pub allow_private: bool,
    /// How long to wait after the first try that failed; each next wait is twice as long, up to an hour.
    pub pause: Duration,
    /// Tries of one message; after the last the webhook is paused.
    pub tries: u32,
}

impl Default for WebhookLimits {
    fn default() -> Self {
        // 21 hours in all, so that a receiver that is down for the night loses nothing.
        WebhookLimits { allow_private: false, pause: Duration::from_secs(10), tries: 28 }
    }
}

/// So many requests a minute, and so many at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// A minute, in the long run.
    pub per_minute: NonZeroU32,
    /// At once.
    pub burst: NonZeroU32,
}

impl Rate {
    /// A rate; nothing is once a minute.
    pub const fn new(per_minute: u32, burst: u32) -> Self {
        Rate { per_minute: at_least_one(per_minute), burst: at_least_one(burst) }
    }
}

const fn at_least_one(n: u32) -> NonZeroU32 {
    match NonZeroU32::new(n) {
        Some(n) => n,
        None => NonZeroU32::MIN,
    }
}

/// How much one person, token or address may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Reading.
    pub read: Rate,
    /// Changes.
    pub change: Rate,
    /// Documents to be coded.
    pub upload: Rate,
    /// Tries to sign in, by address.
    pub sign_in: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            // Far above what a page asks for, and below what would keep others waiting.
            read: Rate::new(120_000, 4_000),
            change: Rate::new(600, 100),
            upload: Rate::new(120, 60),
            sign_in: Rate::new(30, 20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_known_by_origin_and_host() {
        let at = |url: &str| Access { public_url: Some(url.to_owned()), ..Access::default() };
        let here: SocketAddr = "127.0.0.1:8080".parse().unwrap();
        let desk = at("https://desk.example.org/");
        assert!(desk.is_origin("https://desk.example.org") && desk.is_secure(here));
        assert!(desk.is_host("desk.example.org") && desk.is_host("Desk.Example.org:443"));
        for other in ["http://desk.example.org", "https://example.org", "https://desk.example.org:8443", "null", ""] {
            assert!(!desk.is_origin(other), "{other}");
        }
        for other in ["example.org", "desk.example.org:80", "desk.example.org.example.net", ""] {
            assert!(!desk.is_host(other), "{other}");
        }
        assert!(!at("http://desk.example.org:81").is_host("desk.example.org"));
        assert!(!Access::default().is_secure(here) && Access::default().is_secure("10.0.0.1:80".parse().unwrap()));
    }
}
