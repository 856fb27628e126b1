use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// Lines of a stream, none longer than a limit, that can be given back.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
    limit: usize,
    back: VecDeque<Line>,
}

/// One physical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub number: u64,
    /// Without its line break; empty where it was too long.
    pub bytes: Vec<u8>,
    /// It was longer than the limit, and was skipped.
    pub too_long: bool,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, limit: usize) -> Self {
        Lines { reader, number: 0, limit, back: VecDeque::new() }
    }

    pub fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::new();
        let cap = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(2);
        if self.reader.by_ref().take(cap).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let whole = bytes.ends_with(b"\n");
        if whole {
            bytes.pop();
        }
        let too_long = bytes.len() > self.limit;
        if too_long {
            bytes = Vec::new();
            if !whole {
                skip_line(&mut self.reader)?;
            }
        }
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, bytes, too_long }))
    }

    /// Gives lines back, to be read again in their order.
    pub fn give_back(&mut self, lines: impl DoubleEndedIterator<Item = Line>) {
        lines.rev().for_each(|line| self.back.push_front(line));
    }
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, done) = match buffer.iter().position(|&b| b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_skipped_and_lines_come_back_in_order() {
        let mut lines = Lines::new(&b"ab\r\n123456789\n\n1234\nlast"[..], 4);
        let mut seen = Vec::new();
        while let Some(line) = lines.next().expect("memory does not fail") {
            seen.push(line);
        }
        let words: Vec<_> = seen.iter().map(|l| (l.number, String::from_utf8_lossy(&l.bytes), l.too_long)).collect();
        let expected = [(1, "ab", false), (2, "", true), (3, "", false), (4, "1234", false), (5, "last", false)];
        assert_eq!(words, expected.map(|(n, text, long)| (n, text.into(), long)));
        lines.give_back(seen.drain(3..));
        assert_eq!(lines.next().expect("memory does not fail").map(|l| l.number), Some(4));
    }
}
