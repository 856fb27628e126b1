use std::io::Write;

use polybius_records::Imported;
use serde_json::{Map, Value};

use crate::sidecar::Sidecar;
use crate::{ExportError, Filter, Format};

/// Writes imported rows as records of the contract, one JSON object a line, in the order of their ids: events with `dataset`,
/// `licence` and all columns of the row beside the fields.
///
/// # Errors
/// Only where `out` fails.
pub fn write_jsonl(rows: &[Imported], filter: &Filter, why: bool, out: &mut dyn Write) -> Result<Sidecar, ExportError> {
    let mut sidecar = Sidecar::new(Format::Jsonl, why);
    let mut sorted: Vec<&Imported> = rows.iter().collect();
    sorted.sort_by(|a, b| a.event.id.cmp(&b.event.id));
    for row in sorted {
        if !filter.passes(&row.event) {
            sidecar.filtered_out += 1;
            continue;
        }
        let mut line = Map::new();
        line.insert("kind".to_owned(), Value::from("event"));
        line.insert("id".to_owned(), Value::from(row.event.id.as_str()));
        if let Value::Object(fields) = serde_json::to_value(row)? {
            line.extend(fields.into_iter().filter(|(name, _)| name != "id"));
        }
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
        sidecar.wrote(&row.event.id, Vec::new());
    }
    out.flush()?;
    Ok(sidecar)
}
