use std::io::Write;

use serde_json::{Value, json};

use crate::ExportError;
use crate::case::Case;
use crate::flat;
use crate::sidecar::Sidecar;

/// A feature collection (RFC 7946), one feature an event. An event without a point has a null geometry: a country is not
/// its middle.
pub(crate) fn write(cases: &[Case<'_>], out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (i, case) in cases.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        let point = case.place().and_then(|p| Some((p.longitude?, p.latitude?)));
        let point = point.filter(|(lon, lat)| lon.is_finite() && lat.is_finite());
        let geometry = match point {
            Some((lon, lat)) => json!({"type": "Point", "coordinates": [lon, lat]}),
            None => Value::Null,
        };
        let feature = json!({
            "type": "Feature",
            "id": case.event.id,
            "geometry": geometry,
            "properties": flat::properties(case),
        });
        serde_json::to_writer(&mut *out, &feature)?;
        let rule = if point.is_some() { "point of the place" } else { "no point known: null geometry" };
        sidecar.wrote(&case.event.id, vec![rule.to_owned()]);
    }
    out.write_all(b"\n]}\n")?;
    Ok(())
}
