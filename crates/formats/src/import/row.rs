use std::collections::HashMap;
use std::sync::Arc;

use polybius_records::stable_id;
use serde_json::{Map, Value};

use crate::table::starts_formula;

/// The names of a table's columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    index: HashMap<String, usize>,
}

impl Columns {
    /// Names as the file writes them. A column without a name is called by its number, a second one of a name gets `_2`.
    pub fn new(names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut columns = Columns::default();
        for (at, name) in names.into_iter().enumerate() {
            let name = name.as_ref().trim();
            let base = if name.is_empty() { format!("column_{}", at + 1) } else { name.to_owned() };
            let mut unique = base.clone();
            let mut n = 2;
            while columns.index.contains_key(&key(&unique)) {
                unique = format!("{base}_{n}");
                n += 1;
            }
            columns.index.insert(key(&unique), at);
            columns.names.push(unique);
        }
        columns
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(&key(name))
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// Datasets write "Event ID", "event_id" and "EVENT_ID" for one column.
fn key(name: &str) -> String {
    name.trim().chars().map(|c| if c == ' ' { '_' } else { c.to_ascii_lowercase() }).collect()
}

/// One row of a file: texts by column.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Line of the file on which it begins, from 1.
    pub line: u64,
    columns: Arc<Columns>,
    cells: Vec<String>,
    /// Texts of cells in which spreadsheets were kept from running something, as they were before.
    undone: HashMap<usize, String>,
    /// The object that a row of a JSON file was.
    object: Option<Map<String, Value>>,
}

impl Row {
    pub fn new(line: u64, columns: Arc<Columns>, cells: Vec<String>) -> Self {
        let undone = cells.iter().enumerate().filter_map(|(at, cell)| Some((at, undone(cell)?))).collect();
        Row { line, columns, cells, undone, object: None }
    }

    /// A row of a JSON object; what is nested is reached with dots: `location.name`.
    pub fn from_object(line: u64, object: Map<String, Value>) -> Self {
        let (mut names, mut cells) = (Vec::new(), Vec::new());
        flatten("", &object, &mut names, &mut cells);
        Row { line, columns: Arc::new(Columns::new(names)), cells, undone: HashMap::new(), object: Some(object) }
    }

    /// The trimmed text of a cell; empty where the column is not there. The `'` that keeps
    /// spreadsheets from running a text as a formula is taken off.
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.index.get(&key(column));
        let cell = at.and_then(|at| self.undone.get(at).or_else(|| self.cells.get(*at)));
        cell.map_or("", |cell| cell.trim())
    }

    /// The first of several columns that has a text.
    pub fn first<'c>(&self, columns: &[&'c str]) -> Option<(&'c str, &str)> {
        columns.iter().map(|column| (*column, self.get(column))).find(|(_, text)| !text.is_empty())
    }

    pub fn has(&self, column: &str) -> bool {
        self.columns.has(column)
    }

    pub fn object(&self) -> Option<&Map<String, Value>> {
        self.object.as_ref()
    }

    /// Every column as the file has it.
    pub fn to_map(&self) -> Map<String, Value> {
        if let Some(object) = &self.object {
            return object.clone();
        }
        let cells = self.columns.names().iter().zip(&self.cells);
        cells.map(|(name, cell)| (name.clone(), Value::from(cell.as_str()))).collect()
    }

    /// An id for a row whose dataset gives it none: from all its cells.
    pub fn content_id(&self) -> String {
        let named = self.columns.names().iter().zip(&self.cells);
        stable_id("row", named.flat_map(|(name, cell)| [name.as_str(), cell.as_str()]))
    }

    /// Whether the row says its columns' names once more.
    pub fn repeats_header(&self) -> bool {
        let same = self.columns.names().iter().zip(&self.cells).filter(|(name, cell)| key(name) == key(cell)).count();
        // Of two headers run together one name may be cut.
        self.cells.len() > 2 && same + 1 >= self.cells.len()
    }
}

/// The text before [`Cell::Text`](crate::Cell::Text) was written: `=1+2` where a table has `'=1+2`, at its beginning and wherever a
/// spreadsheet may split it. A text of others that looks so is read alike. `None` where nothing was done to it.
fn undone(cell: &str) -> Option<String> {
    if !cell.contains('\'') {
        return None;
    }
    let splits = |c: char| matches!(c, ';' | '\t' | '\n' | '\r');
    let mut out = String::with_capacity(cell.len());
    let mut begins = true;
    let mut chars = cell.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let guards = |next: char| starts_formula(next) && (at == 0 || !splits(next));
        if begins && c == '\'' && chars.peek().is_some_and(|(_, next)| guards(*next)) {
            begins = false;
            continue;
        }
        begins = splits(c);
        out.push(c);
    }
    (out.len() < cell.len()).then_some(out)
}

fn flatten(prefix: &str, object: &Map<String, Value>, names: &mut Vec<String>, cells: &mut Vec<String>) {
    for (name, value) in object {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::Object(inner) if prefix.matches('.').count() < 8 => flatten(&path, inner, names, cells),
            Value::Null => {}
            Value::String(text) => {
                names.push(path);
                cells.push(text.clone());
            }
            Value::Array(items) if items.iter().all(Value::is_string) => {
                names.push(path);
                cells.push(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
            }
            other => {
                names.push(path);
                cells.push(other.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_any_spelling_and_formulas_undone() {
        let columns = Arc::new(Columns::new(["Event ID", "", "note", "Note"]));
        let row = Row::new(3, columns, vec![" 7 ".into(), "x".into(), "'=1+2".into(), "'tis".into()]);
        assert_eq!((row.get("event_id"), row.get("column_2")), ("7", "x"));
        assert_eq!((row.get("note"), row.get("note_2"), row.get("none")), ("=1+2", "'tis", ""));
        assert_eq!(row.to_map()["note"], "'=1+2", "the file's own text stays");
        assert_eq!(undone("Hill;'=1;'-x;' y").as_deref(), Some("Hill;=1;-x;' y"));
        assert_eq!(row.first(&["none", "note_2"]), Some(("note_2", "'tis")));
    }

    #[test]
    fn objects_are_reached_with_dots() {
        let Value::Object(object) = serde_json::json!({"a": {"b": 1.5, "c": null}, "d": ["x", "y"]}) else {
            unreachable!()
        };
        let row = Row::from_object(1, object.clone());
        assert_eq!((row.get("a.b"), row.get("a.c"), row.get("d")), ("1.5", "", "x; y"));
        assert_eq!(row.to_map(), object);
    }
}
