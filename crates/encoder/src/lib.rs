//! The neural encoder: sentences in, scores and tags out.
//!
//! A MiniLM of six layers (22.7 million weights), trained in `training/encoder` for several tasks at once: what fills the roles of an incident, which words name an
//! act and how they are meant, mentions and their roles, what a sentence tells of. Weights are embedded. The same text gives the same scores on any number of
//! threads: each window is read alone and on one thread.
//!
//! What is *not* here: any knowledge of reports. [`Reading`] says what was seen where and how sure; `coder` decides.

mod labels;
mod model;
mod pieces;
mod reading;
mod windows;

use std::ops::Range;

pub use labels::Labels;
pub use reading::{Filler, Mention, Reading, Trigger};

use reading::Window;

/// Why an encoder cannot be made, or a text not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The list of labels does not fit.
    #[error("the encoder's labels cannot be read: {0}")]
    Labels(String),
    /// The vocabulary does not fit.
    #[error("the encoder's vocabulary cannot be read: {0}")]
    Vocabulary(String),
    /// The weights are damaged or of another version.
    #[error("the encoder's weights cannot be read: {0}")]
    Weights(String),
    /// The network gave no answer.
    #[error("the encoder failed on a text: {0}")]
    Run(String),
}

/// The network with its vocabulary and labels. Make it once, share it between threads.
pub struct Encoder {
    labels: Labels,
    cutter: pieces::Cutter,
    network: model::Network,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").finish_non_exhaustive()
    }
}

impl Encoder {
    /// The encoder whose weights are in the binary.
    ///
    /// # Errors
    /// Where the embedded files do not fit each other, which the tests rule out.
    pub fn embedded() -> Result<Self, Error> {
        Encoder::new(
            include_bytes!("../data/encoder.onnx.zst"),
            include_str!("../data/vocabulary.txt"),
            include_str!("../data/labels.json"),
        )
    }

    /// An encoder from packed weights (ONNX in zstd), a vocabulary (one piece a line) and the labels (JSON), all as `training/encoder` writes them.
    ///
    /// # Errors
    /// Where one of them is damaged, or they do not fit each other.
    pub fn new(weights: &[u8], vocabulary: &str, labels: &str) -> Result<Self, Error> {
        let encoder = Encoder {
            labels: Labels::parse(labels)?,
            cutter: pieces::Cutter::new(vocabulary)?,
            network: model::Network::load(weights)?,
        };
        // Weights of another layout are found out now rather than in the middle of a job.
        encoder.read("A test.", std::slice::from_ref(&(0..7)))?;
        Ok(encoder)
    }

    /// What the weights were trained to say.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Reads the sentences given, as byte ranges of the text in order. Cost grows with their length; sentences left out cost nothing and are not seen.
    ///
    /// # Errors
    /// Where the network fails; no text is known to make it.
    pub fn read<'e>(&'e self, text: &str, sentences: &[Range<usize>]) -> Result<Reading<'e>, Error> {
        let mut windows = Vec::new();
        for stretch in windows::cut(&self.cutter, text, sentences) {
            let scores = self.network.run(&stretch)?;
            if scores.len() != stretch.numbers.len() * self.labels.width() {
                return Err(Error::Run(format!(
                    "{} scores for {} pieces of {} labels",
                    scores.len(),
                    stretch.numbers.len(),
                    self.labels.width()
                )));
            }
            windows.push(Window { ranges: stretch.ranges, own: stretch.own, scores });
        }
        Ok(Reading::new(&self.labels, windows, text))
    }
}
