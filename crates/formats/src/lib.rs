//! The record in the codebooks that the field uses.
//!
//! [`export`] writes one format; every format sees the same records through the same [`Filter`]. What a style cannot hold
//! is not written and never silently dropped: the [`Sidecar`] counts it by reason. How each field is mapped stands in
//! `docs/CODEBOOK.md`; crosswalks and word lists stand in `data/codebooks/`. The same records give the same bytes.

mod acled;
mod arrays;
mod arrow;
mod case;
mod chosen;
mod crosswalk;
mod csv;
mod error;
mod fields;
mod format;
mod geojson;
mod gtd;
pub mod import;
mod input;
mod jsonl;
mod parquet;
mod parties;
mod plover;
mod safe;
mod sidecar;
mod table;
mod tables;
mod ucdp;
mod values;
mod weapons;
mod words;
mod xlsx;

use std::collections::BTreeSet;
use std::io::Write;

pub use acled::{COLUMNS as ACLED_COLUMNS, event_date as acled_date, event_id as acled_id};
pub use crosswalk::{Country, acled_region, countries, country};
pub use error::ExportError;
pub use format::Format;
pub use gtd::columns as gtd_columns;
pub use input::{DocumentMeta, Options, Records};
pub use polybius_records::Filter;
pub use safe::{Centre, Reference, Safe, SafeReport};
pub use sidecar::{LeftOut, Sidecar, Trace};
pub use table::{Cell, line as write_row};
pub use tables::{Column, Kind, Table, Value, columns};
pub use ucdp::COLUMNS as UCDP_COLUMNS;
pub use values::{Style, each_row, features};

use chosen::Chosen;

/// Writes the records that pass the filter in one format.
///
/// # Errors
/// Where `out` fails, or where a workbook cannot be made. A record that the style cannot hold is counted in the result.
pub fn export(
    format: Format,
    records: &Records<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<Sidecar, ExportError> {
    let mut sidecar = Sidecar::new(format, options.why);
    let chosen = Chosen::select(records, options.filter, &mut sidecar);
    match options.safe {
        None => write(format, &chosen, options, out, &mut sidecar)?,
        Some(safe) => {
            let made = safe::make(&chosen, records.documents, safe, &mut sidecar);
            // They have passed the filter already.
            let all = Filter { rejected: true, ..Filter::default() };
            let chosen = Chosen::select(&made.records(), Some(&all), &mut sidecar);
            write(format, &chosen, options, out, &mut sidecar)?;
        }
    }
    out.flush()?;
    Ok(sidecar)
}

fn write(
    format: Format,
    chosen: &Chosen<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    match format {
        Format::Jsonl => jsonl::write(chosen, out, sidecar)?,
        Format::Acled => acled::write(&chosen.cases, options, out, sidecar)?,
        Format::Ucdp => ucdp::write(&chosen.cases, options, out, sidecar)?,
        Format::Gtd => gtd::write(&chosen.cases, options, out, sidecar)?,
        Format::Plover => plover::write(&chosen.cases, options, out, sidecar)?,
        Format::Geojson => geojson::write(chosen, out, sidecar)?,
        Format::Csv => csv::write(options.table, chosen, out, sidecar)?,
        Format::Hxl => csv::write_hxl(chosen, out, sidecar)?,
        Format::Parquet => parquet::write(options.table, chosen, out, sidecar)?,
        Format::Geoparquet => parquet::write_geo(chosen, out, sidecar)?,
        Format::Arrow => arrow::write(options.table, chosen, out, sidecar)?,
        Format::Xlsx => xlsx::write(chosen, out, sidecar)?,
    }
    let left_out: BTreeSet<&str> =
        sidecar.left_out.values().flat_map(|l| l.records.iter().map(String::as_str)).collect();
    let written = chosen.cases.iter().map(|c| c.event).filter(|e| !left_out.contains(e.id.as_str()));
    let lost = fields::lost(format, options.table, written).collect();
    sidecar.columns = format.columns(options.table);
    sidecar.fields_lost = lost;
    Ok(())
}
