use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use anyhow::bail;
use polybius_query::{Change, Difference, Happened, Reason, Said, Touched, diff};
use polybius_records::Document;
use polybius_store::{Changes, Desk};

use crate::arguments::DiffArguments;
use crate::exit::Done;
use crate::terminal::{Paint, columns, plain, stdout, wrap};
use crate::wording::of;

pub fn run(arguments: &DiffArguments) -> anyhow::Result<Done> {
    let open = |words: &str| Desk::open_as_of(&arguments.desk.path, words);
    let (before, after) = (open(&arguments.before)?, open(&arguments.after)?);
    let present = after.present()?;
    let (from, to) = (before.past().unwrap_or(present), after.past().unwrap_or(present));
    if from > to {
        bail!("{} is later than {}: give the earlier moment first", arguments.before, arguments.after);
    }
    let heads = |desk: &Desk| -> anyhow::Result<BTreeMap<String, Document>> {
        Ok(desk.document_heads()?.into_iter().map(|d| (d.id.clone(), d)).collect())
    };
    let happened = happened(after.changes(from, to)?, &heads(&before)?, &heads(&after)?);
    let found = diff(&before.events()?, &after.events()?, &happened);
    let mut out = stdout();
    if arguments.json {
        for difference in &found {
            serde_json::to_writer(&mut out, difference)?;
            writeln!(out)?;
        }
    } else {
        tell(&mut out, &found, Paint::stdout(), columns())?;
        writeln!(out, "{}", sum(&found, arguments))?;
    }
    out.flush()?;
    Ok(Done::All)
}

fn happened(changes: Changes, before: &BTreeMap<String, Document>, after: &BTreeMap<String, Document>) -> Happened {
    let mut documents = BTreeMap::new();
    let touched: BTreeSet<&str> =
        changes.revisions.iter().filter(|r| r.kind == "document").map(|r| r.subject.as_str()).collect();
    for id in touched {
        let touched = match (before.get(id), after.get(id)) {
            (None, _) => Touched::Added,
            (then, now) if then == now => Touched::ReadAgain,
            (Some(_), _) => Touched::Corrected,
        };
        documents.insert(id.to_owned(), touched);
    }
    let text = |body: &serde_json::Value, name: &str| body.get(name).and_then(|v| v.as_str()).map(str::to_owned);
    let decisions = changes
        .decisions
        .into_iter()
        .map(|d| Said {
            reports: ["a", "b", "report"].iter().filter_map(|name| text(&d.body, name)).collect(),
            why: text(&d.body, "reason"),
            what: d.kind,
            by: d.made_by,
            at: d.at,
        })
        .collect();
    Happened { documents, decisions, merger: changes.merger }
}

fn tell(out: &mut dyn Write, found: &[Difference], paint: Paint, columns: usize) -> io::Result<()> {
    let width = columns.saturating_sub(4).max(20);
    for d in found {
        let sign = match &d.change {
            Change::Added => "+",
            Change::Changed => "~",
            Change::Removed { .. } => "-",
        };
        writeln!(out, "{} {}", paint.bold(sign), paint.bold(&d.event))?;
        let mut line = |words: &str, faint: bool| -> io::Result<()> {
            for line in wrap(&plain(words), width) {
                writeln!(out, "    {}", if faint { paint.faint(&line) } else { line })?;
            }
            Ok(())
        };
        line(&d.summary, false)?;
        for field in &d.fields {
            let value = |v: &Option<String>| v.clone().unwrap_or_else(|| "nothing".to_owned());
            line(&format!("{}: {} -> {}", field.field, value(&field.before), value(&field.after)), false)?;
        }
        if let Change::Removed { into } = &d.change
            && !into.is_empty()
        {
            line(&format!("now in {}", into.join(", ")), false)?;
        }
        let reasons: Vec<String> = d.reasons.iter().map(words).collect();
        line(&format!("because {}", reasons.join("; ")), true)?;
    }
    Ok(())
}

fn words(reason: &Reason) -> String {
    match reason {
        Reason::NewDocument { document } => format!("{document} is new"),
        Reason::CorrectedDocument { document } => format!("{document} was corrected"),
        Reason::ReadAgain { document } => format!("{document} was read again"),
        Reason::Joined { from } => format!("reports came from {from}"),
        Reason::Left { to } => format!("reports went to {to}"),
        Reason::Decided { by, what, at, why } => {
            let why = why.as_deref().map_or(String::new(), |why| format!(": {why}"));
            format!("{by} decided ({what}, {}){why}", at.get(..10).unwrap_or(at))
        }
        Reason::Rules => "other rules of merging".to_owned(),
        Reason::Neighbours => "the documents around it changed".to_owned(),
    }
}

fn sum(found: &[Difference], arguments: &DiffArguments) -> String {
    let count = |test: fn(&Change) -> bool| found.iter().filter(|d| test(&d.change)).count();
    format!(
        "{} new, {} changed, {} gone between {} and {}",
        of(count(|c| *c == Change::Added), "event"),
        count(|c| *c == Change::Changed),
        count(|c| matches!(c, Change::Removed { .. })),
        arguments.before,
        arguments.after
    )
}
