//! The child's side: a header and a PDF on standard input, the text on standard output.

use std::io::{self, Read, Write};

use crate::limits::Limits;

/// Goes before the answer, since libraries print.
pub(super) const MARK: &[u8] = b"\0polybius-pdf\0";
/// The text was found.
pub(super) const FOUND: u8 = b'+';
/// It was not.
const FAILED: u8 = b'-';

/// The limits, for the child to put on itself: bytes of memory and seconds, little endian.
pub(super) fn header(limits: &Limits) -> [u8; 16] {
    let mut header = [0; 16];
    header[..8].copy_from_slice(&limits.pdf_memory.to_le_bytes());
    header[8..].copy_from_slice(&limits.pdf_time.as_secs().saturating_add(1).to_le_bytes());
    header
}

/// What the process that [`crate::PdfCommand`] names must do: reads one PDF from standard input, writes its text to
/// standard output. Puts limits on its own memory and time first, so call it in a process that does nothing else.
pub fn pdf_child_main() -> io::Result<()> {
    let mut stdin = io::stdin().lock();
    let mut header = [0; 16];
    stdin.read_exact(&mut header)?;
    limit_self(&header);
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes)?;
    let (how, text) = match pdf_extract::extract_text_from_mem(&bytes) {
        Ok(text) => (FOUND, text),
        Err(_) => (FAILED, String::new()),
    };
    let mut stdout = io::stdout().lock();
    stdout.write_all(MARK)?;
    stdout.write_all(&[how])?;
    stdout.write_all(&(text.len() as u64).to_le_bytes())?;
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

#[cfg(unix)]
fn limit_self(header: &[u8; 16]) {
    use rlimit::{Resource, setrlimit};

    let number = |at: usize| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&header[at..at + 8]);
        u64::from_le_bytes(bytes)
    };
    // Where a limit cannot be set, the parent's clock still holds.
    for (resource, limit) in [(Resource::AS, number(0)), (Resource::CPU, number(8)), (Resource::CORE, 0)] {
        drop(setrlimit(resource, limit, limit));
    }
}

#[cfg(not(unix))]
fn limit_self(_header: &[u8; 16]) {}
