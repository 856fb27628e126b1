use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Uri, header};
use axum::response::Response;
use polybius_store::Desk;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_stream::{Stream, StreamExt};

use crate::app::{Answer, App};
use crate::error::{ApiError, Code};
use crate::etag::{self, Tag};

/// Bytes that are sent together, and how many such pieces wait for a slow client.
const PIECE: usize = 64 << 10;
const WAITING: usize = 4;

/// A client that takes nothing for so long is gone: while it reads, the desk's log cannot be cleared.
const PATIENCE: Duration = Duration::from_secs(60);

enum Piece {
    Unchanged(Tag),
    Begins(Tag),
    Bytes(Bytes),
    Failed(ApiError),
}

/// Answers a GET of the present with bytes that are sent while they are made, so that long answers need little memory. A failure before the
/// first piece is an error as everywhere; a later one breaks the connection off, so that nobody takes a part for the whole.
pub(super) async fn answer(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    content_type: &'static str,
    write: impl FnOnce(&App, &Desk, &mut dyn Write) -> Result<(), ApiError> + Send + 'static,
) -> Result<Response, ApiError> {
    let (send, mut receive) = mpsc::channel(WAITING);
    let wanted = headers.get(header::IF_NONE_MATCH).cloned();
    let (app, asked, runtime) = (app.clone(), uri.to_string(), Handle::current());
    tokio::task::spawn_blocking(move || {
        let mut out = Pieces { send, runtime, buffer: Vec::new(), tag: None };
        let inner = app.clone();
        let work = || {
            app.readers.ask(None, |desk| {
                let tag = Tag::of(desk.moment("now")?, &asked, b"", inner.settings.version);
                if wanted.is_some_and(|wanted| tag.is_among(&wanted)) {
                    out.tell(Piece::Unchanged(tag));
                    return Ok(());
                }
                out.tag = Some(tag);
                write(&inner, desk, &mut out)?;
                out.flush().map_err(|e| ApiError::new(Code::Internal, e.to_string()))
            })
        };
        // A panic must not look like the end of a whole answer.
        let outcome = std::panic::catch_unwind(AssertUnwindSafe(work))
            .unwrap_or_else(|_| Err(ApiError::new(Code::Internal, "a request panicked")));
        if let Err(error) = outcome {
            out.tell(Piece::Failed(error));
        }
    });
    let tag = match receive.recv().await {
        Some(Piece::Unchanged(tag)) => return Ok(etag::not_modified(&tag)),
        Some(Piece::Begins(tag)) => tag,
        Some(Piece::Failed(error)) => return Err(error),
        Some(Piece::Bytes(_)) | None => return Err(ApiError::new(Code::Internal, "answering failed")),
    };
    let mut response = etag::with_tag(&tag, Answer { content_type, bytes: Vec::new(), file: None, next: None });
    *response.body_mut() = Body::from_stream(bytes(receive));
    Ok(response)
}

fn bytes(pieces: mpsc::Receiver<Piece>) -> impl Stream<Item = io::Result<Bytes>> {
    ReceiverStream::new(pieces).filter_map(|piece| match piece {
        Piece::Bytes(bytes) => Some(Ok(bytes)),
        Piece::Failed(error) => {
            crate::error::eprint_log(error.message());
            Some(Err(io::Error::other("the answer could not be finished")))
        }
        Piece::Unchanged(_) | Piece::Begins(_) => None,
    })
}

/// The sending end.
struct Pieces {
    send: mpsc::Sender<Piece>,
    runtime: Handle,
    buffer: Vec<u8>,
    /// Until the first piece goes.
    tag: Option<Tag>,
}

impl Pieces {
    /// Whether somebody took it.
    fn tell(&mut self, piece: Piece) -> bool {
        self.runtime.block_on(self.send.send_timeout(piece, PATIENCE)).is_ok()
    }

    fn send(&mut self) -> io::Result<()> {
        if let Some(tag) = self.tag.take()
            && !self.tell(Piece::Begins(tag))
        {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let bytes = std::mem::take(&mut self.buffer);
        if !bytes.is_empty() && !self.tell(Piece::Bytes(bytes.into())) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        Ok(())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}
