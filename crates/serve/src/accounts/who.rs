use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use polybius_store::{Entry, Person, Role, Scope};
use serde_json::Value;

use crate::error::{ApiError, Code};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// To read.
    Read,
    /// To add documents and to code.
    Code,
    /// To decide.
    Decide,
    /// To assign, to resolve, and to undo what others did.
    Review,
    /// To manage people and webhooks and to read the audit.
    Admin,
}

impl Act {
    /// All acts, from what most may do.
    pub const ALL: [Act; 5] = [Act::Read, Act::Code, Act::Decide, Act::Review, Act::Admin];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Read => "read",
            Act::Code => "code",
            Act::Decide => "decide",
            Act::Review => "review",
            Act::Admin => "admin",
        }
    }

    fn role(self) -> Role {
        match self {
            Act::Read => Role::Reader,
            Act::Code | Act::Decide => Role::Coder,
            Act::Review => Role::Reviewer,
            Act::Admin => Role::Admin,
        }
    }

    fn scope(self) -> Scope {
        match self {
            Act::Read => Scope::Read,
            Act::Code | Act::Decide | Act::Review => Scope::Write,
            Act::Admin => Scope::Admin,
        }
    }
}

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Via {
    /// Nobody is known.
    Nobody {
        /// Whether the desk has no accounts, and is read on this machine alone.
        open: bool,
    },
    /// With a browser.
    Session {
        /// Of its secret.
        hash: [u8; 32],
        /// What changes must carry.
        csrf: String,
    },
    /// With a program.
    Token {
        /// Its number.
        id: i64,
        /// What it may be used for.
        scopes: Vec<Scope>,
    },
}

/// Who asks. A handler that takes it can be reached through the gate alone.
#[derive(Debug, Clone)]
pub struct Who(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    person: Option<Person>,
    via: Via,
    told: AtomicBool,
}

impl Who {
    pub(super) fn new(person: Option<Person>, via: Via) -> Self {
        Who(Arc::new(Inner { person, via, told: AtomicBool::new(false) }))
    }

    /// Whether they may; both the role and the token's scope must allow it.
    ///
    /// # Errors
    /// They may not: `unauthenticated`, `read-only` or `forbidden`.
    pub fn may(&self, act: Act) -> Result<(), ApiError> {
        let Some(person) = &self.0.person else {
            return match self.0.via {
                Via::Nobody { open: true } if act == Act::Read => Ok(()),
                Via::Nobody { open: true } => Err(ApiError::new(Code::ReadOnly, Code::ReadOnly.meaning())),
                _ => Err(ApiError::new(Code::Unauthenticated, "sign in first, or send Authorization: Bearer TOKEN")),
            };
        };
        if person.role < act.role() {
            let message = format!("a {} may not {}; ask an admin", person.role.as_str(), act.as_str());
            return Err(ApiError::new(Code::Forbidden, message));
        }
        if let Via::Token { scopes, .. } = &self.0.via
            && !scopes.contains(&act.scope())
        {
            let message = format!("the token has not the scope {}", act.scope().as_str());
            return Err(ApiError::new(Code::Forbidden, message));
        }
        Ok(())
    }

    /// What they may.
    pub fn acts(&self) -> impl Iterator<Item = Act> {
        Act::ALL.into_iter().filter(|act| self.may(*act).is_ok())
    }

    /// Who it is.
    ///
    /// # Errors
    /// Nobody signed in.
    pub fn person(&self) -> Result<&Person, ApiError> {
        self.0.person.as_ref().ok_or_else(|| ApiError::new(Code::Unauthenticated, "nobody is signed in"))
    }

    /// Their name, as decisions carry it; `None` where nobody signed in.
    pub fn name(&self) -> Option<&str> {
        self.0.person.as_ref().map(|person| person.name.as_str())
    }

    pub(crate) fn via(&self) -> &Via {
        &self.0.via
    }

    /// The session, for what a program must not do: get itself more keys.
    pub(crate) fn session(&self) -> Result<[u8; 32], ApiError> {
        match &self.0.via {
            Via::Session { hash, .. } => Ok(*hash),
            Via::Token { .. } => Err(ApiError::new(Code::Forbidden, "tokens cannot do this; sign in")),
            Via::Nobody { .. } => Err(ApiError::new(Code::Unauthenticated, "nobody is signed in")),
        }
    }

    /// An entry of the audit for what they do, to be written with it: `what` such as `person.add`, the subject an id or a name. A change that
    /// makes none is entered by the gate, as method and path.
    pub fn did(&self, what: &str, subject: impl Into<String>, detail: Value) -> Entry {
        self.0.told.store(true, Ordering::Relaxed);
        let via = match &self.0.via {
            Via::Nobody { .. } => "nobody".to_owned(),
            Via::Session { .. } => "session".to_owned(),
            Via::Token { id, .. } => format!("token {id}"),
        };
        let who = self.name().unwrap_or_default().to_owned();
        Entry { who, via, what: what.to_owned(), subject: subject.into(), detail }
    }

    pub(super) fn has_told(&self) -> bool {
        self.0.told.load(Ordering::Relaxed)
    }
}

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let who = parts.extensions.get::<Who>().cloned();
        who.ok_or_else(|| ApiError::new(Code::Internal, format!("{} is not behind the gate", parts.uri.path())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(role: Role, via: Via) -> Who {
        let (name, display, made) = ("Ada".to_owned(), "Ada".to_owned(), String::new());
        Who::new(Some(Person { id: 1, name, display, role, disabled: false, made }), via)
    }

    #[test]
    fn role_and_scope_must_both_allow() {
        let session = || Via::Session { hash: [0; 32], csrf: String::new() };
        let token = |scopes: &[Scope]| Via::Token { id: 1, scopes: scopes.to_vec() };
        for (who, may) in [
            (who(Role::Reader, session()), "read"),
            (who(Role::Coder, session()), "read code decide"),
            (who(Role::Reviewer, session()), "read code decide review"),
            (who(Role::Admin, session()), "read code decide review admin"),
            (who(Role::Admin, token(&[Scope::Read])), "read"),
            (who(Role::Admin, token(&[Scope::Write])), "code decide review"),
            (who(Role::Admin, token(&[])), ""),
            (who(Role::Reader, token(&Scope::ALL)), "read"),
            (who(Role::Coder, token(&[Scope::Admin])), ""),
            (Who::new(None, Via::Nobody { open: true }), "read"),
            (Who::new(None, Via::Nobody { open: false }), ""),
        ] {
            let acts: Vec<&str> = who.acts().map(Act::as_str).collect();
            assert_eq!(acts.join(" "), may, "{who:?}");
        }
    }
}
