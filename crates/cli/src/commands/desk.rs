use std::io::Write;

use polybius_store::{Desk, FORMAT};

use crate::arguments::{DeskArguments, DeskCommand};
use crate::exit::Done;
use crate::terminal::{plain, stdout};
use crate::versions;
use crate::wording::of;

/// Most faults that are listed; the rest is counted.
const LISTED: usize = 50;

pub fn run(arguments: &DeskArguments) -> anyhow::Result<Done> {
    match &arguments.command {
        DeskCommand::Info(desk) => info(&Desk::open_read_only(&desk.path)?),
        DeskCommand::Verify(desk) => verify(&Desk::open_read_only(&desk.path)?),
    }
}

fn info(desk: &Desk) -> anyhow::Result<Done> {
    let counts = desk.counts()?;
    let mut out = stdout();
    writeln!(out, "desk        {}", plain(&desk.root().display().to_string()))?;
    writeln!(out, "format      {FORMAT}")?;
    for (name, n) in [
        ("documents", counts.documents),
        ("reports", counts.reports),
        ("statements", counts.statements),
        ("warnings", counts.warnings),
        ("events", counts.events),
        ("revisions", counts.revisions),
        ("decisions", counts.decisions),
    ] {
        writeln!(out, "{name:<11} {n}")?;
    }
    if desk.events_due(versions::MERGER)? {
        writeln!(out, "The events are not up to date: the next `polybius code` computes them again.")?;
    }
    Ok(Done::All)
}

fn verify(desk: &Desk) -> anyhow::Result<Done> {
    let found = desk.verify()?;
    let mut out = stdout();
    for fault in found.faults.iter().take(LISTED) {
        writeln!(out, "{}: {}", plain(&fault.subject), plain(&fault.what))?;
    }
    if found.faults.len() > LISTED {
        writeln!(out, "... and {} more", found.faults.len() - LISTED)?;
    }
    writeln!(
        out,
        "{}, {} and {} checked: {}",
        of(found.documents, "document"),
        of(found.quotes, "quote"),
        of(found.blobs, "original"),
        if found.faults.is_empty() { "all sound".to_owned() } else { of(found.faults.len(), "fault") }
    )?;
    Ok(if found.faults.is_empty() { Done::All } else { Done::WithFailures })
}
