use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::StoreError;

/// Takes the desk's lock for this process. It is held until the file is dropped; the system releases it when the process
/// ends in any way, so that a killed process leaves no stale lock.
pub(crate) fn take(desk: &Path) -> Result<File, StoreError> {
    let path = desk.join("LOCK");
    let fail = |e| StoreError::io(&path, e);
    let mut file = File::options().read(true).write(true).create(true).truncate(false).open(&path).map_err(fail)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut holder = String::new();
            // Not readable on systems where locks are mandatory: then the pid stays unknown.
            let read = (&mut file).take(32).read_to_string(&mut holder);
            let pid = read.ok().and_then(|_| holder.trim().parse().ok());
            return Err(StoreError::Busy { path: desk.to_owned(), pid });
        }
        Err(TryLockError::Error(e)) => return Err(fail(e)),
    }
    file.set_len(0).map_err(fail)?;
    file.rewind().map_err(fail)?;
    writeln!(file, "{}", std::process::id()).map_err(fail)?;
    Ok(file)
}
