use std::borrow::Cow;
use std::io::{self, Write};

/// One field of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// A number or a code, written as it is.
    Number(String),
    /// Words. Spreadsheets run a text that begins with `=`, `+`, `-`, `@`, a tab or a line end as a formula, and news can
    /// hold anything, so such a text gets a `'` in front. A spreadsheet that splits at semicolons, as many are set to do,
    /// sees cells begin inside the text; those get one too.
    Text(String),
}

impl Cell {
    /// A text; empty where blank.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A number.
    pub fn number(n: impl ToString) -> Self {
        Cell::Number(n.to_string())
    }

    /// Degrees or the like, with so many decimals; empty where it is not finite.
    pub fn decimal(n: Option<f64>, decimals: usize) -> Self {
        match n.filter(|n| n.is_finite()) {
            Some(n) => {
                let text = format!("{n:.decimals$}");
                // "-0.0000" and "0.0000" are one place.
                let zero = text.starts_with('-') && text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
                Cell::Number(if zero { text[1..].to_owned() } else { text })
            }
            None => Cell::Empty,
        }
    }

    /// A number where there is one.
    pub fn maybe(n: Option<impl ToString>) -> Self {
        n.map_or(Cell::Empty, Cell::number)
    }

    /// What stands in it; nothing where it is empty.
    pub fn as_str(&self) -> &str {
        match self {
            Cell::Empty => "",
            Cell::Number(text) | Cell::Text(text) => text,
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Cell::Empty => Ok(()),
            Cell::Number(n) => quoted(n, out),
            Cell::Text(t) => quoted(&defused(t), out),
        }
    }
}

/// Whether a spreadsheet takes a text that begins so as something to run; the wide signs are those of East Asian settings.
pub(crate) fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
}

fn defused(text: &str) -> Cow<'_, str> {
    let splits = |c: char| matches!(c, ';' | '\t' | '\n' | '\r');
    if !text.starts_with(starts_formula) && !text.contains(splits) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for (i, c) in text.char_indices() {
        if begins && starts_formula(c) && (i == 0 || !splits(c)) {
            out.push('\'');
        }
        begins = splits(c);
        out.push(c);
    }
    Cow::Owned(out)
}

fn quoted(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if !text.contains(['"', ',', '\n', '\r']) {
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}\"", text.replace('"', "\"\""))
}

/// A row that is filled by column name.
#[derive(Debug, Clone)]
pub(crate) struct Row<'c> {
    columns: &'c [&'static str],
    cells: Vec<Cell>,
}

impl<'c> Row<'c> {
    pub fn new(columns: &'c [&'static str]) -> Self {
        Row { columns, cells: vec![Cell::Empty; columns.len()] }
    }

    /// Fills one column.
    pub fn set(&mut self, column: &str, cell: Cell) {
        match self.columns.iter().position(|c| *c == column) {
            Some(at) => self.cells[at] = cell,
            None => debug_assert!(false, "no column {column}"),
        }
    }

    pub fn text(&mut self, column: &str, text: impl Into<String>) {
        self.set(column, Cell::text(text));
    }

    pub fn number(&mut self, column: &str, n: impl ToString) {
        self.set(column, Cell::number(n));
    }

    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
}

/// One line of cells, as CSV.
///
/// # Errors
/// Only where `out` fails.
pub fn line(cells: &[Cell], out: &mut dyn Write) -> io::Result<()> {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        cell.write(out)?;
    }
    out.write_all(b"\n")
}

/// The line of column names.
pub(crate) fn header(columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", columns.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_left_alone() {
        let table = [
            (Cell::text("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\""),
            (Cell::text("+1, or so"), "\"'+1, or so\""),
            (Cell::text("-"), "'-"),
            (Cell::text("@here"), "'@here"),
            (Cell::text("\u{ff1d}1"), "'\u{ff1d}1"),
            (Cell::text("\tcell"), "'\tcell"),
            (Cell::text("\n=1"), "\"'\n'=1\""),
            (Cell::text("Hill Guard;=1;-x; y"), "Hill Guard;'=1;'-x; y"),
            (Cell::text("two\nlines - of a text"), "\"two\nlines - of a text\""),
            (Cell::text("  "), ""),
            (Cell::number(-9), "-9"),
            (Cell::decimal(Some(-0.000_01), 4), "0.0000"),
        ];
        for (cell, expected) in table {
            let mut out = Vec::new();
            line(std::slice::from_ref(&cell), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("{expected}\n"), "{cell:?}");
        }
    }
}
