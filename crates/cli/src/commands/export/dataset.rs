use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::bail;
use polybius_formats::import::{licence, write_jsonl};
use polybius_formats::{DocumentMeta, Filter, Format, Options, Records, Sidecar};
use polybius_records::{Event, Imported};
use polybius_store::Desk;

use super::{deliver, format, table};
use crate::arguments::ExportArguments;
use crate::exit::Done;
use crate::progress::Progress;
use crate::wording::of;

/// Writes imported datasets. Rows that may not be passed on are left out unless asked for.
pub fn run(desk: &Desk, arguments: &ExportArguments, filter: &Filter, teller: &Progress) -> anyhow::Result<Done> {
    if desk.past().is_some() {
        bail!("--dataset with --as-of: imported rows are there as they are now; leave --as-of away");
    }
    if arguments.safe.safe {
        bail!(
            "--dataset with --safe: what its makers have published is passed on as it is or not at all; leave --safe away"
        );
    }
    if arguments.rule.is_some() {
        bail!("--dataset with --rule: a row has one number and no reports to choose from; leave --rule away");
    }
    let known: BTreeSet<String> = desk.datasets()?.into_iter().map(|d| d.name).collect();
    let mut rows: Vec<Imported> = Vec::new();
    for name in &arguments.datasets.names {
        if !known.contains(name) {
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            bail!(
                "--dataset {name:?}: this desk holds {}",
                if names.is_empty() { "none".to_owned() } else { names.join(", ") }
            );
        }
        rows.extend(desk.imported(name)?);
    }
    if !arguments.datasets.include_restricted {
        let mut kept_back: BTreeMap<String, usize> = BTreeMap::new();
        rows.retain(|row| {
            let free = licence(&row.licence).is_some_and(|l| l.redistribute);
            if !free {
                *kept_back.entry(row.licence.clone()).or_default() += 1;
            }
            free
        });
        for (licence, n) in &kept_back {
            teller.tell(&format!(
                "{} left out: the licence {licence} does not let them be passed on; --include-restricted writes them all the same",
                of(*n, "row")
            ));
        }
    }
    let licences: BTreeSet<&str> = rows.iter().map(|r| r.licence.as_str()).collect();
    if licences.len() > 1 {
        let named: Vec<&str> = licences.into_iter().collect();
        teller.tell(&format!(
            "rows under {} licences in one export: {}; each must be kept to",
            named.len(),
            named.join(", ")
        ));
    }
    let job = Job { rows, format: format(arguments.format), arguments, filter };
    let sidecar = deliver(desk, arguments, filter, |out| job.write(out))?;
    teller.tell(&sidecar.summary());
    Ok(Done::All)
}

/// What to write.
struct Job<'a> {
    rows: Vec<Imported>,
    format: Format,
    arguments: &'a ExportArguments,
    filter: &'a Filter,
}

impl Job<'_> {
    fn write(self, out: &mut dyn Write) -> anyhow::Result<Sidecar> {
        let why = self.arguments.why.is_some();
        if self.format == Format::Jsonl {
            return Ok(write_jsonl(&self.rows, self.filter, why, out)?);
        }
        let mut documents = BTreeMap::new();
        let mut events: Vec<Event> = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let source = row.source;
            let meta = DocumentMeta {
                publisher: source.publisher,
                title: source.title,
                url: source.url,
                published: source.published,
            };
            documents.insert(row.event.id.clone(), meta);
            events.push(row.event);
        }
        let records = Records { events: &events, reports: &[], statements: &[], documents: &documents };
        let table = self.arguments.table.map(table).unwrap_or_default();
        let options = Options { filter: Some(self.filter), why, table, ..Options::default() };
        Ok(polybius_formats::export(self.format, &records, &options, out)?)
    }
}
