use polybius_records::ActorType;

/// An organisation that the caller's lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownActor {
    /// Its id.
    pub id: String,
    /// What kind it is; used where the dataset does not say.
    pub kind: ActorType,
}

/// Names that the caller knows: datasets write "IS", "Islamic State" and "ISIL", and one id makes them comparable.
pub trait Names {
    /// The organisation of a name.
    fn actor(&self, name: &str) -> Option<KnownActor>;

    /// ISO 3166-1 alpha-2 of a country's name in no codebook's spelling.
    fn country(&self, name: &str) -> Option<String>;
}

/// Knows no names.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNames;

impl Names for NoNames {
    fn actor(&self, _name: &str) -> Option<KnownActor> {
        None
    }

    fn country(&self, _name: &str) -> Option<String> {
        None
    }
}
