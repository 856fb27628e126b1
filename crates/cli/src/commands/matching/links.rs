use std::io::Write;

use polybius_formats::{Cell, write_row};
use polybius_merge::Pair;
use polybius_records::{CountKind, EventBody, Report, casualty_number};
use serde_json::json;

use super::Side;
use crate::wording;

const COLUMNS: [&str; 25] = [
    "a",
    "b",
    "score",
    "needed",
    "score_date",
    "score_place",
    "score_actors",
    "score_type",
    "score_counts",
    "score_words",
    "score_weapons",
    "differs",
    "distance_km",
    "date_a",
    "date_b",
    "place_a",
    "place_b",
    "type_a",
    "type_b",
    "killed_a",
    "killed_b",
    "injured_a",
    "injured_b",
    "actors_a",
    "actors_b",
];

/// Writes the links and, after them, the events without a partner: all events of both sides stand once in the file.
pub fn write(sides: &[Side; 2], pairs: &[Pair], json: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    let [a, b] = [&sides[0].events, &sides[1].events];
    let mut alone = [vec![true; a.len()], vec![true; b.len()]];
    let mut rows: Vec<(Option<&Report>, Option<&Report>, Option<&Pair>)> = Vec::new();
    for pair in pairs {
        (alone[0][pair.a], alone[1][pair.b]) = (false, false);
        rows.push((Some(&a[pair.a]), Some(&b[pair.b]), Some(pair)));
    }
    rows.extend(a.iter().zip(&alone[0]).filter(|(_, alone)| **alone).map(|(event, _)| (Some(event), None, None)));
    rows.extend(b.iter().zip(&alone[1]).filter(|(_, alone)| **alone).map(|(event, _)| (None, Some(event), None)));
    if !json {
        write_row(&COLUMNS.map(Cell::text), out)?;
    }
    for (a, b, pair) in rows {
        if json {
            let line = json!({
                "a": a.map(|r| &r.id),
                "b": b.map(|r| &r.id),
                "score": pair.map(|p| &p.score),
                "differs": a.zip(b).map(|(a, b)| differing(&a.body, &b.body)),
                "distance_km": a.zip(b).and_then(|(a, b)| distance(&a.body, &b.body)),
                "values_a": a.map(values),
                "values_b": b.map(values),
            });
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        } else {
            write_row(&cells(a, b, pair), out)?;
        }
    }
    Ok(())
}

fn cells(a: Option<&Report>, b: Option<&Report>, pair: Option<&Pair>) -> Vec<Cell> {
    let id = |event: Option<&Report>| Cell::text(event.map(|r| r.id.clone()).unwrap_or_default());
    let mut cells = vec![id(a), id(b)];
    let part = |part: &dyn Fn(&polybius_merge::ScoreParts) -> f64| Cell::decimal(pair.map(|p| part(&p.score)), 2);
    cells.extend([
        part(&|s| s.total),
        part(&|s| s.needed),
        part(&|s| s.date),
        part(&|s| s.place),
        part(&|s| s.actors),
        part(&|s| s.kind),
        part(&|s| s.counts),
        part(&|s| s.words),
        part(&|s| s.weapons),
    ]);
    let both = a.zip(b);
    cells.push(Cell::text(both.map(|(a, b)| differing(&a.body, &b.body).join("; ")).unwrap_or_default()));
    cells.push(Cell::decimal(both.and_then(|(a, b)| distance(&a.body, &b.body)), 1));
    let mut two = |value: &dyn Fn(&EventBody) -> Cell| {
        cells.extend([a, b].map(|event| event.map_or(Cell::Empty, |r| value(&r.body))));
    };
    two(&|body| Cell::text(wording::date(body.date.as_ref())));
    two(&|body| Cell::text(body.place.as_ref().map(wording::place).unwrap_or_default()));
    two(&|body| Cell::text(body.sub_event_type.as_str()));
    two(&|body| Cell::maybe(number(body, CountKind::Killed)));
    two(&|body| Cell::maybe(number(body, CountKind::Injured)));
    two(&|body| Cell::text(actors(body).join("; ")));
    cells
}

fn values(report: &Report) -> serde_json::Value {
    let body = &report.body;
    json!({
        "date": body.date,
        "place": body.place,
        "event_type": body.event_type,
        "sub_event_type": body.sub_event_type,
        "killed": body.killed,
        "injured": body.injured,
        "actors": actors(body),
    })
}

/// The names of the fields that both sides fill and fill differently.
fn differing(a: &EventBody, b: &EventBody) -> Vec<&'static str> {
    let differ = |x: Option<String>, y: Option<String>| x.zip(y).is_some_and(|(x, y)| x != y);
    let date = |body: &EventBody| body.date.map(|d| format!("{}/{}", d.start, d.end));
    let place = |body: &EventBody| body.place.as_ref().map(|p| p.name.to_lowercase());
    let mut out = Vec::new();
    for (name, differs) in [
        ("date", differ(date(a), date(b))),
        ("place", differ(place(a), place(b))),
        ("sub_event_type", a.sub_event_type != b.sub_event_type),
        ("status", a.status != b.status),
        ("actors", !a.actors.is_empty() && !b.actors.is_empty() && actors(a) != actors(b)),
    ] {
        if differs {
            out.push(name);
        }
    }
    for kind in CountKind::ALL {
        if number(a, kind).zip(number(b, kind)).is_some_and(|(x, y)| x != y) {
            out.push(kind.field());
        }
    }
    out
}

fn distance(a: &EventBody, b: &EventBody) -> Option<f64> {
    a.place.as_ref()?.distance_km(b.place.as_ref()?)
}

fn actors(body: &EventBody) -> Vec<&str> {
    let mut names: Vec<&str> = body.actors.iter().map(|a| a.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The number of a count that is compared: the best, else the lowest, else the highest.
pub(super) fn number(body: &EventBody, kind: CountKind) -> Option<u64> {
    body.count(kind).and_then(casualty_number)
}
