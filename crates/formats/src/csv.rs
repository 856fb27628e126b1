use std::io::Write;

use crate::ExportError;
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;
use crate::table::{Cell, header, line};
use crate::tables::{Table, columns, rows};

/// One flat table as CSV.
pub(crate) fn write(
    table: Table,
    chosen: &Chosen<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    let columns = columns(table);
    header(&columns.iter().map(|c| c.name).collect::<Vec<_>>(), out)?;
    lines(table, chosen, out, sidecar)
}

/// The table of events as CSV with a second line of hashtags (Humanitarian Exchange Language 1.1).
pub(crate) fn write_hxl(chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    let columns = columns(Table::Events);
    header(&columns.iter().map(|c| c.name).collect::<Vec<_>>(), out)?;
    header(&columns.iter().map(|c| c.hxl).collect::<Vec<_>>(), out)?;
    lines(Table::Events, chosen, out, sidecar)
}

fn lines(table: Table, chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    let columns = columns(table);
    for row in rows(table, chosen) {
        let cells: Vec<Cell> = row.values.into_iter().zip(columns).map(|(v, c)| v.cell(c.kind.decimals())).collect();
        line(&cells, out)?;
        sidecar.wrote_row(table, row.record);
    }
    Ok(())
}
