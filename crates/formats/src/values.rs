use polybius_records::Event;
use serde_json::Value;

use crate::chosen::Chosen;
use crate::input::{Options, Records};
use crate::sidecar::Sidecar;
use crate::table::Cell;
use crate::{ExportError, Format, acled, geojson, ucdp};

/// A codebook whose rows can be had as values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// ACLED's 31 columns.
    Acled,
    /// UCDP GED's 49 columns.
    Ucdp,
}

/// Gives the rows that [`crate::export`] writes in that style: the event, and its cells in the order of the columns.
///
/// `options.safe` and `options.table` are not looked at.
///
/// # Errors
/// What `take` returns ends it.
pub fn each_row(
    style: Style,
    records: &Records<'_>,
    options: &Options<'_>,
    take: impl FnMut(&Event, &[Cell]) -> Result<(), ExportError>,
) -> Result<Sidecar, ExportError> {
    let format = match style {
        Style::Acled => Format::Acled,
        Style::Ucdp => Format::Ucdp,
    };
    let mut sidecar = Sidecar::new(format, options.why);
    let chosen = Chosen::select(records, options.filter, &mut sidecar);
    match style {
        Style::Acled => acled::each(&chosen.cases, options, &mut sidecar, take)?,
        Style::Ucdp => ucdp::each(&chosen.cases, options, &mut sidecar, take)?,
    }
    Ok(sidecar)
}

/// The features that [`crate::export`] writes as GeoJSON (RFC 7946), one an event, in order of date and id.
///
/// # Errors
/// A record cannot be written as JSON.
pub fn features(records: &Records<'_>, options: &Options<'_>) -> Result<Vec<Value>, ExportError> {
    let mut sidecar = Sidecar::new(Format::Geojson, options.why);
    let chosen = Chosen::select(records, options.filter, &mut sidecar);
    let mut out = Vec::with_capacity(chosen.cases.len());
    geojson::each(&chosen, &mut sidecar, |feature| {
        out.push(feature);
        Ok(())
    })?;
    Ok(out)
}
