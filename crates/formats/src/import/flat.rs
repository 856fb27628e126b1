//! Polybius' own flat table.

use polybius_records::{
    ActorType, Count, CountKind, DateSpan, Imported, Place, PlacePrecision, Precision, Review, Role, Stance, Status,
    SubEventType,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::draft::{Draft, Kind, said};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day_of, is_missing, people, point};
use crate::weapons::weapon;

pub(super) struct Flat;

impl Style for Flat {
    fn layout(&self) -> Layout {
        Layout::Headed
    }

    fn licence(&self) -> &str {
        "unspecified"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "id")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        draft(row, row_id, context)?.finish()
    }
}

/// The columns of the flat table as a record in the making; GeoJSON has them as properties.
pub(super) fn draft<'r, 'c>(row: &'r Row, row_id: &str, context: &'c Context<'c>) -> Result<Draft<'r, 'c>, Refusal> {
    let sub: SubEventType = row.get("sub_event_type").parse().map_err(|_| {
        let detail = format!("{:?}", row.get("sub_event_type"));
        Refusal::new("no sub-event type of ACLED; other tables need a mapping").because(detail)
    })?;
    let status: Status = word(row, "status")?.unwrap_or(Status::Occurred);
    let columns = ["event_type", "sub_event_type", "status"];
    let mut draft = Draft::new(row, row_id, context, (sub, status), &columns);
    date(&mut draft, row)?;
    place(&mut draft, row)?;
    actors(&mut draft, row);
    for name in list(row.get("weapons")) {
        let kind = name.to_lowercase().replace([' ', '-'], "_");
        draft.weapon(name, if weapon(&kind).is_some() { &kind } else { "unknown" }, &["weapons"]);
    }
    for kind in CountKind::ALL {
        let field = kind.field();
        let names = [format!("{field}_best"), format!("{field}_low"), format!("{field}_high")];
        let numbers = [people(row, &names[0])?, people(row, &names[1])?, people(row, &names[2])?];
        if numbers.iter().any(Option::is_some) {
            let [best, low, high] = numbers.map(|n| n.map(|n| n.low));
            let mut count = Count::new(best, low, high);
            count.open_above = count.high.is_some() && row.get(&format!("{field}_open_above")) == "true";
            draft.count(kind, count, &[&names[0], &names[1], &names[2]]);
        }
    }
    draft.summary("summary");
    if let Ok(sure) = row.get("confidence").parse::<f64>() {
        draft.body.confidence = sure.clamp(0.0, 1.0);
    }
    draft.review = word(row, "review")?.unwrap_or(Review::Machine);
    draft.sources = code(row, "sources")?.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
    draft.source.publisher = said(row, "publishers");
    Ok(draft)
}

/// A word of one of the record's vocabularies.
fn word<T: DeserializeOwned>(row: &Row, column: &str) -> Result<Option<T>, Refusal> {
    let text = row.get(column);
    if is_missing(text) {
        return Ok(None);
    }
    serde_json::from_value(Value::from(text)).map(Some).map_err(|_| Refusal::column(column, text))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("; ").map(str::trim).filter(|item| !item.is_empty())
}

fn date(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    if is_missing(row.get("date_start")) {
        return Ok(());
    }
    let start = day_of(row, "date_start")?;
    let end = if is_missing(row.get("date_end")) { start } else { day_of(row, "date_end")? };
    let precision: Option<Precision> = word(row, "date_precision")?;
    let by_width = DateSpan::new(start, end);
    let span = DateSpan { start, end, precision: precision.unwrap_or(by_width.precision) };
    draft.date(span, &["date_start", "date_end", "date_precision"]);
    Ok(())
}

fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let columns = ["place", "country", "admin1", "admin2", "latitude", "longitude", "place_precision", "geonameid"];
    if row.first(&columns).is_none() {
        return Ok(());
    }
    let point = point(row, "latitude", "longitude")?;
    let precision: Option<PlacePrecision> = word(row, "place_precision")?;
    let place = Place {
        name: row.get("place").to_owned(),
        country: said(row, "country"),
        admin1: said(row, "admin1"),
        admin2: said(row, "admin2"),
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision: precision.unwrap_or(PlacePrecision::Exact),
        geonameid: code(row, "geonameid")?.and_then(|n| u64::try_from(n).ok()),
    };
    draft.place(place, &columns);
    Ok(())
}

fn actors(draft: &mut Draft<'_, '_>, row: &Row) {
    let claimed: Vec<&str> = list(row.get("claimed_by")).collect();
    for (column, role) in [
        ("perpetrators", Role::Perpetrator),
        ("targets", Role::Target),
        ("victims", Role::Victim),
        ("opponents", Role::Opponent),
        ("supporters", Role::Supporter),
        ("detainers", Role::Detainer),
    ] {
        // The table does not say what kind an actor is.
        let kind = if role == Role::Victim { ActorType::Civilians } else { ActorType::Organisation };
        for name in list(row.get(column)) {
            let certainty = if claimed.contains(&name) { "claimed" } else { "certain" };
            draft.actor(role, name, Kind::Or(kind), certainty, &[column]);
        }
    }
    for actor in claimed {
        draft.attribution(actor, Stance::Claims, actor, "claimed_by");
    }
    // Who blames, and who it was that did not do it, the table does not say.
    for actor in list(row.get("attributed_to")) {
        draft.attribution("", Stance::Attributes, actor, "attributed_to");
    }
    for by in list(row.get("denied_by")) {
        draft.attribution(by, Stance::Denies, "", "denied_by");
    }
}
