mod about;
mod dataset;
pub(super) mod file;
mod filter;

use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::bail;
use polybius_delivery::{Delivery, SafeTerms};
use polybius_formats::{Filter, Format, Sidecar, Table};
use polybius_store::Desk;

use crate::arguments::{ExportArguments, FormatName, TableName};
use crate::exit::Done;
use crate::progress::Progress;
use crate::terminal::stdout;
use crate::{lexicon, versions};

pub(super) use filter::filter;

use about::About;

pub fn run(arguments: &ExportArguments) -> anyhow::Result<Done> {
    let filter = filter(&arguments.filters)?;
    let format = format(arguments.format);
    let table = arguments.table.map(table);
    if table.is_some() && !format.has_tables() {
        bail!("--table goes with csv, parquet and arrow; {format} has its own tables");
    }
    if format.is_binary() && arguments.output.is_none() && io::stdout().is_terminal() {
        bail!("{format} is no text for a terminal: name a file with -o, such as -o events.{}", format.extension());
    }
    let desk = arguments.desk.open()?;
    let teller = Progress::start(true);
    if !arguments.datasets.names.is_empty() {
        return dataset::run(&desk, arguments, &filter, &teller);
    }
    if desk.past().is_none() && desk.events_due(versions::MERGER)? {
        teller.tell(
            "the events of this desk are not up to date (a run was cut short, or polybius is newer): `polybius desk update` computes them",
        );
    }
    let job = Job { desk: &desk, arguments, format, table, filter: &filter };
    let sidecar = deliver(&desk, arguments, &filter, |out| job.write(out))?;
    if arguments.output.is_some()
        || sidecar.filtered_out > 0
        || sidecar.left_out_total() > 0
        || !sidecar.notes().is_empty()
    {
        teller.tell(&sidecar.summary());
        sidecar.notes().iter().for_each(|note| teller.tell(note));
    }
    Ok(Done::All)
}

/// Writes where the arguments say, with the file beside it that says what it is, and the rules behind each row where they are asked for.
fn deliver(
    desk: &Desk,
    arguments: &ExportArguments,
    filter: &Filter,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<Sidecar>,
) -> anyhow::Result<Sidecar> {
    let sidecar = match &arguments.output {
        None => write(&mut BufWriter::new(stdout()))?,
        Some(path) => {
            let (sidecar, checksum) = file::write(path, |out| write(out))?;
            let about = About::new(arguments, path, desk, filter, &sidecar, checksum)?;
            file::write(&about::path(path), |out| {
                serde_json::to_writer_pretty(&mut *out, &about)?;
                Ok(out.write_all(b"\n")?)
            })?;
            sidecar
        }
    };
    if let Some(path) = &arguments.why {
        file::write(path, |out| {
            for trace in &sidecar.why {
                serde_json::to_writer(&mut *out, trace)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?;
    }
    Ok(sidecar)
}

/// What to write.
struct Job<'a> {
    desk: &'a Desk,
    arguments: &'a ExportArguments,
    format: Format,
    table: Option<Table>,
    filter: &'a Filter,
}

impl Job<'_> {
    fn write(&self, out: &mut dyn Write) -> anyhow::Result<Sidecar> {
        let given = &self.arguments.safe;
        let delivery = Delivery {
            format: self.format,
            table: self.table.unwrap_or_default(),
            filter: self.filter,
            rule: self.arguments.rule,
            why: self.arguments.why.is_some(),
            safe: given.safe.then(|| SafeTerms {
                today: given.today.unwrap_or_else(|| jiff::Zoned::now().date()),
                delay_days: given.delay,
                keep_quotes: given.keep_quotes,
            }),
        };
        Ok(delivery.write(self.desk, &lexicon::load(None)?, out)?)
    }
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
        FormatName::Hxl => Format::Hxl,
        FormatName::Parquet => Format::Parquet,
        FormatName::Geoparquet => Format::Geoparquet,
        FormatName::Arrow => Format::Arrow,
        FormatName::Xlsx => Format::Xlsx,
    }
}

fn table(name: TableName) -> Table {
    match name {
        TableName::Events => Table::Events,
        TableName::Reports => Table::Reports,
        TableName::Evidence => Table::Evidence,
        TableName::Statements => Table::Statements,
    }
}
