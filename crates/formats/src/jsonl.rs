use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Map, Value};

use crate::case::Case;
use crate::input::{Options, Records};
use crate::sidecar::Sidecar;
use crate::{ExportError, Filter};

/// Every record as the contract has it, sorted by kind, then id. A report goes where its event goes; a report of no event
/// goes where no filter is set.
pub(crate) fn write(
    cases: &[Case<'_>],
    records: &Records<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    let open = Filter::default();
    let filter = options.filter.unwrap_or(&open);
    let event_of: BTreeMap<&str, &str> = cases
        .iter()
        .flat_map(|c| c.event.reports.iter().map(|report| (report.as_str(), c.event.id.as_str())))
        .collect();
    let merged: std::collections::BTreeSet<&str> =
        records.events.iter().flat_map(|e| e.reports.iter().map(String::as_str)).collect();

    let mut lines: BTreeMap<(String, String), String> = BTreeMap::new();
    for case in cases {
        insert(&mut lines, "event", &case.event.id, serde_json::to_value(case.event)?)?;
    }
    for report in records.reports {
        let event = event_of.get(report.id.as_str());
        if event.is_none() && (merged.contains(report.id.as_str()) || !filter.is_open()) {
            continue;
        }
        let mut value = serde_json::to_value(report)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("event".to_owned(), event.map_or(Value::Null, |e| Value::from(*e)));
        }
        insert(&mut lines, "report", &report.id, value)?;
    }
    for statement in records.statements.iter().filter(|s| filter.passes_statement(s)) {
        insert(&mut lines, statement.body.kind(), &statement.id, serde_json::to_value(statement)?)?;
    }
    for ((_, id), line) in &lines {
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        sidecar.wrote(id, Vec::new());
    }
    Ok(())
}

/// One line, `kind` and `id` first.
fn insert(
    lines: &mut BTreeMap<(String, String), String>,
    kind: &str,
    id: &str,
    value: Value,
) -> Result<(), ExportError> {
    let mut object = Map::new();
    object.insert("kind".to_owned(), Value::from(kind));
    object.insert("id".to_owned(), Value::from(id));
    if let Value::Object(fields) = value {
        object.extend(fields.into_iter().filter(|(name, _)| name != "kind" && name != "id"));
    }
    lines.insert((kind.to_owned(), id.to_owned()), serde_json::to_string(&object)?);
    Ok(())
}
