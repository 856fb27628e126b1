use polybius_store::StoreError;
use unicode_normalization::UnicodeNormalization;

use crate::error::{ApiError, Code};

/// Most characters of a name.
const LONGEST: usize = 64;

/// Why somebody cannot be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// A name that will not do.
    #[error("the name will not do: {0}")]
    Name(&'static str),
    /// A password that will not do.
    #[error("the password will not do: {0}")]
    Password(String),
    /// The machine cannot hash.
    #[error("the password cannot be hashed: {0}")]
    Hash(String),
    /// The desk.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AccountError> for ApiError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Store(error) => error.into(),
            AccountError::Hash(_) => ApiError::new(Code::Internal, error.to_string()),
            AccountError::Name(_) | AccountError::Password(_) => ApiError::new(Code::BadBody, error.to_string()),
        }
    }
}

/// A person's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// As it is shown and stands in decisions.
    pub shown: String,
    /// As it is compared.
    pub key: String,
}

impl Name {
    /// A name, composed (NFKC) so that what looks the same is the same.
    pub fn of(words: &str) -> Result<Self, AccountError> {
        let shown = plain(words)?;
        if shown == "." || shown == ".." {
            // Addresses have names in them, and these two mean something else there.
            return Err(AccountError::Name("it stands for a folder; give another"));
        }
        Ok(Name { key: key(&shown), shown })
    }

    /// The key of a name as somebody wrote it; what is no name finds nobody.
    pub fn key_of(words: &str) -> String {
        let composed: String = words.chars().take(4 * LONGEST).nfkc().collect();
        key(composed.trim())
    }
}

/// A name to be shown.
pub(crate) fn display(words: &str) -> Result<String, AccountError> {
    plain(words)
}

fn plain(words: &str) -> Result<String, AccountError> {
    let composed: String = words.trim().chars().take(4 * LONGEST).nfkc().collect();
    let shown = composed.trim().to_owned();
    if shown.is_empty() || shown.chars().count() > LONGEST {
        return Err(AccountError::Name("it has 1 to 64 characters"));
    }
    if shown.chars().any(|c| c.is_control() || is_unseen(c)) {
        return Err(AccountError::Name("it has characters that cannot be seen"));
    }
    Ok(shown)
}

fn key(shown: &str) -> String {
    shown.to_lowercase()
}

/// Characters that take no room or turn the direction: two names could look the same with them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_the_same_are_the_same() {
        for (words, shown, key) in [
            ("Ada", "Ada", "ada"),
            ("  Ａda ", "Ada", "ada"),
            ("Zoe\u{308} K", "Zoë K", "zoë k"),
            ("أمل", "أمل", "أمل"),
        ] {
            assert_eq!(Name::of(words).unwrap(), Name { shown: shown.to_owned(), key: key.to_owned() }, "{words}");
            assert_eq!(Name::key_of(words), key);
        }
        for wrong in ["", "  ", "a\nb", "a\u{202e}b", "ad\u{200b}a", "..", "\u{7}", &"x".repeat(65)] {
            assert!(Name::of(wrong).is_err(), "{wrong:?}");
        }
    }
}
