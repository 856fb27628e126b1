/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The output could not be written.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A record could not be put into JSON.
    #[error("a record could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl ExportError {
    /// Whether the reader has gone away, which is no failure of the export.
    pub fn is_broken_pipe(&self) -> bool {
        match self {
            ExportError::Write(e) => e.kind() == std::io::ErrorKind::BrokenPipe,
            ExportError::Json(e) => e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe),
        }
    }
}
