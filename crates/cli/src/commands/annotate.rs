use std::io::{BufWriter, Write};

use polybius_coder::Coder;
use polybius_store::Fingerprints;

use super::code::threads;
use crate::arguments::AnnotateArguments;
use crate::exit::Done;
use crate::pipeline::{self, Arrival};
use crate::progress::Progress;
use crate::terminal::stdout;
use crate::{lexicon, sources};

pub fn run(arguments: &AnnotateArguments) -> anyhow::Result<Done> {
    let coder = Coder::new(lexicon::load(arguments.inputs.lexicon.as_deref())?);
    let mut out = BufWriter::new(stdout());
    let teller = Progress::start(true);
    let mut done = Done::All;
    pipeline::run(
        threads(arguments.inputs.threads),
        || sources::open(&arguments.inputs, "", Fingerprints::default()),
        |incoming| {
            let (mut document, mut warnings) = (incoming.document, incoming.warnings);
            pipeline::date_from_text(&mut document, &mut warnings);
            let mut lines = Vec::new();
            for mention in polybius_coder::annotate(&coder, &document) {
                // Writing to memory fails for no plain record.
                if serde_json::to_writer(&mut lines, &mention).is_ok() {
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
