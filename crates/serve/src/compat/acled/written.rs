use std::io::Write;

use jiff::Timestamp;
use polybius_formats::{Cell, write_row};
use polybius_store::Desk;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::column::Column;
use super::question::Question;
use crate::error::{ApiError, Code};

/// The rows of an answer, written as they come: CSV, or ACLED's JSON with `count` after the rows, since nobody knows it before.
pub(super) struct Written<'a> {
    out: &'a mut dyn Write,
    columns: &'a [Column],
    question: &'a Question,
    rows: usize,
}

/// The fields of a row that are asked for; all values are texts.
struct Row<'a> {
    columns: &'a [Column],
    fields: &'a [usize],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for at in self.fields {
            if let (Some(column), Some(cell)) = (self.columns.get(*at), self.cells.get(*at)) {
                map.serialize_entry(column.name, cell.as_str())?;
            }
        }
        map.end()
    }
}

impl<'a> Written<'a> {
    /// Writes what stands before the rows.
    pub fn begin(
        desk: &Desk,
        columns: &'a [Column],
        question: &'a Question,
        out: &'a mut dyn Write,
    ) -> Result<Self, ApiError> {
        if question.csv {
            let names: Vec<&str> = question.fields.iter().filter_map(|at| columns.get(*at)).map(|c| c.name).collect();
            writeln!(out, "{}", names.join(",")).map_err(gone)?;
        } else {
            let hours = hours_since_change(desk)?;
            write!(out, "{{\"status\":200,\"success\":true,\"last_update\":{hours},\"data\":[").map_err(gone)?;
        }
        Ok(Written { out, columns, question, rows: 0 })
    }

    pub fn row(&mut self, cells: &[Cell]) -> Result<(), ApiError> {
        let fields = &self.question.fields;
        if self.question.csv {
            let chosen: Vec<Cell> = fields.iter().filter_map(|at| cells.get(*at)).cloned().collect();
            write_row(&chosen, self.out).map_err(gone)?;
        } else {
            if self.rows > 0 {
                self.out.write_all(b",").map_err(gone)?;
            }
            let row = Row { columns: self.columns, fields, cells };
            serde_json::to_writer(&mut *self.out, &row).map_err(|e| gone(e.into()))?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes what stands after the rows.
    pub fn end(self) -> Result<(), ApiError> {
        if self.question.csv {
            return Ok(());
        }
        write!(self.out, "],\"count\":{},\"messages\":[],\"data_query_restrictions\":{{}}}}", self.rows).map_err(gone)
    }
}

/// Whole hours since the desk last changed.
fn hours_since_change(desk: &Desk) -> Result<i64, ApiError> {
    let changed: Option<Timestamp> = desk.time_of(desk.moment("now")?)?.and_then(|at| at.parse().ok());
    Ok(changed.map_or(0, |at| (Timestamp::now().as_second() - at.as_second()).max(0) / 3600))
}

fn gone(error: std::io::Error) -> ApiError {
    ApiError::new(Code::Internal, error.to_string())
}
