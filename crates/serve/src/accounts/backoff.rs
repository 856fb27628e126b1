use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong passwords that cost nothing.
const FREE: u32 = 5;
/// Longest wait for a name: it must not keep the person out who has it.
const LONGEST_OF_NAME: Duration = Duration::from_secs(60);
/// Longest wait for an address.
const LONGEST_OF_ADDRESS: Duration = Duration::from_secs(15 * 60);
/// A row of misses is forgotten after so long without one.
const MEMORY: Duration = Duration::from_secs(3600);
/// Most rows that are kept before the forgotten ones are cleared.
const KEPT: usize = 10_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Name([u8; 32]),
    Address(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Misses {
    count: u32,
    last: Instant,
}

/// Slows those down who try passwords: after a few wrong ones each next doubles the wait, for the name and for the address.
#[derive(Debug, Default)]
pub(crate) struct BackOff(Mutex<HashMap<Key, Misses>>);

impl BackOff {
    /// Begins a try. It counts as a miss until [`BackOff::succeed`] says otherwise, so that many tries at once are no way around.
    ///
    /// # Errors
    /// How long to wait first.
    pub fn begin(&self, name: &str, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = keys(name, address);
        let waits = keys.iter().filter_map(|key| rows.get(key).and_then(|misses| wait(key, *misses, now)));
        if let Some(longest) = waits.max() {
            return Err(longest);
        }
        if rows.len() >= KEPT {
            rows.retain(|_, misses| now.duration_since(misses.last) < MEMORY);
        }
        for key in keys {
            let row = rows.entry(key).or_insert(Misses { count: 0, last: now });
            if now.duration_since(row.last) >= MEMORY {
                row.count = 0;
            }
            *row = Misses { count: row.count.saturating_add(1), last: now };
        }
        Ok(())
    }

    /// The password was right: the name starts anew, and the address has this try back, no more, or a password of one's own would clear it.
    pub fn succeed(&self, name: &str, address: IpAddr) {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [name, address] = keys(name, address);
        rows.remove(&name);
        if let Some(row) = rows.get_mut(&address) {
            row.count = row.count.saturating_sub(1);
        }
    }
}

fn keys(name: &str, address: IpAddr) -> [Key; 2] {
    [Key::Name(*blake3::hash(name.as_bytes()).as_bytes()), Key::Address(address)]
}

fn wait(key: &Key, misses: Misses, now: Instant) -> Option<Duration> {
    let doubled = misses.count.checked_sub(FREE)?.min(20);
    let longest = match key {
        Key::Name(_) => LONGEST_OF_NAME,
        Key::Address(_) => LONGEST_OF_ADDRESS,
    };
    let pause = Duration::from_secs(1 << doubled).min(longest);
    pause.checked_sub(now.duration_since(misses.last)).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 2));

    #[test]
    fn each_miss_doubles_the_wait() {
        let (tries, start) = (BackOff::default(), Instant::now());
        for _ in 0..FREE {
            assert_eq!(tries.begin("ada", HERE, start), Ok(()));
        }
        let mut now = start;
        for seconds in [1, 2, 4, 8, 16, 32] {
            let wait = Duration::from_secs(seconds);
            assert_eq!(tries.begin("ada", HERE, now), Err(wait));
            assert_eq!(tries.begin("ada", THERE, now), Err(wait), "the name waits wherever one tries it");
            assert_eq!(tries.begin("bea", HERE, now), Err(wait), "the address waits whatever it tries");
            now += wait;
            assert_eq!(tries.begin("ada", HERE, now), Ok(()));
        }
        assert_eq!(tries.begin("ada", THERE, now), Err(LONGEST_OF_NAME));
        assert_eq!(tries.begin("ada", HERE, now), Err(Duration::from_secs(64)));
    }

    #[test]
    fn a_right_password_frees_the_name_and_not_the_address() {
        let (tries, now) = (BackOff::default(), Instant::now());
        for _ in 0..FREE - 1 {
            assert_eq!(tries.begin("ada", HERE, now), Ok(()));
        }
        assert_eq!(tries.begin("bea", HERE, now), Ok(()));
        tries.succeed("bea", HERE);
        assert_eq!(tries.begin("ada", HERE, now), Ok(()));
        assert!(tries.begin("cleo", HERE, now).is_err());
        tries.succeed("ada", HERE);
        assert_eq!(tries.begin("ada", THERE, now), Ok(()));
    }
}
