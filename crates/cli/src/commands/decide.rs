//! `join` and `split`: what a person says about which reports are one event. It holds for ever, and against every score.

use std::io::Write;

use anyhow::bail;
use polybius_records::{Event, Report};
use polybius_store::Desk;
use serde_json::{Value, json};

use crate::arguments::{JoinArguments, SplitArguments};
use crate::commands::show::find;
use crate::exit::Done;
use crate::terminal::{plain, stdout};
use crate::{lexicon, merging};

pub fn join(arguments: &JoinArguments) -> anyhow::Result<Done> {
    let mut desk = Desk::open_existing(&arguments.desk.path)?;
    let mut reports: Vec<String> = Vec::new();
    for wanted in &arguments.events {
        reports.extend(find(&desk, wanted)?.reports);
    }
    reports.sort();
    reports.dedup();
    let Some((first, rest)) = reports.split_first().filter(|(_, rest)| !rest.is_empty()) else {
        bail!("these are one event of one report: give two events");
    };
    let links: Vec<(&str, Value)> =
        rest.iter().map(|other| link(first, other, true, arguments.reason.as_deref())).collect();
    renewed(&mut desk, &links, first)
}

pub fn split(arguments: &SplitArguments) -> anyhow::Result<Done> {
    let mut desk = Desk::open_existing(&arguments.desk.path)?;
    let event = find(&desk, &arguments.event)?;
    let reports = desk.reports_of_event(&event.id)?;
    let mut out: Vec<&str> = Vec::new();
    for wanted in &arguments.reports {
        out.push(one_of(&event, &reports, wanted)?);
    }
    let rest: Vec<&str> = event.reports.iter().map(String::as_str).filter(|report| !out.contains(report)).collect();
    let Some(first) = rest.first() else {
        bail!("nothing would be left of {}: name the reports that are another event, not all of them", event.id);
    };
    let reason = arguments.reason.as_deref();
    let links: Vec<(&str, Value)> =
        out.iter().flat_map(|a| rest.iter().map(move |b| link(a, b, false, reason))).collect();
    renewed(&mut desk, &links, first)
}

fn link<'a>(a: &'a str, b: &str, same: bool, reason: Option<&str>) -> (&'a str, Value) {
    let mut body = json!({ "a": a, "b": b, "same": same });
    if let Some(reason) = reason {
        body["reason"] = reason.into();
    }
    (a, body)
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

fn renewed(desk: &mut Desk, links: &[(&str, Value)], report: &str) -> anyhow::Result<Done> {
    desk.decide_all("link", links.iter().map(|(subject, body)| (*subject, body)), "command line")?;
    let changes = merging::merge(desk, &lexicon::load(None)?)?;
    let mut out = stdout();
    writeln!(
        out,
        "events of the desk: {} added, {} changed, {} removed",
        changes.added, changes.changed, changes.removed
    )?;
    if let Some(event) = desk.event_of_report(report)? {
        writeln!(out, "{}", plain(&event))?;
    }
    Ok(Done::All)
}
