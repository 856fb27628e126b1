use polybius_store::Moment;
use serde::Serialize;
use tokio::sync::broadcast;

use crate::jobs::JobState;

/// Most messages that wait for a slow listener; what it misses it learns from the next one.
const WAITING: usize = 64;

/// Something that listeners hear of.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub(crate) enum Change {
    /// The desk has another state.
    Revision {
        /// The last revision.
        revision: i64,
        /// The last decision.
        decision: i64,
    },
    /// A job went on.
    Job {
        /// Its number.
        id: u64,
        /// How far it is.
        state: JobState,
        /// Documents done.
        done: usize,
        /// Reports found.
        reports: usize,
    },
}

/// Tells those who listen that something changed.
#[derive(Debug)]
pub(crate) struct Changes(broadcast::Sender<Change>);

impl Default for Changes {
    fn default() -> Self {
        Changes(broadcast::channel(WAITING).0)
    }
}

impl Changes {
    pub fn revision(&self, moment: Moment) {
        self.tell(Change::Revision { revision: moment.revision, decision: moment.decision });
    }

    pub fn tell(&self, change: Change) {
        // Nobody may be listening.
        let _ = self.0.send(change);
    }

    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.0.subscribe()
    }
}
