//! Invented files of other people's datasets, read back.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use polybius_formats::import::{ImportError, ImportFormat, ImportOptions, NoNames, Outcome, Reject, read};
use polybius_records::Imported;

/// What an import made of a file.
#[derive(Debug)]
pub struct Made {
    pub records: Vec<Imported>,
    pub rejects: Vec<Reject>,
}

impl Made {
    /// "line reason" of each reject.
    pub fn reasons(&self) -> Vec<String> {
        self.rejects.iter().map(|r| format!("{} {}", r.line, r.reason)).collect()
    }

    pub fn record(&self, row_id: &str) -> &Imported {
        self.records
            .iter()
            .find(|r| r.row_id == row_id)
            .unwrap_or_else(|| panic!("no row {row_id}: {:?}", self.rejects))
    }
}

pub fn import(format: &ImportFormat, bytes: &[u8]) -> Made {
    try_import(format, bytes).unwrap()
}

pub fn try_import(format: &ImportFormat, bytes: &[u8]) -> Result<Made, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, bytes).unwrap();
    import_file(format, &path)
}

pub fn import_file(format: &ImportFormat, path: &Path) -> Result<Made, ImportError> {
    let options = ImportOptions { dataset: "d", licence: None, names: &NoNames };
    let mut made = Made { records: Vec::new(), rejects: Vec::new() };
    read(path, format, &options, &mut |outcome| -> Result<(), ImportError> {
        match outcome {
            Outcome::Record(record) => made.records.push(*record),
            Outcome::Reject(reject) => made.rejects.push(reject),
        }
        Ok(())
    })?;
    // Our own events come back with the evidence that they had.
    for record in made.records.iter().filter(|_| *format != ImportFormat::Jsonl) {
        check(record);
    }
    Ok(made)
}

/// What holds for every imported record: its ids, and that each filled field quotes a cell.
fn check(record: &Imported) {
    assert_eq!(record.event.id, format!("d:{}", record.row_id));
    let body = &record.event.body;
    assert!(!body.summary.is_empty() && body.sub_event_type.event_type() == body.event_type);
    let filled = [
        ("event_type", true),
        ("date", body.date.is_some()),
        ("place", body.place.is_some()),
        ("actors", !body.actors.is_empty()),
        ("attributions", !body.attributions.is_empty()),
        ("weapons", !body.weapons.is_empty()),
        ("killed", body.killed.is_some()),
        ("injured", body.injured.is_some()),
        ("abducted", body.abducted.is_some()),
    ];
    for (field, filled) in filled {
        assert_eq!(body.evidence.iter().any(|e| e.field == field), filled, "{field} of {}", record.event.id);
    }
    let row = serde_json::to_string(&record.row).unwrap();
    for e in &body.evidence {
        assert!(!e.quote.is_empty() && e.end == e.quote.chars().count(), "{e:?}");
        let json = serde_json::to_string(&e.quote).unwrap();
        let quoted = row.contains(&json[1..json.len() - 1]) || row.contains(&e.quote) || e.quote == record.row_id;
        assert!(quoted || e.quote.contains("; "), "{e:?} in {row}");
    }
}

/// A line of a table from some of its columns.
pub fn line(columns: &[&str], cells: &[(&str, &str)], separator: &str) -> String {
    let unknown = cells.iter().find(|(name, _)| !columns.contains(name));
    assert!(unknown.is_none(), "{unknown:?}");
    let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell);
    columns.iter().map(cell).collect::<Vec<_>>().join(separator)
}

/// A workbook of one sheet; a cell that begins with `=` is a formula whose last value is what follows `->`.
pub fn workbook(folder: &Path, rows: &[Vec<String>]) -> PathBuf {
    let path = folder.join("table.xlsx");
    let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
    let mut sheet = String::from(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (r, row) in rows.iter().enumerate() {
        sheet += &format!("<row r=\"{}\">", r + 1);
        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = format!("{}{}", column(c), r + 1);
            let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
            sheet += &match cell.split_once("->") {
                Some((formula, value)) if formula.starts_with('=') => {
                    format!("<c r=\"{at}\" t=\"str\"><f>{}</f><v>{}</v></c>", escaped(&formula[1..]), escaped(value))
                }
                _ if cell.parse::<f64>().is_ok() => format!("<c r=\"{at}\"><v>{cell}</v></c>"),
                _ => format!(
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(cell)
                ),
            };
        }
        sheet += "</row>";
    }
    sheet += "</sheetData></worksheet>";
    let parts = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

/// "A", "Z", "AA".
fn column(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}
