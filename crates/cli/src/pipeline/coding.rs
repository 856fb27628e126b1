use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

use polybius_coder::Coder;
use polybius_records::{Document, Warning};
use polybius_store::Coded;

use super::{Arrival, Incoming};

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

/// Codes one document for the desk.
pub fn code(coder: &Coder, incoming: Incoming) -> Coded {
    let Incoming { mut document, mut warnings, original, fingerprint } = incoming;
    date_from_text(&mut document, &mut warnings);
    if let Some(language) = document.language.as_deref().filter(|l| *l != "en") {
        warnings.push(Warning {
            document: document.id.clone(),
            code: "language".to_owned(),
            message: format!("the text looks like {language:?}; only English is coded so far: events may be missing"),
        });
    }
    let signature = crate::sources::signature(&document);
    let (reports, statements, noticed) = polybius_coder::code(coder, &document);
    warnings.extend(noticed);
    Coded { document, original, signature: Some(signature), fingerprint, reports, statements, warnings }
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
