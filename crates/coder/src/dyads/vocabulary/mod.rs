//! The tables of `data/dyads`, ready for look-up.

mod agents;
mod codes;
mod pattern;
mod words;

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

pub(super) use agents::Agents;
pub(super) use codes::{Codes, Kind};
pub(super) use pattern::{Condition, Pattern};
pub(super) use words::{Carriers, Nouns, Verbs};

/// Everything that the reader of dyads knows of words.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub verbs: Verbs,
    pub nouns: Nouns,
    pub carriers: Carriers,
    pub codes: Codes,
    pub agents: Agents,
    /// Classes of objects, by name.
    pub classes: HashMap<String, HashSet<String>>,
}

#[derive(Debug, Deserialize)]
struct Classes {
    class: HashMap<String, HashSet<String>>,
}

impl Vocabulary {
    /// The tables that are built in. Read once, then shared.
    pub(super) fn embedded() -> &'static Self {
        static SHARED: OnceLock<Vocabulary> = OnceLock::new();
        SHARED.get_or_init(|| {
            // A table that is built in and wrong is a fault of the build, which a test finds.
            let classes: Option<Classes> = toml::from_str(include_str!("../../../../../data/dyads/objects.toml")).ok();
            let (nouns, carriers) = words::nouns();
            Vocabulary {
                verbs: Verbs::embedded(),
                nouns,
                carriers,
                codes: Codes::embedded(),
                agents: Agents::embedded(),
                classes: classes.map(|c| c.class).unwrap_or_default(),
            }
        })
    }
}
