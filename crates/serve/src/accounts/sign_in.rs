use std::net::IpAddr;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use polybius_store::{Entry, NewToken, Person, Scope};
use serde_json::json;

use super::limits::Client;
use super::names::Name;
use super::{Secret, Via, Who, passwords};
use crate::app::App;
use crate::error::{ApiError, Code};

/// What tokens are called that a client got by itself.
const GRANTED: &str = "granted to a client";

/// Who has that name and password. Unknown names, wrong passwords and people who may not come in any more look the same and take as long.
///
/// # Errors
/// They do not go together, or too many did not before.
pub(crate) async fn sign_in(app: &App, from: Client, name: &str, password: String) -> Result<Person, ApiError> {
    let key = Name::key_of(name);
    let address = match from {
        Client::Address(address) => address,
        Client::Person(_) | Client::Token(_) => IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED),
    };
    app.door.back_off.begin(&key, address, Instant::now()).map_err(|wait| {
        let message = "too many wrong passwords; wait as many seconds as Retry-After says";
        ApiError::new(Code::TooMany, message).retry_after(wait.as_secs() + 1)
    })?;
    let asked = key.clone();
    let known = app.ask_accounts(move |accounts| accounts.password_of(&asked)).await?;
    let (person, hash) = known.unzip();
    let right = app.hashing(move || passwords::is_right(&password, hash.as_deref())).await?;
    match person {
        Some(person) if right => {
            app.door.back_off.succeed(&key, address);
            Ok(person)
        }
        _ => Err(ApiError::new(Code::BadCredentials, Code::BadCredentials.meaning())),
    }
}

/// Begins a session of somebody who signed in.
pub(crate) async fn begin_session(app: &App, person: Person) -> Result<(Secret, Who), ApiError> {
    let secret = Secret::new()?;
    let hash = secret.hash();
    let who = Who::new(Some(person.clone()), Via::Session { hash, csrf: secret.csrf() });
    let entry = who.did("session.begin", person.name.clone(), json!({}));
    app.change_accounts(move |accounts| accounts.begin_session(&hash, &person, Timestamp::now(), &entry)).await?;
    Ok((secret, who))
}

/// A token to read with, for clients that can only send a name and a password.
///
/// # Errors
/// As for [`sign_in`], and where the person has too many tokens.
pub(crate) async fn grant(
    app: &App,
    from: Client,
    name: &str,
    password: String,
    good_for: SignedDuration,
) -> Result<Secret, ApiError> {
    let person = sign_in(app, from, name, password).await?;
    let secret = Secret::for_token()?;
    let (hash, at) = (secret.hash(), Timestamp::now());
    let entry = Entry {
        who: person.name.clone(),
        via: "password".to_owned(),
        what: "token.add".to_owned(),
        subject: GRANTED.to_owned(),
        detail: json!({"scopes": [Scope::Read]}),
    };
    app.change_accounts(move |accounts| {
        let new =
            NewToken { person: &person, label: GRANTED, hash: &hash, scopes: &[Scope::Read], expires: at + good_for };
        accounts.add_token(&new, at, &entry)
    })
    .await?;
    Ok(secret)
}
