use std::path::Path;
use std::sync::{Mutex, PoisonError};

use polybius_store::{Accounts, StoreError};
use tokio::sync::Semaphore;

use super::access::Limits;
use super::backoff::BackOff;
use super::limits::Limiters;
use crate::app::App;
use crate::error::{ApiError, Code};

/// Passwords that are hashed at a time: each takes a core and 19 MiB.
const HASHING: usize = 2;

/// What is asked of everybody who comes. Nothing of it is remembered between requests: somebody who is disabled, here or on the command line, is
/// out with the next one.
#[derive(Debug)]
pub(crate) struct Door {
    reader: Mutex<Accounts>,
    /// Apart from the reader: a change may wait for another process, and nobody who comes waits for the change.
    writer: Mutex<Accounts>,
    pub(super) limiters: Limiters,
    pub(super) back_off: BackOff,
    hashing: Semaphore,
}

impl Door {
    pub fn open(desk: &Path, limits: &Limits) -> Result<Self, StoreError> {
        Ok(Door {
            reader: Mutex::new(Accounts::open_read_only(desk)?),
            writer: Mutex::new(Accounts::open(desk)?),
            limiters: Limiters::new(limits),
            back_off: BackOff::default(),
            hashing: Semaphore::new(HASHING),
        })
    }

    /// Asks on this thread.
    pub fn ask<T>(&self, question: impl FnOnce(&Accounts) -> Result<T, StoreError>) -> Result<T, StoreError> {
        question(&self.reader.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes on this thread.
    pub fn change<T>(&self, change: impl FnOnce(&mut Accounts) -> Result<T, StoreError>) -> Result<T, StoreError> {
        change(&mut self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// Asks the accounts, on a thread that may wait.
    pub(crate) async fn ask_accounts<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Accounts) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        Ok(waiting(move || app.door.ask(question)).await??)
    }

    /// Changes the accounts, on a thread that may wait.
    pub(crate) async fn change_accounts<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Accounts) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = self.clone();
        Ok(waiting(move || app.door.change(change)).await??)
    }

    /// Hashes or checks a password; a few at a time.
    pub(crate) async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = self.door.hashing.acquire().await;
        let _turn = turn.map_err(|e| ApiError::new(Code::Internal, e.to_string()))?;
        waiting(work).await
    }
}

async fn waiting<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
    let failed = |e: tokio::task::JoinError| ApiError::new(Code::Internal, format!("asking the accounts failed: {e}"));
    tokio::task::spawn_blocking(work).await.map_err(failed)
}
