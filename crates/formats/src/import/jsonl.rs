//! Polybius' own records: events come back whole, evidence and all.

use polybius_records::{Event, Imported, Source};
use serde_json::{Map, Value};

use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};

pub(super) struct Jsonl;

impl Style for Jsonl {
    fn layout(&self) -> Layout {
        Layout::JsonLines
    }

    fn licence(&self) -> &str {
        "unspecified"
    }

    /// Records of an export of imported rows say their own dataset's id.
    fn row_id(&self, row: &Row) -> Option<String> {
        if is_imported(row) {
            return id_of(row, "row_id");
        }
        let id = id_of(row, "id")?;
        Some(if row.get("kind") == "event" { id } else { format!("{}/{id}", row.get("kind")) })
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let object = row.object().cloned().unwrap_or_default();
        let kind = row.get("kind");
        if kind != "event" {
            return Err(Refusal::left_out(format!("kind {kind:?}: events alone are imported")));
        }
        let mut event: Event = serde_json::from_value(Value::Object(object.clone()))
            .map_err(|e| Refusal::new("no event of the record contract").because(e.to_string()))?;
        let licence = match row.get("licence") {
            "" => context.licence.clone(),
            own => own.to_owned(),
        };
        let source: Source =
            object.get("source").and_then(|s| serde_json::from_value(s.clone()).ok()).unwrap_or_default();
        let kept = match object.get("row") {
            Some(Value::Object(own)) if is_imported(row) => own.clone(),
            _ => beside(&event, object),
        };
        event.id = Imported::id(context.dataset, row_id);
        Ok(Imported {
            dataset: context.dataset.to_owned(),
            row_id: row_id.to_owned(),
            licence,
            row: kept,
            source,
            event,
        })
    }
}

/// Whether the line is a row of somebody's dataset, exported from a desk that had imported it.
fn is_imported(row: &Row) -> bool {
    !row.get("dataset").is_empty() && !row.get("row_id").is_empty()
}

/// What the line has beside the event: the event itself holds the rest.
fn beside(event: &Event, line: Map<String, Value>) -> Map<String, Value> {
    let held = serde_json::to_value(event).unwrap_or_default();
    line.into_iter().filter(|(name, value)| held.get(name) != Some(value)).collect()
}
