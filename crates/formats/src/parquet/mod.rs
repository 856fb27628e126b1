//! Apache Parquet: a flat table with typed columns, lists as lists, days as days, numbers as nullable integers.

mod geo;

use std::io::Write;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

pub(crate) use geo::COLUMN as GEOMETRY;

use crate::ExportError;
use crate::arrays::{BATCH, fields, values};
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;
use crate::tables::{Row, Table, rows};

/// Bytes of a row group: what is held in memory before it is written.
const GROUP: usize = 32 << 20;

/// One flat table.
pub(crate) fn write(
    table: Table,
    chosen: &Chosen<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    let mut file = File::create(Schema::new(fields(table)))?;
    let mut rows = rows(table, chosen).peekable();
    while rows.peek().is_some() {
        let batch: Vec<Row<'_>> = rows.by_ref().take(BATCH).collect();
        file.write(values(table, &batch, sidecar), out)?;
        batch.iter().for_each(|row| sidecar.wrote_row(table, row.record));
    }
    file.close(out)
}

/// The table of events with a column of points (GeoParquet 1.1).
pub(crate) fn write_geo(chosen: &Chosen<'_>, out: &mut dyn Write, sidecar: &mut Sidecar) -> Result<(), ExportError> {
    let mut fields = fields(Table::Events);
    fields.push(geo::field());
    let mut file = File::create(Schema::new(fields))?;
    let mut rows = rows(Table::Events, chosen);
    for cases in chosen.cases.chunks(BATCH) {
        let batch: Vec<Row<'_>> = rows.by_ref().take(cases.len()).collect();
        let mut arrays = values(Table::Events, &batch, sidecar);
        arrays.push(geo::array(cases.iter().map(|c| c.point())));
        file.write(arrays, out)?;
        batch.iter().for_each(|row| sidecar.wrote_row(Table::Events, row.record));
    }
    let about = geo::metadata(chosen.cases.iter().filter_map(|c| c.point()));
    file.writer.append_key_value_metadata(KeyValue::new("geo".to_owned(), about));
    file.close(out)
}

/// A file in the making: each row group goes out as soon as it is whole.
struct File {
    schema: Arc<Schema>,
    writer: ArrowWriter<Vec<u8>>,
}

impl File {
    fn create(schema: Schema) -> Result<Self, ExportError> {
        let schema = Arc::new(schema);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(format!("polybius {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = ArrowWriter::try_new(Vec::new(), Arc::clone(&schema), Some(properties))?;
        Ok(File { schema, writer })
    }

    fn write(&mut self, arrays: Vec<ArrayRef>, out: &mut dyn Write) -> Result<(), ExportError> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays)?;
        self.writer.write(&batch)?;
        if self.writer.in_progress_size() > GROUP {
            self.writer.flush()?;
        }
        // The writer counts what it has written by itself, so what is whole may be taken away.
        out.write_all(&std::mem::take(self.writer.inner_mut()))?;
        Ok(())
    }

    fn close(self, out: &mut dyn Write) -> Result<(), ExportError> {
        out.write_all(&self.writer.into_inner()?)?;
        Ok(())
    }
}
