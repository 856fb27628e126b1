use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::bail;
use polybius_lexicon::Lexicon;
use polybius_query::{Claim, Entry, Ledger, claims, ledger};
use polybius_records::{Event, Review, Stance};
use polybius_store::Desk;
use serde_json::{Map, Value};

use super::export::filter;
use crate::arguments::ClaimsArguments;
use crate::exit::Done;
use crate::lexicon;
use crate::terminal::{Paint, Table, columns, plain, stdout, wrap};
use crate::wording;

pub fn run(arguments: &ClaimsArguments) -> anyhow::Result<Done> {
    let filter = filter(&arguments.filters)?;
    let desk = arguments.desk.open()?;
    let lexicon = lexicon::load(None)?;
    let within = |a: &str, b: &str| lexicon.actors.is_within(a, b);
    let mut events = desk.events()?;
    events.retain(|event| filter.passes(event));
    let all = claims(&events, &desk.reports()?, &within);
    let group = arguments.group.as_deref().map(|group| canonical(&lexicon, group));
    let ledger = ledger(all, group.as_deref(), &within);
    if let Some(group) = group.as_deref().filter(|_| ledger.claims.is_empty()) {
        bail!("nothing is said of {group:?} here: `polybius claims` lists the groups that something is said of");
    }
    let mut out = stdout();
    if arguments.json {
        for claim in &ledger.claims {
            writeln!(out, "{}", record(claim)?)?;
        }
    } else {
        summary(&mut out, &ledger)?;
        if group.is_some() {
            let events: BTreeMap<&str, &Event> = events.iter().map(|e| (e.id.as_str(), e)).collect();
            each(&mut out, &ledger.claims, &events)?;
        }
    }
    out.flush()?;
    Ok(Done::All)
}

/// Writes the claims on all events that nobody has rejected, one record a line.
pub(super) fn write_all(desk: &Desk, out: &mut dyn Write) -> anyhow::Result<()> {
    let lexicon = lexicon::load(None)?;
    let mut events = desk.events()?;
    events.retain(|event| event.review != Review::Rejected);
    for claim in claims(&events, &desk.reports()?, &|a, b| lexicon.actors.is_within(a, b)) {
        writeln!(out, "{}", record(&claim)?)?;
    }
    Ok(())
}

/// The canonical name of a group given by name, alias or id.
fn canonical(lexicon: &Lexicon, words: &str) -> String {
    let entry = lexicon.actors.by_id(words).or_else(|| lexicon.actors.by_name(words));
    entry.map_or_else(|| words.to_owned(), |entry| entry.name.clone())
}

/// The claim as a record of the contract's form: `kind` first.
fn record(claim: &Claim) -> anyhow::Result<String> {
    let mut object = Map::new();
    object.insert("kind".to_owned(), Value::from("claim"));
    if let Value::Object(fields) = serde_json::to_value(claim)? {
        object.extend(fields);
    }
    Ok(serde_json::to_string(&object)?)
}

fn summary(out: &mut dyn Write, ledger: &Ledger) -> io::Result<()> {
    if ledger.groups.is_empty() {
        return writeln!(out, "No document says who did anything.");
    }
    let mut table = Table::new(&[
        "group",
        "#claims",
        "#blamed",
        "#both",
        "#suspect",
        "#denies",
        "#alone",
        "#disputed",
        "#within",
        "dead",
    ]);
    for e in &ledger.groups {
        table.row([
            e.actor.clone(),
            e.claimed.to_string(),
            e.attributed.to_string(),
            e.both.to_string(),
            e.suspected.to_string(),
            e.denied.to_string(),
            e.only_claimed.to_string(),
            e.contested.to_string(),
            e.median_days.map_or(String::new(), |days| format!("{days} d")),
            tolls(e),
        ]);
    }
    table.write(out, Paint::stdout(), columns())
}

fn tolls(entry: &Entry) -> String {
    match entry.compared {
        0 => String::new(),
        n => format!("{} of {} in {n}", entry.claimed_killed, entry.reported_killed),
    }
}

fn each(out: &mut dyn Write, claims: &[Claim], events: &BTreeMap<&str, &Event>) -> io::Result<()> {
    let paint = Paint::stdout();
    for claim in claims {
        let Some(event) = events.get(claim.event.as_str()) else { continue };
        writeln!(out)?;
        let head = match claim.stance {
            Stance::Claims => format!("{} claims it", claim.actor),
            Stance::Attributes => format!("{} did it, says {}", claim.actor, claim.by),
            Stance::Suspects => format!("{} may have done it, says {}", claim.actor, claim.by),
            Stance::Denies => format!("{} did not do it, says {}", claim.actor, claim.by),
            Stance::Celebrates => format!("{} is praised for it by {}", claim.actor, claim.by),
        };
        writeln!(out, "{}  {}", paint.bold(&plain(&head)), wording::short_id(&event.id))?;
        let mut about = vec![event.body.summary.clone()];
        about.extend(claim.date.map(|d| {
            let within = claim.within_days.map_or(String::new(), |n| {
                format!(", {} after it at most", wording::of(usize::try_from(n).unwrap_or(0), "day"))
            });
            format!("First published on {}{within}.", d.start)
        }));
        if !claim.through.is_empty() {
            about.push(format!("Through {}.", claim.through.join("; ")));
        }
        if let Some(killed) = claim.claimed.killed {
            let reported =
                claim.reported.killed.map_or("nobody else gives a number".to_owned(), |n| format!("{n} reported"));
            about.push(format!("It claims {killed} dead; {reported}."));
        }
        if claim.only_claimed {
            about.push("Nothing else tells of it.".to_owned());
        }
        if !claim.competing.is_empty() {
            about.push(format!("Contradicted by {}.", wording::of(claim.competing.len(), "other statement")));
        }
        for line in wrap(&plain(&about.join(" ")), columns().saturating_sub(4).max(20)) {
            writeln!(out, "    {line}")?;
        }
        for e in &claim.evidence {
            for line in wrap(
                &format!("\u{201c}{}\u{201d} {}", plain(&e.quote), e.document),
                columns().saturating_sub(6).max(20),
            ) {
                writeln!(out, "      {}", paint.faint(&line))?;
            }
        }
    }
    Ok(())
}
