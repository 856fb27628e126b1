use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use jiff::Timestamp;
use polybius_formats::Cell;
use polybius_records::Event;

use super::column::Column;
use super::question::Question;
use super::tallies::page;
use crate::app::App;
use crate::compat::stream;
use crate::error::ApiError;

const COLUMNS: [&str; 2] = ["event_id_cnty", "deleted_timestamp"];

/// Events that are no more, the last to go first: a copy of the data is kept up to date by leaving them out.
pub(super) async fn read(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Result<Response, ApiError> {
    let columns = COLUMNS.map(Column::named);
    let question = Question::of(&uri, &columns)?;
    let kind = if question.csv { "text/csv; charset=utf-8" } else { "application/json" };
    stream::answer(&app, &headers, &uri, kind, move |_, desk, out| {
        let mut rows = Vec::new();
        for (removed, body) in desk.removed_events()?.into_iter().rev() {
            let event: Option<Event> = body.and_then(|body| serde_json::from_str(&body).ok());
            // An event of no country never had an id in this form.
            let Some(id) = event.as_ref().and_then(polybius_formats::acled_id) else { continue };
            let at = removed.at.parse::<Timestamp>().map_or(0, Timestamp::as_second);
            rows.push(vec![Cell::text(id), Cell::number(at)]);
        }
        page(desk, &columns, &question, rows, out)
    })
    .await
}
