use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use polybius_delivery::Held;
use polybius_formats::{Format, Kind, Options, Table, columns};
use polybius_store::{Desk, Moment};
use serde_json::{Value, json};

use super::papers;
use crate::commands::claims;
use crate::commands::export::file::{self, Checksum};

/// What is said of a release beside its data.
pub struct Facts {
    /// Its name.
    pub name: String,
    /// Its title, where it was given one.
    pub title: Option<String>,
    /// Its licence, where it was given one.
    pub licence: Option<String>,
    /// The version of polybius that made it.
    pub version: String,
}

impl Facts {
    /// The title that it was given, or a plain one.
    pub fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| "Political-violence events".to_owned())
    }
}

/// Checksums by the name of the file, in order.
pub type Sums = BTreeMap<String, Checksum>;

/// Where the files go.
pub enum Sink {
    /// Into a folder.
    Folder(PathBuf),
    /// Nowhere: only their checksums are wanted.
    Nowhere,
}

impl Sink {
    /// A folder that is empty, or not there yet.
    pub fn folder(path: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        if fs::read_dir(path)?.next().is_some() {
            bail!("{} is not empty: give a new folder for the release", path.display());
        }
        Ok(Sink::Folder(path.to_owned()))
    }

    fn write(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<Checksum> {
        match self {
            Sink::Folder(folder) => Ok(file::write(&folder.join(name), write)?.1),
            Sink::Nowhere => file::sum(write),
        }
    }
}

/// The flat tables of a package, with the name of each file and what it holds.
const TABLES: [(Table, &str, &str); 4] = [
    (Table::Events, "events", "One row an event, merged from the reports of it."),
    (Table::Reports, "reports", "One row for what one document says of one event."),
    (Table::Evidence, "evidence", "One row for each quote behind a value."),
    (
        Table::Statements,
        "statements",
        "Totals, strengths, alerts, warnings, control and relations that documents state.",
    ),
];

/// Writes the package of the desk as of the moment.
pub fn write(desk: &Desk, moment: Moment, facts: &Facts, sink: &Sink) -> anyhow::Result<Sums> {
    let held = Held::of(desk)?;
    let records = held.records();
    let mut sums = Sums::new();
    let mut resources = Vec::new();
    for (table, name, about) in TABLES {
        let file = format!("{name}.csv");
        let options = Options { table, ..Options::default() };
        let sum = sink.write(&file, |out| {
            polybius_formats::export(Format::Csv, &records, &options, out)?;
            Ok(())
        })?;
        resources.push(resource(name, &file, about, "csv", "text/csv", &sum, Some(table)));
        sums.insert(file, sum);
    }
    let sum = sink.write("claims.jsonl", |out| claims::write_all(desk, out))?;
    let about = "Claims of responsibility, blame and denials, one JSON object a line.";
    resources.push(resource("claims", "claims.jsonl", about, "jsonl", "application/x-ndjson", &sum, None));
    sums.insert("claims.jsonl".to_owned(), sum);
    let sum = sink.write("records.jsonl", |out| {
        polybius_formats::export(Format::Jsonl, &records, &Options::default(), out)?;
        Ok(())
    })?;
    let about = "The full records, one JSON object a line, with the evidence of every field.";
    resources.push(resource("records", "records.jsonl", about, "jsonl", "application/x-ndjson", &sum, None));
    sums.insert("records.jsonl".to_owned(), sum);

    let created = desk.time_of(moment)?;
    let package = json!({
        "profile": "data-package",
        "name": facts.name.to_lowercase(),
        "title": facts.title(),
        "version": facts.name,
        "created": created,
        "licenses": facts.licence.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "description": format!("Coded from news by polybius {}; every value points at the words that it came from.", facts.version),
        "resources": resources,
    });
    let sum = sink.write("datapackage.json", |out| {
        serde_json::to_writer_pretty(&mut *out, &package)?;
        Ok(writeln!(out)?)
    })?;
    sums.insert("datapackage.json".to_owned(), sum);
    let sum = sink.write("CODEBOOK.md", |out| papers::codebook(&TABLES, out))?;
    sums.insert("CODEBOOK.md".to_owned(), sum);
    let events = held.events.len();
    let sum = sink.write("README.md", |out| papers::readme(facts, created.as_deref(), events, out))?;
    sums.insert("README.md".to_owned(), sum);
    let lines: Vec<String> = sums.iter().map(|(name, sum)| format!("{}  {name}\n", sum.sha256())).collect();
    // What `sha256sum -c` reads; it cannot hold its own.
    sink.write("SHA256SUMS", |out| Ok(out.write_all(lines.concat().as_bytes())?))?;
    Ok(sums)
}

fn resource(
    name: &str,
    file: &str,
    about: &str,
    format: &str,
    media: &str,
    sum: &Checksum,
    table: Option<Table>,
) -> Value {
    let mut out = json!({
        "name": name,
        "path": file,
        "description": about,
        "format": format,
        "mediatype": media,
        "encoding": "utf-8",
        "bytes": sum.bytes(),
        "hash": format!("sha256:{}", sum.sha256()),
    });
    if let (Some(table), Some(fields)) = (table, out.as_object_mut()) {
        let described: Vec<Value> = columns(table)
            .iter()
            .map(|c| json!({ "name": c.name, "type": kind(c.kind), "description": c.meaning }))
            .collect();
        fields.insert("profile".to_owned(), Value::from("tabular-data-resource"));
        fields.insert("schema".to_owned(), json!({ "fields": described, "missingValues": [""] }));
    }
    out
}

/// The word of the Table Schema specification.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::List => "string",
        Kind::Day => "date",
        Kind::Whole => "integer",
        Kind::Degrees | Kind::Probability => "number",
        Kind::Flag => "boolean",
    }
}

/// The checksum of a file that is there.
pub fn sum_of(path: &Path) -> anyhow::Result<Checksum> {
    let mut source = File::open(path)?;
    file::sum(|out| {
        let mut buffer = vec![0; 1 << 16];
        loop {
            match source.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(n) => out.write_all(&buffer[..n])?,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e.into()),
            }
        }
    })
}
