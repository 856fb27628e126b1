use std::io::BufRead;
use std::path::Path;

use serde_json::Value;

use super::ImportError;
use super::lines::Lines;
use super::reject::Reject;
use super::row::Row;
use super::rows::Sink;

/// A longer line is no record.
const LONGEST_LINE: usize = 16 << 20;

/// Gives each object of a JSON Lines text to `each`.
pub(super) fn each<E: From<ImportError>>(path: &Path, reader: &mut dyn BufRead, each: Sink<'_, E>) -> Result<(), E> {
    let mut lines = Lines::new(reader, LONGEST_LINE);
    while let Some(line) = lines.next().map_err(|e| ImportError::read(path, e))? {
        if line.too_long {
            let reason = format!("line longer than {LONGEST_LINE} bytes");
            each(Err(Reject::unreadable(line.number, reason, "", "")))?;
            continue;
        }
        let text = String::from_utf8_lossy(&line.bytes);
        if text.trim().is_empty() {
            continue;
        }
        each(match serde_json::from_str(&text) {
            Ok(Value::Object(object)) => Ok(Row::from_object(line.number, object)),
            Ok(_) => Err(Reject::unreadable(line.number, "no JSON object", "", &text)),
            Err(e) => Err(Reject::unreadable(line.number, "no JSON", e.to_string(), &text)),
        })?;
    }
    Ok(())
}
