use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

use crate::app::App;
use crate::changes::Change;

/// What changes, as it changes: events `revision` and `job`, each with JSON. A listener that was slow misses some, and asks again after the next.
#[utoipa::path(get, path = "/stream", tag = "desk", responses((status = 200, content_type = "text/event-stream", body = String)))]
pub(crate) async fn stream(State(app): State<App>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let told = BroadcastStream::new(app.changes.listen()).filter_map(Result::ok).map(|change| {
        let name = match change {
            Change::Revision { .. } => "revision",
            Change::Job { .. } => "job",
        };
        Ok(Event::default().event(name).data(serde_json::to_string(&change).unwrap_or_default()))
    });
    Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}
