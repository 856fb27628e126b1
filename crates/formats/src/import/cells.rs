use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::lines::Line;

/// Splits a line whose quoted cells hold quotes that are not doubled: one closes a cell only where a separator follows.
pub(super) fn loose_quotes(line: &str, delimiter: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(open) => {
                let ends = open.match_indices('"').map(|(at, _)| at);
                let closes = |at: &usize| open[at + 1..].is_empty() || open[at + 1..].starts_with(delimiter);
                match ends.into_iter().find(closes) {
                    Some(at) => (open[..at].replace("\"\"", "\""), &open[at + 1..]),
                    None => (rest.to_owned(), ""),
                }
            }
            None => {
                let end = rest.find(delimiter).unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        cells.push(cell);
        match after.strip_prefix(delimiter) {
            Some(next) => rest = next,
            None => return cells,
        }
    }
}

/// UTF-8, else Windows-1252, which holds Latin-1: of the encodings that old tables have, the usual one.
pub(super) fn decode(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Splits the lines of a record into cells.
pub(super) struct Splitter {
    pub delimiter: u8,
    pub quoting: bool,
    reader: Reader,
    cells: Vec<u8>,
    used: usize,
    ends: Vec<usize>,
    ended: usize,
}

impl Splitter {
    pub fn new(delimiter: u8, quoting: bool) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        Splitter { delimiter, quoting, reader, cells: vec![0; 4096], used: 0, ends: vec![0; 64], ended: 0 }
    }

    pub fn start(&mut self) {
        self.reader.reset();
        (self.used, self.ended) = (0, 0);
    }

    /// The cells of a whole record; `None` where a quote is not closed.
    pub fn split(&mut self, lines: &[Line]) -> Option<Vec<String>> {
        self.start();
        lines.iter().find_map(|line| self.feed(line))
    }

    /// Takes one more line; the cells where the record ends with it.
    pub fn feed(&mut self, line: &Line) -> Option<Vec<String>> {
        let mut input: &[u8] = &line.bytes;
        loop {
            let source = if input.is_empty() { b"\n" } else { input };
            let (result, read, written, ended) =
                self.reader.read_record(source, &mut self.cells[self.used..], &mut self.ends[self.ended..]);
            self.used += written;
            self.ended += ended;
            let at_break = input.is_empty() && read > 0;
            if !input.is_empty() {
                input = &input[read..];
            }
            match result {
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if at_break => return None,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record | ReadRecordResult::End => return Some(self.take()),
            }
        }
    }

    fn take(&self) -> Vec<String> {
        let mut start = 0;
        let ends = &self.ends[..self.ended];
        ends.iter().map(|&end| decode(&self.cells[std::mem::replace(&mut start, end)..end])).collect()
    }
}
