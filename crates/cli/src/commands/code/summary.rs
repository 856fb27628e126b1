use std::collections::BTreeSet;
use std::io::{self, Write};

use polybius_store::Desk;

use super::Tally;
use crate::terminal::plain;
use crate::wording::of;

/// Documents named behind a warning; where there are more, the first ones and how many.
const NAMED: usize = 3;

/// What warnings mean and what to do about them, by code. Others are shown by their code alone.
const MEANINGS: &[(&str, &str)] = &[
    (
        "no-publication-date",
        "no day of publication: words such as \"Friday\" stay open; give --published or a manifest",
    ),
    (
        "bad-publication-date",
        "the day of publication that is given is no single day; give it as YYYY-MM-DD in a manifest",
    ),
    ("bad-language", "the language that is given is no language code; it was detected instead"),
    ("broken-characters", "some bytes are no characters and stand as \u{fffd}"),
    ("encoding-guessed", "no UTF-8; read in the encoding that it looks like"),
    ("html-stripped", "a page out of the ordinary; read by stripping its tags, menus included"),
    ("language", "not in English: only English is coded so far"),
    ("not-in-text", "values of the model that the document does not say were dropped"),
    ("not-read", "the coder gave no usable answer; the same command tries again"),
    ("part-not-read", "the coder gave no usable answer on a part; --recode asks again"),
    ("no-main-text", "no article stands out on the page; all its text was read"),
    ("open-dates", "words such as \"Friday\" have no day to count from"),
    ("summary-only", "the feed carries a summary, not the article"),
];

pub(super) fn write(out: &mut dyn Write, tally: &Tally, events: usize, coder: &str, desk: &Desk) -> io::Result<()> {
    let mut parts = vec![format!("{} new", tally.added)];
    for (n, words) in [
        (tally.unread, "of them not read"),
        (tally.changed, "changed"),
        (tally.known + tally.unchanged, "known already"),
        (tally.others.values().sum(), "left as another coder read them"),
        (tally.left, "not read again"),
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
    for (other, n) in &tally.others {
        let (keeps, them) = if *n == 1 { ("keeps", "it") } else { ("keep", "them") };
        writeln!(
            out,
            "{} {keeps} what {} found; with --recode, {} reads {them} instead and the earlier reading stays in the revisions",
            of(*n, "document"),
            plain(other),
            plain(coder)
        )?;
    }
    let changes = tally.events;
    if changes != Default::default() {
        writeln!(
            out,
            "events of the desk: {} added, {} changed, {} removed",
            changes.added, changes.changed, changes.removed
        )?;
    }
    for (code, documents) in &tally.warnings {
        let meaning = MEANINGS.iter().find(|(known, _)| known == code).map_or("", |(_, meaning)| meaning);
        let colon = if meaning.is_empty() { "" } else { ": " };
        writeln!(out, "warning {code} in {}{colon}{meaning}{}", of(documents.len(), "document"), named(documents))?;
    }
    writeln!(out, "desk: {}", plain(&desk.root().display().to_string()))
}

fn named(documents: &BTreeSet<String>) -> String {
    let first: Vec<String> = documents.iter().take(NAMED).map(|id| plain(id)).collect();
    let more = if documents.len() > NAMED { ", ..." } else { "" };
    format!(" ({}{more})", first.join(", "))
}
