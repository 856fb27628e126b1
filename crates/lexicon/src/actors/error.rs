/// What is wrong with a file of organisations, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// A file or folder cannot be read.
    #[error("{file}: {source}; check that the path is right and may be read")]
    Read {
        /// The path.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line that does not fit.
    #[error("{file}, line {line}: {problem}; {remedy}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to write instead.
        remedy: String,
    },
}

impl LexiconError {
    pub(super) fn line(file: &str, line: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        LexiconError::Line { file: file.to_owned(), line, problem: problem.into(), remedy: remedy.into() }
    }
}
