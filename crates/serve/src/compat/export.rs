use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::response::Response;
use polybius_delivery::{Delivery, Held, SafeTerms};
use polybius_formats::{Format, Sidecar, Table};
use polybius_merge::BestRule;
use polybius_store::{Desk, Listing, Sort};
use tokio::sync::Semaphore;

use crate::app::{Answer, App};
use crate::error::{ApiError, Code, ErrorAnswer};
use crate::etag::{self, Tag};
use crate::params::{EventFilter, Params, Question};

/// Exports hold the desk's records in memory, so few are made at once.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Days that a safe export leaves out where nothing is said, as on the command line.
const DELAY: u32 = 7;

/// What to export.
struct Wanted {
    format: Format,
    table: Table,
    rule: Option<BestRule>,
    safe: Option<SafeTerms>,
    question: Question,
}

/// The export of the command line: the same filter gives the same bytes. Headers tell what it left out: `X-Polybius-Written`,
/// `X-Polybius-Filtered-Out`, `X-Polybius-Left-Out`, and `X-Polybius-Summary` with the reasons.
#[utoipa::path(
    get, path = "/export/{format}", tag = "exports",
    params(
        ("format" = String, Path, description = "jsonl, acled, ucdp, gtd, plover, geojson, csv, hxl, parquet, geoparquet, arrow, xlsx"),
        EventFilter,
        ("table" = Option<String>, Query, description = "`events` (default), `reports`, `evidence`, `statements`, in csv, parquet and arrow"),
        ("rule" = Option<String>, Query, description = "How the best number is chosen where reports differ"),
        ("safe" = Option<bool>, Query, description = "Coarsen places, take out persons, quotes and free words, hold back what is fresh"),
        ("delay" = Option<u32>, Query, description = "With `safe`: leave out what may have happened in the last so many days (7)"),
        ("today" = Option<String>, Query, description = "With `safe`: the day that the delay is counted from"),
        ("keep_quotes" = Option<bool>, Query, description = "With `safe`: keep quotes, with the names and places in them"),
    ),
    responses((status = 200, content_type = "application/octet-stream", body = String), (status = 400, body = ErrorAnswer), (status = 404, body = ErrorAnswer))
)]
pub(crate) async fn export(
    State(app): State<App>,
    Path(format): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let wanted = wanted(&app, &format, &uri)?;
    let _turn = AT_ONCE.acquire().await.map_err(|_| ApiError::new(Code::Busy, "the server is ending"))?;
    let known = headers.get(header::IF_NONE_MATCH).cloned();
    let asked = match &wanted.safe {
        // What is fresh today is not tomorrow.
        Some(safe) => format!("{uri} {}", safe.today),
        None => uri.to_string(),
    };
    let (format, table) = (wanted.format, wanted.table);
    let outcome = app.read(wanted.question.as_of.clone(), move |app, desk| {
        let moment = desk.past().map_or_else(|| desk.moment("now"), Ok)?;
        let tag = Tag::of(moment, &asked, b"", app.settings.version);
        if known.is_some_and(|known| tag.is_among(&known)) {
            return Ok((tag, None));
        }
        let mut bytes = Vec::new();
        let sidecar = write(app, desk, &wanted, &mut bytes)?;
        Ok((tag, Some((bytes, sidecar))))
    });
    let (tag, made) = outcome.await?;
    let Some((bytes, sidecar)) = made else { return Ok(etag::not_modified(&tag)) };
    let file =
        Some(format!("{}.{}", if format.has_tables() { table.name() } else { format.name() }, format.extension()));
    let mut response = etag::with_tag(&tag, Answer { content_type: format.media_type(), bytes, file, next: None });
    tell(&sidecar, response.headers_mut());
    Ok(response)
}

fn wanted(app: &App, format: &str, uri: &Uri) -> Result<Wanted, ApiError> {
    let format: Format = format.parse().map_err(|e: String| ApiError::new(Code::NotFound, e))?;
    let mut params = Params::of(uri)?;
    let question = params.question(app)?;
    let table: Option<Table> = params.parse("table")?;
    if table.is_some() && !format.has_tables() {
        let message = format!("it goes with csv, parquet and arrow; {format} has its own tables");
        return Err(ApiError::parameter("table", message));
    }
    let rule = params.parse("rule")?;
    let safe = params.parse::<bool>("safe")?.unwrap_or(false);
    let delay_days = params.parse("delay")?;
    let today = params.day("today")?;
    let keep_quotes: Option<bool> = params.parse("keep_quotes")?;
    if !safe && (delay_days.is_some() || today.is_some() || keep_quotes.is_some()) {
        return Err(ApiError::parameter("safe", "delay, today and keep_quotes go with safe=true"));
    }
    params.end()?;
    let safe = safe.then(|| SafeTerms {
        today: today.unwrap_or_else(|| jiff::Zoned::now().date()),
        delay_days: delay_days.unwrap_or(DELAY),
        keep_quotes: keep_quotes.unwrap_or(false),
    });
    Ok(Wanted { format, table: table.unwrap_or_default(), rule, safe, question })
}

fn write(app: &App, desk: &Desk, wanted: &Wanted, out: &mut Vec<u8>) -> Result<Sidecar, ApiError> {
    let filter = &wanted.question.filter;
    let mut held = Held::of(desk)?;
    if let Some(words) = wanted.question.words.as_deref() {
        let listing = Listing { filter, words: Some(words), sort: Sort::Latest, after: None, limit: usize::MAX };
        let found: BTreeSet<String> = desk.list(&listing)?.into_iter().map(|listed| listed.at.id).collect();
        held.keep(&found);
    }
    let Wanted { format, table, rule, safe, .. } = *wanted;
    let delivery = Delivery { format, table, filter, rule, why: false, safe };
    Ok(delivery.write_held(held, desk, &app.lexicon, out)?)
}

fn tell(sidecar: &Sidecar, headers: &mut HeaderMap) {
    for (name, words) in [
        ("x-polybius-written", sidecar.written.to_string()),
        ("x-polybius-filtered-out", sidecar.filtered_out.to_string()),
        ("x-polybius-left-out", sidecar.left_out_total().to_string()),
        ("x-polybius-summary", sidecar.summary()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&words) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}
