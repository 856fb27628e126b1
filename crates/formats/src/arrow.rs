use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::Schema;

use crate::ExportError;
use crate::arrays::{BATCH, fields, values};
use crate::chosen::Chosen;
use crate::sidecar::Sidecar;
use crate::tables::{Row, Table, rows};

/// One flat table as a stream of Arrow's record batches, uncompressed: any reader of Arrow can take it as it comes.
pub(crate) fn write(
    table: Table,
    chosen: &Chosen<'_>,
    out: &mut dyn Write,
    sidecar: &mut Sidecar,
) -> Result<(), ExportError> {
    let schema = Arc::new(Schema::new(fields(table)));
    let mut stream = StreamWriter::try_new(out, &schema)?;
    let mut rows = rows(table, chosen).peekable();
    while rows.peek().is_some() {
        let batch: Vec<Row<'_>> = rows.by_ref().take(BATCH).collect();
        stream.write(&RecordBatch::try_new(Arc::clone(&schema), values(table, &batch, sidecar))?)?;
        batch.iter().for_each(|row| sidecar.wrote_row(table, row.record));
    }
    Ok(stream.finish()?)
}
