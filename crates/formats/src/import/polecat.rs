//! POLECAT's files: 40 columns, tab-separated, `None` for what is not there, a header row now and then in the middle.

use polybius_records::{ActorType, DateSpan, Imported, Place, PlacePrecision, Role, SubEventType};

use super::draft::{Draft, Kind, said};
use super::plover_codes::{act, sector};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{code, day, day_of, is_missing, point};
use crate::crosswalk;

pub(super) struct Polecat;

impl Style for Polecat {
    fn layout(&self) -> Layout {
        Layout::Tabs
    }

    fn licence(&self) -> &str {
        "unspecified"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "Event ID")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let (kind, mode) = (row.get("Event Type"), row.get("Event Mode"));
        if kind.is_empty() {
            return Err(Refusal::new("no event type"));
        }
        let act = act(kind, mode).ok_or_else(|| {
            Refusal::left_out("no event of violence, protest or power").because(format!("{kind} {mode}"))
        })?;
        let mut draft = Draft::new(row, row_id, context, (act.sub, act.status), &["Event Type", "Event Mode"]);
        draft.date(DateSpan::day(day_of(row, "Event Date")?), &["Event Date"]);
        if let Some(kind) = act.weapon {
            draft.weapon(mode, kind, &["Event Mode"]);
        }
        place(&mut draft, row)?;
        let first = if act.sub == SubEventType::Arrests { Role::Detainer } else { Role::Perpetrator };
        actor(&mut draft, row, "Actor", first);
        actor(&mut draft, row, "Recipient", Role::Target);
        draft.source.publisher = said(row, "Source");
        draft.source.published = day(row.get("Publication Date"));
        draft.finish()
    }
}

fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let levels = [
        ("City", PlacePrecision::Exact),
        ("Placename", PlacePrecision::Exact),
        ("District", PlacePrecision::Admin2),
        ("Province", PlacePrecision::Admin1),
        ("Country", PlacePrecision::Country),
    ];
    let Some((column, precision)) = levels.into_iter().find(|(column, _)| !is_missing(row.get(column))) else {
        return Ok(());
    };
    let precision = match (column, row.get("Feature Type")) {
        ("Placename", feature) if feature.starts_with("PCL") => PlacePrecision::Country,
        ("Placename", "ADM1") => PlacePrecision::Admin1,
        ("Placename", feature) if feature.starts_with("ADM") => PlacePrecision::Admin2,
        _ => precision,
    };
    let point = point(row, "Latitude", "Longitude")?.filter(|_| precision != PlacePrecision::Country);
    let place = Place {
        name: row.get(column).to_owned(),
        country: crosswalk::by_name(row.get("Country")).map(|c| c.iso2.to_owned()),
        admin1: said(row, "Province"),
        admin2: said(row, "District"),
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision,
        geonameid: code(row, "GeoNames ID")?.and_then(|n| u64::try_from(n).ok()),
    };
    draft.place(place, &[column, "Province", "Country", "Latitude", "Longitude"]);
    Ok(())
}

/// Names of one side, `; ` between. With a title it is a person in an office.
fn actor(draft: &mut Draft<'_, '_>, row: &Row, which: &str, role: Role) {
    let name = format!("{which} Name");
    let sector_column = format!("Primary {which} Sector");
    let titled = !is_missing(row.get(&format!("{which} Title")));
    let kind = match sector(row.get(&sector_column)) {
        _ if titled => Kind::Or(ActorType::Person),
        Some(kind) => Kind::Said(kind),
        None => Kind::Or(ActorType::Unidentified),
    };
    for one in row.get(&name).split(';').map(str::trim).filter(|one| !is_missing(one)) {
        draft.actor(role, one, kind, "certain", &[&name, &sector_column]);
    }
}
