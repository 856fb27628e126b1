use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use polybius_records::Event;
use serde::Serialize;

use super::export::file;
use crate::arguments::DeletedArguments;
use crate::exit::Done;
use crate::terminal::stdout;

/// One event that is no more.
#[derive(Debug, Serialize)]
struct Deleted {
    /// The event.
    event: String,
    /// Its id in ACLED's form, where the export in that style gave it one.
    event_id_cnty: Option<String>,
    /// When it disappeared, UTC.
    at: String,
    /// The same in seconds since 1970.
    deleted_timestamp: i64,
    /// The events that hold its reports now.
    into: Vec<String>,
}

pub fn run(arguments: &DeletedArguments) -> anyhow::Result<Done> {
    let desk = arguments.desk.open()?;
    let holders: BTreeMap<String, String> = desk.events_of_reports()?.into_iter().collect();
    let since = arguments.since.map(|day| day.to_string());
    let mut found = Vec::new();
    for (removed, body) in desk.removed_events()? {
        if since.as_ref().is_some_and(|day| removed.at < *day) {
            continue;
        }
        let event: Option<Event> = body.as_deref().and_then(|body| serde_json::from_str(body).ok());
        let mut into: Vec<String> =
            event.iter().flat_map(|e| &e.reports).filter_map(|report| holders.get(report).cloned()).collect();
        into.sort();
        into.dedup();
        found.push(Deleted {
            event_id_cnty: event.as_ref().and_then(polybius_formats::acled_id),
            deleted_timestamp: removed.at.parse::<jiff::Timestamp>().map_or(0, |t| t.as_second()),
            event: removed.subject,
            at: removed.at,
            into,
        });
    }
    let write = |out: &mut dyn Write| if arguments.csv { csv(&found, out) } else { lines(&found, out) };
    match &arguments.output {
        Some(path) => {
            file::write(path, write)?;
        }
        None => {
            let mut out = BufWriter::new(stdout());
            write(&mut out)?;
            out.flush()?;
        }
    }
    Ok(Done::All)
}

fn lines(found: &[Deleted], out: &mut dyn Write) -> anyhow::Result<()> {
    for deleted in found {
        serde_json::to_writer(&mut *out, deleted)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Ids and times hold nothing that a spreadsheet would run or that needs quotes.
fn csv(found: &[Deleted], out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "event_id_cnty,deleted_timestamp,event,at,into")?;
    for d in found {
        let id = d.event_id_cnty.as_deref().unwrap_or_default();
        writeln!(out, "{id},{},{},{},{}", d.deleted_timestamp, d.event, d.at, d.into.join(" "))?;
    }
    Ok(())
}
