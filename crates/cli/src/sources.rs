//! From the reader's documents to the pipeline's items.

use std::collections::HashMap;

use polybius_ingest::{IngestError, Options, PdfCommand, Read, Signature, Source};
use polybius_records::Document;
use polybius_store::Fingerprints;

use crate::arguments::Inputs;
use crate::pipeline::{Incoming, Item, Passed};
use crate::versions;

/// What the desk has already.
#[derive(Debug, Default)]
pub struct Known {
    /// Its documents.
    pub documents: Fingerprints,
    /// What reads now, as records name it.
    pub coder: String,
    /// Read again whatever is there.
    pub recode: bool,
}

impl Known {
    /// Why a document need not be read, if it need not.
    fn passes(&self, document: &Document, fingerprint: &str) -> Option<Passed> {
        if self.recode {
            return None;
        }
        if self.documents.is_coded(&document.id, fingerprint) {
            return Some(Passed::Known(document.id.clone()));
        }
        // What one coder has found is not replaced by what another finds unless somebody says so.
        let coder = self.documents.coder_of(&document.id, &document.hash).filter(|coder| *coder != self.coder)?;
        Some(Passed::Other { document: document.id.clone(), coder })
    }
}

/// Opens the inputs. `coder` is the version that will code them; documents in `known` are passed.
pub fn open<'a>(inputs: &'a Inputs, coder: &'a str, known: Known) -> impl Iterator<Item = Item> + use<'a> {
    let program = std::env::current_exe().ok();
    let options = Options {
        published: inputs.published,
        pdf: program.map(|program| PdfCommand { program, arguments: vec!["pdf-child".to_owned()] }),
        ..Options::default()
    };
    items(Source::from_paths(inputs.paths.clone(), inputs.manifest.as_deref(), options), coder, known)
}

/// The items of what was read. `coder` is the version that will code them; documents in `known` are passed.
pub fn items<'a>(
    read: impl Iterator<Item = Result<Read, IngestError>> + 'a,
    coder: &'a str,
    known: Known,
) -> impl Iterator<Item = Item> + 'a {
    let mut seen = Seen::default();
    read.map(move |read| match read {
        Ok(read) => {
            let (document, warnings, original) = (read.document, read.warnings, Some(read.original.bytes));
            let fingerprint = versions::fingerprint(&document, coder);
            let given = !document.hash.starts_with(&document.id);
            match seen.meet(&document.id, &fingerprint) {
                Meeting::First => match known.passes(&document, &fingerprint) {
                    Some(passed) => Item::Passed(passed),
                    None => {
                        let known = known.documents.holds(&document.id);
                        Item::Document(Box::new(Incoming { document, warnings, original, fingerprint, known }))
                    }
                },
                Meeting::Same => Item::Passed(Passed::Twice(document.id)),
                // The id is the text's own hash: one text under two names.
                Meeting::Other if !given => Item::Passed(Passed::Twice(document.id)),
                Meeting::Other => Item::Failed(format!(
                    "document {}: another document of this run has the same id, and the first one is kept; give this one an id of its own",
                    document.id
                )),
            }
        }
        Err(e) => Item::Failed(e.to_string()),
    })
}

/// Which documents came in this run, in 32 bytes each.
#[derive(Default)]
struct Seen(HashMap<[u8; 16], [u8; 16]>);

#[derive(Debug, PartialEq, Eq)]
enum Meeting {
    First,
    Same,
    Other,
}

impl Seen {
    fn meet(&mut self, id: &str, fingerprint: &str) -> Meeting {
        let short = |words: &str| {
            let mut out = [0; 16];
            out.copy_from_slice(&blake3::hash(words.as_bytes()).as_bytes()[..16]);
            out
        };
        let print = short(fingerprint);
        match self.0.insert(short(id), print) {
            None => Meeting::First,
            Some(before) => {
                // The first one stays what later ones are compared with.
                self.0.insert(short(id), before);
                if before == print { Meeting::Same } else { Meeting::Other }
            }
        }
    }
}

/// The near-duplicate signature of a document, as the desk keeps it.
pub fn signature(document: &Document) -> Vec<u8> {
    Signature::of_document(document).to_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_documents_with_one_id_counts() {
        let mut seen = Seen::default();
        let met: Vec<_> =
            [("a", "1"), ("b", "1"), ("a", "2"), ("a", "1"), ("a", "2")].map(|(id, p)| seen.meet(id, p)).into();
        assert_eq!(met, [Meeting::First, Meeting::First, Meeting::Other, Meeting::Same, Meeting::Other]);
    }
}
