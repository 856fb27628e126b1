use serde::{Deserialize, Serialize};

/// How closely a [`Place`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PlacePrecision {
    /// The named town, district or building itself.
    Exact,
    /// Near the named place ("outside", "20 km from").
    Near,
    /// A second-order division: the point is its centre.
    Admin2,
    /// A first-order division: the point is its centre.
    Admin1,
    /// Only the country: no coordinates.
    Country,
    /// Larger than a country, or a natural area over borders: no coordinates.
    Region,
}

/// Where something happened. Coordinates are absent where only a country or a region is known: an area stays an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// The name, as the gazetteer writes it where it knows the place, else as the text does.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Name of the first-order division.
    pub admin1: Option<String>,
    /// Name of the second-order division.
    pub admin2: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// How closely the place is known.
    pub precision: PlacePrecision,
    /// GeoNames identifier, where the place is in GeoNames.
    pub geonameid: Option<u64>,
}

impl Place {
    /// Great-circle distance in kilometres, where both have coordinates.
    pub fn distance_km(&self, other: &Place) -> Option<f64> {
        let (lat1, lon1) = (self.latitude?.to_radians(), self.longitude?.to_radians());
        let (lat2, lon2) = (other.latitude?.to_radians(), other.longitude?.to_radians());
        let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
        Some(12_742.0 * h.min(1.0).sqrt().asin())
    }
}
