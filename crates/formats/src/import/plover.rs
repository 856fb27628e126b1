//! PLOVER events, one JSON object a line: `id`, `date`, `actor`, `event`.

use polybius_records::{
    ActorType, Count, CountKind, DateSpan, Imported, Place, PlacePrecision, Role, Status, SubEventType,
};
use serde_json::Value;

use super::draft::{Draft, Kind, said};
use super::plover_codes::{Act, act, sector};
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};
use super::value::{day_of, people, point};
use crate::crosswalk;

pub(super) struct Plover;

impl Style for Plover {
    fn layout(&self) -> Layout {
        Layout::JsonLines
    }

    fn licence(&self) -> &str {
        "unspecified"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "id")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let actors = objects(row, "actor");
        let read = Coded::of(&objects(row, "event"), &actors)?;
        let mut draft = Draft::new(row, row_id, context, (read.sub, read.status), &["event"]);
        let start = day_of(row, "date")?;
        let end = if row.get("date_end").is_empty() { start } else { day_of(row, "date_end")? };
        draft.date(DateSpan::new(start, end), &["date", "date_end"]);
        for (mode, kind) in read.weapons {
            draft.weapon(mode, kind, &["event"]);
        }
        place(&mut draft, row)?;
        for (at, actor) in actors.iter().enumerate() {
            let text = |name: &str| actor.get(name).and_then(Value::as_str).unwrap_or_default();
            let role = match text("role") {
                "actor" if at == 0 => Role::Perpetrator,
                "actor" => Role::Opponent,
                "source" if read.sub == SubEventType::Arrests => Role::Detainer,
                "source" => Role::Perpetrator,
                "other" => Role::Supporter,
                _ => Role::Target,
            };
            // Our exports put persons of public life among the elites.
            let kind = match text("sector") {
                "ELI" => Kind::Said(ActorType::Person),
                "OPP" if matches!(read.sub, SubEventType::ViolentDemonstration | SubEventType::MobViolence) => {
                    Kind::Said(ActorType::Rioters)
                }
                code => sector(code).map_or(Kind::Or(ActorType::Unidentified), Kind::Said),
            };
            draft.actor(role, text("name"), kind, "certain", &["actor"]);
        }
        for (kind, column) in [(CountKind::Killed, "killed"), (CountKind::Injured, "injured")] {
            if let Some(n) = people(row, column)? {
                draft.count(kind, Count::exact(n.low), &[column]);
            }
        }
        draft.summary("text");
        draft.source.publisher = said(row, "source");
        draft.finish()
    }
}

fn objects<'r>(row: &'r Row, column: &str) -> Vec<&'r serde_json::Map<String, Value>> {
    match row.object().and_then(|o| o.get(column)) {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_object).collect(),
        Some(Value::Object(one)) => vec![one],
        _ => Vec::new(),
    }
}

/// All codes of an event as one act.
struct Coded<'r> {
    sub: SubEventType,
    status: Status,
    /// Modes that name a weapon, and its kind.
    weapons: Vec<(&'r str, &'static str)>,
}

impl<'r> Coded<'r> {
    fn of(
        events: &[&'r serde_json::Map<String, Value>],
        actors: &[&serde_json::Map<String, Value>],
    ) -> Result<Self, Refusal> {
        let mut codes: Vec<(&str, Vec<&str>)> = Vec::new();
        for event in events {
            let kind = event.get("type").and_then(Value::as_str).unwrap_or_default();
            let modes = match event.get("mode") {
                Some(Value::Array(modes)) => modes.iter().filter_map(Value::as_str).collect(),
                Some(Value::String(mode)) => vec![mode.as_str()],
                _ => Vec::new(),
            };
            codes.push((kind, modes));
        }
        let has = |actor: &serde_json::Map<String, Value>, name: &str, value: &str| {
            actor.get(name).and_then(Value::as_str) == Some(value)
        };
        let two_sided = actors.iter().any(|a| has(a, "role", "actor"));
        let crowd = actors.iter().any(|a| has(a, "role", "source") && has(a, "sector", "OPP"));
        let weapons: Vec<(&str, &'static str)> = codes
            .iter()
            .filter(|(kind, _)| *kind == "ASSAULT")
            .flat_map(|(kind, modes)| modes.iter().filter_map(|m| Some((*m, act(kind, m)?.weapon?))))
            .collect();
        let done = |sub| Ok((sub, Status::Occurred));
        let (sub, status) =
            match &codes[..] {
                [("PROTEST", _), ("ASSAULT", _)] => done(SubEventType::ExcessiveForce),
                [("PROTEST", _), ("COERCE", _)] => done(SubEventType::ProtestWithIntervention),
                [("THREATEN", _), ..] if two_sided => Ok((SubEventType::ArmedClash, Status::Threatened)),
                [("ASSAULT", _), ..] if two_sided => done(SubEventType::ArmedClash),
                [("ASSAULT", modes), ..] if crowd && modes[..] == ["beat"] => done(SubEventType::MobViolence),
                // Several modes are several weapons of one attack.
                [("ASSAULT", modes), ..] if modes.len() > 1 => done(SubEventType::Attack),
                [(kind, modes), ..] => match act(kind, modes.first().copied().unwrap_or_default()) {
                    Some(Act { sub, status, .. }) => Ok((sub, status)),
                    None => Err(Refusal::left_out("no event of violence, protest or power")
                        .because(format!("{kind} {modes:?}"))),
                },
                [] => Err(Refusal::new("no event code")),
            }?;
        Ok(Coded { sub, status, weapons })
    }
}

fn place(draft: &mut Draft<'_, '_>, row: &Row) -> Result<(), Refusal> {
    let name = row.get("location.name");
    let country = crosswalk::by_name(row.get("location.country"));
    let point = point(row, "location.latitude", "location.longitude")?;
    if name.is_empty() && country.is_none() && point.is_none() {
        return Ok(());
    }
    let is_country =
        point.is_none() && crosswalk::by_name(name).is_some_and(|c| Some(c.iso2) == country.map(|c| c.iso2));
    let place = Place {
        name: name.to_owned(),
        country: country.map(|c| c.iso2.to_owned()),
        admin1: said(row, "location.admin1"),
        admin2: None,
        latitude: point.map(|p| p.0),
        longitude: point.map(|p| p.1),
        precision: if is_country { PlacePrecision::Country } else { PlacePrecision::Exact },
        geonameid: None,
    };
    let columns = ["location.name", "location.country", "location.admin1", "location.latitude", "location.longitude"];
    draft.place(place, &columns);
    Ok(())
}
