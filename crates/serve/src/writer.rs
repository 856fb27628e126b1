use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use polybius_store::{Desk, StoreError};
use tokio::sync::oneshot;

use crate::error::{ApiError, Code};

/// How long a change waits for another process that writes to the desk.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(100);

type Work = Box<dyn FnOnce(Result<&mut Desk, ApiError>) + Send>;

/// The one thread that writes. It has the desk's lock while there is something to write.
#[derive(Debug, Clone)]
pub struct Writer {
    work: mpsc::Sender<Work>,
}

impl Writer {
    /// Starts the thread; it ends with the last copy of the writer.
    pub fn start(desk: PathBuf) -> std::io::Result<Self> {
        let (work, waiting) = mpsc::channel::<Work>();
        // Coding and merging may recurse with the depth of a sentence's tree.
        thread::Builder::new().name("writer".to_owned()).stack_size(16 << 20).spawn(move || {
            while let Ok(first) = waiting.recv() {
                match open(&desk) {
                    Err(error) => first(Err(error)),
                    Ok(mut desk) => {
                        first(Ok(&mut desk));
                        while let Ok(next) = waiting.try_recv() {
                            next(Ok(&mut desk));
                        }
                    }
                }
            }
        })?;
        Ok(Writer { work })
    }

    /// Does something with the desk open for writing, after what was asked before.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move |desk| {
            let answer = match desk {
                Ok(desk) => {
                    let work = std::panic::AssertUnwindSafe(|| work(desk));
                    std::panic::catch_unwind(work)
                        .unwrap_or_else(|_| Err(ApiError::new(Code::Internal, "writing to the desk failed")))
                }
                Err(error) => Err(error),
            };
            // Whoever asked may have gone; the work is done all the same.
            let _ = tell.send(answer);
        });
        let gone = || ApiError::new(Code::Internal, "the writing thread has ended");
        self.work.send(work).map_err(|_| gone())?;
        told.await.map_err(|_| gone())?
    }
}

fn open(desk: &PathBuf) -> Result<Desk, ApiError> {
    let since = Instant::now();
    loop {
        match Desk::open_existing(desk) {
            Err(StoreError::Busy { .. }) if since.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(error) => return Err(error.into()),
            Ok(desk) => return Ok(desk),
        }
    }
}
