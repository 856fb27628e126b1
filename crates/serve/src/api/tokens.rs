use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use polybius_store::{NewToken, Scope, Token};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::session::unkept;
use crate::accounts::{Act, Name, Secret, Sent, Who, display};
use crate::app::App;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::Params;

/// Days that a token lives where nothing is said, and at most.
const DAYS: u16 = 90;
const MOST_DAYS: u16 = 365;

/// A key for programs; the secret itself is nowhere.
#[derive(Serialize, ToSchema)]
pub(crate) struct TokenRow {
    id: i64,
    person: String,
    label: String,
    /// `read`, `write`, `admin`.
    #[schema(value_type = Vec<String>)]
    scopes: Vec<Scope>,
    /// When it was made, UTC.
    made: String,
    /// When it ends, UTC.
    expires: String,
    /// When it was last used, UTC.
    used: Option<String>,
}

/// A new key, with the secret: it is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewTokenAnswer {
    token: String,
    #[serde(flatten)]
    row: TokenRow,
}

/// A key to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddToken {
    /// What it is for; 1 to 64 characters.
    label: String,
    /// `read`, `write`, `admin`: none that your role does not allow.
    #[schema(value_type = Vec<String>)]
    scopes: Vec<Scope>,
    /// Days until it ends, 1 to 365; 90 where nothing is said.
    days: Option<u16>,
}

impl From<Token> for TokenRow {
    fn from(token: Token) -> Self {
        let Token { id, person, label, scopes, made, expires, used } = token;
        TokenRow { id, person: person.name, label, scopes, made, expires, used }
    }
}

/// One's own tokens, newest first; for admins those of anybody.
#[utoipa::path(
    get, path = "/tokens", tag = "accounts",
    params(("person" = Option<String>, Query, description = "Whose; for admins")),
    responses((status = 200, body = Vec<TokenRow>), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, who: Who, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let of = params.take("person");
    params.end()?;
    let mut person = who.person()?.clone();
    if let Some(name) = of {
        let key = Name::key_of(&name);
        if key != Name::key_of(&person.name) {
            who.may(Act::Admin)?;
            let found = app.ask_accounts(move |accounts| accounts.person(&key)).await?;
            person = found.ok_or_else(|| ApiError::not_found("person", &name))?;
        }
    }
    let tokens = app.ask_accounts(move |accounts| accounts.tokens(&person)).await?;
    Ok(unkept(Json(tokens.into_iter().map(TokenRow::from).collect::<Vec<_>>())))
}

/// Makes a token for oneself. Only who signed in can: a token makes no other.
#[utoipa::path(
    post, path = "/tokens", tag = "accounts", request_body = AddToken,
    responses((status = 201, body = NewTokenAnswer), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer))
)]
pub(crate) async fn add(State(app): State<App>, who: Who, Sent(sent): Sent<AddToken>) -> Result<Response, ApiError> {
    who.session()?;
    let label = display(&sent.label)?;
    let days = sent.days.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(ApiError::new(Code::BadBody, format!("days: {days} is not between 1 and {MOST_DAYS}")));
    }
    if sent.scopes.is_empty() {
        return Err(ApiError::new(Code::BadBody, "scopes: give read, write or admin"));
    }
    for scope in &sent.scopes {
        who.may(match scope {
            Scope::Read => Act::Read,
            Scope::Write => Act::Code,
            Scope::Admin => Act::Admin,
        })?;
    }
    let secret = Secret::for_token()?;
    let (hash, person, at) = (secret.hash(), who.person()?.clone(), Timestamp::now());
    let expires = at + SignedDuration::from_hours(24 * i64::from(days));
    let entry = who.did("token.add", &label, json!({"scopes": sent.scopes, "days": days}));
    let added = app.change_accounts(move |accounts| {
        let new = NewToken { person: &person, label: &label, hash: &hash, scopes: &sent.scopes, expires };
        accounts.add_token(&new, at, &entry)
    });
    let row = TokenRow::from(added.await?);
    Ok(unkept((StatusCode::CREATED, Json(NewTokenAnswer { token: secret.into_words(), row }))))
}

/// Takes a token away: one's own; an admin anybody's.
#[utoipa::path(
    delete, path = "/tokens/{id}", tag = "accounts", params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn remove(State(app): State<App>, who: Who, Path(id): Path<String>) -> Result<Response, ApiError> {
    let none = || ApiError::not_found("token", &id);
    let number: i64 = id.parse().map_err(|_| none())?;
    let token = app.ask_accounts(move |accounts| accounts.token_of_number(number)).await?.ok_or_else(none)?;
    // Whose it is not hears the same as if there were none.
    if token.person.id != who.person()?.id && who.may(Act::Admin).is_err() {
        return Err(none());
    }
    let entry = who.did("token.remove", &token.label, json!({"person": token.person.name, "token": number}));
    app.change_accounts(move |accounts| accounts.remove_token(number, &entry)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
