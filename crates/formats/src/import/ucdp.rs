//! UCDP GED and Candidate events (codebook 25.1): 49 columns, the header row missing from some releases.

use polybius_records::{
    ActorType, Count, CountKind, DateSpan, DeathsBySide, Imported, Part, Place, PlacePrecision, Precision, Role,
    Status, SubEventType,
};

use super::draft::{Draft, Kind, said};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day, day_of, people, point};
use crate::crosswalk;
use crate::ucdp::COLUMNS;

pub(super) struct Ucdp;

impl Style for Ucdp {
    fn layout(&self) -> Layout {
        Layout::MaybeHeaded(&COLUMNS)
    }

    fn licence(&self) -> &str {
        "cc-by-4.0"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "id")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let violence = code(row, "type_of_violence")?;
        let sub = match violence {
            Some(1 | 2) => SubEventType::ArmedClash,
            Some(3) => SubEventType::Attack,
            _ => return Err(Refusal::column("type_of_violence", row.get("type_of_violence"))),
        };
        let mut draft = Draft::new(row, row_id, context, (sub, Status::Occurred), &["type_of_violence"]);
        let span = span(row)?;
        draft.date(span, &["date_start", "date_end", "date_prec"]);
        place(&mut draft, row)?;
        sides(&mut draft, row, violence);
        deaths(&mut draft, row, violence)?;
        draft.sources = code(row, "number_of_sources")?.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        draft.source.publisher = said(row, "source_office");
        draft.source.title = said(row, "source_headline");
        draft.source.published = row.get("source_date").split(';').filter_map(day).max();
        draft.finish()
    }
}

/// date_prec 1 is a day, 2 and 3 up to a week, 4 a month, 5 a year; the span is the row's own.
fn span(row: &Row) -> Result<DateSpan, Refusal> {
    let start = day_of(row, "date_start")?;
    let end = if row.get("date_end").is_empty() { start } else { day_of(row, "date_end")? };
    if end < start {
        return Err(Refusal::new("date_end before date_start").because(format!("{start}, {end}")));
    }
    let by_width = DateSpan::new(start, end);
    let precision = match code(row, "date_prec")? {
        Some(2 | 3) => Precision::Week,
        Some(4) => Precision::Month,
        Some(5) => Precision::Year,
        _ => by_width.precision,
    };
    Ok(DateSpan { precision, ..by_width })
}

fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let number = code(row, "country_id")?.and_then(|n| u16::try_from(n).ok());
    let by_name = crosswalk::by_name(row.get("country"));
    let country = by_name.or_else(|| crosswalk::by_gw(number?));
    let precision = match code(row, "where_prec")? {
        Some(1) | None => PlacePrecision::Exact,
        Some(2) => PlacePrecision::Near,
        Some(3) => PlacePrecision::Admin2,
        Some(4) => PlacePrecision::Admin1,
        Some(6) => PlacePrecision::Country,
        // Larger than a country's division, over water or in the air.
        Some(_) => PlacePrecision::Region,
    };
    let Some((column, name)) = row.first(&["where_coordinates", "where_description", "adm_2", "adm_1", "country"])
    else {
        return Ok(());
    };
    let point = point(row, "latitude", "longitude")?;
    let place = Place {
        name: name.to_owned(),
        country: country.map(|c| c.iso2.to_owned()),
        admin1: said(row, "adm_1"),
        admin2: said(row, "adm_2"),
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: None,
    };
    draft.place(place, &[column, "adm_1", "country", "where_prec", "latitude", "longitude"]);
    Ok(())
}

fn is_government(name: &str) -> bool {
    name.starts_with("Government of")
}

fn sides(draft: &mut Draft<'_, '_>, row: &Row, violence: Option<i64>) {
    let (a, b) = (row.get("side_a"), row.get("side_b"));
    // Side A of a state-based conflict is a government, whatever its name.
    let kind_a = if is_government(a) || violence == Some(1) {
        Kind::Said(ActorType::Government)
    } else {
        Kind::Or(ActorType::RebelGroup)
    };
    draft.actor(Role::Perpetrator, a, kind_a, "certain", &["side_a"]);
    if violence == Some(3) {
        draft.actor(Role::Target, b, Kind::Said(ActorType::Civilians), "certain", &["side_b"]);
        return;
    }
    let kind_b = if is_government(b) { Kind::Said(ActorType::Government) } else { Kind::Or(ActorType::RebelGroup) };
    draft.actor(Role::Opponent, b, kind_b, "certain", &["side_b"]);
}

/// The three estimates, and whose the dead were. A part of nobody is not said.
fn deaths(draft: &mut Draft<'_, '_>, row: &Row, violence: Option<i64>) -> Result<(), Refusal> {
    let n = |column: &str| -> Result<Option<u64>, Refusal> { Ok(people(row, column)?.map(|n| n.low)) };
    let (best, low, high) = (n("best")?, n("low")?, n("high")?);
    let (words_a, words_b) = match violence {
        Some(1) => ("security forces of side a", "fighters of side b"),
        _ => ("fighters of side a", "fighters of side b"),
    };
    let parts = [
        (words_a, "deaths_a"),
        (words_b, "deaths_b"),
        ("civilians", "deaths_civilians"),
        ("unknown", "deaths_unknown"),
    ];
    let mut breakdown = Vec::new();
    let mut columns = vec!["best", "low", "high"];
    for (who, column) in parts {
        if let Some(n) = n(column)?.filter(|&n| n > 0) {
            breakdown.push(Part { who: who.to_owned(), best: Some(n), low: Some(n), high: Some(n) });
            columns.push(column);
        }
    }
    let sum = breakdown.iter().filter_map(|p| p.best).reduce(u64::saturating_add);
    if let Some(best) = best.or(sum) {
        let mut killed = Count::new(Some(best), low.or(Some(best)), high.or(Some(best)));
        killed.breakdown = breakdown;
        draft.count(CountKind::Killed, killed, &columns);
        let side = |column: &str| n(column).ok().flatten().unwrap_or(0);
        let (a, b) = (side("deaths_a"), side("deaths_b"));
        let states = [row.get("side_a"), row.get("side_b")].map(is_government);
        let of = |state: bool| {
            (if states[0] == state { a } else { 0 }).saturating_add(if states[1] == state { b } else { 0 })
        };
        draft.deaths = Some(DeathsBySide {
            state: of(true),
            armed_groups: of(false),
            attackers: 0,
            civilians: side("deaths_civilians"),
            unknown: side("deaths_unknown"),
        });
    }
    Ok(())
}
