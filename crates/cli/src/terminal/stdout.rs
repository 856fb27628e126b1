use std::io::{self, StdoutLock, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Standard output that remembers when nobody reads it any more: the error is often wrapped, out of sight, by what
/// wrote.
#[derive(Debug)]
pub struct Stdout(StdoutLock<'static>);

/// Standard output, for this thread alone.
pub fn stdout() -> Stdout {
    Stdout(io::stdout().lock())
}

/// Whether a write found that standard output is closed (`polybius export csv | head`).
pub fn is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

fn noticed<T>(outcome: io::Result<T>) -> io::Result<T> {
    if outcome.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
        CLOSED.store(true, Ordering::Relaxed);
    }
    outcome
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        noticed(self.0.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        noticed(self.0.flush())
    }
}
