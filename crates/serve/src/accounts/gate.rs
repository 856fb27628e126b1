use std::time::Duration;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::limits::{Client, Kind};
use super::rules::{Need, is_safe, is_sign_in, is_upload, need};
use super::secrets::Secret;
use super::{Act, Via, Who, csrf};
use crate::app::App;
use crate::error::{ApiError, Code, eprint_log};

/// Sessions and tokens are said to be used no more often than this.
const TOUCHED: SignedDuration = SignedDuration::from_mins(1);
/// How often it is asked whether who listens to a stream may still.
const ASKED_AGAIN: Duration = Duration::from_secs(3);
/// Longest path that the audit keeps.
const LONGEST_PATH: usize = 300;

/// What every request passes. Whoever is let in stands in the request as [`Who`].
pub(crate) async fn gate(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let secrets = match Secrets::of(&parts.headers) {
        Ok(secrets) => secrets,
        Err(refused) => return refused.into_response(),
    };
    let address = Client::of_address(&app.settings.access, &parts.extensions, &parts.headers);
    let who = match enter(&app, &parts, &secrets, address).await {
        Ok(who) => who,
        Err(refused) => return refused.into_response(),
    };
    parts.extensions.insert(who.clone());
    parts.extensions.insert(address);
    let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
    let response = next.run(Request::from_parts(parts, body)).await;
    if !is_safe(&method) && response.status().is_success() && !who.has_told() && who.name().is_some() {
        let path: String = path.chars().take(LONGEST_PATH).collect();
        let entry = who.did(method.as_str(), path, json!({}));
        if let Err(error) = app.change_accounts(move |accounts| accounts.audit(&entry)).await {
            eprint_log(&format!("a change is missing in the audit: {}", error.message()));
        }
    }
    if who.name().is_some() && is_stream(&response) {
        return response
            .map(|body| Body::from_stream(body.into_data_stream().take_until(Box::pin(ended(app, secrets)))));
    }
    response
}

/// Who it is, where they may come in.
async fn enter(app: &App, parts: &Parts, secrets: &Secrets, address: Client) -> Result<Who, ApiError> {
    let Parts { method, uri, headers, extensions, .. } = parts;
    // Without a route it is a file of the web app, or nothing.
    let route = extensions.get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let who = match identify(app, secrets).await {
        Ok(who) => who,
        Err(refused) => {
            app.door.limiters.take(Kind::SignIn, address)?;
            return Err(refused);
        }
    };
    let client = match (who.via(), who.person()) {
        (Via::Token { id, .. }, _) => Client::Token(*id),
        (_, Ok(person)) => Client::Person(person.id),
        (_, Err(_)) => address,
    };
    let Some(route) = route else {
        app.door.limiters.take(Kind::Read, client)?;
        return Ok(who);
    };
    if is_safe(method) {
        app.door.limiters.take(Kind::Read, client)?;
    } else if is_sign_in(method, &route) {
        app.door.limiters.take(Kind::SignIn, address)?;
    } else {
        app.door.limiters.take(if is_upload(method, &route) { Kind::Upload } else { Kind::Change }, client)?;
    }
    match need(method, &route) {
        Need::Nothing => {}
        Need::Session => who.session().map(|_| ())?,
        Need::May(act) => who.may(act)?,
    }
    if !is_safe(method) {
        csrf::check(&who, &app.settings.access, uri, headers)?;
    }
    Ok(who)
}

/// What a request shows to say who it is.
#[derive(Clone)]
struct Secrets {
    token: Option<Secret>,
    session: Option<Secret>,
}

impl Secrets {
    fn of(headers: &HeaderMap) -> Result<Self, ApiError> {
        Ok(Secrets { token: Secret::of_authorization(headers)?, session: Secret::of_cookie(headers) })
    }
}

/// Who has these secrets. A session that has ended is nobody; a token that is none is an error, since a program would not notice.
async fn identify(app: &App, secrets: &Secrets) -> Result<Who, ApiError> {
    let now = Timestamp::now();
    if let Some(secret) = &secrets.token {
        let hash = secret.hash();
        let Some(token) = app.ask_accounts(move |accounts| accounts.token(&hash, now)).await? else {
            // A desk that asks nobody does not mind what clients say that cannot do without a token.
            if is_open(app).await? {
                return Ok(Who::new(None, Via::Nobody { open: true }));
            }
            return Err(ApiError::new(Code::Unauthenticated, "the token is unknown or has ended; make another"));
        };
        if token.used.as_deref().is_none_or(|used| is_long_ago(used, now)) {
            touch(app, move |accounts| accounts.touch_token(token.id, now));
        }
        return Ok(Who::new(Some(token.person), Via::Token { id: token.id, scopes: token.scopes }));
    }
    if let Some(secret) = &secrets.session {
        let hash = secret.hash();
        if let Some(session) = app.ask_accounts(move |accounts| accounts.session(&hash, now)).await? {
            if is_long_ago(&session.seen, now) {
                touch(app, move |accounts| accounts.touch_session(&hash, now));
            }
            return Ok(Who::new(Some(session.person), Via::Session { hash, csrf: secret.csrf() }));
        }
    }
    Ok(Who::new(None, Via::Nobody { open: is_open(app).await? }))
}

/// Whether everybody may read: nobody beyond this machine reaches the desk, and it has no accounts.
async fn is_open(app: &App) -> Result<bool, ApiError> {
    let any = app.ask_accounts(|accounts| accounts.any_people()).await?;
    Ok(app.settings.is_local() && !any)
}

fn is_long_ago(at: &str, now: Timestamp) -> bool {
    at.parse::<Timestamp>().is_ok_and(|at| now.duration_since(at) >= TOUCHED)
}

/// Says that something was used. Nobody waits for it, and it is said again where it fails.
fn touch(
    app: &App,
    change: impl FnOnce(&mut polybius_store::Accounts) -> Result<(), polybius_store::StoreError> + Send + 'static,
) {
    let app = app.clone();
    tokio::task::spawn_blocking(move || app.door.change(change).ok());
}

fn is_stream(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// Comes when those who have the secrets may read no more.
async fn ended(app: App, secrets: Secrets) {
    loop {
        tokio::time::sleep(ASKED_AGAIN).await;
        match identify(&app, &secrets).await {
            Ok(who) if who.name().is_some() && who.may(Act::Read).is_ok() => {}
            // The desk could not be asked.
            Err(error) if error.code() != Code::Unauthenticated => {}
            _ => return,
        }
    }
}
