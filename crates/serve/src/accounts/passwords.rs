use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use unicode_normalization::UnicodeNormalization;

use super::names::{AccountError, Name};

/// Fewest characters.
const LEAST: usize = 12;
/// Most bytes: hashing takes longer with them.
const MOST: usize = 1024;

/// What a password is checked against where there is nobody of that name, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let hash = Argon2::default().hash_password(b"nobody has this password");
    hash.map(|hash| hash.to_string()).unwrap_or_default()
});

/// A password that will do. It is never shown.
pub(crate) struct Password(String);

impl Password {
    /// A new password of somebody.
    pub fn new(words: &str, name: &Name) -> Result<Self, AccountError> {
        let Some(words) = composed(words) else {
            return Err(AccountError::Password(format!("it has more than {MOST} bytes")));
        };
        if words.chars().count() < LEAST {
            return Err(AccountError::Password(format!("it has at least {LEAST} characters")));
        }
        let lower = words.to_lowercase();
        let mut seen: Vec<char> = lower.chars().collect();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() < 5 || lower.trim() == name.key {
            return Err(AccountError::Password("it is too easily guessed".to_owned()));
        }
        Ok(Password(words))
    }

    /// Argon2id with a salt of its own, as a PHC string. It takes some hundredths of a second and 19 MiB.
    pub fn hash(&self) -> Result<String, AccountError> {
        let hash = Argon2::default().hash_password(self.0.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|e| AccountError::Hash(e.to_string()))
    }
}

/// Whether the words are the password behind the hash. Without a hash the same work is done for nothing.
pub(crate) fn is_right(words: &str, hash: Option<&str>) -> bool {
    let words = composed(words).unwrap_or_default();
    let right = Argon2::default().verify_password(words.as_bytes(), hash.unwrap_or(&NOBODY)).is_ok();
    right && hash.is_some()
}

/// The same password from another keyboard may come in other code points (NIST SP 800-63B asks for NFKC or NFKD).
fn composed(words: &str) -> Option<String> {
    (words.len() <= MOST).then(|| words.nfkc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hashed_with_argon2id_and_checked() {
        let name = Name::of("Ada").unwrap();
        let hash = Password::new("a quiet ford, zoe\u{308}", &name).unwrap().hash().unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(is_right("a quiet ford, zoë", Some(&hash)));
        for (words, hash) in
            [("a quiet ford, zoe", Some(&*hash)), ("nobody has this password", None), ("", Some("")), ("", None)]
        {
            assert!(!is_right(words, hash), "{words:?}");
        }
        let long = "abcdefg".repeat(200);
        for wrong in ["short", "eleven char", "aaaaaaaaaaaaaaaa", "ababababababab", &long] {
            assert!(Password::new(wrong, &name).is_err(), "{wrong:?}");
        }
        let long_name = Name::of("Ada of the quiet ford").unwrap();
        assert!(Password::new("ada of the quiet ford", &long_name).is_err());
    }
}
