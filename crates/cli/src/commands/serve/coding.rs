use std::io::Cursor;
use std::sync::{Mutex, OnceLock, PoisonError};

use polybius_coder::Coder;
use polybius_ingest::{Options, PdfCommand, Source};
use polybius_records::Document;
use polybius_serve::{Coding, CodingOutcome, CodingStep, Upload};
use polybius_store::{Desk, Stored};

use crate::pipeline::{self, Arrival, Passed};
use crate::reader::Reader;
use crate::sources::{self, Known};
use crate::{lexicon, merging};

/// The built-in coder behind the server's door: the same pipeline as `polybius code`.
#[derive(Default)]
pub struct Rules {
    /// Made with the first document: a server that only shows needs none.
    coder: OnceLock<Coder>,
    making: Mutex<()>,
}

impl Rules {
    fn coder(&self) -> Result<&Coder, String> {
        let _one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if self.coder.get().is_none() {
            let lexicon = lexicon::load(None).map_err(|e| format!("{e:#}"))?;
            let _ = self.coder.set(Coder::new(lexicon));
        }
        self.coder.get().ok_or_else(|| "the coder could not be made".to_owned())
    }
}

impl Coding for Rules {
    fn code(&self, desk: &mut Desk, upload: Upload, told: &mut dyn FnMut(CodingStep)) -> Result<CodingOutcome, String> {
        let coder = self.coder()?;
        self.code_with(coder, desk, upload, told).map_err(|e| format!("{e:#}"))
    }
}

impl Rules {
    fn code_with(
        &self,
        coder: &Coder,
        desk: &mut Desk,
        upload: Upload,
        told: &mut dyn FnMut(CodingStep),
    ) -> anyhow::Result<CodingOutcome> {
        let reader = Reader::Rules;
        let version = reader.version(None)?;
        let known = Known { documents: desk.fingerprints()?, coder: reader.name().to_owned(), recode: false };
        let program = std::env::current_exe().ok();
        let options = Options {
            published: upload.published,
            pdf: program.map(|program| PdfCommand { program, arguments: vec!["pdf-child".to_owned()] }),
            ..Options::default()
        };
        let mut outcome = CodingOutcome::default();
        let source = Source::from_reader(&upload.name, Cursor::new(upload.bytes), options).map(|read| {
            read.map(|mut read| {
                named(&mut read.document, upload.title.as_deref(), upload.publisher.as_deref(), upload.url.as_deref());
                read
            })
        });
        pipeline::run(
            1,
            || sources::items(source, &version, known),
            |incoming| pipeline::code(coder, &reader, incoming),
            |arrival| {
                match arrival {
                    Arrival::Made(Ok(coded)) => {
                        outcome.reports += coded.reports.len();
                        outcome.statements += coded.statements.len();
                        outcome.documents.push(coded.document.id.clone());
                        for stored in desk.store(&[*coded])? {
                            match stored {
                                Stored::Added | Stored::Changed => outcome.added += 1,
                                Stored::Unchanged => outcome.known += 1,
                            }
                        }
                    }
                    Arrival::Made(Err(unread)) => outcome.failed.push(unread.error.to_string()),
                    Arrival::Passed(Passed::Known(id) | Passed::Other { document: id, .. }) => {
                        outcome.known += 1;
                        outcome.documents.push(id);
                    }
                    Arrival::Passed(Passed::Twice(_)) => outcome.known += 1,
                    Arrival::Failed(message) => outcome.failed.push(message),
                }
                told(CodingStep {
                    done: outcome.added + outcome.known + outcome.failed.len(),
                    reports: outcome.reports,
                });
                Ok(())
            },
        )?;
        merging::merge(desk, coder.lexicon())?;
        Ok(outcome)
    }
}

/// What the sender says of a document that says nothing of it itself.
fn named(document: &mut Document, title: Option<&str>, publisher: Option<&str>, url: Option<&str>) {
    for (field, given) in [(&mut document.title, title), (&mut document.publisher, publisher), (&mut document.url, url)]
    {
        if field.is_none() {
            *field = given.map(str::to_owned);
        }
    }
}
