use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use super::ImportError;
use super::cells::{Splitter, decode, loose_quotes};
use super::lines::{Line, Lines};
use super::reject::{Refusal, Reject};
use super::row::{Columns, Row};
use super::rows::Sink;
use super::style::Layout;

/// A longer line is no row of a table.
const LONGEST_LINE: usize = 1 << 20;
/// A quoted cell that goes on over more lines than this lacks its closing quote.
const MOST_LINES: usize = 500;

/// Gives each row of a delimited text to `each`.
///
/// A quote that is not closed would swallow the rest of the file: a row that runs over several lines and has the wrong number
/// of cells is taken apart again, its first line read without quotes, and the next line is a row of its own.
pub(super) fn each<E: From<ImportError>>(
    path: &Path,
    layout: Layout,
    reader: &mut dyn BufRead,
    each: Sink<'_, E>,
) -> Result<(), E> {
    let mut lines = Lines::new(reader, LONGEST_LINE);
    let Some(first) = first_line(path, &mut lines)? else { return Ok(()) };
    let quoting = !matches!(layout, Layout::Tabs | Layout::Unheaded(_));
    let delimiter = if quoting { delimiter(&first.bytes) } else { b'\t' };
    lines.give_back([first].into_iter());
    let mut table =
        Table { path, lines, splitter: Splitter::new(delimiter, quoting), literal: Splitter::new(delimiter, false) };
    let header = table.header(layout)?;
    while let Some(row) = table.next(&header)? {
        each(row)?;
    }
    Ok(())
}

fn first_line<R: BufRead>(path: &Path, lines: &mut Lines<R>) -> Result<Option<Line>, ImportError> {
    while let Some(line) = lines.next().map_err(|e| ImportError::read(path, e))? {
        if !is_blank(&line) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

fn is_blank(line: &Line) -> bool {
    !line.too_long && line.bytes.iter().all(|b| b.is_ascii_whitespace() && *b != b'\t')
}

/// The separator that the first line has most of outside quotes.
fn delimiter(line: &[u8]) -> u8 {
    let count = |wanted: u8| {
        let mut quoted = false;
        line.iter()
            .filter(|&&b| {
                quoted ^= b == b'"';
                b == wanted && !quoted
            })
            .count()
    };
    // Of equal counts the last of these wins, the usual one.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&b| count(b)).unwrap_or(b',')
}

/// The columns of a table's rows.
enum Header {
    Named(Arc<Columns>),
    ByNumber(fn(usize) -> Option<Vec<&'static str>>),
}

impl Header {
    fn columns(&self, cells: usize) -> Option<Arc<Columns>> {
        match self {
            Header::Named(columns) => (columns.len() == cells).then(|| Arc::clone(columns)),
            Header::ByNumber(names) => names(cells).map(|names| Arc::new(Columns::new(names))),
        }
    }

    fn wanted(&self) -> String {
        match self {
            Header::Named(columns) => columns.len().to_string(),
            Header::ByNumber(_) => "the number that the format has".to_owned(),
        }
    }
}

struct Table<'p, R> {
    path: &'p Path,
    lines: Lines<R>,
    splitter: Splitter,
    literal: Splitter,
}

impl<R: BufRead> Table<'_, R> {
    fn header(&mut self, layout: Layout) -> Result<Header, ImportError> {
        let Some(line) = self.line()? else { return Ok(Header::Named(Arc::default())) };
        let cells = self
            .splitter
            .split(std::slice::from_ref(&line))
            .or_else(|| self.literal.split(std::slice::from_ref(&line)));
        let cells = cells.unwrap_or_default();
        let is_number = |cell: &String| cell.trim().parse::<f64>().is_ok();
        match layout {
            Layout::Unheaded(names) => {
                // Some copies of GDELT's files got a header.
                if !cells.first().is_some_and(is_number) && names(cells.len()).is_some() {
                    return Ok(Header::Named(Arc::new(Columns::new(cells))));
                }
                self.lines.give_back([line].into_iter());
                Ok(Header::ByNumber(names))
            }
            Layout::MaybeHeaded(columns) if cells.first().is_some_and(is_number) => {
                if cells.len() != columns.len() {
                    let what = format!(
                        "no header row, and {} columns instead of {}: add the header row of the dataset's codebook",
                        cells.len(),
                        columns.len()
                    );
                    return Err(ImportError::shape(self.path, what));
                }
                self.lines.give_back([line].into_iter());
                Ok(Header::Named(Arc::new(Columns::new(columns))))
            }
            _ if cells.len() < 2 => {
                let what =
                    "the first line is no header row of a table: give another format, or a table with column names";
                Err(ImportError::shape(self.path, what))
            }
            _ => Ok(Header::Named(Arc::new(Columns::new(cells)))),
        }
    }

    fn line(&mut self) -> Result<Option<Line>, ImportError> {
        self.lines.next().map_err(|e| ImportError::read(self.path, e))
    }

    fn next(&mut self, header: &Header) -> Result<Option<Result<Row, Reject>>, ImportError> {
        let Some(first) = first_line(self.path, &mut self.lines)? else { return Ok(None) };
        let number = first.number;
        if first.too_long {
            let reason = format!("line longer than {LONGEST_LINE} bytes");
            return Ok(Some(Err(Reject::unreadable(number, reason, "", ""))));
        }
        let mut record = vec![first];
        self.splitter.start();
        let quoted = loop {
            match self.splitter.feed(&record[record.len() - 1]) {
                Some(cells) => break Some(cells),
                None if record.len() >= MOST_LINES => break None,
                None => match self.line()? {
                    Some(line) if !line.too_long => record.push(line),
                    Some(line) => {
                        self.lines.give_back([line].into_iter());
                        break None;
                    }
                    None => break None,
                },
            }
        };
        let mut cells = quoted.as_ref().map_or(0, Vec::len);
        if let Some(row) = quoted.and_then(|cells| fit(header, number, cells)) {
            return Ok(told(row));
        }
        let rest = record.split_off(1);
        let spread = !rest.is_empty();
        self.lines.give_back(rest.into_iter());
        let raw = decode(&record[0].bytes);
        if self.splitter.quoting {
            let literal = self.literal.split(&record).unwrap_or_default();
            cells = if spread { literal.len() } else { cells };
            let loose = loose_quotes(&raw, char::from(self.splitter.delimiter));
            if let Some(row) = [loose, literal].into_iter().find_map(|cells| fit(header, number, cells)) {
                return Ok(told(row));
            }
        }
        let reason = if spread { "quote that is not closed" } else { "wrong number of columns" };
        let detail = format!("{cells} instead of {}", header.wanted());
        Ok(Some(Err(Reject::unreadable(number, reason, detail, &raw))))
    }
}

/// The row, where it has as many cells as the table. One empty cell too many is a fault too: it may be a shifted row.
fn fit(header: &Header, line: u64, cells: Vec<String>) -> Option<Row> {
    Some(Row::new(line, header.columns(cells.len())?, cells))
}

fn told(row: Row) -> Option<Result<Row, Reject>> {
    if row.repeats_header() {
        return Some(Err(Refusal::left_out("header row again").of(&row)));
    }
    Some(Ok(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8], layout: Layout) -> Vec<String> {
        let mut out = Vec::new();
        let mut reader = text;
        let done: Result<(), ImportError> = each(Path::new("t.csv"), layout, &mut reader, &mut |row| {
            out.push(match row {
                Ok(row) => {
                    let cells: Vec<String> =
                        row.to_map().values().filter_map(|v| v.as_str().map(str::to_owned)).collect();
                    format!("{} {}", row.line, cells.join("|"))
                }
                Err(reject) => format!("{} !{} {}", reject.line, reject.reason, reject.detail),
            });
            Ok(())
        });
        done.unwrap();
        out
    }

    #[test]
    fn bad_quotes_cost_one_line_and_no_more() {
        let text = b"a;b;c\r\n1;\"two\nlines\";3\r\n\r\n4;\"open;6\n7;8;9\n\"he \"said\" so; no\";y;\"z\"\"\"\na;b;c\n10;caf\xe9;12\nx;y\n1;2;3;\n";
        let expected = [
            "2 1|two\nlines|3",
            "5 4|\"open|6",
            "6 7|8|9",
            "7 he \"said\" so; no|y|z\"",
            "8 !header row again ",
            "9 10|café|12",
            "10 !wrong number of columns 2 instead of 3",
            "11 !wrong number of columns 4 instead of 3",
        ];
        assert_eq!(rows(text, Layout::Headed), expected);
    }

    #[test]
    fn tabs_know_no_quotes_and_missing_headers_are_known_by_number() {
        assert_eq!(
            rows(b"x\ty\n\"1\t2\n1\t2\t3\n", Layout::Tabs),
            ["2 \"1|2", "3 !wrong number of columns 3 instead of 2"]
        );
        let two = |n: usize| (n == 2).then(|| vec!["n", "m"]);
        assert_eq!(rows(b"1\t2\n", Layout::Unheaded(two)), ["1 1|2"]);
        assert_eq!(rows(b"N\tM\n1\t2\n", Layout::Unheaded(two)), ["2 1|2"]);
        assert_eq!(rows(b"1,2\n", Layout::MaybeHeaded(&["n", "m"])), ["1 1|2"]);
        assert_eq!(rows(b"n,m\n1,2\n", Layout::MaybeHeaded(&["n", "m"])), ["2 1|2"]);
        assert!(rows(b"", Layout::Headed).is_empty());
    }

    #[test]
    fn lines_without_end_are_said() {
        let long = [b"a,b\n1,".as_slice(), &vec![b'x'; LONGEST_LINE + 10], b"\n3,4\n"].concat();
        let rows = rows(&long, Layout::Headed);
        assert!(rows[0].starts_with("2 !line longer"), "{}", rows[0]);
        assert_eq!(rows[1], "3 3|4");
    }
}
