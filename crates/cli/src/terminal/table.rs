use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{Paint, cut, plain};

/// Rows under headings, each column as wide as it needs and the widest ones cut to fit the terminal.
#[derive(Debug)]
pub struct Table {
    headings: Vec<&'static str>,
    /// Columns of digits, aligned to the right.
    numbers: Vec<bool>,
    /// Columns that are never cut.
    whole: Vec<bool>,
    rows: Vec<Vec<String>>,
}

const GAP: usize = 2;

impl Table {
    /// A table; a heading that begins with `#` is a column of numbers, one that begins with `=` is never cut.
    pub fn new(headings: &[&'static str]) -> Self {
        Table {
            headings: headings.iter().map(|h| h.trim_start_matches(['#', '='])).collect(),
            whole: headings.iter().map(|h| h.starts_with('=')).collect(),
            numbers: headings.iter().map(|h| h.starts_with('#')).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; what a terminal would obey is escaped here.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut row: Vec<String> = cells.into_iter().map(|cell| plain(&cell)).collect();
        row.resize(self.headings.len(), String::new());
        self.rows.push(row);
    }

    /// Writes the table in at most so many columns.
    pub fn write(&self, out: &mut dyn Write, paint: Paint, columns: usize) -> io::Result<()> {
        let widths = self.widths(columns);
        let headings: Vec<String> = self.headings.iter().map(|&h| h.to_owned()).collect();
        writeln!(out, "{}", paint.bold(&self.line(&headings, &widths)))?;
        for row in &self.rows {
            writeln!(out, "{}", self.line(row, &widths))?;
        }
        Ok(())
    }

    fn widths(&self, columns: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.headings.iter().map(|h| h.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let available = columns.saturating_sub(GAP * widths.len().saturating_sub(1)).max(widths.len() * 4);
        // Cut the widest first, down to something that still can be read.
        while widths.iter().sum::<usize>() > available {
            let cut = widths.iter_mut().zip(&self.whole).filter(|(w, whole)| !**whole && **w > 4).map(|(w, _)| w);
            let Some(column) = cut.max() else { break };
            *column -= 1;
        }
        widths
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (i, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let cell = cut(cell, width);
            let pad = " ".repeat(width.saturating_sub(cell.width()));
            if i > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            if self.numbers.get(i) == Some(&true) {
                line.push_str(&pad);
                line.push_str(&cell);
            } else {
                line.push_str(&cell);
                line.push_str(&pad);
            }
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_the_widest_is_cut() {
        let mut table = Table::new(&["place", "#killed", "=id"]);
        table.row(["A very long place name".to_owned(), "7".to_owned(), "e-01".to_owned()]);
        table.row(["Ford".to_owned(), "139+".to_owned()]);
        let mut out = Vec::new();
        table.write(&mut out, Paint::none(), 24).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "place       killed  id\nA very lo…       7  e-01\nFord          139+\n");
    }
}
