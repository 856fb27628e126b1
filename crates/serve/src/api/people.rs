use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use polybius_store::{NewPerson, Person, PersonChange, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::session::unkept;
use crate::accounts::{Act, Name, Password, Sent, Who, display};
use crate::app::App;
use crate::error::{ApiError, ErrorAnswer};

/// Somebody who may come in.
#[derive(Serialize, ToSchema)]
pub(crate) struct PersonRow {
    /// The name that decisions carry; it never changes.
    name: String,
    display: String,
    /// `reader`, `coder`, `reviewer` or `admin`.
    #[schema(value_type = String)]
    role: Role,
    /// Whether they may not come in any more.
    disabled: bool,
    /// When they were added, UTC.
    made: String,
}

impl From<Person> for PersonRow {
    fn from(p: Person) -> Self {
        PersonRow { name: p.name, display: p.display, role: p.role, disabled: p.disabled, made: p.made }
    }
}

/// Somebody to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddPerson {
    /// 1 to 64 characters.
    name: String,
    /// The name to be shown; the name where nothing is given.
    display: Option<String>,
    #[schema(value_type = String)]
    role: Role,
    /// At least 12 characters.
    password: String,
}

/// What to change of a person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangePerson {
    display: Option<String>,
    #[schema(value_type = Option<String>)]
    role: Option<Role>,
    disabled: Option<bool>,
    /// A new password; it ends their sessions.
    password: Option<String>,
}

/// Everybody, by name.
#[utoipa::path(get, path = "/people", tag = "accounts", responses((status = 200, body = Vec<PersonRow>), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn list(State(app): State<App>, who: Who) -> Result<Response, ApiError> {
    who.may(Act::Review)?;
    let people = app.ask_accounts(|accounts| accounts.people()).await?;
    Ok(unkept(Json(people.into_iter().map(PersonRow::from).collect::<Vec<_>>())))
}

/// Adds a person.
#[utoipa::path(
    post, path = "/people", tag = "accounts", request_body = AddPerson,
    responses((status = 201, body = PersonRow), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 409, body = ErrorAnswer))
)]
pub(crate) async fn add(State(app): State<App>, who: Who, Sent(sent): Sent<AddPerson>) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let name = Name::of(&sent.name)?;
    let shown = sent.display.as_deref().map_or_else(|| Ok(name.shown.clone()), display)?;
    let password = Password::new(&sent.password, &name)?;
    let password = app.hashing(move || password.hash()).await??;
    let entry = who.did("person.add", &name.shown, json!({"role": sent.role}));
    let added = app.change_accounts(move |accounts| {
        let (name, key) = (&*name.shown, &*name.key);
        accounts.add_person(&NewPerson { name, key, display: &shown, role: sent.role, password: &password }, &entry)
    });
    Ok(unkept((StatusCode::CREATED, Json(PersonRow::from(added.await?)))))
}

/// Changes a person. The last admin stays one.
#[utoipa::path(
    patch, path = "/people/{name}", tag = "accounts", params(("name" = String, Path)), request_body = ChangePerson,
    responses((status = 200, body = PersonRow), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer), (status = 409, body = ErrorAnswer))
)]
pub(crate) async fn change(
    State(app): State<App>,
    who: Who,
    Path(name): Path<String>,
    Sent(sent): Sent<ChangePerson>,
) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let password = match &sent.password {
        None => None,
        Some(words) => {
            let password = Password::new(words, &Name::of(&name)?)?;
            Some(app.hashing(move || password.hash()).await??)
        }
    };
    let detail = json!({
        "display": sent.display.is_some(), "role": sent.role, "disabled": sent.disabled, "password": sent.password.is_some(),
    });
    let shown = sent.display.as_deref().map(display).transpose()?;
    let to = PersonChange { display: shown, role: sent.role, disabled: sent.disabled, password, but_session: None };
    let person = changed(&app, &who, name, to, detail).await?;
    Ok(unkept(Json(PersonRow::from(person))))
}

/// Lets a person in no more. Their name stays taken, since decisions carry it.
#[utoipa::path(
    delete, path = "/people/{name}", tag = "accounts", params(("name" = String, Path)),
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer), (status = 409, body = ErrorAnswer))
)]
pub(crate) async fn remove(State(app): State<App>, who: Who, Path(name): Path<String>) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let to = PersonChange { disabled: Some(true), ..PersonChange::default() };
    changed(&app, &who, name, to, json!({"disabled": true})).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn changed(
    app: &App,
    who: &Who,
    name: String,
    to: PersonChange,
    detail: serde_json::Value,
) -> Result<Person, ApiError> {
    let key = Name::key_of(&name);
    let asked = key.clone();
    let there = app.ask_accounts(move |accounts| accounts.person(&asked)).await?;
    let there = there.ok_or_else(|| ApiError::not_found("person", &name))?;
    let entry = who.did("person.change", there.name, detail);
    let person = app.change_accounts(move |accounts| accounts.change_person(&key, &to, &entry)).await?;
    person.ok_or_else(|| ApiError::not_found("person", &name))
}
