use std::io::Write;

use polybius_merge::BestRule;
use polybius_store::{Desk, FORMAT};

use crate::arguments::{DeskArguments, DeskCommand};
use crate::exit::Done;
use crate::terminal::{plain, stdout};
use crate::wording::of;
use crate::{lexicon, merging, versions};

/// Most faults that are listed; the rest is counted.
const LISTED: usize = 50;

pub fn run(arguments: &DeskArguments) -> anyhow::Result<Done> {
    match &arguments.command {
        DeskCommand::Info(desk) => info(&desk.open()?),
        DeskCommand::Verify(desk) => verify(&Desk::open_read_only(&desk.path)?),
        DeskCommand::Update(desk) => update(Desk::open_existing(&desk.path)?),
        DeskCommand::Rule { rule: None, desk } => show_rule(&Desk::open_read_only(&desk.path)?),
        DeskCommand::Rule { rule: Some(rule), desk } => set_rule(Desk::open_existing(&desk.path)?, *rule),
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
    if let Some(moment) = desk.past() {
        let at = desk.time_of(moment)?.unwrap_or_else(|| "before the first document".to_owned());
        writeln!(out, "as of       {at}, revision @{}", moment.revision)?;
        return Ok(Done::All);
    }
    writeln!(out, "rule        {}", merging::rule(desk)?.name())?;
    for release in desk.releases()? {
        writeln!(out, "release     {}, {}, revision @{}", plain(&release.name), &release.at, release.moment.revision)?;
    }
    for dataset in desk.datasets()? {
        let days = match (&dataset.first_day, &dataset.last_day) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        writeln!(
            out,
            "dataset     {}: {}{days}, {}",
            plain(&dataset.name),
            of(usize::try_from(dataset.rows).unwrap_or(usize::MAX), "row"),
            plain(&dataset.licence)
        )?;
    }
    if counts.documents > 0 && desk.events_due(versions::MERGER)? {
        writeln!(out, "The events are not up to date: `polybius desk update` computes them again.")?;
    }
    Ok(Done::All)
}

fn update(mut desk: Desk) -> anyhow::Result<Done> {
    let changes = merging::merge(&mut desk, &lexicon::load(None)?)?;
    let mut out = stdout();
    writeln!(
        out,
        "format {FORMAT}; {} new, {} changed, {} gone",
        of(changes.added, "event"),
        changes.changed,
        changes.removed
    )?;
    Ok(Done::All)
}

fn show_rule(desk: &Desk) -> anyhow::Result<Done> {
    writeln!(stdout(), "{}", merging::rule(desk)?.name())?;
    Ok(Done::All)
}

fn set_rule(mut desk: Desk, rule: BestRule) -> anyhow::Result<Done> {
    if merging::rule(&desk)? != rule {
        merging::set_rule(&mut desk, rule)?;
    }
    update(desk)
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
        "{}, {}, {} and {} checked: {}",
        of(found.documents, "document"),
        of(found.quotes, "quote"),
        of(found.blobs, "original"),
        of(found.imported, "imported row"),
        if found.faults.is_empty() { "all sound".to_owned() } else { of(found.faults.len(), "fault") }
    )?;
    Ok(if found.faults.is_empty() { Done::All } else { Done::WithFailures })
}
