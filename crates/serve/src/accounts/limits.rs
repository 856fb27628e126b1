use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::access::{Access, Limits, Rate};
use crate::error::{ApiError, Code};

/// After so many requests those are forgotten who ask no more.
const TIDY: usize = 10_000;

/// Whom requests are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Client {
    Person(i64),
    Token(i64),
    Address(IpAddr),
}

impl Client {
    /// Where a request comes from: the network that one customer has, where addresses are many (IPv6, a /64).
    pub fn of_address(access: &Access, extensions: &Extensions, headers: &HeaderMap) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |c| c.0.ip());
        // Anybody can write this header; only the last entry is the proxy's own.
        let told = || {
            let last = headers.get_all("x-forwarded-for").into_iter().next_back()?;
            last.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let behind_proxy = access.public_url.is_some() && peer.is_loopback();
        let address = behind_proxy.then(told).flatten().unwrap_or(peer);
        Client::Address(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
            v4 => v4,
        })
    }
}

/// What a request is, as far as limits go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Read,
    Change,
    Upload,
    SignIn,
}

/// Counts requests.
#[derive(Debug)]
pub(crate) struct Limiters {
    read: DefaultKeyedRateLimiter<Client>,
    change: DefaultKeyedRateLimiter<Client>,
    upload: DefaultKeyedRateLimiter<Client>,
    sign_in: DefaultKeyedRateLimiter<Client>,
    asked: AtomicUsize,
}

impl Limiters {
    pub fn new(limits: &Limits) -> Self {
        let limiter = |rate: Rate| RateLimiter::keyed(Quota::per_minute(rate.per_minute).allow_burst(rate.burst));
        Limiters {
            read: limiter(limits.read),
            change: limiter(limits.change),
            upload: limiter(limits.upload),
            sign_in: limiter(limits.sign_in),
            asked: AtomicUsize::new(0),
        }
    }

    /// # Errors
    /// It is too much; the error says when to come again.
    pub(super) fn take(&self, kind: Kind, client: Client) -> Result<(), ApiError> {
        let of = |kind| match kind {
            Kind::Read => &self.read,
            Kind::Change => &self.change,
            Kind::Upload => &self.upload,
            Kind::SignIn => &self.sign_in,
        };
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY == TIDY - 1 {
            for kind in [Kind::Read, Kind::Change, Kind::Upload, Kind::SignIn] {
                of(kind).retain_recent();
            }
        }
        of(kind).check_key(&client).map_err(|early| {
            let wait = early.wait_time_from(DefaultClock::default().now());
            ApiError::new(Code::TooMany, Code::TooMany.meaning()).retry_after(wait.as_secs() + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxy_alone_is_believed() {
        let client = |access: &Access, peer: &str, forwarded: &str| {
            let mut extensions = Extensions::new();
            extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            let Client::Address(address) = Client::of_address(access, &extensions, &headers) else { unreachable!() };
            address.to_string()
        };
        let plain = Access::default();
        let proxied = Access { public_url: Some("https://desk.example.org".to_owned()), ..Access::default() };
        assert_eq!(client(&plain, "127.0.0.1:1", "203.0.113.9"), "127.0.0.1");
        assert_eq!(client(&proxied, "127.0.0.1:1", "198.51.100.7, 203.0.113.9"), "203.0.113.9");
        assert_eq!(client(&proxied, "198.51.100.7:1", "203.0.113.9"), "198.51.100.7");
        assert_eq!(client(&plain, "[2001:db8:1:2:3:4:5:6]:1", ""), "2001:db8:1:2::");
        assert_eq!(client(&plain, "[::ffff:198.51.100.7]:1", ""), "198.51.100.7");
    }

    #[test]
    fn too_much_is_told_with_a_time() {
        let limits = Limits { change: Rate::new(6, 2), ..Limits::default() };
        let limiters = Limiters::new(&limits);
        let take = |n| limiters.take(Kind::Change, Client::Person(n)).map_err(|e| e.code());
        assert_eq!([take(1), take(1), take(1), take(2)], [Ok(()), Ok(()), Err(Code::TooMany), Ok(())]);
    }
}
