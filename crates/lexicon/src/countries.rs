/// One country or dependent territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Common English name.
    pub name: String,
}

/// Countries, their names and demonyms.
#[derive(Debug, Default)]
pub struct Countries {}

impl Countries {
    /// The countries that are built in.
    pub fn embedded() -> Self {
        Countries::default()
    }

    /// The country of a code.
    pub fn by_code(&self, _code: &str) -> Option<&Country> {
        None
    }

    /// The country that a name means ("Syria", "the US", "Burma"), case ignored.
    pub fn by_name(&self, _name: &str) -> Option<&Country> {
        None
    }

    /// The country of a demonym or adjective ("Syrian", "Thai", "British"), case ignored.
    pub fn by_demonym(&self, _word: &str) -> Option<&Country> {
        None
    }
}
