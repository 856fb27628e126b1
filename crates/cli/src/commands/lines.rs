use std::io::{BufWriter, Write};

use polybius_coder::Coder;
use polybius_records::Document;
use serde::Serialize;

use super::code::threads;
use crate::arguments::Inputs;
use crate::exit::Done;
use crate::pipeline::{self, Arrival};
use crate::progress::Progress;
use crate::sources::Known;
use crate::terminal::stdout;
use crate::{lexicon, sources};

/// Reads documents and writes what `read` finds in each, one JSON object a line, in the order of the documents. Nothing is stored.
pub fn write<T: Serialize>(inputs: &Inputs, read: impl Fn(&Coder, &Document) -> Vec<T> + Sync) -> anyhow::Result<Done> {
    let coder = Coder::new(lexicon::load(inputs.lexicon.as_deref())?);
    let mut out = BufWriter::new(stdout());
    let teller = Progress::start(true);
    let mut done = Done::All;
    pipeline::run(
        threads(inputs.threads),
        || sources::open(inputs, "", Known::default()),
        |incoming| {
            let (mut document, mut warnings) = (incoming.document, incoming.warnings);
            pipeline::date_from_text(&mut document, &mut warnings);
            let mut lines = Vec::new();
            for record in read(&coder, &document) {
                // Writing to memory fails for no plain record.
                if serde_json::to_writer(&mut lines, &record).is_ok() {
                    lines.push(b'\n');
                }
            }
            lines
        },
        |arrival| {
            match arrival {
                Arrival::Made(lines) => out.write_all(&lines)?,
                Arrival::Passed(_) => {}
                Arrival::Failed(message) => {
                    done = Done::WithFailures;
                    teller.tell(&message);
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(done)
}
