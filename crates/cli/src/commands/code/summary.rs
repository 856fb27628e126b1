use std::io::{self, Write};

use polybius_store::Desk;

use super::Tally;
use crate::terminal::plain;
use crate::wording::of;

/// What warnings mean and what to do about them, by code. Others are shown by their code alone.
const MEANINGS: &[(&str, &str)] = &[
    (
        "no-publication-date",
        "no day of publication: words such as \"Friday\" stay open; give --published or a manifest",
    ),
    ("language", "not in English: only English is coded so far"),
];

pub(super) fn write(out: &mut dyn Write, tally: &Tally, events: usize, desk: &Desk) -> io::Result<()> {
    let mut parts = vec![format!("{} new", tally.added)];
    for (n, words) in [
        (tally.changed, "changed"),
        (tally.known + tally.unchanged, "known already"),
        (tally.twice, "the same text twice"),
        (tally.failed, "failed"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {words}"));
        }
    }
    writeln!(out, "{}: {}", of(tally.done(), "document"), parts.join(", "))?;
    writeln!(
        out,
        "{} in them, from {} and {}",
        of(events, "event"),
        of(tally.reports, "new report"),
        of(tally.statements, "new statement")
    )?;
    let changes = tally.events;
    if changes != Default::default() {
        writeln!(
            out,
            "events of the desk: {} added, {} changed, {} removed",
            changes.added, changes.changed, changes.removed
        )?;
    }
    for (code, n) in &tally.warnings {
        let meaning = MEANINGS.iter().find(|(known, _)| known == code).map_or("", |(_, meaning)| meaning);
        let colon = if meaning.is_empty() { "" } else { ": " };
        writeln!(out, "warning {code} in {}{colon}{meaning}", of(*n, "document"))?;
    }
    writeln!(out, "desk: {}", plain(&desk.root().display().to_string()))
}
