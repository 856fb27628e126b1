use std::io;
use std::path::Path;

/// Why an import stopped. Every message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The file cannot be opened or read on.
    #[error("cannot read {file}: {source}")]
    Read {
        /// The file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is no file of this format.
    #[error("{file}: {what}")]
    Shape {
        /// The file.
        file: String,
        /// What was expected, and the remedy.
        what: String,
    },
}

impl ImportError {
    pub(super) fn read(path: &Path, source: io::Error) -> Self {
        ImportError::Read { file: path.display().to_string(), source }
    }

    pub(super) fn shape(path: &Path, what: impl Into<String>) -> Self {
        ImportError::Shape { file: path.display().to_string(), what: what.into() }
    }
}
