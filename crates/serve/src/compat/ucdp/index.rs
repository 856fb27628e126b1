use polybius_delivery::{Held, Known};
use polybius_formats::{Cell, Options, Style, UCDP_COLUMNS, each_row};
use polybius_records::{Actor, Date};
use polybius_store::{Desk, Moment};

use crate::app::App;
use crate::compat::recent::Recent;
use crate::error::ApiError;

/// States of the desk whose rows are known.
const STATES: usize = 2;

/// What is kept of the last states of the desk.
#[derive(Debug)]
pub(super) struct Indexes(Recent<Moment, Vec<Entry>>);

impl Default for Indexes {
    fn default() -> Self {
        Indexes(Recent::new(STATES))
    }
}

/// A row as far as it is chosen by, and the two columns that depend on all the rows before it; the rest is made again when it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub event: String,
    pub id: u64,
    /// Gleditsch-Ward.
    pub country: u64,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    pub last_day: Option<Date>,
    pub violence: u64,
    pub dyad: u64,
    pub sides: [u64; 2],
    relid: String,
    active: bool,
}

impl Indexes {
    /// All rows in the order of the export.
    pub fn of(&self, app: &App, desk: &Desk) -> Result<std::sync::Arc<Vec<Entry>>, ApiError> {
        self.0.get(desk.moment("now")?, || {
            let mut entries = Vec::new();
            rows(app, &Held::of(desk)?, |event, cells| entries.push(entry(event, cells)))?;
            Ok(entries)
        })
    }
}

impl Entry {
    /// The whole row; `None` where the event is gone.
    pub fn row(&self, app: &App, desk: &Desk) -> Result<Option<Vec<Cell>>, ApiError> {
        let held = Held::of_events(desk, desk.event(&self.event)?.into_iter().collect())?;
        let mut row = None;
        rows(app, &held, |_, cells| row = Some(cells.to_vec()))?;
        if let Some(cells) = &mut row {
            for (name, cell) in UCDP_COLUMNS.iter().zip(cells) {
                match *name {
                    "relid" => *cell = Cell::text(self.relid.as_str()),
                    "active_year" => *cell = Cell::number(u8::from(self.active)),
                    _ => {}
                }
            }
        }
        Ok(row)
    }
}

fn rows(app: &App, held: &Held, mut take: impl FnMut(&str, &[Cell])) -> Result<(), ApiError> {
    let known = Known(&app.lexicon);
    let nationality = |actor: &Actor| known.nationality(actor);
    let options = Options { nationality: Some(&nationality), ..Options::default() };
    each_row(Style::Ucdp, &held.records(), &options, |event, cells| {
        take(&event.id, cells);
        Ok(())
    })?;
    Ok(())
}

fn entry(event: &str, cells: &[Cell]) -> Entry {
    let text = |name: &str| {
        let at = UCDP_COLUMNS.iter().position(|column| *column == name);
        at.and_then(|at| cells.get(at)).map_or("", Cell::as_str)
    };
    let number = |name: &str| text(name).parse::<u64>().unwrap_or_default();
    let degrees = |name: &str| text(name).parse::<f64>().ok();
    Entry {
        event: event.to_owned(),
        id: number("id"),
        country: number("country_id"),
        point: degrees("latitude").zip(degrees("longitude")),
        last_day: text("date_end").get(..10).and_then(|day| day.parse().ok()),
        violence: number("type_of_violence"),
        dyad: number("dyad_new_id"),
        sides: [number("side_a_new_id"), number("side_b_new_id")],
        relid: text("relid").to_owned(),
        active: text("active_year") == "1",
    }
}
