//! `join` and `split`: what a person says about which reports are one event. It holds for ever, and against every score.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::bail;
use polybius_records::{Event, Report};
use polybius_store::Desk;
use polybius_upkeep::Said;

use crate::arguments::{JoinArguments, SplitArguments};
use crate::commands::show::find;
use crate::exit::Done;
use crate::terminal::{plain, stdout};
use crate::{lexicon, merging};

pub fn join(arguments: &JoinArguments) -> anyhow::Result<Done> {
    let mut desk = Desk::open_existing(&arguments.desk.path)?;
    let mut events = Vec::new();
    for wanted in &arguments.events {
        events.push(find(&desk, wanted)?.id);
    }
    renewed(&mut desk, &Said::Join { events }, arguments.reason.as_deref())
}

pub fn split(arguments: &SplitArguments) -> anyhow::Result<Done> {
    let mut desk = Desk::open_existing(&arguments.desk.path)?;
    let event = find(&desk, &arguments.event)?;
    let reports = desk.reports_of_event(&event.id)?;
    let mut out: Vec<String> = Vec::new();
    for wanted in &arguments.reports {
        out.push(one_of(&event, &reports, wanted)?.to_owned());
    }
    renewed(&mut desk, &Said::Split { event: event.id, reports: out }, arguments.reason.as_deref())
}

/// The report of the event that is meant: by its id, its document's id, or the beginning of either.
fn one_of<'r>(event: &Event, reports: &'r [Report], wanted: &str) -> anyhow::Result<&'r str> {
    let exact = |r: &&Report| r.id == wanted || r.document == wanted;
    let begins = |r: &&Report| {
        let digits = r.id.rsplit('-').next().unwrap_or_default();
        [r.id.as_str(), digits, r.document.as_str()].iter().any(|id| id.starts_with(wanted))
    };
    let mut found: Vec<&Report> = reports.iter().filter(exact).collect();
    if found.is_empty() {
        found = reports.iter().filter(begins).collect();
    }
    match found.as_slice() {
        [report] => Ok(&report.id),
        [] => bail!("no report of {} begins with {wanted:?}: `polybius why {}` lists them", event.id, event.id),
        several => {
            let ids: Vec<&str> = several.iter().map(|r| r.id.as_str()).collect();
            bail!("several reports of {} begin with {wanted:?}: {}", event.id, ids.join(", "))
        }
    }
}

fn renewed(desk: &mut Desk, said: &Said, reason: Option<&str>) -> anyhow::Result<Done> {
    let decided = polybius_upkeep::decide(desk, said, reason, "command line")?;
    let changes = merging::merge(desk, &lexicon::load(None)?)?;
    let mut out = stdout();
    writeln!(
        out,
        "events of the desk: {} added, {} changed, {} removed",
        changes.added, changes.changed, changes.removed
    )?;
    let mut events = BTreeSet::new();
    for report in &decided.reports {
        events.extend(desk.event_of_report(report)?);
    }
    for event in events {
        writeln!(out, "{}", plain(&event))?;
    }
    Ok(Done::All)
}
