//! A workbook for people: a sheet for each flat table, and one that says what each column means.

mod sheet;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::ExportError;
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;
use crate::tables::{Table, columns, rows};

use sheet::{Sheet, Styles};

/// The rows of a sheet, the header among them (Excel specifications and limits).
const ROWS: u32 = 1_048_576;

pub(crate) fn write(chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    let mut workbook = book(chosen, ROWS, sidecar)?;
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}

fn book(chosen: &Chosen<'_>, most_rows: u32, sidecar: &mut Sidecar) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day, so that the same records give the same bytes.
    workbook.set_properties(
        &DocProperties::new().set_author("polybius").set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let styles = Styles::new();
    for table in Table::ALL {
        let mut sheet = Sheet::new(workbook.add_worksheet(), columns(table), &styles)?;
        sheet.worksheet.set_name(title(table))?;
        for row in rows(table, chosen) {
            if sheet.next_row >= most_rows {
                sidecar.leave_out(row.record, &format!("{table}: beyond the {most_rows} rows of a sheet"));
                continue;
            }
            sheet.write(&row.values, sidecar)?;
            sidecar.wrote_row(table, row.record);
        }
    }
    codebook(&mut workbook)?;
    Ok(workbook)
}

fn title(table: Table) -> &'static str {
    match table {
        Table::Events => "Events",
        Table::Reports => "Reports",
        Table::Evidence => "Evidence",
        Table::Statements => "Statements",
    }
}

/// What each column of each sheet means.
fn codebook(workbook: &mut Workbook) -> Result<(), XlsxError> {
    const HEADER: [(&str, f64); 4] = [("sheet", 12.0), ("column", 22.0), ("type", 12.0), ("meaning", 110.0)];
    let sheet = workbook.add_worksheet();
    sheet.set_name("Codebook")?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, (name, width)) in (0..).zip(HEADER) {
        sheet.write_string_with_format(0, at, name, &bold)?;
        sheet.set_column_width(at, width)?;
    }
    let all = Table::ALL.into_iter().flat_map(|table| columns(table).iter().map(move |column| (table, column)));
    for (row, (table, column)) in (1..).zip(all) {
        let cells = [title(table), column.name, column.kind.name(), column.meaning];
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string(row, at, cell)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use polybius_records::{Control, Statement, StatementBody};

    use super::*;
    use crate::input::Records;

    #[test]
    fn rows_beyond_a_sheet_are_named() {
        let statements: Vec<Statement> = (1..=4)
            .map(|n| Statement {
                id: format!("statement-{n}"),
                body: StatementBody::Control { actor: None, place: None, extent: None, status: Control::Holds },
                documents: vec![],
                date: None,
                source: None,
                evidence: vec![],
            })
            .collect();
        let documents = BTreeMap::new();
        let records = Records { events: &[], reports: &[], statements: &statements, documents: &documents };
        let mut sidecar = Sidecar::new(crate::Format::Xlsx, false);
        let chosen = Chosen::select(&records, None, &mut sidecar);
        book(&chosen, 3, &mut sidecar).unwrap();
        assert_eq!(sidecar.written, 2);
        let left_out = &sidecar.left_out["statements: beyond the 3 rows of a sheet"];
        assert_eq!(left_out.records, ["statement-3", "statement-4"]);
    }
}
