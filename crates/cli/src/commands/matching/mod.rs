//! `polybius match`: two datasets against each other.

mod links;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;
use polybius_formats::Filter;
use polybius_merge::{Context, Pair, match_between};
use polybius_records::{Event, Report};
use polybius_store::Desk;

use super::export::{file, filter};
use crate::arguments::datasets::MatchArguments;
use crate::exit::Done;
use crate::progress::Progress;
use crate::terminal::{Paint, columns, stdout};
use crate::{lexicon, versions};

/// The desk's own events, as a dataset's name.
const OWN: &str = "desk";

/// One side of a comparison: its name and its events, each as the one report that its row is.
struct Side {
    name: String,
    events: Vec<Report>,
}

pub fn run(arguments: &MatchArguments) -> anyhow::Result<Done> {
    if arguments.a == arguments.b {
        bail!("{:?} is one dataset: give two, or `desk` for the desk's own events", arguments.a);
    }
    let filter = filter(&arguments.filters)?;
    let desk = Desk::open_read_only(&arguments.desk.path)?;
    let teller = Progress::start(false);
    teller.step("reading");
    let sides = [side(&desk, &arguments.a, &filter, &teller)?, side(&desk, &arguments.b, &filter, &teller)?];
    let lexicon = lexicon::load(None)?;
    let hierarchy = |branch: &str, parent: &str| lexicon.actors.is_branch_of(branch, parent);
    let context = Context { hierarchy: &hierarchy, ..Context::default() };
    teller.step("matching");
    let pairs: Vec<Pair> = match_between(&sides[0].events, &sides[1].events, &context);
    teller.end();
    if let Some(path) = &arguments.output {
        let json = path.extension().is_some_and(|e| e == "jsonl");
        file::write(path, |out| links::write(&sides, &pairs, json, out))?;
    }
    summary::write(&mut stdout(), &sides, &pairs, Paint::stdout(), columns())?;
    Ok(Done::All)
}

fn side(desk: &Desk, name: &str, filter: &Filter, teller: &Progress) -> anyhow::Result<Side> {
    let events = if name == OWN { own(desk, filter, teller)? } else { imported(desk, name, filter)? };
    Ok(Side { name: name.to_owned(), events })
}

fn own(desk: &Desk, filter: &Filter, teller: &Progress) -> anyhow::Result<Vec<Report>> {
    if desk.events_due(versions::MERGER)? {
        teller.tell("the events of this desk are not up to date: run `polybius code` again");
    }
    let reports: BTreeMap<String, Report> = desk.reports()?.into_iter().map(|r| (r.id.clone(), r)).collect();
    let events = desk.events()?.into_iter().filter(|event| filter.passes(event));
    let told = events.map(|event| {
        let tellers: Vec<&Report> = event.reports.iter().filter_map(|id| reports.get(id)).collect();
        let words: BTreeSet<String> = tellers.iter().flat_map(|r| r.words.iter().cloned()).collect();
        let published = tellers.iter().filter_map(|r| r.published).min();
        Report { words: words.into_iter().collect(), published, ..as_report(event) }
    });
    Ok(told.collect())
}

fn imported(desk: &Desk, name: &str, filter: &Filter) -> anyhow::Result<Vec<Report>> {
    let known: BTreeSet<String> = desk.datasets()?.into_iter().map(|d| d.name).collect();
    if !known.contains(name) {
        let names: Vec<&str> = known.iter().map(String::as_str).chain([OWN]).collect();
        bail!("{name:?} is no dataset of this desk: it holds {}", names.join(", "));
    }
    let rows = desk.imported(name)?.into_iter().map(|row| row.event).filter(|event| filter.passes(event));
    Ok(rows.map(as_report).collect())
}

/// An event as the one report of its row, or of the desk.
fn as_report(event: Event) -> Report {
    Report {
        document: event.id.clone(),
        id: event.id,
        words: Vec::new(),
        published: None,
        coder: "dataset".to_owned(),
        body: event.body,
    }
}
