use serde::{Deserialize, Serialize};

/// What a person may do; each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads.
    Reader,
    /// Adds documents, codes and decides.
    Coder,
    /// Assigns, resolves, and undoes what others did.
    Reviewer,
    /// Manages people and webhooks, and reads the audit.
    Admin,
}

impl Role {
    /// All roles, from the least.
    pub const ALL: [Role; 4] = [Role::Reader, Role::Coder, Role::Reviewer, Role::Admin];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Coder => "coder",
            Role::Reviewer => "reviewer",
            Role::Admin => "admin",
        }
    }

    /// The role of that word.
    pub fn of(word: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// What a token may be used for; its person's role must allow it as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// To read.
    Read,
    /// To change records: documents, decisions.
    Write,
    /// To manage people and webhooks and to read the audit.
    Admin,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Scope; 3] = [Scope::Read, Scope::Write, Scope::Admin];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
            Scope::Admin => "admin",
        }
    }

    /// Words separated by commas, as the desk keeps them; a word that is unknown opens nothing.
    pub(super) fn several(words: &str) -> Vec<Scope> {
        Scope::ALL.into_iter().filter(|scope| words.split(',').any(|word| word == scope.as_str())).collect()
    }

    pub(super) fn written(scopes: &[Scope]) -> String {
        let words: Vec<&str> =
            Scope::ALL.iter().filter(|scope| scopes.contains(scope)).map(|scope| scope.as_str()).collect();
        words.join(",")
    }
}
