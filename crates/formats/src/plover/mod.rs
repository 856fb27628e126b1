//! PLOVER events, one JSON object a line: `id`, `date`, `actor`, `event` as the ontology requires, and what else is known.

mod codes;

use std::io::Write;

use polybius_records::{EventType, Role};
use serde_json::{Map, Value, json};

use crate::ExportError;
use crate::case::Case;
use crate::input::Options;
use crate::parties::country_of;
use crate::sidecar::Sidecar;
use polybius_records::casualty_number as number;

pub(crate) fn write(
    cases: &[Case<'_>],
    options: &Options<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    for case in cases {
        match line(case, options) {
            Ok((line, rule)) => {
                serde_json::to_writer(&mut *out, &line)?;
                out.write_all(b"\n")?;
                sidecar.wrote(&case.event.id, vec![rule]);
            }
            Err(reason) => sidecar.leave_out(&case.event.id, reason),
        }
    }
    Ok(())
}

fn line(case: &Case<'_>, options: &Options<'_>) -> Result<(Value, String), &'static str> {
    let body = &case.event.body;
    let codes = codes::codes(body)?;
    let date = case.date().ok_or("no date")?;
    let rule = format!("{:?} {:?} by {}", codes[0].kind, codes[0].modes, body.sub_event_type);
    let events: Vec<Value> = codes
        .iter()
        .map(|c| json!({"type": c.kind, "mode": c.modes, "quad_class": c.quad_class, "intensity": c.intensity}))
        .collect();
    let mut line = Map::new();
    line.insert("id".into(), Value::from(case.event.id.as_str()));
    line.insert("date".into(), Value::from(date.start.to_string()));
    if date.end != date.start {
        line.insert("date_end".into(), Value::from(date.end.to_string()));
    }
    line.insert("event".into(), Value::from(events));
    line.insert("actor".into(), Value::from(actors(case, options)));
    if let Some(place) = case.place() {
        let mut location = Map::new();
        location.insert("name".into(), Value::from(place.name.as_str()));
        location.insert("country".into(), Value::from(case.country().map(|c| c.iso3)));
        location.insert("admin1".into(), Value::from(place.admin1.clone()));
        location.insert("latitude".into(), Value::from(case.point().map(|p| p.latitude)));
        location.insert("longitude".into(), Value::from(case.point().map(|p| p.longitude)));
        line.insert("location".into(), Value::Object(location));
    }
    let toll = |name: &str, count: &Option<polybius_records::Count>, line: &mut Map<String, Value>| {
        if let Some(n) = count.as_ref().and_then(number) {
            line.insert(name.into(), Value::from(n));
        }
    };
    toll("killed", &body.killed, &mut line);
    toll("injured", &body.injured, &mut line);
    line.insert("text".into(), Value::from(body.summary.as_str()));
    line.insert("source".into(), Value::from(case.publishers()));
    Ok((Value::Object(line), rule))
}

/// Sources and targets; in a two-sided fight all parties are actors.
fn actors(case: &Case<'_>, options: &Options<'_>) -> Vec<Value> {
    let body = &case.event.body;
    let two_sided = body.event_type == EventType::Battles;
    body.actors
        .iter()
        .map(|actor| {
            let role = match actor.role {
                Role::Perpetrator | Role::Opponent if two_sided => "actor",
                Role::Perpetrator | Role::Detainer => "source",
                Role::Target | Role::Victim | Role::Opponent => "target",
                Role::Supporter => "other",
            };
            let country = country_of(actor, case.country(), options).map(|c| c.iso3);
            json!({"role": role, "name": actor.name, "sector": codes::sector(actor.kind), "country": country})
        })
        .collect()
}
