use polybius_records::ActorType;

/// One organisation of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorEntry {
    /// Wikidata id where known, else a stable local id.
    pub id: String,
    /// Canonical English name.
    pub name: String,
    /// What kind it is.
    pub kind: ActorType,
    /// ISO 3166-1 alpha-2 of its main country; empty for international ones.
    pub country: String,
    /// Id of the organisation that it is a branch of.
    pub parent: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

/// Organisations by name and alias.
#[derive(Debug, Default)]
pub struct Actors {}

impl Actors {
    /// The organisations that are built in.
    pub fn embedded() -> Self {
        Actors::default()
    }

    /// The organisation with that id.
    pub fn by_id(&self, _id: &str) -> Option<&ActorEntry> {
        None
    }

    /// The organisation that a name or alias means, case ignored.
    pub fn by_name(&self, _name: &str) -> Option<&ActorEntry> {
        None
    }
}
