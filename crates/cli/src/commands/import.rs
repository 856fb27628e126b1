use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use polybius_formats::import::{self, ImportFormat, ImportOptions, KnownActor, Mapping, Names, Outcome, Reject};
use polybius_lexicon::Lexicon;
use polybius_records::Imported;
use polybius_store::{Desk, ImportChanges};

use crate::arguments::datasets::{ImportArguments, ImportFormatName};
use crate::exit::Done;
use crate::lexicon;
use crate::progress::Progress;
use crate::terminal::{plain, stdout};
use crate::wording::of;

/// A batch is one transaction, and what a killed run may lose.
const BATCH: usize = 500;

pub fn run(arguments: &ImportArguments) -> anyhow::Result<Done> {
    let format = format(arguments)?;
    let dataset = name(arguments, &format)?;
    if let Some(licence) = &arguments.licence
        && import::licence(licence).is_none()
    {
        let known: Vec<&str> = import::licences().iter().map(|l| l.name).collect();
        bail!("--licence {licence:?}: known are {}", known.join(", "));
    }
    let mut desk = Desk::open(&arguments.desk.path)?;
    let known = Known(lexicon::load(None)?);
    let options = ImportOptions { dataset: &dataset, licence: arguments.licence.as_deref(), names: &known };
    let mut progress = Progress::start(arguments.quiet);
    let mut rejects = Rejects::new(rejects_path(arguments));
    let mut writer = Writer { desk: &mut desk, batch: Vec::new(), changes: ImportChanges::default() };
    let mut rows = 0;
    let outcome = import::read(&arguments.file, &format, &options, &mut |outcome| -> anyhow::Result<()> {
        rows += 1;
        match outcome {
            Outcome::Record(record) => writer.add(*record)?,
            Outcome::Reject(reject) => rejects.add(&reject)?,
        }
        progress.now(|| format!("{rows} rows, {} not read", rejects.total()));
        Ok(())
    });
    let outcome = outcome.and_then(|()| writer.flush());
    progress.end();
    // What was read before a fault of the file is in the desk, so what was rejected until then is said too.
    rejects.end()?;
    let changes = writer.changes;
    rejects.tell(&progress, arguments.quiet);
    outcome?;
    if !arguments.quiet {
        let mut parts = vec![format!("{} new", changes.added)];
        for (n, words) in [
            (changes.changed, "changed"),
            (changes.unchanged, "known already"),
            (rejects.left_out(), "left out"),
            (rejects.faults(), "rejected"),
        ] {
            if n > 0 {
                parts.push(format!("{n} {words}"));
            }
        }
        let mut out = stdout();
        writeln!(out, "{}: {}", of(rows, "row"), parts.join(", "))?;
        writeln!(out, "dataset {} in the desk {}", plain(&dataset), plain(&desk.root().display().to_string()))?;
    }
    Ok(if rejects.faults() > 0 { Done::WithFailures } else { Done::All })
}

fn format(arguments: &ImportArguments) -> anyhow::Result<ImportFormat> {
    if arguments.mapping.is_some() && arguments.format != ImportFormatName::Mapping {
        bail!("--mapping goes with the format `mapping`: polybius import mapping FILE --mapping FILE.toml");
    }
    Ok(match arguments.format {
        ImportFormatName::Acled => ImportFormat::Acled,
        ImportFormatName::Ucdp => ImportFormat::Ucdp,
        ImportFormatName::Gtd => ImportFormat::Gtd,
        ImportFormatName::Gdelt => ImportFormat::Gdelt,
        ImportFormatName::Polecat => ImportFormat::Polecat,
        ImportFormatName::Plover => ImportFormat::Plover,
        ImportFormatName::Geojson => ImportFormat::Geojson,
        ImportFormatName::Csv => ImportFormat::Csv,
        ImportFormatName::Jsonl => ImportFormat::Jsonl,
        ImportFormatName::Mapping => {
            let path = arguments.mapping.as_deref().context("the format `mapping` needs --mapping FILE.toml")?;
            ImportFormat::Mapping(Box::new(Mapping::open(path)?))
        }
    })
}

/// The dataset's name stands before a colon in ids and in file names, so it is kept plain.
fn name(arguments: &ImportArguments, format: &ImportFormat) -> anyhow::Result<String> {
    let own = match format {
        ImportFormat::Mapping(mapping) => mapping.dataset.clone(),
        _ => None,
    };
    let name = arguments.name.clone().or(own).unwrap_or_else(|| format.name().to_owned());
    let sound = name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    if name.is_empty() || name.len() > 60 || !sound || name == "desk" {
        bail!("the dataset's name {name:?}: give letters, digits, `.`, `_` and `-`, at most 60, and not `desk`");
    }
    Ok(name)
}

fn rejects_path(arguments: &ImportArguments) -> PathBuf {
    arguments.rejects.clone().unwrap_or_else(|| {
        let mut path = arguments.file.clone().into_os_string();
        path.push(".rejects.jsonl");
        path.into()
    })
}

struct Known(Lexicon);

impl Names for Known {
    fn actor(&self, name: &str) -> Option<KnownActor> {
        let entry = self.0.actors.by_name(name)?;
        Some(KnownActor { id: entry.id.clone(), kind: entry.kind })
    }

    fn country(&self, name: &str) -> Option<String> {
        self.0.countries.by_name(name).map(|c| c.code.clone())
    }
}

/// Collects a batch and stores it.
struct Writer<'a> {
    desk: &'a mut Desk,
    batch: Vec<Imported>,
    changes: ImportChanges,
}

impl Writer<'_> {
    fn add(&mut self, record: Imported) -> anyhow::Result<()> {
        self.batch.push(record);
        if self.batch.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let made = self.desk.store_imported(&self.batch)?;
        self.changes.added += made.added;
        self.changes.changed += made.changed;
        self.changes.unchanged += made.unchanged;
        self.batch.clear();
        Ok(())
    }
}

/// Rows that were not read: counted by reason, and written whole to a file.
struct Rejects {
    path: PathBuf,
    out: Option<BufWriter<File>>,
    /// By whether it is a fault, and the reason.
    counts: BTreeMap<(bool, String), usize>,
}

impl Rejects {
    fn new(path: PathBuf) -> Self {
        Rejects { path, out: None, counts: BTreeMap::new() }
    }

    fn add(&mut self, reject: &Reject) -> anyhow::Result<()> {
        *self.counts.entry((reject.fault, reject.reason.clone())).or_default() += 1;
        let unwritable = || format!("cannot write {}; give another file with --rejects", self.path.display());
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(BufWriter::new(File::create(draft(&self.path)).with_context(unwritable)?)),
        };
        serde_json::to_writer(&mut *out, reject).with_context(unwritable)?;
        out.write_all(b"\n").with_context(unwritable)
    }

    /// Puts the file in its place; where nothing was rejected, one of an earlier run goes away.
    fn end(&mut self) -> anyhow::Result<()> {
        let unwritable = || format!("cannot write {}", self.path.display());
        match self.out.take() {
            Some(mut out) => {
                out.flush().with_context(unwritable)?;
                drop(out);
                fs::rename(draft(&self.path), &self.path).with_context(unwritable)
            }
            None => match fs::remove_file(&self.path) {
                Err(e) if e.kind() != ErrorKind::NotFound => Err(e).with_context(unwritable),
                _ => Ok(()),
            },
        }
    }

    fn tell(&self, progress: &Progress, quiet: bool) {
        for ((fault, reason), n) in self.counts.iter().rev().filter(|((fault, _), _)| *fault || !quiet) {
            progress.tell(&format!("{} {n}: {reason}", if *fault { "rejected" } else { "left out" }));
        }
        if self.total() > 0 && !quiet {
            progress.tell(&format!("the rows are in {}", self.path.display()));
        }
    }

    fn total(&self) -> usize {
        self.counts.values().sum()
    }

    fn faults(&self) -> usize {
        self.counts.iter().filter(|((fault, _), _)| *fault).map(|(_, n)| n).sum()
    }

    fn left_out(&self) -> usize {
        self.total() - self.faults()
    }
}

fn draft(path: &Path) -> PathBuf {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".tmp");
    draft.into()
}
