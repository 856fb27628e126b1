use axum::Json;
use axum::extract::{Path, State};
use axum::http::Uri;

use crate::app::App;
use crate::error::{ApiError, ErrorAnswer};
use crate::jobs::Job;
use crate::params::Params;

/// What is being read, and was since the server was started, the latest first.
#[utoipa::path(get, path = "/jobs", tag = "documents", responses((status = 200, body = Vec<Job>)))]
pub(crate) async fn list(State(app): State<App>, uri: Uri) -> Result<Json<Vec<Job>>, ApiError> {
    Params::of(&uri)?.end()?;
    Ok(Json(app.jobs.all()))
}

/// One job.
#[utoipa::path(
    get, path = "/jobs/{id}", tag = "documents", params(("id" = u64, Path)),
    responses((status = 200, body = Job), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn one(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Result<Json<Job>, ApiError> {
    Params::of(&uri)?.end()?;
    let job = id.parse().ok().and_then(|n| app.jobs.get(n));
    job.map(Json).ok_or_else(|| ApiError::not_found("job", &id))
}
