use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use polybius_store::{Delivery, NewWebhook, Webhook, WebhookChange};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::session::unkept;
use crate::accounts::{Act, Secret, Sent, Who};
use crate::app::App;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::Params;
use crate::webhooks::{KINDS, check, filter};

/// An address that is told of changes; its secret is nowhere.
#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookRow {
    id: i64,
    url: String,
    /// `revision`, `event.added`, `event.changed`, `event.removed`.
    kinds: Vec<String>,
    /// The parameters of a list of events, as a query string.
    filter: String,
    /// Whether it is told nothing for now; one that nobody takes from is paused by itself.
    paused: bool,
    /// The revision up to which its messages were made.
    revision: i64,
    made_by: String,
    /// When, UTC.
    made: String,
}

/// A new webhook, with what its messages are signed with: it is shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewWebhookAnswer {
    secret: String,
    #[serde(flatten)]
    row: WebhookRow,
}

/// A webhook to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddWebhook {
    url: String,
    kinds: Vec<String>,
    /// As in a list of events, without `q` and `as_of`.
    #[schema(example = "country=ML&min_killed=10")]
    filter: Option<String>,
}

/// What to change of a webhook.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeWebhook {
    url: Option<String>,
    kinds: Option<Vec<String>>,
    filter: Option<String>,
    paused: Option<bool>,
}

/// A message to a webhook.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeliveryRow {
    id: i64,
    /// `waiting`, `sent` or `failed`.
    state: String,
    tries: u32,
    /// When it is tried next; of one that is done, when it was tried last. UTC.
    due: String,
    /// What the receiver answered last.
    status: Option<u16>,
    /// What went wrong last.
    problem: Option<String>,
    /// When it was made, UTC.
    made: String,
    #[schema(value_type = Object)]
    body: Option<Box<RawValue>>,
}

/// A page of messages.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeliveryPage {
    items: Vec<DeliveryRow>,
    /// For the next page: `before`; null on the last.
    next: Option<i64>,
}

impl From<Webhook> for WebhookRow {
    fn from(hook: Webhook) -> Self {
        let Webhook { id, url, kinds, filter, secret: _, paused, moment, made_by, made } = hook;
        WebhookRow { id, url, kinds, filter, paused, revision: moment.revision, made_by, made }
    }
}

impl From<Delivery> for DeliveryRow {
    fn from(delivery: Delivery) -> Self {
        let Delivery { id, webhook: _, body, state, tries, due, status, problem, made } = delivery;
        DeliveryRow { id, state, tries, due, status, problem, made, body: RawValue::from_string(body).ok() }
    }
}

/// All webhooks.
#[utoipa::path(get, path = "/webhooks", tag = "accounts", responses((status = 200, body = Vec<WebhookRow>), (status = 403, body = ErrorAnswer)))]
pub(crate) async fn list(State(app): State<App>, who: Who) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let webhooks = app.ask_accounts(|accounts| accounts.webhooks()).await?;
    Ok(unkept(Json(webhooks.into_iter().map(WebhookRow::from).collect::<Vec<_>>())))
}

/// Adds a webhook: it is told of what changes from now on.
#[utoipa::path(
    post, path = "/webhooks", tag = "accounts", request_body = AddWebhook,
    responses((status = 201, body = NewWebhookAnswer), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn add(State(app): State<App>, who: Who, Sent(sent): Sent<AddWebhook>) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    check(&sent.url, app.settings.access.webhooks.allow_private)?;
    check_kinds(&sent.kinds)?;
    let words = sent.filter.unwrap_or_default();
    filter(&app, &words)?;
    let secret = Secret::new()?.into_words();
    let made_by = who.person()?.name.clone();
    let entry = who.did("webhook.add", &sent.url, json!({"kinds": sent.kinds, "filter": words}));
    let (kept, kinds) = (secret.clone(), sent.kinds);
    let added = app.change_accounts(move |accounts| {
        let new = NewWebhook { url: &sent.url, kinds: &kinds, filter: &words, secret: &kept, made_by: &made_by };
        accounts.add_webhook(&new, &entry)
    });
    let row = WebhookRow::from(added.await?);
    Ok(unkept((StatusCode::CREATED, Json(NewWebhookAnswer { secret, row }))))
}

/// Changes a webhook. One that goes on after a pause is told of what changes from then on.
#[utoipa::path(
    patch, path = "/webhooks/{id}", tag = "accounts", params(("id" = i64, Path)), request_body = ChangeWebhook,
    responses((status = 200, body = WebhookRow), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn change(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
    Sent(sent): Sent<ChangeWebhook>,
) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let number = number(&id)?;
    if let Some(url) = &sent.url {
        check(url, app.settings.access.webhooks.allow_private)?;
    }
    if let Some(kinds) = &sent.kinds {
        check_kinds(kinds)?;
    }
    if let Some(words) = &sent.filter {
        filter(&app, words)?;
    }
    let ChangeWebhook { url, kinds, filter, paused } = sent;
    let detail = json!({"url": url, "kinds": kinds, "filter": filter, "paused": paused});
    let entry = who.did("webhook.change", &id, detail);
    let to = WebhookChange { url, kinds, filter, paused };
    let changed = app.change_accounts(move |accounts| accounts.change_webhook(number, &to, &entry)).await?;
    let changed = changed.ok_or_else(|| ApiError::not_found("webhook", &id))?;
    Ok(unkept(Json(WebhookRow::from(changed))))
}

/// Takes a webhook away, with its messages.
#[utoipa::path(
    delete, path = "/webhooks/{id}", tag = "accounts", params(("id" = i64, Path)),
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn remove(State(app): State<App>, who: Who, Path(id): Path<String>) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let number = number(&id)?;
    let entry = who.did("webhook.remove", &id, json!({}));
    if !app.change_accounts(move |accounts| accounts.remove_webhook(number, &entry)).await? {
        return Err(ApiError::not_found("webhook", &id));
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Messages to a webhook, newest first: the last thousand that are done, and all that wait.
#[utoipa::path(
    get, path = "/webhooks/{id}/deliveries", tag = "accounts",
    params(
        ("id" = i64, Path),
        ("before" = Option<i64>, Query, description = "Messages before this one"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000),
    ),
    responses((status = 200, body = DeliveryPage), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn deliveries(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let number = number(&id)?;
    let mut params = Params::of(&uri)?;
    let (before, limit) = (params.parse::<i64>("before")?, params.limit()?);
    params.end()?;
    let mut found = app.ask_accounts(move |accounts| accounts.deliveries(number, before, limit + 1)).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|delivery| delivery.id);
    Ok(unkept(Json(DeliveryPage { items: found.into_iter().map(DeliveryRow::from).collect(), next })))
}

fn number(id: &str) -> Result<i64, ApiError> {
    id.parse().map_err(|_| ApiError::not_found("webhook", id))
}

fn check_kinds(kinds: &[String]) -> Result<(), ApiError> {
    let unknown = kinds.iter().find(|kind| !KINDS.contains(&kind.as_str()));
    if kinds.is_empty() || unknown.is_some() {
        let message = format!("kinds: {}: known are {}", unknown.map_or("none", |k| k.as_str()), KINDS.join(", "));
        return Err(ApiError::new(Code::BadBody, message));
    }
    Ok(())
}
