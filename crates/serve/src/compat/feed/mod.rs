//! The events of a filter as feeds, the last changed first.

mod atom;
mod json;

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_records::EventRow;
use polybius_store::{Desk, Listing, Sort};

use crate::app::{Answer, App};
use crate::compat::address;
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::params::{EventFilter, Params, Question};

/// Entries of a feed.
const ENTRIES: usize = 50;

/// A feed, in no form yet. All texts are plain.
struct Feed {
    /// The same for the same filter on any host.
    id: String,
    /// The web app.
    home: String,
    /// The feed itself.
    own: String,
    entries: Vec<Entry>,
}

struct Entry {
    /// The same whatever becomes of the event.
    id: String,
    /// A page of it.
    page: String,
    /// Its record.
    record: String,
    title: String,
    text: String,
    /// When it was last changed, UTC.
    changed: String,
    tags: Vec<String>,
}

/// The events of a filter that changed last, as an Atom feed (RFC 4287).
#[utoipa::path(
    get, path = "/feed.atom", tag = "exports",
    params(EventFilter, ("quotes" = Option<bool>, Query, description = "Quotes of the documents too")),
    responses((status = 200, content_type = "application/atom+xml", body = String), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn atom(
    State(app): State<App>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, ApiError> {
    answer(&app, &headers, &uri, "application/atom+xml; charset=utf-8", atom::write).await
}

/// The events of a filter that changed last, as a JSON Feed (version 1.1).
#[utoipa::path(
    get, path = "/feed.json", tag = "exports",
    params(EventFilter, ("quotes" = Option<bool>, Query, description = "Quotes of the documents too")),
    responses((status = 200, content_type = "application/feed+json", body = Object), (status = 400, body = ErrorAnswer))
)]
pub(crate) async fn json(
    State(app): State<App>,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, ApiError> {
    answer(&app, &headers, &uri, "application/feed+json", json::write).await
}

async fn answer(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    content_type: &'static str,
    write: fn(&Feed) -> Result<Vec<u8>, ApiError>,
) -> Result<Response, ApiError> {
    let mut params = Params::of(uri)?;
    let question = params.question(app)?;
    let quotes = params.parse::<bool>("quotes")?.unwrap_or(false);
    params.end()?;
    let base = address::base(app, headers, uri);
    let here = uri.clone();
    app.answer(headers, uri, question.as_of.clone(), move |_, desk| {
        let asked = here.query().unwrap_or_default();
        let feed = Feed {
            id: format!("urn:polybius:feed:{}", &blake3::hash(asked.as_bytes()).to_hex()[..16]),
            home: format!("{base}/"),
            own: format!("{base}{}", address::with(&here, &[])),
            entries: entries(desk, &question, quotes, &base)?,
        };
        Ok(Answer { content_type, bytes: write(&feed)?, file: None, next: None })
    })
    .await
}

fn entries(desk: &Desk, question: &Question, quotes: bool, base: &str) -> Result<Vec<Entry>, ApiError> {
    let listed = desk.list(&Listing {
        filter: &question.filter,
        words: question.words.as_deref(),
        sort: Sort::Changed,
        after: None,
        limit: ENTRIES,
    })?;
    let mut entries = Vec::with_capacity(listed.len());
    for one in listed {
        let row: EventRow = serde_json::from_str(&one.row).map_err(|e| ApiError::new(Code::Internal, e.to_string()))?;
        let mut text = plain(&row.summary);
        if quotes && let Some(event) = desk.event(&row.id)? {
            for evidence in event.body.evidence.iter().filter(|e| !e.quote.trim().is_empty()) {
                let quote = format!("\n\n\u{201c}{}\u{201d} ({})", plain(&evidence.quote), plain(&evidence.document));
                // One sentence stands behind several fields.
                if !text.contains(&quote) {
                    text.push_str(&quote);
                }
            }
        }
        entries.push(Entry {
            id: format!("urn:polybius:{}", row.id),
            page: format!("{base}/events/{}", row.id),
            record: format!("{base}/api/v1/events/{}", row.id),
            title: title(&row),
            text,
            changed: desk.changed_at(&row.id)?.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
            tags: tags(&row),
        });
    }
    Ok(entries)
}

/// "Armed clash, Aldmoor, 2031-06-03".
fn title(row: &EventRow) -> String {
    let place = row.place.as_ref().map(|p| p.name.as_str());
    let day =
        row.date.map(|d| if d.start == d.end { d.start.to_string() } else { format!("{} to {}", d.start, d.end) });
    let parts = [Some(row.sub_event_type.as_str()), place, day.as_deref()];
    plain(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn tags(row: &EventRow) -> Vec<String> {
    let country = row.place.as_ref().and_then(|p| p.country.clone());
    let types = [row.event_type.as_str().to_owned(), row.sub_event_type.as_str().to_owned()];
    types.into_iter().chain(country).map(|tag| plain(&tag)).collect()
}

/// A text without the characters that XML 1.0 cannot hold.
fn plain(text: &str) -> String {
    let fits = |c: &char| !c.is_control() && !matches!(*c, '\u{fffe}' | '\u{ffff}') || matches!(*c, '\n' | '\t');
    text.chars().filter(fits).collect()
}
