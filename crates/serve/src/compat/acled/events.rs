use std::sync::Arc;
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use jiff::Timestamp;
use polybius_delivery::{Held, Known};
use polybius_formats::{ACLED_COLUMNS, Cell, Options, Style, acled_date, each_row};
use polybius_records::{Actor, Date, DateSpan, Filter, Precision};
use polybius_store::{By, Desk, Listing, Moment, Sort};
use serde::Deserialize;

use super::Kept;
use super::column::Column;
use super::pushdown;
use super::question::Question;
use super::written::Written;
use crate::app::App;
use crate::compat::recent::Recent;
use crate::compat::stream;
use crate::error::ApiError;

/// Events that are looked at together: those of neighbouring days.
const TOGETHER: u64 = 500;

/// Questions whose way is remembered.
const QUESTIONS: usize = 64;

/// Days that are looked at together, and how many rows of the question lie in them where that is known: whoever asks for one page after
/// the other need not have the pages before made again.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from: Option<Date>,
    to: Option<Date>,
    rows: Option<usize>,
}

/// The ways through the events, by the state of the desk and the question.
#[derive(Debug)]
pub(super) struct Walks(Recent<(Moment, String), Mutex<Vec<Stretch>>>);

impl Default for Walks {
    fn default() -> Self {
        Walks(Recent::new(QUESTIONS))
    }
}

/// Events in ACLED's columns, newest first.
pub(super) async fn read(
    State(app): State<App>,
    Extension(kept): Extension<Arc<Kept>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    let columns = columns();
    let question = Question::of(&uri, &columns)?;
    let kind = if question.csv { "text/csv; charset=utf-8" } else { "application/json" };
    stream::answer(&app, &headers, &uri, kind, move |app, desk, out| {
        let mut written = Written::begin(desk, &columns, &question, out)?;
        walk(app, desk, &kept.walks, &columns, &question, |row| written.row(row))?;
        written.end()
    })
    .await
}

pub(super) fn columns() -> Vec<Column> {
    ACLED_COLUMNS.iter().map(|name| Column::named(name)).collect()
}

/// The rows of a page.
pub(super) fn walk(
    app: &App,
    desk: &Desk,
    walks: &Walks,
    columns: &[Column],
    question: &Question,
    mut take: impl FnMut(&[Cell]) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let Some(filter) = pushdown::filter(question, columns) else { return Ok(()) };
    let key = (desk.moment("now")?, format!("{:?}", question.terms));
    let stretches = walks.0.get(key, || Ok::<_, ApiError>(Mutex::new(plan(desk, &filter)?)))?;
    let known: Vec<Stretch> = stretches.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let end = question.limit.map(|limit| question.offset.saturating_add(limit));
    let mut before = 0;
    for (at, stretch) in known.into_iter().enumerate() {
        if let Some(rows) = stretch.rows.filter(|rows| before + rows <= question.offset) {
            before += rows;
            continue;
        }
        let first = before;
        for id in ids(desk, &filter, stretch)? {
            if end.is_some_and(|end| before >= end) {
                return Ok(());
            }
            if let Some(row) = row(app, desk, &id)?
                && question.wants(&row.iter().map(Cell::as_str).collect::<Vec<_>>())
            {
                if before >= question.offset {
                    take(&row)?;
                }
                before += 1;
            }
        }
        if let Some(stretch) = stretches.lock().unwrap_or_else(PoisonError::into_inner).get_mut(at) {
            stretch.rows = Some(before - first);
        }
    }
    Ok(())
}

/// Stretches of days, the latest first. A row's day is none before the first of its event's days, and may be after the first day of any other.
fn plan(desk: &Desk, filter: &Filter) -> Result<Vec<Stretch>, ApiError> {
    let mut stretches = Vec::new();
    let mut to = None;
    let mut together = 0;
    for group in desk.groups(filter, None, &[By::Day])?.into_iter().rev() {
        let Some(day) = group.values.first().cloned().flatten().and_then(|day| day.parse::<Date>().ok()) else {
            continue;
        };
        together += group.events;
        if together >= TOGETHER {
            stretches.push(Stretch { from: Some(day), to, rows: None });
            (together, to) = (0, day.yesterday().ok());
        }
    }
    stretches.push(Stretch { from: None, to, rows: None });
    Ok(stretches)
}

/// The events whose rows have a day of the stretch, the latest first.
fn ids(desk: &Desk, filter: &Filter, stretch: Stretch) -> Result<Vec<String>, ApiError> {
    #[derive(Deserialize)]
    struct Dated {
        date: Option<DateSpan>,
    }
    let to = match (filter.to, stretch.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let filter = Filter { from: filter.from.max(stretch.from), to, ..filter.clone() };
    let listing = Listing { filter: &filter, words: None, sort: Sort::Latest, after: None, limit: usize::MAX };
    let mut found = Vec::new();
    for listed in desk.list(&listing)? {
        let date = serde_json::from_str::<Dated>(&listed.row).ok().and_then(|row| row.date);
        let day = date.filter(|d| d.precision != Precision::Unknown).and_then(|date| acled_date(&date));
        if let Some(day) = day
            && stretch.from.is_none_or(|from| day >= from)
            && stretch.to.is_none_or(|to| day <= to)
        {
            found.push((day, listed.at.id));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// The row of an event; `None` where ACLED's style cannot hold it.
pub(super) fn row(app: &App, desk: &Desk, id: &str) -> Result<Option<Vec<Cell>>, ApiError> {
    let held = Held::of_events(desk, desk.event(id)?.into_iter().collect())?;
    let known = Known(&app.lexicon);
    let nationality = |actor: &Actor| known.nationality(actor);
    let options = Options { nationality: Some(&nationality), ..Options::default() };
    let mut row = None;
    each_row(Style::Acled, &held.records(), &options, |_, cells| {
        row = Some(cells.to_vec());
        Ok(())
    })?;
    let Some(row) = &mut row else { return Ok(None) };
    // A client that asks for what is new since its last visit means new here, not newly published.
    let changed: Option<Timestamp> = desk.changed_at(id)?.and_then(|at| at.parse().ok());
    if let (Some(at), Some(cell)) =
        (changed, ACLED_COLUMNS.iter().zip(row.iter_mut()).find(|(name, _)| **name == "timestamp"))
    {
        *cell.1 = Cell::number(at.as_second());
    }
    Ok(Some(std::mem::take(row)))
}
