use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use polybius_formats::{ACLED_COLUMNS, Cell, acled_region, countries as known_countries};
use polybius_store::{Desk, Moment};

use super::column::Column;
use super::events::{self, Walks};
use super::question::Question;
use super::written::Written;
use crate::app::App;
use crate::compat::recent::Recent;
use crate::compat::stream;
use crate::error::ApiError;

/// States of the desk whose tallies are kept.
const STATES: usize = 2;

/// What is kept of the last states of the desk.
#[derive(Debug)]
pub(super) struct Kept(Recent<Moment, Tallies>);

impl Default for Kept {
    fn default() -> Self {
        Kept(Recent::new(STATES))
    }
}

/// The events of an actor, a type of actors, a country or a region.
#[derive(Debug, Clone, Default)]
struct Tally {
    /// ISO days, the first and the last.
    days: Option<(String, String)>,
    events: u64,
}

#[derive(Debug, Default)]
struct Tallies {
    actors: BTreeMap<String, Tally>,
    /// By inter code.
    types: BTreeMap<String, Tally>,
    countries: BTreeMap<String, Tally>,
    regions: BTreeMap<String, Tally>,
}

/// What inter codes mean (ACLED codebook 2023).
const TYPES: [(&str, &str); 8] = [
    ("1", "State forces"),
    ("2", "Rebel group"),
    ("3", "Political militia"),
    ("4", "Identity militia"),
    ("5", "Rioters"),
    ("6", "Protesters"),
    ("7", "Civilians"),
    ("8", "External/Other forces"),
];

pub(super) async fn actors(
    state: State<App>,
    kept: Extension<Arc<super::Kept>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    answer(state, kept, headers, uri, &["actor_name"], |t| {
        t.actors.iter().map(|(name, tally)| tally.row([Cell::text(name)])).collect()
    })
    .await
}

pub(super) async fn actor_types(
    state: State<App>,
    kept: Extension<Arc<super::Kept>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    answer(state, kept, headers, uri, &["actor_type_id", "actor_type_name"], |t| {
        let known = TYPES.iter().filter_map(|(code, name)| Some((code, name, t.types.get(*code)?)));
        known.map(|(code, name, tally)| tally.row([Cell::number(code), Cell::text(*name)])).collect()
    })
    .await
}

pub(super) async fn countries(
    state: State<App>,
    kept: Extension<Arc<super::Kept>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    answer(state, kept, headers, uri, &["country", "iso", "iso3"], |t| {
        let known = known_countries().filter_map(|c| Some((c, t.countries.get(c.acled_name)?)));
        let mut rows: Vec<_> = known
            .map(|(c, tally)| tally.row([Cell::text(c.acled_name), Cell::number(c.iso_numeric), Cell::text(c.iso3)]))
            .collect();
        rows.sort_by(|a, b| a[0].as_str().cmp(b[0].as_str()));
        rows
    })
    .await
}

pub(super) async fn regions(
    state: State<App>,
    kept: Extension<Arc<super::Kept>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, ApiError> {
    answer(state, kept, headers, uri, &["region", "region_name"], |t| {
        let numbered = t.regions.iter().filter_map(|(name, tally)| Some((acled_region(name)?, name, tally)));
        let mut rows: Vec<_> = numbered.collect();
        rows.sort_by_key(|(number, ..)| *number);
        rows.into_iter().map(|(number, name, tally)| tally.row([Cell::number(number), Cell::text(name)])).collect()
    })
    .await
}

async fn answer(
    State(app): State<App>,
    Extension(kept): Extension<Arc<super::Kept>>,
    headers: HeaderMap,
    uri: Uri,
    names: &[&'static str],
    rows: fn(&Tallies) -> Vec<Vec<Cell>>,
) -> Result<Response, ApiError> {
    let names = names.iter().chain(&["first_event_date", "last_event_date", "event_count"]);
    let columns: Vec<Column> = names.map(|name| Column::named(name)).collect();
    let question = Question::of(&uri, &columns)?;
    let kind = if question.csv { "text/csv; charset=utf-8" } else { "application/json" };
    stream::answer(&app, &headers, &uri, kind, move |app, desk, out| {
        let tallies = kept.tallies.0.get(desk.moment("now")?, || Tallies::of(app, desk))?;
        page(desk, &columns, &question, rows(&tallies), out)
    })
    .await
}

/// Writes the page of a table that is asked for.
pub(super) fn page(
    desk: &Desk,
    columns: &[Column],
    question: &Question,
    rows: Vec<Vec<Cell>>,
    out: &mut dyn Write,
) -> Result<(), ApiError> {
    let mut written = Written::begin(desk, columns, question, out)?;
    let wanted = rows.iter().filter(|row| question.wants(&row.iter().map(Cell::as_str).collect::<Vec<_>>()));
    for row in wanted.skip(question.offset).take(question.limit.unwrap_or(usize::MAX)) {
        written.row(row)?;
    }
    written.end()
}

impl Tally {
    fn add(&mut self, day: &str) {
        self.events += 1;
        self.days = Some(match self.days.take() {
            None => (day.to_owned(), day.to_owned()),
            Some((first, last)) => {
                (if day < first.as_str() { day.to_owned() } else { first }, last.max(day.to_owned()))
            }
        });
    }

    fn row<const N: usize>(&self, names: [Cell; N]) -> Vec<Cell> {
        let (first, last) = self.days.clone().unwrap_or_default();
        names.into_iter().chain([Cell::text(first), Cell::text(last), Cell::number(self.events)]).collect()
    }
}

impl Tallies {
    fn of(app: &App, desk: &Desk) -> Result<Self, ApiError> {
        let columns = events::columns();
        let all = Question { terms: vec![], fields: vec![], limit: None, offset: 0, csv: false };
        let mut tallies = Tallies::default();
        events::walk(app, desk, &Walks::default(), &columns, &all, |row| {
            tallies.add(row);
            Ok(())
        })?;
        Ok(tallies)
    }

    fn add(&mut self, row: &[Cell]) {
        let cell = |name: &str| {
            let at = ACLED_COLUMNS.iter().position(|column| *column == name);
            at.and_then(|at| row.get(at)).map_or("", Cell::as_str)
        };
        let day = cell("event_date");
        let each = |into: &mut BTreeMap<String, Tally>, names: &[&str]| {
            let named = names.iter().flat_map(|name| cell(name).split("; ")).filter(|name| !name.is_empty());
            // Once an event, on whichever sides it stands.
            for name in named.collect::<BTreeSet<_>>() {
                into.entry(name.to_owned()).or_default().add(day);
            }
        };
        each(&mut self.actors, &["actor1", "assoc_actor_1", "actor2", "assoc_actor_2"]);
        each(&mut self.types, &["inter1", "inter2"]);
        each(&mut self.countries, &["country"]);
        each(&mut self.regions, &["region"]);
    }
}
