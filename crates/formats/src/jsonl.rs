use std::io::Write;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::ExportError;
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;

/// Every record as the contract has it, sorted by kind, then id.
pub(crate) fn write(chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    let mut lines: Vec<(&str, &str, Value)> = Vec::new();
    for case in &chosen.cases {
        lines.push(("event", &case.event.id, line("event", &case.event.id, case.event)?));
    }
    for chosen in &chosen.reports {
        let mut value = line("report", &chosen.report.id, chosen.report)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("event".to_owned(), chosen.event.map_or(Value::Null, Value::from));
        }
        lines.push(("report", &chosen.report.id, value));
    }
    for statement in &chosen.statements {
        let kind = statement.body.kind();
        lines.push((kind, &statement.id, line(kind, &statement.id, statement)?));
    }
    lines.sort_by_key(|(kind, id, _)| (*kind, *id));
    for (_, id, line) in &lines {
        serde_json::to_writer(&mut *out, line)?;
        out.write_all(b"\n")?;
        sidecar.wrote(id, Vec::new());
    }
    Ok(())
}

/// One record, `kind` and `id` first.
fn line(kind: &str, id: &str, record: &impl Serialize) -> Result<Value, serde_json::Error> {
    let mut object = Map::new();
    object.insert("kind".to_owned(), Value::from(kind));
    object.insert("id".to_owned(), Value::from(id));
    if let Value::Object(fields) = serde_json::to_value(record)? {
        object.extend(fields.into_iter().filter(|(name, _)| name != "kind" && name != "id"));
    }
    Ok(Value::Object(object))
}
