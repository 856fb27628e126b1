use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, open_workbook};

use super::ImportError;
use super::content::check_workbook;
use super::reject::{Refusal, Reject};
use super::row::{Columns, Row};
use super::rows::Sink;

/// More columns than any dataset has.
const MOST_COLUMNS: u32 = 4096;

/// Gives each row of a workbook's first sheet to `each`, read cell by cell. A formula is the text or number that the workbook
/// shows for it; nothing is computed.
pub(super) fn each<E: From<ImportError>>(path: &Path, each: Sink<'_, E>) -> Result<(), E> {
    check_workbook(path)?;
    let broken =
        |e: String| ImportError::shape(path, format!("the workbook is broken ({e}); save it again as XLSX or CSV"));
    let mut book: Xlsx<_> = open_workbook(path).map_err(|e: calamine::XlsxError| broken(e.to_string()))?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| broken("it has no sheet".to_owned()))?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|e| broken(e.to_string()))?;
    let mut rows = Rows { columns: None, number: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(|e| broken(e.to_string()))? {
        let (line, column) = cell.get_position();
        if u64::from(line) + 1 != rows.number {
            if let Some(row) = rows.end() {
                each(row)?;
            }
            rows.number = u64::from(line) + 1;
        }
        if column < MOST_COLUMNS {
            rows.put(column as usize, text(cell.get_value()));
        }
    }
    match rows.end() {
        Some(row) => each(row),
        None => Ok(()),
    }
}

struct Rows {
    columns: Option<Arc<Columns>>,
    number: u64,
    cells: Vec<String>,
}

impl Rows {
    fn put(&mut self, column: usize, text: String) {
        if column >= self.cells.len() {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }

    /// The row that is complete now. The first one with a text is the header.
    fn end(&mut self) -> Option<Result<Row, Reject>> {
        let mut cells = std::mem::take(&mut self.cells);
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return None;
        }
        let Some(columns) = &self.columns else {
            self.columns = Some(Arc::new(Columns::new(cells)));
            return None;
        };
        if cells.len() > columns.len() {
            let detail = format!("{} instead of {}", cells.len(), columns.len());
            return Some(Err(Reject::unreadable(self.number, "wrong number of columns", detail, &cells.join("\t"))));
        }
        cells.resize(columns.len(), String::new());
        let row = Row::new(self.number, Arc::clone(columns), cells);
        Some(if row.repeats_header() { Err(Refusal::left_out("header row again").of(&row)) } else { Ok(row) })
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        // A whole number is written without point, as it was before the workbook made a double of it.
        DataRef::Float(n) => n.to_string(),
        DataRef::Bool(yes) => u8::from(*yes).to_string(),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
        }
        DataRef::DateTime(at) => at.as_f64().to_string(),
        DataRef::Error(e) => e.to_string(),
    }
}
