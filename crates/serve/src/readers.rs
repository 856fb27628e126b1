use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use polybius_store::{Desk, StoreError};

/// Most connections that wait for the next question.
const KEPT: usize = 8;

/// Connections for reading. Each is used by one question at a time and sees one state of the desk meanwhile.
#[derive(Debug)]
pub struct Readers {
    desk: PathBuf,
    idle: Mutex<Vec<Desk>>,
}

impl Readers {
    /// Readers of a desk that must be there.
    pub fn open(desk: PathBuf) -> Result<Self, StoreError> {
        let first = Desk::open_read_only(&desk)?;
        first.rest()?;
        Ok(Readers { desk, idle: Mutex::new(vec![first]) })
    }

    /// Asks the desk as it is now, or as it was.
    pub fn ask<T, E: From<StoreError>>(
        &self,
        as_of: Option<&str>,
        question: impl FnOnce(&Desk) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(words) = as_of {
            // The views of a moment stay with the connection, so it is not used again.
            return question(&Desk::open_as_of(&self.desk, words)?);
        }
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let desk = match idle {
            Some(desk) => desk,
            None => {
                let desk = Desk::open_read_only(&self.desk)?;
                desk.rest()?;
                desk
            }
        };
        desk.wake()?;
        let answer = question(&desk);
        // A snapshot that is held keeps the log of the database from being cleared.
        if desk.rest().is_ok() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < KEPT {
                idle.push(desk);
            }
        }
        answer
    }
}
