use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use polybius_coder::Coder;
use polybius_records::{Document, Warning};
use polybius_remote::RemoteError;
use polybius_store::Coded;

use super::{Arrival, Incoming};
use crate::reader::Reader;

/// Names of coding threads begin with this.
pub(super) const THREAD: &str = "coder";

thread_local! {
    static PANIC_AT: Cell<Option<String>> = const { Cell::new(None) };
}

/// A panic on a coding thread is reported as a failure of its document, without the message, which may hold its text.
pub(super) fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name().is_some_and(|name| name.starts_with(THREAD)) {
                PANIC_AT.set(info.location().map(|l| format!("{}:{}", l.file(), l.line())));
            } else {
                usual(info);
            }
        }));
    });
}

/// Does the work on one document; a panic in it is a failure of this document alone.
pub(super) fn guarded<T>(work: &impl Fn(Incoming) -> T, incoming: Incoming) -> Arrival<T> {
    let id = incoming.document.id.clone();
    match panic::catch_unwind(AssertUnwindSafe(|| work(incoming))) {
        Ok(made) => Arrival::Made(made),
        Err(_) => {
            let place = PANIC_AT.take().map_or_else(String::new, |place| format!(" (at {place})"));
            Arrival::Failed(format!(
                "document {id}: the coder failed on it{place}; the rest goes on, and it is tried again next time: please report it"
            ))
        }
    }
}

/// A document that no coder could read now.
#[derive(Debug)]
pub struct Unread {
    /// The document alone, to be kept until it is read; it has no fingerprint, so that the next run tries again.
    pub kept: Coded,
    /// Whether the desk has a document of that id, which stays as it is.
    pub known: bool,
    /// Why.
    pub error: RemoteError,
}

/// Codes one document for the desk.
///
/// # Errors
/// The reader got no answer on it.
pub fn code(coder: &Coder, reader: &Reader, incoming: Incoming) -> Result<Box<Coded>, Box<Unread>> {
    let Incoming { mut document, mut warnings, original, fingerprint, known } = incoming;
    date_from_text(&mut document, &mut warnings);
    if let Some(language) = document.language.as_deref().filter(|l| *l != "en") {
        let limits = match reader {
            Reader::Rules | Reader::Hybrid => "only English is coded so far: events may be missing",
            Reader::Remote(_) => "dates and number words are checked in English only: such values may be missing",
        };
        let message = format!("the text looks like {language:?}; {limits}");
        warnings.push(Warning { document: document.id.clone(), code: "language".to_owned(), message });
    }
    let signature = Some(crate::sources::signature(&document));
    let name = reader.name().to_owned();
    match reader.read(coder, &document) {
        Ok((reports, statements, noticed)) => {
            warnings.extend(noticed);
            let coder = name;
            Ok(Box::new(Coded { document, original, signature, fingerprint, coder, reports, statements, warnings }))
        }
        Err(error) => {
            let message = format!("{name} did not read it: {error}; the same command tries again");
            warnings.push(Warning { document: document.id.clone(), code: "not-read".to_owned(), message });
            let (fingerprint, coder) = (String::new(), String::new());
            let (reports, statements) = (Vec::new(), Vec::new());
            let kept = Coded { document, original, signature, fingerprint, coder, reports, statements, warnings };
            Err(Box::new(Unread { kept, known, error }))
        }
    }
}

/// Where nothing else gives the day of publication, the text itself may: a dateline with a full date.
pub fn date_from_text(document: &mut Document, warnings: &mut Vec<Warning>) {
    if document.published.is_some() {
        return;
    }
    if let Some((day, _)) = polybius_coder::publication_from_text(&document.text) {
        document.published = Some(day);
        document.published_from = "text".to_owned();
        warnings.retain(|w| w.code != "no-publication-date");
    }
}
