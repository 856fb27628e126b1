//! Training of the models from annotated sentences. Not part of the built program: behind the feature `train`.

mod corpus;
mod learner;
mod measure;
mod oracle;
mod stages;

pub use corpus::{Sample, read};
pub use measure::Figures;
pub use stages::{Plan, lemma_exceptions, train};
