use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use polybius_store::{After, AuditQuery, AuditRow, KeyValue};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::session::unkept;
use crate::accounts::{Act, Who};
use crate::app::App;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::page;
use crate::params::Params;

/// The order of the audit, for its cursors.
const SORT: &str = "-seq";

/// A change, and who made it.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditEntry {
    seq: i64,
    /// When, UTC.
    at: String,
    who: String,
    /// `session`, `token NUMBER`, `command line` or `server`.
    via: String,
    /// What was done, such as `person.add`; else the method of the request.
    what: String,
    /// To what; else the path of the request.
    subject: String,
    #[schema(value_type = Object)]
    detail: Value,
}

/// A page of the audit.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditPage {
    items: Vec<AuditEntry>,
    /// The cursor of the next page; null on the last.
    next: Option<String>,
}

impl From<AuditRow> for AuditEntry {
    fn from(AuditRow { seq, at, entry }: AuditRow) -> Self {
        let polybius_store::Entry { who, via, what, subject, detail } = entry;
        AuditEntry { seq, at, who, via, what, subject, detail }
    }
}

/// Every change, newest first.
#[utoipa::path(
    get, path = "/audit", tag = "accounts",
    params(
        ("who" = Option<String>, Query, description = "Of one person"),
        ("what" = Option<String>, Query, description = "Of one kind, such as `person.add`"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
    ),
    responses((status = 200, body = AuditPage), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, who: Who, uri: Uri) -> Result<Response, ApiError> {
    who.may(Act::Admin)?;
    let mut params = Params::of(&uri)?;
    let limit = params.limit()?;
    let before = params.take("cursor").map(|cursor| page::read(SORT, &cursor)).transpose()?;
    let before = match before.map(|after| after.key) {
        None => None,
        Some(KeyValue::Integer(seq)) => Some(seq),
        Some(_) => return Err(ApiError::new(Code::BadCursor, Code::BadCursor.meaning())),
    };
    let query = AuditQuery { who: params.take("who"), what: params.take("what"), before, limit: limit + 1 };
    params.end()?;
    let mut rows = app.ask_accounts(move |accounts| accounts.audit_rows(&query)).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let after = |row: &AuditRow| page::write(SORT, &After { key: KeyValue::Integer(row.seq), id: String::new() });
    let next = rows.last().filter(|_| more).map(after);
    Ok(unkept(Json(AuditPage { items: rows.into_iter().map(AuditEntry::from).collect(), next })))
}
