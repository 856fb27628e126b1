//! Documents in, coded documents out: read on one thread, coded on several, handed on in the order of reading.
//!
//! The order matters: batches, and which of two documents with one id counts, must not depend on the threads.

mod coding;
mod room;

pub use coding::{code, date_from_text};

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::Context;
use polybius_records::{Document, Warning};

use room::Room;

/// A document as it was read.
#[derive(Debug)]
pub struct Incoming {
    /// The document.
    pub document: Document,
    /// What the reader noticed.
    pub warnings: Vec<Warning>,
    /// The bytes that it was read from, where they are worth keeping.
    pub original: Option<Vec<u8>>,
    /// See [`crate::versions::fingerprint`].
    pub fingerprint: String,
}

/// What comes out of the pipeline, in the order of reading.
#[derive(Debug)]
pub enum Arrival<T> {
    /// What was made of a document.
    Made(T),
    /// A document that need not be coded.
    Passed(Passed),
    /// Something could not be read or coded: a message for people, remedy included.
    Failed(String),
}

/// Why a document was not coded, which is no failure.
#[derive(Debug, PartialEq, Eq)]
pub enum Passed {
    /// The desk has it, as it is. Its id.
    Known(String),
    /// The same text came before in this run. Its id.
    Twice(String),
}

/// What the reading thread hands on.
#[derive(Debug)]
pub enum Item {
    /// To be coded.
    Document(Box<Incoming>),
    /// Not to be coded.
    Passed(Passed),
    /// Not to be read.
    Failed(String),
}

impl Item {
    /// Bytes that it holds, roughly.
    fn weight(&self) -> usize {
        match self {
            Item::Document(d) => d.document.text.len() + d.original.as_ref().map_or(0, Vec::len),
            Item::Passed(_) | Item::Failed(_) => 0,
        }
    }
}

/// Analysis of one sentence may recurse with the depth of its tree.
const CODER_STACK: usize = 16 << 20;
/// Most documents between reading and handing on, and their bytes. A document that is larger goes alone.
const MOST_ITEMS: usize = 256;
const MOST_BYTES: usize = 48 << 20;

/// Runs the pipeline until the items end or `sink` fails. `open` runs on the reading thread, `work` on `threads` others.
///
/// # Errors
/// What `sink` returns, or no thread could be started. Failures of single documents are arrivals.
pub fn run<I: Iterator<Item = Item>, T: Send>(
    threads: usize,
    open: impl FnOnce() -> I + Send,
    work: impl Fn(Incoming) -> T + Sync,
    mut sink: impl FnMut(Arrival<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let room = Room::new(MOST_ITEMS, MOST_BYTES);
    let (to_coders, items) = mpsc::channel::<(u64, usize, Item)>();
    let items = Mutex::new(items);
    let (to_sink, arrivals) = mpsc::channel::<(u64, usize, Arrival<T>)>();
    coding::quiet_panics();
    thread::scope(|scope| {
        // Lets the reader go if this side ends early for whatever reason.
        let _open = room.closed_at_end();
        let (room, items, work) = (&room, &items, &work);
        thread::Builder::new()
            .name("reader".to_owned())
            .spawn_scoped(scope, move || {
                for (number, item) in (0..).zip(open()) {
                    let weight = item.weight();
                    if !room.enter(weight) || to_coders.send((number, weight, item)).is_err() {
                        break;
                    }
                }
            })
            .context("cannot start the reading thread")?;
        for n in 0..threads.max(1) {
            let to_sink = to_sink.clone();
            thread::Builder::new()
                .name(format!("{}-{n}", coding::THREAD))
                .stack_size(CODER_STACK)
                .spawn_scoped(scope, move || {
                    loop {
                        // The lock is held while waiting: whoever holds it is the next to be served.
                        let next = items.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, weight, item)) = next else { break };
                        let arrival = match item {
                            Item::Document(incoming) => coding::guarded(work, *incoming),
                            Item::Passed(passed) => Arrival::Passed(passed),
                            Item::Failed(message) => Arrival::Failed(message),
                        };
                        if to_sink.send((number, weight, arrival)).is_err() {
                            break;
                        }
                    }
                })
                .context("cannot start a coding thread")?;
        }
        drop(to_sink);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for (number, weight, arrival) in arrivals {
            waiting.insert(number, (weight, arrival));
            while let Some((weight, arrival)) = waiting.remove(&next) {
                next += 1;
                room.leave(weight);
                sink(arrival)?;
            }
        }
        Ok(())
    })
}
