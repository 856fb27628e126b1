use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use polybius_records::{Date, Document, Report, Statement, Warning};
use polybius_store::{After, KeyValue, Shelved};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body;
use crate::app::{Answer, App};
use crate::changes::Change;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::jobs::{Job, JobState};
use crate::page;
use crate::params::Params;
use crate::settings::{CodingStep, Upload};

/// Jobs that may wait at once.
const MOST_JOBS: usize = 50;
/// Characters of a pasted text.
const LONGEST_TEXT: usize = 2_000_000;

/// A document in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentRow {
    id: String,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    #[schema(format = Date)]
    published: Option<String>,
    language: Option<String>,
    /// What read it: `rules`, `hybrid`, or `remote:` and a model; empty where nothing has.
    coder: String,
    /// Events that it tells of.
    events: u64,
    statements: u64,
    warnings: u64,
}

/// A page of documents.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentPage {
    items: Vec<DocumentRow>,
    next: Option<String>,
}

/// Documents, the latest first; with words, the best first.
#[utoipa::path(
    get, path = "/documents", tag = "documents",
    params(
        ("q" = Option<String>, Query, description = "Words that they hold: `word`, `\"a phrase\"`, `OR`, `NOT`"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000), ("cursor" = Option<String>, Query),
        ("as_of" = Option<String>, Query),
    ),
    responses((status = 200, body = DocumentPage), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn list(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let (words, limit, as_of) = (params.take("q"), params.limit()?, params.take("as_of"));
    let sort = if words.is_some() { "rank" } else { "-published" };
    let after = params.take("cursor").map(|cursor| page::read(sort, &cursor)).transpose()?;
    params.end()?;
    let skip = match after.as_ref().map(|a| &a.key) {
        Some(KeyValue::Integer(n)) if words.is_some() => usize::try_from(*n).unwrap_or(0),
        _ => 0,
    };
    app.answer(&headers, &uri, as_of, move |_, desk| {
        let mut found = match (&words, &after) {
            (Some(words), _) => desk.shelf_with(words, skip, limit + 1)?,
            (None, Some(After { key: KeyValue::Text(day), id })) => desk.shelf(Some((day, id)), limit + 1)?,
            (None, _) => desk.shelf(None, limit + 1)?,
        };
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|last| {
            let key = match words {
                Some(_) => KeyValue::Integer(i64::try_from(skip + limit).unwrap_or(i64::MAX)),
                None => KeyValue::Text(last.published.clone().unwrap_or_default()),
            };
            page::write(sort, &After { key, id: last.id.clone() })
        });
        Answer::json(&DocumentPage { items: found.into_iter().map(row).collect(), next })
    })
    .await
}

fn row(d: Shelved) -> DocumentRow {
    DocumentRow {
        id: d.id,
        title: d.title,
        publisher: d.publisher,
        url: d.url,
        published: d.published,
        language: d.language,
        coder: d.coder,
        events: d.reports,
        statements: d.statements,
        warnings: d.warnings,
    }
}

/// A report with the event that it is in.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReportOfEvent {
    /// The event; null while the events are not up to date.
    event: Option<String>,
    #[serde(flatten)]
    report: Report,
}

/// A document and all that was read from it.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentAnswer {
    document: Document,
    reports: Vec<ReportOfEvent>,
    statements: Vec<Statement>,
    warnings: Vec<Warning>,
    /// Documents that are copies of it.
    copies: Vec<String>,
}

/// One document with its text, and all that was read from it.
#[utoipa::path(
    get, path = "/documents/{id}", tag = "documents", params(("id" = String, Path), ("as_of" = Option<String>, Query)),
    responses((status = 200, body = DocumentAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    app.answer(&headers, &uri, as_of, move |_, desk| {
        let opened = desk.opened(&id)?.ok_or_else(|| ApiError::not_found("document", &id))?;
        let reports = opened.reports.into_iter().map(|(report, event)| ReportOfEvent { event, report }).collect();
        let (document, statements, warnings) = (opened.document, opened.statements, opened.warnings);
        Answer::json(&DocumentAnswer { document, reports, statements, warnings, copies: opened.copies })
    })
    .await
}

/// One report, as its document says it.
#[utoipa::path(
    get, path = "/reports/{id}", tag = "documents", params(("id" = String, Path), ("as_of" = Option<String>, Query)),
    responses((status = 200, body = ReportOfEvent), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn report(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let mut params = Params::of(&uri)?;
    let as_of = params.take("as_of");
    params.end()?;
    app.answer(&headers, &uri, as_of, move |_, desk| {
        let report = desk.report(&id)?.ok_or_else(|| ApiError::not_found("report", &id))?;
        Answer::json(&ReportOfEvent { event: desk.event_of_report(&report.id)?, report })
    })
    .await
}

/// A text to be read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDocument {
    /// The article's text.
    text: String,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    published: Option<Date>,
}

/// The job that reads what was sent.
#[derive(Serialize, ToSchema)]
pub(crate) struct JobNumber {
    job: u64,
}

/// Has a text read.
#[utoipa::path(
    post, path = "/documents", tag = "documents", request_body = NewDocument,
    responses((status = 202, body = JobNumber), (status = 400, body = ErrorAnswer), (status = 403, body = ErrorAnswer))
)]
pub(crate) async fn paste(State(app): State<App>, bytes: Bytes) -> Result<(StatusCode, Json<JobNumber>), ApiError> {
    let sent: NewDocument = body(&bytes)?;
    if sent.text.trim().is_empty() {
        return Err(ApiError::new(Code::BadBody, "text: there is nothing in it"));
    }
    if sent.text.chars().count() > LONGEST_TEXT {
        return Err(ApiError::new(Code::TooLarge, format!("text: more than {LONGEST_TEXT} characters")));
    }
    // As a line of JSON, so that no text can pass for another kind of file.
    let line = serde_json::json!({
        "text": sent.text, "title": sent.title, "publisher": sent.publisher, "url": sent.url, "published": sent.published,
    });
    let name = "pasted.jsonl".to_owned();
    let upload =
        Upload { name, bytes: line.to_string().into_bytes(), title: None, publisher: None, url: None, published: None };
    start(&app, "pasted text", upload)
}

/// Has a file read: a page, a feed, JSONL, WARC, PDF, or plain text; its name and first bytes tell which.
#[utoipa::path(
    post, path = "/documents/file", tag = "documents",
    params(
        ("name" = String, Query, description = "The file's name"), ("title" = Option<String>, Query),
        ("publisher" = Option<String>, Query), ("url" = Option<String>, Query),
        ("published" = Option<String>, Query, description = "YYYY-MM-DD"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 202, body = JobNumber), (status = 400, body = ErrorAnswer), (status = 413, body = ErrorAnswer))
)]
pub(crate) async fn file(
    State(app): State<App>,
    uri: Uri,
    bytes: Bytes,
) -> Result<(StatusCode, Json<JobNumber>), ApiError> {
    let mut params = Params::of(&uri)?;
    let name = params.take("name").ok_or_else(|| ApiError::parameter("name", "give the file's name"))?;
    let (title, publisher, url) = (params.take("title"), params.take("publisher"), params.take("url"));
    let published = params.day("published")?;
    params.end()?;
    if bytes.is_empty() {
        return Err(ApiError::new(Code::BadBody, "the file is empty"));
    }
    // A name, never a path: it is shown, and its ending tells the kind.
    let name: String =
        name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(120).collect();
    let name = if name.trim().is_empty() || name.starts_with('.') { "file".to_owned() } else { name };
    let upload = Upload { name: name.clone(), bytes: bytes.to_vec(), title, publisher, url, published };
    start(&app, &name, upload)
}

fn start(app: &App, name: &str, upload: Upload) -> Result<(StatusCode, Json<JobNumber>), ApiError> {
    let Some(coding) = app.settings.coding.clone() else {
        return Err(ApiError::new(Code::Forbidden, "this server reads no documents"));
    };
    if app.jobs.open() >= MOST_JOBS {
        return Err(ApiError::new(Code::TooMany, format!("{MOST_JOBS} jobs are waiting")).retry_after(10));
    }
    let job = app.jobs.add(name);
    let app = app.clone();
    tell(&app, job, |_| {});
    tokio::spawn(async move {
        let coded = app.write(move |app, desk| {
            tell(app, job, |j| j.state = JobState::Running);
            let mut told = |step: CodingStep| tell(app, job, |j| (j.done, j.reports) = (step.done, step.reports));
            coding.code(desk, upload, &mut told).map_err(|message| ApiError::new(Code::Internal, message))
        });
        match coded.await {
            Ok(outcome) => tell(&app, job, |j| {
                j.state = JobState::Done;
                j.outcome = Some(outcome.into());
            }),
            Err(error) => {
                crate::error::eprint_log(&format!("job {job}: {}", error.message()));
                tell(&app, job, |j| {
                    j.state = JobState::Failed;
                    j.message = Some(error.message().to_owned());
                });
            }
        }
    });
    Ok((StatusCode::ACCEPTED, Json(JobNumber { job })))
}

fn tell(app: &App, job: u64, change: impl FnOnce(&mut Job)) {
    if let Some(Job { id, state, done, reports, .. }) = app.jobs.change(job, change) {
        app.changes.tell(Change::Job { id, state, done, reports });
    }
}
