use polybius_records::Imported;
use serde_json::Value;

use crate::StoreError;
use crate::desk::Desk;
use crate::verify::Verified;

impl Desk {
    /// The evidence of an imported value is a cell of its row, or the row as such, by its id.
    pub(crate) fn verify_imported(&self, out: &mut Verified) -> Result<(), StoreError> {
        self.each_imported(|imported| {
            out.imported += 1;
            let mut cells = vec![imported.row_id.clone()];
            texts(&Value::Object(imported.row.clone()), &mut cells);
            // Events of another desk quote documents that are there, not here.
            let own = imported.event.body.evidence.iter().filter(|e| e.document == imported.event.id);
            for e in own.filter(|e| !cells.iter().any(|cell| cell.contains(&e.quote))) {
                let subject = format!("imported row {}", Imported::id(&imported.dataset, &imported.row_id));
                out.fault(subject, format!("{}: the quote is in no cell of the row", e.field));
            }
        })
    }
}

/// The texts of a row's cells, as they are quoted.
fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::String(text) => out.push(text.clone()),
        Value::Bool(_) | Value::Number(_) => out.push(value.to_string()),
        Value::Array(items) => {
            out.push(value.to_string());
            out.push(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
        }
        Value::Object(fields) => fields.values().for_each(|field| texts(field, out)),
    }
}
