use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

use crate::error::{ApiError, Code};

/// Longest address of a webhook.
const LONGEST: usize = 2000;

/// Whether a webhook may have this address. What its name stands for is looked up each time that something is sent ([`Public`]); here is refused
/// what can be seen at once.
pub(crate) fn check(words: &str, allow_private: bool) -> Result<(), ApiError> {
    let refused = |why: &str| Err(ApiError::new(Code::BadBody, format!("url: {why}")));
    if words.len() > LONGEST {
        return refused("more than 2000 characters");
    }
    let Ok(url) = Url::parse(words) else { return refused("no address; give https://HOST/PATH") };
    if !matches!(url.scheme(), "http" | "https") {
        return refused("give https://, or http:// in a network of your own");
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return refused("leave out name, password and fragment");
    }
    let address = match url.host() {
        None => return refused("it names no host"),
        Some(Host::Domain(name)) if name.trim_end_matches('.').eq_ignore_ascii_case("localhost") => {
            Some(IpAddr::V4(Ipv4Addr::LOCALHOST))
        }
        Some(Host::Domain(_)) => None,
        Some(Host::Ipv4(v4)) => Some(IpAddr::V4(v4)),
        Some(Host::Ipv6(v6)) => Some(IpAddr::V6(v6)),
    };
    if !allow_private && address.is_some_and(|address| !is_public(address)) {
        return refused(PRIVATE);
    }
    Ok(())
}

const PRIVATE: &str =
    "it is in a private network or on this machine; start the server with --webhook-allow-private if that is meant";

/// Looks names up, and finds nothing that is not public: a name of somebody else may stand for an address behind our walls. What is connected to
/// is what was looked at, so that a second look-up cannot say something else.
#[derive(Debug)]
pub(super) struct Public(pub DefaultResolver);

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        if found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        Err(ureq::Error::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, PRIVATE)))
    }
}

/// Whether anybody on the internet has the address (the special-purpose registries of IANA: what is not globally reachable is left out).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let special = v4.is_private()
        || v4.is_loopback()
        || v4.is_link_local()
        || v4.is_multicast()
        || v4.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let [a, b, ..] = v6.segments();
    // Global unicast alone, without what carries an IPv4 address inside or is for documents and tests.
    (0x2000..0x4000).contains(&a)
        && !(a == 0x2001 && b < 0x0200)
        && !(a == 0x2001 && b == 0x0db8)
        && a != 0x2002
        && !(a == 0x3fff && b < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for public in
            ["1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2a00::1"]
        {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
    }

    #[test]
    fn addresses_that_could_be_anything_else_are_refused() {
        for good in ["https://hooks.example.org/in?x=1", "http://hooks.example.org:8080", "https://1.1.1.1/"] {
            assert_eq!(check(good, false), Ok(()), "{good}");
        }
        for wrong in [
            "",
            "hooks.example.org",
            "file:///etc/passwd",
            "ftp://example.org/",
            "gopher://example.org",
            "javascript:alert(1)",
            "https://",
            "https://u:p@example.org/",
            "https://u@example.org/",
            "https://example.org/#x",
            "http://localhost/",
            "http://LOCALHOST.:80/",
            "http://127.0.0.1/",
            "http://0x7f.1/",
            "http://2130706433/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://169.254.169.254/latest/",
            "http://10.1/",
        ] {
            assert_eq!(check(wrong, false).map_err(|e| e.code()), Err(Code::BadBody), "{wrong}");
        }
        assert_eq!(check("http://127.0.0.1:9/", true), Ok(()));
    }
}
