use std::io::Write;

use polybius_records::{CountKind, PlacePrecision, Precision, Review, Role, Stance, Status};
use serde_json::{Map, Value};

use crate::ExportError;
use crate::case::Case;
use crate::sidecar::Sidecar;
use crate::table::{Cell, Row, header};

/// The columns of the flat table.
pub const COLUMNS: [&str; 45] = [
    "id",
    "event_type",
    "sub_event_type",
    "status",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "country",
    "admin1",
    "admin2",
    "latitude",
    "longitude",
    "place_precision",
    "geonameid",
    "perpetrators",
    "targets",
    "victims",
    "opponents",
    "supporters",
    "detainers",
    "claimed_by",
    "attributed_to",
    "denied_by",
    "weapons",
    "killed_best",
    "killed_low",
    "killed_high",
    "injured_best",
    "injured_low",
    "injured_high",
    "abducted_best",
    "abducted_low",
    "abducted_high",
    "detained_best",
    "detained_low",
    "detained_high",
    "displaced_best",
    "displaced_low",
    "displaced_high",
    "sources",
    "publishers",
    "summary",
    "confidence",
    "review",
];

/// One row an event, lists joined with `; `.
pub(crate) fn write(cases: &[Case<'_>], out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    header(&COLUMNS, out)?;
    for case in cases {
        let mut row = Row::new(&COLUMNS);
        for (column, cell) in COLUMNS.iter().zip(cells(case)) {
            row.set(column, cell);
        }
        row.write(out)?;
        sidecar.wrote(&case.event.id, Vec::new());
    }
    Ok(())
}

/// The same fields as a JSON object; empty ones are left away.
pub(crate) fn properties(case: &Case<'_>) -> Map<String, Value> {
    let value = |cell: Cell| match cell {
        Cell::Empty => None,
        Cell::Number(n) => Some(serde_json::from_str(&n).unwrap_or(Value::String(n))),
        Cell::Text(t) => Some(Value::String(t)),
    };
    COLUMNS.iter().zip(cells(case)).filter_map(|(name, cell)| Some(((*name).to_owned(), value(cell)?))).collect()
}

/// In the order of [`COLUMNS`].
fn cells(case: &Case<'_>) -> Vec<Cell> {
    let (event, body) = (case.event, &case.event.body);
    let (date, place) = (case.date(), case.place());
    let names = |role: Role| list(body.actors.iter().filter(|a| a.role == role).map(|a| a.name.clone()));
    let said = |stances: &[Stance]| {
        list(body.attributions.iter().filter(|a| stances.contains(&a.stance)).map(|a| a.actor.clone()))
    };
    let mut cells = vec![
        Cell::text(&event.id),
        Cell::text(body.event_type.as_str()),
        Cell::text(body.sub_event_type.as_str()),
        Cell::text(status(body.status)),
        Cell::text(date.map(|d| d.start.to_string()).unwrap_or_default()),
        Cell::text(date.map(|d| d.end.to_string()).unwrap_or_default()),
        Cell::text(date.map(|d| date_precision(d.precision)).unwrap_or_default()),
        Cell::text(place.map(|p| p.name.clone()).unwrap_or_default()),
        Cell::text(place.and_then(|p| p.country.clone()).unwrap_or_default()),
        Cell::text(place.and_then(|p| p.admin1.clone()).unwrap_or_default()),
        Cell::text(place.and_then(|p| p.admin2.clone()).unwrap_or_default()),
        Cell::decimal(place.and_then(|p| p.latitude), 5),
        Cell::decimal(place.and_then(|p| p.longitude), 5),
        Cell::text(place.map(|p| place_precision(p.precision)).unwrap_or_default()),
        Cell::maybe(place.and_then(|p| p.geonameid)),
        names(Role::Perpetrator),
        names(Role::Target),
        names(Role::Victim),
        names(Role::Opponent),
        names(Role::Supporter),
        names(Role::Detainer),
        said(&[Stance::Claims]),
        said(&[Stance::Attributes, Stance::Suspects]),
        list(body.attributions.iter().filter(|a| a.stance == Stance::Denies).map(|a| a.by.clone())),
        list(body.weapons.iter().map(|w| w.name.clone())),
    ];
    for kind in CountKind::ALL {
        let count = body.count(kind);
        cells.push(Cell::maybe(count.and_then(|c| c.best)));
        cells.push(Cell::maybe(count.and_then(|c| c.low)));
        cells.push(Cell::maybe(count.and_then(|c| c.high)));
    }
    cells.extend([
        Cell::number(event.sources),
        list(case.publishers()),
        Cell::text(&body.summary),
        Cell::decimal(Some(body.confidence), 4),
        Cell::text(review(event.review)),
    ]);
    cells
}

fn list(items: impl IntoIterator<Item = String>) -> Cell {
    let mut once: Vec<String> = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    Cell::text(once.join("; "))
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Foiled => "foiled",
        Status::Planned => "planned",
        Status::Threatened => "threatened",
        Status::Alleged => "alleged",
        Status::Denied => "denied",
    }
}

fn date_precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Year => "year",
        Precision::Decade => "decade",
        Precision::Unknown => "unknown",
    }
}

fn place_precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Exact => "exact",
        PlacePrecision::Near => "near",
        PlacePrecision::Admin2 => "admin2",
        PlacePrecision::Admin1 => "admin1",
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
    }
}

fn review(review: Review) -> &'static str {
    match review {
        Review::Machine => "machine",
        Review::Accepted => "accepted",
        Review::Edited => "edited",
        Review::Rejected => "rejected",
    }
}
