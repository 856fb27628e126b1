use std::time::Duration;

/// Longest pause before another try, whatever the endpoint asks for.
const LONGEST: Duration = Duration::from_secs(60);

/// How often to try again, and how long to wait before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Patience {
    /// Tries after the first one.
    pub(crate) retries: u32,
    /// The first pause; each later one is twice as long.
    pub(crate) first: Duration,
}

impl Patience {
    /// The pause after `tried` retries: at least what the endpoint asks for, within bounds.
    pub(crate) fn pause(&self, tried: u32, asked_for: Option<Duration>) -> Duration {
        let own = self.first.saturating_mul(2_u32.saturating_pow(tried.min(16)));
        own.max(asked_for.unwrap_or_default()).min(LONGEST)
    }

    /// `Retry-After`: seconds, or a date (RFC 9110, 10.2.3).
    pub(crate) fn asked_for(&self, words: &str) -> Option<Duration> {
        let words = words.trim();
        if let Ok(seconds) = words.parse::<u64>() {
            return Some(Duration::from_secs(seconds));
        }
        let then = jiff::fmt::rfc2822::parse(words).ok()?.timestamp();
        then.duration_since(jiff::Timestamp::now()).try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_are_bounded() {
        let patience = Patience { retries: 3, first: Duration::from_secs(1) };
        let pauses: Vec<u64> = [0, 1, 2, 40].map(|n| patience.pause(n, None).as_secs()).into();
        assert_eq!(pauses, [1, 2, 4, 60]);
        assert_eq!(patience.pause(0, patience.asked_for("7")), Duration::from_secs(7));
        assert_eq!(patience.pause(0, patience.asked_for("86400")), LONGEST);
        let soon = jiff::Timestamp::now() + Duration::from_secs(30);
        let date = jiff::fmt::rfc2822::to_string(&soon.to_zoned(jiff::tz::TimeZone::UTC)).unwrap();
        let asked = patience.asked_for(&date).unwrap();
        assert!((25..=30).contains(&asked.as_secs()), "{asked:?}");
        assert_eq!(patience.asked_for("Sun, 06 Nov 1994 08:49:37 GMT"), None, "a time that is gone");
        assert_eq!(patience.asked_for("soon"), None);
    }
}
