//! Flat tables in columns of Arrow: lists as lists, days as days, numbers as nullable integers.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, StringArray};
use arrow_schema::{DataType, Field};
use polybius_records::Date;

use crate::sidecar::Sidecar;
use crate::tables::{Column, Kind, Row, Table, Value, columns};

/// Rows that are held as values at a time.
pub(crate) const BATCH: usize = 4096;

/// The columns of a table.
pub(crate) fn fields(table: Table) -> Vec<Field> {
    columns(table).iter().map(field).collect()
}

/// The values of some rows, column by column.
pub(crate) fn values(table: Table, rows: &[Row<'_>], sidecar: &mut Sidecar) -> Vec<ArrayRef> {
    columns(table)
        .iter()
        .enumerate()
        .map(|(i, column)| array(column.kind, rows.iter().filter_map(|row| row.values.get(i)), sidecar))
        .collect()
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Day => DataType::Date32,
        Kind::Whole => DataType::Int64,
        Kind::Degrees | Kind::Probability => DataType::Float64,
        Kind::Flag => DataType::Boolean,
        Kind::List => DataType::List(Arc::new(item())),
    };
    // An empty list says that there is none; everything else may be unknown.
    Field::new(column.name, kind, column.kind != Kind::List)
}

fn item() -> Field {
    Field::new("element", DataType::Utf8, false)
}

/// The values of one column.
fn array<'a>(kind: Kind, values: impl Iterator<Item = &'a Value>, sidecar: &mut Sidecar) -> ArrayRef {
    match kind {
        Kind::Text => Arc::new(values.map(text).collect::<StringArray>()),
        Kind::Day => Arc::new(values.map(day).collect::<Date32Array>()),
        Kind::Whole => Arc::new(values.map(|v| whole(v, sidecar)).collect::<Int64Array>()),
        Kind::Degrees | Kind::Probability => Arc::new(values.map(number).collect::<Float64Array>()),
        Kind::Flag => Arc::new(values.map(flag).collect::<BooleanArray>()),
        Kind::List => {
            let mut lists = ListBuilder::new(StringBuilder::new()).with_field(item());
            for value in values {
                if let Value::Texts(texts) = value {
                    texts.iter().for_each(|text| lists.values().append_value(text));
                }
                lists.append(true);
            }
            Arc::new(lists.finish())
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text) } else { None }
}

/// Days since the first of January 1970.
fn day(value: &Value) -> Option<i32> {
    let Value::Day(day) = value else { return None };
    Date::constant(1970, 1, 1).until(*day).ok().map(|span| span.get_days())
}

fn whole(value: &Value, sidecar: &mut Sidecar) -> Option<i64> {
    let Value::Whole(n) = value else { return None };
    let fits = i64::try_from(*n).ok();
    if fits.is_none() {
        sidecar.lose_value("number larger than 64 bits with a sign hold, left blank");
    }
    fits
}

fn number(value: &Value) -> Option<f64> {
    if let Value::Number(n) = value { Some(*n) } else { None }
}

fn flag(value: &Value) -> Option<bool> {
    if let Value::Flag(yes) = value { Some(*yes) } else { None }
}
