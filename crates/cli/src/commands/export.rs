use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail};
use polybius_formats::{DocumentMeta, Filter, Format, Options, Records, Sidecar};
use polybius_records::{Actor, EventType, SubEventType};
use polybius_store::Desk;

use crate::arguments::{ExportArguments, Filters, FormatName};
use crate::exit::Done;
use crate::progress::Progress;
use crate::terminal::stdout;
use crate::{lexicon, merging, versions};

pub fn run(arguments: &ExportArguments) -> anyhow::Result<Done> {
    let filter = filter(&arguments.filters)?;
    let desk = arguments.desk.open()?;
    let teller = Progress::start(true);
    if desk.past().is_none() && desk.events_due(versions::MERGER)? {
        teller.tell(
            "the events of this desk are not up to date (a run was cut short, or polybius is newer): `polybius desk update` computes them",
        );
    }
    let sidecar = match &arguments.output {
        None => write(&desk, arguments, &filter, &mut BufWriter::new(stdout()))?,
        Some(path) => to_file(path, |out| write(&desk, arguments, &filter, out))?,
    };
    if let Some(path) = &arguments.why {
        to_file(path, |out| {
            for trace in &sidecar.why {
                serde_json::to_writer(&mut *out, trace)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?;
    }
    if arguments.output.is_some() || sidecar.filtered_out > 0 || sidecar.left_out_total() > 0 {
        teller.tell(&sidecar.summary());
    }
    Ok(Done::All)
}

fn write(desk: &Desk, arguments: &ExportArguments, filter: &Filter, out: &mut dyn Write) -> anyhow::Result<Sidecar> {
    let (mut events, reports, statements) = (desk.events()?, desk.reports()?, desk.statements()?);
    if let Some(rule) = arguments.rule {
        merging::recount(desk, &mut events, &reports, rule)?;
    }
    let mut documents = BTreeMap::new();
    for d in desk.document_heads()? {
        let meta = DocumentMeta { publisher: d.publisher, title: d.title, url: d.url, published: d.published };
        documents.insert(d.id, meta);
    }
    let records = Records { events: &events, reports: &reports, statements: &statements, documents: &documents };
    let lexicon = lexicon::load(None)?;
    let nationality = |actor: &Actor| {
        let country = lexicon.actors.by_id(&actor.id).map(|entry| entry.country.clone());
        country.filter(|code| !code.is_empty())
    };
    let options = Options { filter: Some(filter), why: arguments.why.is_some(), nationality: Some(&nationality), ..Options::default() };
    Ok(polybius_formats::export(format(arguments.format), &records, &options, out)?)
}

fn format(name: FormatName) -> Format {
    match name {
        FormatName::Jsonl => Format::Jsonl,
        FormatName::Acled => Format::Acled,
        FormatName::Ucdp => Format::Ucdp,
        FormatName::Gtd => Format::Gtd,
        FormatName::Plover => Format::Plover,
        FormatName::Geojson => Format::Geojson,
        FormatName::Csv => Format::Csv,
    }
}

pub(super) fn filter(given: &Filters) -> anyhow::Result<Filter> {
    let mut filter =
        Filter { from: given.from, to: given.to, min_sources: given.min_sources.unwrap_or(0), ..Filter::default() };
    if let (Some(from), Some(to)) = (given.from, given.to)
        && to < from
    {
        bail!("--from {from} is after --to {to}");
    }
    for code in &given.country {
        let upper = code.to_ascii_uppercase();
        if upper.len() != 2 || !upper.bytes().all(|b| b.is_ascii_uppercase()) {
            bail!("--country {code:?}: give the two letters of ISO 3166-1, such as ML for Mali");
        }
        filter.countries.insert(upper);
    }
    for words in &given.types {
        filter.event_types.insert(event_type(words)?);
    }
    for word in &given.status {
        let status = serde_json::from_value(serde_json::Value::from(word.to_lowercase()));
        filter.statuses.insert(status.ok().with_context(|| {
            format!("--status {word:?}: known are occurred, foiled, planned, threatened, alleged, denied")
        })?);
    }
    Ok(filter)
}

fn event_type(words: &str) -> anyhow::Result<EventType> {
    if let Some(&found) = EventType::ALL.iter().find(|t| t.as_str().eq_ignore_ascii_case(words)) {
        return Ok(found);
    }
    let known: Vec<String> = EventType::ALL.iter().map(|t| format!("{:?}", t.as_str())).collect();
    let sub = SubEventType::ALL.iter().find(|t| t.as_str().eq_ignore_ascii_case(words));
    let hint = sub.map_or_else(String::new, |s| {
        format!(" ({:?} is a sub-event type of {:?})", s.as_str(), s.event_type().as_str())
    });
    bail!("--type {words:?}: known are {}{hint}", known.join(", "))
}

/// Writes beside the file and renames at the end: whoever reads it never sees half of it.
pub(super) fn to_file<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".tmp");
    let attempt = || -> anyhow::Result<T> {
        let mut out = BufWriter::new(File::create(&draft)?);
        let made = write(&mut out)?;
        out.flush()?;
        fs::rename(&draft, path)?;
        Ok(made)
    };
    let outcome = attempt();
    if outcome.is_err() {
        let _ = fs::remove_file(&draft);
    }
    outcome.with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Filters {
        Filters { from: None, to: None, country: vec![], types: vec![], status: vec![], min_sources: None }
    }

    #[test]
    fn filters_are_checked() {
        let ok = Filters {
            country: vec!["ml".to_owned()],
            types: vec!["battles".to_owned()],
            status: vec!["Foiled".to_owned()],
            ..given()
        };
        let made = filter(&ok).unwrap();
        assert!(made.countries.contains("ML") && made.event_types.contains(&EventType::Battles));
        for (wrong, words) in [
            (Filters { country: vec!["Mali".to_owned()], ..given() }, "two letters"),
            (Filters { types: vec!["Armed clash".to_owned()], ..given() }, "sub-event type of \"Battles\""),
            (Filters { status: vec!["done".to_owned()], ..given() }, "known are occurred"),
            (Filters { from: "2024-02-01".parse().ok(), to: "2024-01-01".parse().ok(), ..given() }, "is after --to"),
        ] {
            let message = filter(&wrong).unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        }
    }

    #[test]
    fn a_failed_export_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        to_file(&path, |out| Ok(out.write_all(b"old")?)).unwrap();
        let failed: anyhow::Result<()> = to_file(&path, |out| {
            out.write_all(b"half")?;
            bail!("no more")
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
