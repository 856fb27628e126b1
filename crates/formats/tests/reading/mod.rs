//! Reads exports back, as other people's programs would.
#![allow(dead_code, reason = "each test reads some formats")]

use std::collections::BTreeMap;
use std::io::Cursor;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_ipc::reader::StreamReader;
use arrow_schema::DataType;
use bytes::Bytes;
use calamine::{Data, Reader, Xlsx};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value, json};

/// Reads CSV as RFC 4180 has it.
pub fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

/// Whether a spreadsheet would run the field of a CSV file.
pub fn is_run(field: &str) -> bool {
    let begins =
        field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    begins && field.parse::<f64>().is_err()
}

/// A Parquet file.
pub struct Parquet {
    /// Each row as an object; days are days since 1970.
    pub rows: Vec<Map<String, Value>>,
    /// Metadata of the file.
    pub about: BTreeMap<String, String>,
    /// Well-known binary of the column `geometry`, where there is one.
    pub points: Vec<Option<Vec<u8>>>,
}

pub fn parquet(bytes: Vec<u8>) -> Parquet {
    let builder = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).expect("a Parquet file");
    let about = builder.metadata().file_metadata().key_value_metadata();
    let about = about.into_iter().flatten().filter_map(|kv| Some((kv.key.clone(), kv.value.clone()?))).collect();
    let mut read = Parquet { rows: vec![], about, points: vec![] };
    for batch in builder.build().expect("readable") {
        let batch = batch.expect("a whole batch");
        for row in 0..batch.num_rows() {
            read.rows.push(object(&batch, row));
            if let Some(points) = batch.column_by_name("geometry") {
                let points = points.as_binary::<i32>();
                read.points.push(points.is_valid(row).then(|| points.value(row).to_vec()));
            }
        }
    }
    read
}

/// The rows of a stream of Arrow, as those of [`parquet`].
pub fn arrow(bytes: &[u8]) -> Vec<Map<String, Value>> {
    let batches = StreamReader::try_new(bytes, None).expect("a stream of Arrow");
    batches
        .flat_map(|batch| {
            let batch = batch.expect("a whole batch");
            (0..batch.num_rows()).map(|row| object(&batch, row)).collect::<Vec<_>>()
        })
        .collect()
}

fn object(batch: &RecordBatch, row: usize) -> Map<String, Value> {
    let schema = batch.schema();
    let fields = schema.fields().iter().zip(batch.columns()).filter(|(f, _)| f.name() != "geometry");
    fields.map(|(field, column)| (field.name().clone(), value(column, row))).collect()
}

fn value(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => json!(column.as_string::<i32>().value(row)),
        DataType::Int64 => json!(column.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => json!(column.as_primitive::<Float64Type>().value(row)),
        DataType::Date32 => json!(column.as_primitive::<Date32Type>().value(row)),
        DataType::Boolean => json!(column.as_boolean().value(row)),
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            json!(items.as_string::<i32>().iter().flatten().collect::<Vec<_>>())
        }
        other => panic!("a column of {other}"),
    }
}

/// The cells of each sheet of a workbook; fails where one holds a formula.
pub fn xlsx(bytes: Vec<u8>) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let formulas = book.worksheet_formula(&name).expect("a sheet");
            assert!(formulas.used_cells().next().is_none(), "{name} has a formula");
            let cells = book.worksheet_range(&name).expect("a sheet");
            let rows = cells.rows().map(<[Data]>::to_vec).collect();
            (name, rows)
        })
        .collect()
}
