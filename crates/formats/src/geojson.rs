use std::io::Write;

use serde_json::{Map, Value, json};

use crate::ExportError;
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;
use crate::table::Cell;
use crate::tables::{Table, columns, rows};

/// A feature collection (RFC 7946), one feature an event. An event without a point has a null geometry: a country is not
/// its middle.
pub(crate) fn write(chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    each(chosen, sidecar, |feature| {
        out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
        Ok(serde_json::to_writer(&mut *out, &feature)?)
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(())
}

/// Every feature, in the order of the export.
pub(crate) fn each(
    chosen: &Chosen<'_>,
    sidecar: &mut Sidecar,
    mut take: impl FnMut(Value) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    for (case, row) in chosen.cases.iter().zip(rows(Table::Events, chosen)) {
        let point = case.point();
        let geometry = match point {
            Some(p) => json!({"type": "Point", "coordinates": [p.longitude, p.latitude]}),
            None => Value::Null,
        };
        let properties: Map<String, Value> = columns(Table::Events)
            .iter()
            .zip(row.values)
            .filter_map(|(c, v)| Some((c.name.to_owned(), property(v.cell(c.kind.decimals()))?)))
            .collect();
        let feature = json!({"type": "Feature", "id": case.event.id, "geometry": geometry, "properties": properties});
        take(feature)?;
        let rule = if point.is_some() { "point of the place" } else { "no point known: null geometry" };
        sidecar.wrote(&case.event.id, vec![rule.to_owned()]);
    }
    Ok(())
}

/// Lists stay joined: many readers of GeoJSON take properties of one level only. Empty ones are left away.
fn property(cell: Cell) -> Option<Value> {
    match cell {
        Cell::Empty => None,
        Cell::Number(n) => Some(serde_json::from_str(&n).unwrap_or(Value::String(n))),
        Cell::Text(t) => Some(Value::String(t)),
    }
}
