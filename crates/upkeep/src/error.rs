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
