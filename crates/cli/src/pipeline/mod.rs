//! Documents in, coded documents out: read on one thread, coded on several, handed on in the order of reading.
//!
//! The order matters: batches, and which of two documents with one id counts, must not depend on the threads.

mod coding;
mod room;

pub use coding::{Unread, code, date_from_text};

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
    /// Whether the desk has a document of that id.
    pub known: bool,
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
    /// The desk has it as another coder read it.
    Other {
        /// Its id.
        document: String,
        /// What read it, as records name it.
        coder: String,
    },
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn items(n: usize) -> impl Iterator<Item = Item> {
        (0..n).map(|i| match i % 10 {
            3 => Item::Failed(format!("unreadable {i}")),
            4 => Item::Passed(Passed::Known(format!("{i}"))),
            _ => Item::Document(Box::new(Incoming {
                document: Document::plain(i.to_string(), "text"),
                warnings: Vec::new(),
                original: None,
                fingerprint: String::new(),
                known: false,
            })),
        })
    }

    #[test]
    fn arrivals_keep_the_order_and_a_panic_fails_one_document() {
        let work = |incoming: Incoming| {
            let n: u64 = incoming.document.id.parse().unwrap_or(0);
            // Later ones are faster: without care they would overtake.
            thread::sleep(Duration::from_micros(500_u64.saturating_sub(n)));
            assert!(n != 57, "secret words of the document");
            n
        };
        let mut seen = Vec::new();
        run(
            4,
            || items(600),
            work,
            |arrival| {
                seen.push(match arrival {
                    Arrival::Made(n) => n.to_string(),
                    Arrival::Passed(passed) => format!("{passed:?}"),
                    Arrival::Failed(message) => message,
                });
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(seen.len(), 600);
        assert_eq!((seen[42].as_str(), seen[43].as_str(), seen[44].as_str()), ("42", "unreadable 43", "Known(\"44\")"));
        assert!(seen[57].contains("document 57: the coder failed") && !seen[57].contains("secret"), "{}", seen[57]);
        assert_eq!(seen[599], "599");
    }

    #[test]
    fn a_failing_sink_ends_the_run() {
        let mut taken = 0;
        let outcome = run(
            2,
            || items(usize::MAX),
            |incoming| incoming.document.id,
            |_| {
                taken += 1;
                if taken == 50 { anyhow::bail!("the disk is full") } else { Ok(()) }
            },
        );
        assert_eq!(outcome.map_err(|e| e.to_string()), Err("the disk is full".to_owned()));
        assert_eq!(taken, 50);
    }
}
