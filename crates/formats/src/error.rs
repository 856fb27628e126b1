use arrow_schema::ArrowError;
use parquet::errors::ParquetError;
use rust_xlsxwriter::XlsxError;

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A record could not be put into JSON.
    #[error("a record could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A table could not be put into Parquet.
    #[error("the table could not be written as Parquet: {0}")]
    Parquet(#[from] ParquetError),
    /// Columns did not fit the table.
    #[error("the columns could not be written: {0}")]
    Columns(#[from] ArrowError),
    /// A workbook could not be made.
    #[error("the workbook could not be written: {0}; `polybius export parquet` has no limits of size")]
    Workbook(#[from] XlsxError),
}

impl ExportError {
    /// Whether the reader has gone away, which is no failure of the export.
    pub fn is_broken_pipe(&self) -> bool {
        match self {
            ExportError::Write(e) => e.kind() == std::io::ErrorKind::BrokenPipe,
            ExportError::Json(e) => e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe),
            ExportError::Columns(ArrowError::IoError(_, e)) => e.kind() == std::io::ErrorKind::BrokenPipe,
            // These write to memory.
            ExportError::Parquet(_) | ExportError::Columns(_) | ExportError::Workbook(_) => false,
        }
    }
}
