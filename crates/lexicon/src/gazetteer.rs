/// What a toponym is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// City, town, village, quarter.
    Town,
    /// First-order division.
    Admin1,
    /// Second-order division.
    Admin2,
    /// Country.
    Country,
    /// Larger than a country, or over borders.
    Region,
    /// Mountain, river, lake, sea, island.
    Natural,
}

/// One place that a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Toponym {
    /// GeoNames identifier, where it has one.
    pub geonameid: Option<u64>,
    /// The gazetteer's name.
    pub name: String,
    /// ISO 3166-1 alpha-2; empty for regions.
    pub country: String,
    /// Name of the first-order division.
    pub admin1: Option<String>,
    /// Name of the second-order division.
    pub admin2: Option<String>,
    /// Degrees north; `None` where no honest point exists.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Inhabitants; 0 where unknown.
    pub population: u64,
    /// What it is.
    pub feature: Feature,
}

/// Places of the world, by name.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The gazetteer that is built in.
    pub fn embedded() -> Self {
        Gazetteer::default()
    }

    /// Every place of that name (case and accents ignored), the most populous first.
    pub fn lookup(&self, _name: &str) -> Vec<Toponym> {
        Vec::new()
    }
}
