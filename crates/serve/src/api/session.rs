use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use polybius_store::{PersonChange, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::accounts::{self, Client, Name, Password, Sent, Via, Who};
use crate::app::App;
use crate::error::{ApiError, ErrorAnswer};

/// Who is signed in, and what they may do.
#[derive(Serialize, ToSchema)]
pub(crate) struct SessionAnswer {
    /// Whether the desk asks who comes.
    accounts: bool,
    person: Option<Signed>,
    /// What changes must carry as `X-Polybius-CSRF`; null where nobody signed in with a browser.
    csrf: Option<String>,
    /// `read`, `code`, `decide`, `review`, `admin`.
    may: Vec<&'static str>,
}

#[derive(Serialize, ToSchema)]
struct Signed {
    name: String,
    display: String,
    #[schema(value_type = String)]
    role: Role,
}

/// Name and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    name: String,
    password: String,
}

/// Old and new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    old: String,
    /// At least 12 characters.
    new: String,
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", tag = "accounts", responses((status = 200, body = SessionAnswer)))]
pub(crate) async fn session(State(app): State<App>, who: Who) -> Result<Response, ApiError> {
    let accounts = app.ask_accounts(|accounts| accounts.any_people()).await?;
    Ok(answer(accounts, &who))
}

/// Signs in: the answer sets the cookie `polybius_session`, and ends the session that the browser had.
#[utoipa::path(
    post, path = "/session", tag = "accounts", request_body = SignIn,
    responses((status = 200, body = SessionAnswer), (status = 401, body = ErrorAnswer), (status = 429, body = ErrorAnswer))
)]
pub(crate) async fn sign_in(
    State(app): State<App>,
    before: Who,
    Extension(from): Extension<Client>,
    Sent(sent): Sent<SignIn>,
) -> Result<Response, ApiError> {
    let person = accounts::sign_in(&app, from, &sent.name, sent.password).await?;
    end(&app, &before).await?;
    let (secret, who) = accounts::begin_session(&app, person).await?;
    let mut response = answer(true, &who);
    let secure = app.settings.access.is_secure(app.settings.address);
    response.headers_mut().insert(header::SET_COOKIE, secret.cookie(secure));
    Ok(response)
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "accounts", responses((status = 204), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn sign_out(State(app): State<App>, who: Who) -> Result<Response, ApiError> {
    who.session()?;
    end(&app, &who).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    let secure = app.settings.access.is_secure(app.settings.address);
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, accounts::cookie_that_ends(secure));
    // What the browser kept was for this person's eyes.
    headers.insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// Changes one's own password, and ends one's other sessions.
#[utoipa::path(
    put, path = "/session/password", tag = "accounts", request_body = NewPassword,
    responses((status = 204), (status = 400, body = ErrorAnswer), (status = 401, body = ErrorAnswer))
)]
pub(crate) async fn password(
    State(app): State<App>,
    who: Who,
    Extension(from): Extension<Client>,
    Sent(sent): Sent<NewPassword>,
) -> Result<StatusCode, ApiError> {
    let this = who.session()?;
    let name = Name::of(&who.person()?.name)?;
    let new = Password::new(&sent.new, &name)?;
    accounts::sign_in(&app, from, &name.shown, sent.old).await?;
    let hash = app.hashing(move || new.hash()).await??;
    let to = PersonChange { password: Some(hash), but_session: Some(this), ..PersonChange::default() };
    let entry = who.did("person.password", &name.shown, json!({}));
    app.change_accounts(move |accounts| accounts.change_person(&name.key, &to, &entry)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn end(app: &App, who: &Who) -> Result<(), ApiError> {
    if let Via::Session { hash, .. } = who.via() {
        let (hash, entry) = (*hash, who.did("session.end", who.name().unwrap_or_default(), json!({})));
        app.change_accounts(move |accounts| accounts.end_session(&hash, &entry)).await?;
    }
    Ok(())
}

fn answer(accounts: bool, who: &Who) -> Response {
    let csrf = match who.via() {
        Via::Session { csrf, .. } => Some(csrf.clone()),
        Via::Token { .. } | Via::Nobody { .. } => None,
    };
    let person = who.person().ok().map(|p| Signed { name: p.name.clone(), display: p.display.clone(), role: p.role });
    let may = who.acts().map(|act| act.as_str()).collect();
    unkept(Json(SessionAnswer { accounts, person, csrf, may }))
}

/// An answer that nobody keeps.
pub(super) fn unkept(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
