use std::time::Duration;

/// Why an endpoint gave no reading. Messages name the address and say what to do; none holds a key or words of a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// The address is not usable.
    #[error("--coder {url}: {why}")]
    Address {
        /// As it was given.
        url: String,
        /// What is wrong, remedy included.
        why: String,
    },
    /// `POLYBIUS_API_KEY` cannot be sent in a header.
    #[error(
        "POLYBIUS_API_KEY holds characters that cannot be sent: set it to the key alone, without blanks or line ends"
    )]
    Key,
    /// Nothing answers at the address.
    #[error(
        "nothing answers at {url} ({detail}): start the server, or give its address with --coder; `--coder rules` needs none"
    )]
    Unreachable {
        /// The address asked.
        url: String,
        /// What the system said.
        detail: String,
    },
    /// 401 or 403.
    #[error("{url} refuses the request (HTTP {status}): set POLYBIUS_API_KEY to a key that is valid there")]
    Refused {
        /// The address asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// 404 or a redirection.
    #[error(
        "{url} is no OpenAI-compatible endpoint (HTTP {status}): the address usually ends in /v1, and the model must be one that it has (--coder-model)"
    )]
    NotThere {
        /// The address asked.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// No model was named and the endpoint lists none.
    #[error("{url} does not say which models it has: name one with --coder-model")]
    NoModel {
        /// The address asked.
        url: String,
    },
    /// Too slow.
    #[error("no answer from {url} within {} s: raise --coder-timeout, lower --coder-jobs, or take a faster model", limit.as_secs_f64())]
    Slow {
        /// The address asked.
        url: String,
        /// The limit of one call.
        limit: Duration,
    },
    /// Another HTTP status, after all tries.
    #[error("{url} answers with HTTP {status}{detail}")]
    Status {
        /// The address asked.
        url: String,
        /// The HTTP status.
        status: u16,
        /// What to know of it; empty or `: words`.
        detail: String,
    },
    /// Answers came, and none of them could be used.
    #[error("{url} gave no usable answer ({why}): a model that follows a JSON schema is needed")]
    Unusable {
        /// The address asked.
        url: String,
        /// What was wrong with the last one.
        why: String,
    },
}

impl RemoteError {
    /// Whether every other document would fail in the same way.
    pub fn is_lasting(&self) -> bool {
        use RemoteError::{Address, Key, NoModel, NotThere, Refused, Unreachable};
        matches!(self, Address { .. } | Key | Unreachable { .. } | Refused { .. } | NotThere { .. } | NoModel { .. })
    }
}
