use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::num::NonZero;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::bail;
use polybius_records::Event;
use polybius_store::{Coded, Desk, EventChanges, Stored};

use crate::arguments::CodeArguments;
use crate::exit::Done;
use crate::pipeline::{self, Arrival, Passed, Unread};
use crate::progress::Progress;
use crate::reader::Reader;
use crate::sources::Known;
use crate::terminal::{Paint, columns, stdout};
use crate::{lexicon, merging, sources};

mod events_table;
mod summary;

/// A batch is one transaction, and what a killed run may lose.
const BATCH_DOCUMENTS: usize = 64;
const BATCH_BYTES: usize = 16 << 20;
const BATCH_TIME: Duration = Duration::from_secs(3);
/// Documents one after the other that the coder cannot read before a run stops: it will not read the rest either.
const MOST_UNREAD: usize = 5;

/// What a run did.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    changed: usize,
    unchanged: usize,
    known: usize,
    /// New ones that the coder could not read; they are among `added`.
    unread: usize,
    /// Known ones that it could not read again.
    left: usize,
    /// How many stay as another coder read them, by its name.
    others: BTreeMap<String, usize>,
    twice: usize,
    failed: usize,
    reports: usize,
    statements: usize,
    /// Ids of the documents with a warning, by its code.
    warnings: BTreeMap<String, BTreeSet<String>>,
    /// Ids of all documents of the run.
    documents: BTreeSet<String>,
    events: EventChanges,
}

impl Tally {
    fn done(&self) -> usize {
        let others: usize = self.others.values().sum();
        self.added + self.changed + self.unchanged + self.known + self.left + others + self.twice + self.failed
    }
}

pub fn run(arguments: &CodeArguments) -> anyhow::Result<Done> {
    // The desk first: if it cannot be written, nothing else is worth doing.
    let mut desk = Desk::open(&arguments.desk.path)?;
    let reader = Reader::open(&arguments.coder)?;
    let version = reader.version(arguments.inputs.lexicon.as_deref())?;
    let coder = reader.coder(lexicon::load(arguments.inputs.lexicon.as_deref())?)?;
    let known = Known { documents: desk.fingerprints()?, coder: reader.name().to_owned(), recode: arguments.recode };
    let mut progress = Progress::start(arguments.quiet);
    if let Some(notice) = reader.notice().filter(|_| !arguments.quiet) {
        progress.tell(&notice);
    }
    let mut tally = Tally::default();
    let mut in_a_row = 0;
    let mut writer = Writer { desk: &mut desk, batch: Vec::new(), bytes: 0, since: Instant::now() };
    let outcome = pipeline::run(
        match reader {
            Reader::Rules | Reader::Hybrid => threads(arguments.inputs.threads),
            Reader::Remote(_) => usize::from(arguments.coder.coder_jobs),
        },
        || sources::open(&arguments.inputs, &version, known),
        |incoming| pipeline::code(&coder, &reader, incoming),
        |arrival| {
            match arrival {
                Arrival::Made(Ok(coded)) => {
                    in_a_row = 0;
                    writer.add(*coded, &mut tally)?;
                }
                Arrival::Made(Err(unread)) => {
                    in_a_row += 1;
                    let Unread { kept, known, error } = *unread;
                    progress.tell(&format!("document {}: {error}", kept.document.id));
                    if known {
                        tally.left += 1;
                    } else {
                        tally.unread += 1;
                        writer.add(kept, &mut tally)?;
                    }
                    if error.is_lasting() || in_a_row >= MOST_UNREAD {
                        writer.flush(&mut tally)?;
                        bail!(
                            "stopped, since the coder does not answer; what was read is stored, and the same command does the rest"
                        );
                    }
                }
                Arrival::Passed(Passed::Known(id)) => {
                    tally.known += 1;
                    tally.documents.insert(id);
                }
                Arrival::Passed(Passed::Other { document, coder }) => {
                    *tally.others.entry(coder).or_insert(0) += 1;
                    tally.documents.insert(document);
                }
                Arrival::Passed(Passed::Twice(_)) => tally.twice += 1,
                Arrival::Failed(message) => {
                    tally.failed += 1;
                    progress.tell(&message);
                }
            }
            progress.at(tally.done(), tally.reports);
            Ok(())
        },
    );
    let outcome = outcome.and_then(|()| writer.flush(&mut tally));
    if outcome.is_ok() {
        progress.step("merging reports into events");
        tally.events = merging::merge(&mut desk, coder.lexicon())?;
    }
    progress.end();
    outcome?;
    if !arguments.quiet {
        let events = events_of(&desk, &tally.documents)?;
        let mut out = stdout();
        events_table::write(&mut out, &events, arguments.rows, Paint::stdout(), columns())?;
        summary::write(&mut out, &tally, events.len(), reader.name(), &desk)?;
        out.flush()?;
    }
    Ok(if tally.failed + tally.unread + tally.left > 0 { Done::WithFailures } else { Done::All })
}

/// Collects a batch and stores it.
struct Writer<'a> {
    desk: &'a mut Desk,
    batch: Vec<Coded>,
    bytes: usize,
    since: Instant,
}

impl Writer<'_> {
    fn add(&mut self, coded: Coded, tally: &mut Tally) -> anyhow::Result<()> {
        tally.documents.insert(coded.document.id.clone());
        tally.reports += coded.reports.len();
        tally.statements += coded.statements.len();
        for warning in &coded.warnings {
            tally.warnings.entry(warning.code.clone()).or_default().insert(coded.document.id.clone());
        }
        self.bytes += coded.document.text.len() + coded.original.as_ref().map_or(0, Vec::len);
        self.batch.push(coded);
        let full = self.batch.len() >= BATCH_DOCUMENTS || self.bytes >= BATCH_BYTES;
        if full || self.since.elapsed() >= BATCH_TIME { self.flush(tally) } else { Ok(()) }
    }

    fn flush(&mut self, tally: &mut Tally) -> anyhow::Result<()> {
        for stored in self.desk.store(&self.batch)? {
            match stored {
                Stored::Added => tally.added += 1,
                Stored::Changed => tally.changed += 1,
                Stored::Unchanged => tally.unchanged += 1,
            }
        }
        self.batch.clear();
        self.bytes = 0;
        self.since = Instant::now();
        Ok(())
    }
}

/// Threads that code: as asked, else one for each processor.
pub fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| thread::available_parallelism().map_or(1, NonZero::get), usize::from)
}

/// The events that documents of this run tell of.
fn events_of(desk: &Desk, documents: &BTreeSet<String>) -> anyhow::Result<Vec<Event>> {
    let mut ids = BTreeSet::new();
    for document in documents {
        ids.extend(desk.events_of_document(document)?);
    }
    let mut events = Vec::with_capacity(ids.len());
    for id in &ids {
        events.extend(desk.event(id)?);
    }
    Ok(events)
}
