//! Reference data behind one lookup interface: places, countries and demonyms, organisations.
//!
//! What grows lives in `data/` as readable files; what is compiled from packages is embedded (see `NOTICE`).

mod actors;
mod countries;
mod gazetteer;

pub use actors::{ActorEntry, Actors, AliasUse, Case, Community, LexiconError, NameWord, name_words, slug};
pub use countries::{Countries, Country, CountryKind};
pub use gazetteer::{Feature, Gazetteer, PackedError, Row, TableError, Toponym, fold, pack, without_marks};

/// Everything that the coder looks up.
#[derive(Debug)]
pub struct Lexicon {
    /// Places of the world.
    pub gazetteer: Gazetteer,
    /// Countries, their names and demonyms.
    pub countries: Countries,
    /// Organisations with aliases, parents and dates.
    pub actors: Actors,
}

impl Lexicon {
    /// The lexicon that is built in.
    pub fn embedded() -> Self {
        Lexicon { gazetteer: Gazetteer::embedded(), countries: Countries::embedded(), actors: Actors::embedded() }
    }
}
