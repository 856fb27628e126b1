use std::io::{self, Write};

/// One field of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// A number or a code, written as it is.
    Number(String),
    /// Words. Spreadsheets run a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula, and
    /// news can hold anything, so such a text gets a `'` in front.
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

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Cell::Empty => Ok(()),
            Cell::Number(n) => quoted(n, false, out),
            Cell::Text(t) => quoted(t, t.starts_with(['=', '+', '-', '@', '\t', '\r']), out),
        }
    }
}

fn quoted(text: &str, defuse: bool, out: &mut dyn Write) -> io::Result<()> {
    if !text.contains(['"', ',', '\n', '\r']) {
        if defuse {
            out.write_all(b"'")?;
        }
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}{}\"", if defuse { "'" } else { "" }, text.replace('"', "\"\""))
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

    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (i, cell) in self.cells.iter().enumerate() {
            if i > 0 {
                out.write_all(b",")?;
            }
            cell.write(out)?;
        }
        out.write_all(b"\n")
    }
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
        let columns = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let mut row = Row::new(&columns);
        row.text("a", "=HYPERLINK(\"x\")");
        row.text("b", "+1, or so");
        row.text("c", "-");
        row.text("d", "@here");
        row.number("e", -9);
        row.set("f", Cell::decimal(Some(-0.000_01), 4));
        row.text("g", "\tcell");
        row.text("h", "two\nlines");
        let mut out = Vec::new();
        row.write(&mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(line, "\"'=HYPERLINK(\"\"x\"\")\",\"'+1, or so\",'-,'@here,-9,0.0000,'\tcell,\"two\nlines\"\n");
    }
}
