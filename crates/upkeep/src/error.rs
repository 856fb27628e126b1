use polybius_store::StoreError;

/// Why the events could not be brought up to date.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpkeepError {
    /// The desk.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A decision that cannot be read.
    #[error(
        "the decision on {subject} of {at} cannot be read: {detail}; update polybius, or restore the desk from a copy"
    )]
    Decision {
        /// What it is about.
        subject: String,
        /// When it was made.
        at: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The desk's own rule.
    #[error("the desk's own rule: {detail}; `polybius desk rule` sets another")]
    Rule {
        /// What is wrong with it.
        detail: String,
    },
}

/// Something that cannot be decided.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The desk.
    #[error(transparent)]
    Upkeep(#[from] UpkeepError),
    /// No event has that id.
    #[error("there is no event {event:?}; another decision or document may have given it another id")]
    NoEvent {
        /// What was asked for.
        event: String,
    },
    /// The event has no such report.
    #[error("{event} has no report {report:?}")]
    NoReport {
        /// The event.
        event: String,
        /// What was asked for.
        report: String,
    },
    /// No decision has that place.
    #[error("there is no decision {decision}")]
    NoDecision {
        /// What was asked for.
        decision: i64,
    },
    /// It cannot be said.
    #[error("{0}")]
    Impossible(String),
}

impl From<polybius_store::StoreError> for DecideError {
    fn from(error: polybius_store::StoreError) -> Self {
        DecideError::Upkeep(error.into())
    }
}
