//! PDF, read in a child process: what reads PDF panics, recurses and hoards on bad files, and a child can be stopped.

mod child;
mod reflow;

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::limits::{Limits, PdfCommand};

pub use child::pdf_child_main;
use child::{FOUND, MARK};
pub(crate) use reflow::reflow;

/// Why a PDF was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PdfFailure {
    /// The child process could not be started.
    #[error("the reader could not be started ({0})")]
    NotStarted(String),
    /// It took longer than [`Limits::pdf_time`].
    #[error("reading it took more than {} seconds", .0.as_secs())]
    TimedOut(Duration),
    /// The child died: a panic, or no memory within [`Limits::pdf_memory`].
    #[error("the reader broke on it")]
    Broke,
    /// The file is damaged, encrypted, or no PDF.
    #[error("it is damaged or encrypted")]
    Unreadable,
    /// The text is over [`Limits::text_bytes`].
    #[error("its text has more than {0} bytes")]
    TooMuchText(usize),
}

/// The text of a PDF as its reader gives it, lines and pages as printed, by way of a child process.
pub fn extract_pdf(bytes: &[u8], command: &PdfCommand, limits: &Limits) -> Result<String, PdfFailure> {
    let deadline = Instant::now() + limits.pdf_time;
    let mut child = Command::new(&command.program)
        .args(&command.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| PdfFailure::NotStarted(error.to_string()))?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        end(&mut child);
        return Err(PdfFailure::Broke);
    };
    let mut input = child::header(limits).to_vec();
    input.extend_from_slice(bytes);
    // A child that dies early closes the pipe; what it wrote, or did not, tells the story.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let (sender, receiver) = mpsc::channel();
    let cap = u64::try_from(limits.text_bytes).unwrap_or(u64::MAX).saturating_add(1 << 20);
    let reader = std::thread::spawn(move || {
        let mut output = Vec::new();
        let result = stdout.take(cap).read_to_end(&mut output).map(|_| output);
        drop(sender.send(result));
    });
    let output = receiver.recv_timeout(deadline.saturating_duration_since(Instant::now()));
    end(&mut child);
    drop(writer.join());
    drop(reader.join());
    match output {
        Err(mpsc::RecvTimeoutError::Timeout) => Err(PdfFailure::TimedOut(limits.pdf_time)),
        Ok(Ok(output)) => answer(&output, limits),
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => Err(PdfFailure::Broke),
    }
}

/// Stops the child, if it still runs, and collects it.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}

/// The child's answer: whatever a library may have printed, then the mark, how it went, the length, the text.
fn answer(output: &[u8], limits: &Limits) -> Result<String, PdfFailure> {
    let at = output.windows(MARK.len()).position(|w| w == MARK).ok_or(PdfFailure::Broke)?;
    let rest = &output[at + MARK.len()..];
    let (Some(&how), Some(length)) = (rest.first(), rest.get(1..9).and_then(|b| <[u8; 8]>::try_from(b).ok())) else {
        return Err(PdfFailure::Broke);
    };
    let length = usize::try_from(u64::from_le_bytes(length)).unwrap_or(usize::MAX);
    if how != FOUND {
        return Err(PdfFailure::Unreadable);
    }
    if length > limits.text_bytes {
        return Err(PdfFailure::TooMuchText(limits.text_bytes));
    }
    let text = rest.get(9..9 + length).ok_or(PdfFailure::Broke)?;
    Ok(String::from_utf8_lossy(text).into_owned())
}
