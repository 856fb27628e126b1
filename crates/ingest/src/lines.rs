use std::io::{self, BufRead, Read};

/// Lines of a stream of which none can fill the memory.
pub(crate) struct Lines<R> {
    reader: R,
    number: u64,
    limit: usize,
}

/// One line, without its line break.
pub(crate) enum Line {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It was longer than the limit, and was skipped.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, limit: usize) -> Self {
        Lines { reader, number: 0, limit }
    }

    /// What follows the last line.
    pub fn reader(&mut self) -> &mut R {
        &mut self.reader
    }

    /// The next line and its number, from 1.
    pub fn next_line(&mut self) -> io::Result<Option<(u64, Line)>> {
        let mut bytes = Vec::new();
        let cap = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(1);
        if self.reader.by_ref().take(cap).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.ends_with(b"\n") {
            bytes.pop();
            if bytes.ends_with(b"\r") {
                bytes.pop();
            }
        } else if bytes.len() > self.limit {
            skip_line(&mut self.reader)?;
            return Ok(Some((self.number, Line::TooLong)));
        }
        Ok(Some((self.number, Line::Whole(bytes))))
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
    fn long_lines_are_skipped_and_the_rest_goes_on() {
        let mut lines = Lines::new(&b"ab\r\n123456789\n\n1234\nlast"[..], 4);
        let mut seen = Vec::new();
        while let Some((number, line)) = lines.next_line().expect("memory does not fail") {
            seen.push(match line {
                Line::Whole(bytes) => format!("{number} {}", String::from_utf8_lossy(&bytes)),
                Line::TooLong => format!("{number} too long"),
            });
        }
        assert_eq!(seen, ["1 ab", "2 too long", "3 ", "4 1234", "5 last"]);
    }
}
