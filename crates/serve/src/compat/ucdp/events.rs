use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_formats::{Cell, UCDP_COLUMNS};
use serde::Serialize;
use serde_json::{Map, Value};

use super::index::Indexes;
use super::question::Question;
use crate::app::{Answer, App};
use crate::compat::address;
use crate::error::ApiError;

/// A page, with UCDP's names.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Page {
    total_count: usize,
    total_pages: usize,
    /// Empty on the first page.
    previous_page_url: String,
    /// Empty on the last page.
    next_page_url: String,
    result: Vec<Map<String, Value>>,
}

/// Events in UCDP GED's columns. There is one version of them, that of now, so any may be named.
pub(super) async fn read(
    State(app): State<App>,
    Extension(indexes): Extension<Arc<Indexes>>,
    Path(version): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    if version.is_empty() || !version.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(ApiError::not_found("version of GED", &version));
    }
    let question = Question::of(&uri)?;
    let base = address::base(&app, &headers, &uri);
    let here = uri.clone();
    app.answer(&headers, &uri, None, move |app, desk| {
        let index = indexes.of(app, desk)?;
        let wanted: Vec<_> = index.iter().filter(|entry| question.wants(entry)).collect();
        let pages = wanted.len().div_ceil(question.size);
        let link = |page: usize| format!("{base}{}", address::with(&here, &[("page", Some(page.to_string()))]));
        let mut result = Vec::new();
        for entry in wanted.iter().skip(question.page.saturating_mul(question.size)).take(question.size) {
            result.extend(entry.row(app, desk)?.map(|row| object(&row)));
        }
        Answer::json(&Page {
            total_count: wanted.len(),
            total_pages: pages,
            previous_page_url: if question.page == 0 { String::new() } else { link(question.page.min(pages)) },
            next_page_url: if question.page + 1 < pages { link(question.page + 2) } else { String::new() },
            result,
        })
    })
    .await
}

fn object(row: &[Cell]) -> Map<String, Value> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Number(n) => serde_json::from_str(n).unwrap_or_else(|_| Value::from(n.as_str())),
        Cell::Text(text) => Value::from(text.as_str()),
    };
    UCDP_COLUMNS.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), value(cell))).collect()
}
