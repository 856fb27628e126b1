//! Who comes in, and what they may do.
//!
//! Every request to an address of the API passes one [`gate`], which asks who it is ([`Who`]), whether they may, whether the change is meant
//! (CSRF) and whether it is too much. An address that says nothing of itself is for readers, and for coders where it changes something; what
//! differs stands in `rules.rs`. So an endpoint that forgets to ask is not open.
//!
//! Secrets (sessions, tokens, passwords) are never kept as they are, never logged, and shown once.

mod access;
mod backoff;
mod csrf;
mod door;
mod gate;
mod limits;
mod names;
mod passwords;
mod rules;
mod secrets;
mod sent;
mod sign_in;
mod who;

use polybius_store::{Accounts, Desk, Entry, NewPerson, Role};

pub use access::{Access, Limits, Rate, WebhookLimits};
pub use names::AccountError;
pub use who::{Act, Who};

pub(crate) use door::Door;
pub(crate) use gate::gate;
pub(crate) use limits::Client;
pub(crate) use names::{Name, display};
pub(crate) use passwords::Password;
pub(crate) use secrets::{Secret, cookie_that_ends};
pub(crate) use sent::Sent;
pub(crate) use sign_in::{begin_session, grant, sign_in};
pub(crate) use who::Via;

/// Adds an admin, for the command line: whoever can write to the folder of the desk decides who is the first. From the first person on the desk
/// asks who comes.
///
/// # Errors
/// The name or the password will not do, the name is taken, or the disk fails.
pub fn add_admin(desk: &mut Desk, name: &str, password: &str) -> Result<(), AccountError> {
    let name = Name::of(name)?;
    let password = Password::new(password, &name)?.hash()?;
    let new =
        NewPerson { name: &name.shown, key: &name.key, display: &name.shown, role: Role::Admin, password: &password };
    let entry = Entry {
        who: name.shown.clone(),
        via: "command line".to_owned(),
        what: "person.add".to_owned(),
        subject: name.shown.clone(),
        detail: serde_json::json!({"role": Role::Admin}),
    };
    Accounts::open(desk.root())?.add_person(&new, &entry)?;
    Ok(())
}
