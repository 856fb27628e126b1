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
    /// Building, airport, square, camp, base.
    Facility,
}

impl Feature {
    pub(super) fn code(self) -> u8 {
        self as u8
    }

    pub(super) fn of_code(code: u8) -> Self {
        use Feature::*;
        [Town, Admin1, Admin2, Country, Region, Natural, Facility].get(usize::from(code)).copied().unwrap_or(Town)
    }
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
    /// Inhabitants; 0 where unknown. Of a division: of its towns together.
    pub population: u64,
    /// What it is.
    pub feature: Feature,
    /// The division that it is the seat of: `Country` for a capital.
    pub seat: Option<Feature>,
    /// Of a facility: the town that it stands in.
    pub within: Option<String>,
    /// Whether the name looked up is only an alternate name of the place.
    pub alternate: bool,
}

impl Toponym {
    /// Whether two entries are one place: the same id, or the same kind and country within about ten kilometres.
    pub(super) fn same_place(&self, other: &Toponym) -> bool {
        if self.geonameid.is_some() && self.geonameid == other.geonameid {
            return true;
        }
        let near = |a: Option<f64>, b: Option<f64>| matches!((a, b), (Some(a), Some(b)) if (a - b).abs() < 0.1);
        self.feature == other.feature
            && self.country == other.country
            && near(self.latitude, other.latitude)
            && near(self.longitude, other.longitude)
    }
}
