use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A box of degrees, WGS 84. With `west > east` it crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

// Edges are never NaN: they are checked where they are read.
impl Eq for BoundingBox {}

impl BoundingBox {
    /// Whether the point is in it, edges included.
    pub fn contains(&self, latitude: f64, longitude: f64) -> bool {
        let across = if self.west <= self.east {
            (self.west..=self.east).contains(&longitude)
        } else {
            longitude >= self.west || longitude <= self.east
        };
        (self.south..=self.north).contains(&latitude) && across
    }
}

/// Reads `west,south,east,north` (RFC 7946, section 5).
impl FromStr for BoundingBox {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let numbers: Option<Vec<f64>> = words.split(',').map(|n| n.trim().parse().ok()).collect();
        match numbers.as_deref() {
            Some(&[west, south, east, north])
                if [west, east].iter().all(|x| (-180.0..=180.0).contains(x))
                    && (-90.0..=90.0).contains(&south)
                    && (south..=90.0).contains(&north) =>
            {
                Ok(BoundingBox { west, south, east, north })
            }
            _ => Err(format!("{words:?} is no box: give west,south,east,north in degrees, such as -5.5,10,2,25")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_read_and_cross_the_antimeridian() {
        let fiji: BoundingBox = "176, -20, -178, -15".parse().unwrap();
        for (latitude, longitude, inside) in
            [(-18.1, 178.4, true), (-16.8, -179.9, true), (-18.0, 0.0, false), (-25.0, 178.0, false)]
        {
            assert_eq!(fiji.contains(latitude, longitude), inside, "{latitude} {longitude}");
        }
        for wrong in ["", "1,2,3", "1,2,3,4,5", "1,9,3,4", "-181,0,0,1", "NaN,0,1,1", "0,0,1,inf", "a,b,c,d"] {
            assert!(wrong.parse::<BoundingBox>().is_err(), "{wrong}");
        }
    }
}
