//! The record in the codebooks that the field uses.
//!
//! [`export`] writes one format; every format sees the same records through the same [`Filter`]. What a style cannot hold
//! is not written and never silently dropped: the [`Sidecar`] counts it by reason. How each field is mapped stands in
//! `docs/CODEBOOK.md`; crosswalks and word lists stand in `data/codebooks/`. The same records give the same bytes.

mod acled;
mod case;
mod crosswalk;
mod error;
mod filter;
mod flat;
mod format;
mod geojson;
mod gtd;
mod input;
mod jsonl;
mod parties;
mod plover;
mod sidecar;
mod table;
mod ucdp;
mod weapons;

use std::io::Write;

pub use acled::{COLUMNS as ACLED_COLUMNS, event_id as acled_id};
pub use crosswalk::{Country, country};
pub use error::ExportError;
pub use filter::Filter;
pub use flat::COLUMNS as CSV_COLUMNS;
pub use format::Format;
pub use gtd::columns as gtd_columns;
pub use input::{DocumentMeta, Options, Records};
pub use sidecar::{Sidecar, Trace};
pub use table::Cell;
pub use ucdp::COLUMNS as UCDP_COLUMNS;

use case::Case;

/// Writes the records that pass the filter in one format.
///
/// # Errors
/// Only where `out` fails. A record that the style cannot hold is counted in the result.
pub fn export(
    format: Format,
    records: &Records<'_>,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<Sidecar, ExportError> {
    let mut sidecar = Sidecar::new(format, options.why);
    let cases = Case::select(records, options, &mut sidecar);
    match format {
        Format::Jsonl => jsonl::write(&cases, records, options, out, &mut sidecar)?,
        Format::Acled => acled::write(&cases, options, out, &mut sidecar)?,
        Format::Ucdp => ucdp::write(&cases, options, out, &mut sidecar)?,
        Format::Gtd => gtd::write(&cases, options, out, &mut sidecar)?,
        Format::Plover => plover::write(&cases, options, out, &mut sidecar)?,
        Format::Geojson => geojson::write(&cases, out, &mut sidecar)?,
        Format::Csv => flat::write(&cases, out, &mut sidecar)?,
    }
    out.flush()?;
    Ok(sidecar)
}
