//! Where on the earth the places lie that a text may mean: every name spreads its weight over all places of the name, by how likely
//! each is, so that names that are all ambiguous ("Paris", "Henry County", "McKenzie") still point at one corner of the world together.

use std::collections::HashMap;

use polybius_lexicon::{Feature, Toponym};

/// A cell of one degree of latitude and about as many kilometres of longitude.
type Cell = (i16, i16);

/// The weight of the names of a text over cells and first-order divisions.
#[derive(Debug, Default)]
pub(super) struct Field<'a> {
    cells: HashMap<Cell, f64>,
    divisions: HashMap<(&'a str, &'a str), f64>,
    /// What each name put in, to be taken out again when the name itself is asked about.
    own: Vec<Own<'a>>,
}

#[derive(Debug, Default)]
struct Own<'a> {
    cells: HashMap<Cell, f64>,
    divisions: HashMap<(&'a str, &'a str), f64>,
}

/// How far the other names of the text speak for a place.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Support {
    /// Weight of the names with a place within about 150 km.
    pub(super) near: f64,
    /// Weight of the names with a place in the same first-order division, the division's own name included.
    pub(super) division: f64,
}

impl<'a> Field<'a> {
    /// Adds one name: its places with their shares (0 to 1), and what one name weighs.
    pub(super) fn add(&mut self, shares: &[(&'a Toponym, f64)], weight: f64) {
        let mut own = Own::default();
        for &(toponym, share) in shares.iter().filter(|(_, share)| *share > 0.001) {
            let value = share * weight;
            let local = matches!(toponym.feature, Feature::Town | Feature::Admin2 | Feature::Facility);
            if local && let Some(cell) = cell(toponym) {
                let entry = own.cells.entry(cell).or_default();
                *entry = value.max(*entry);
            }
            if let Some(division) = division(toponym) {
                // Naming the division says more than naming a town of it.
                let value = if toponym.feature == Feature::Admin1 { 1.5 * value } else { value };
                let entry = own.divisions.entry(division).or_default();
                *entry = value.max(*entry);
            }
        }
        for (cell, value) in &own.cells {
            *self.cells.entry(*cell).or_default() += value;
        }
        for (division, value) in &own.divisions {
            *self.divisions.entry(*division).or_default() += value;
        }
        self.own.push(own);
    }

    /// What the names other than number `name` (in the order added) say of a place.
    pub(super) fn support(&self, toponym: &'a Toponym, name: usize) -> Support {
        let Some(own) = self.own.get(name) else { return Support::default() };
        let mut out = Support::default();
        let local = matches!(toponym.feature, Feature::Town | Feature::Admin2 | Feature::Facility);
        if let (true, Some(latitude), Some(longitude)) = (local, toponym.latitude, toponym.longitude) {
            for row in -1..=1_i16 {
                let middle = cell_of(latitude + f64::from(row), longitude);
                for column in -1..=1_i16 {
                    let cell = (middle.0, middle.1.saturating_add(column));
                    let others =
                        self.cells.get(&cell).copied().unwrap_or(0.0) - own.cells.get(&cell).copied().unwrap_or(0.0);
                    out.near += others * if row == 0 && column == 0 { 1.0 } else { 0.7 };
                }
            }
        }
        if let Some(division) = division(toponym) {
            let all = self.divisions.get(&division).copied().unwrap_or(0.0);
            out.division = (all - own.divisions.get(&division).copied().unwrap_or(0.0)).max(0.0);
        }
        out.near = out.near.max(0.0);
        out
    }
}

fn cell(toponym: &Toponym) -> Option<Cell> {
    Some(cell_of(toponym.latitude?, toponym.longitude?))
}

fn cell_of(latitude: f64, longitude: f64) -> Cell {
    let row = latitude.clamp(-90.0, 90.0).floor();
    let width = (row + 0.5).to_radians().cos().abs();
    (row as i16, (longitude * width).floor() as i16)
}

fn division(toponym: &Toponym) -> Option<(&str, &str)> {
    Some((toponym.country.as_str(), toponym.admin1.as_deref()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(country: &str, admin1: &str, latitude: f64, longitude: f64) -> Toponym {
        Toponym {
            geonameid: None,
            name: "t".to_owned(),
            country: country.to_owned(),
            admin1: Some(admin1.to_owned()),
            admin2: None,
            latitude: Some(latitude),
            longitude: Some(longitude),
            population: 0,
            feature: Feature::Town,
            seat: None,
            within: None,
            alternate: false,
        }
    }

    #[test]
    fn names_speak_for_each_other_and_not_for_themselves() {
        let (north, south) = (town("AA", "North", 50.2, 10.4), town("AA", "South", -20.0, 10.0));
        let beside = town("AA", "North", 50.9, 10.9);
        let mut field = Field::default();
        field.add(&[(&north, 0.2), (&south, 0.8)], 1.0);
        field.add(&[(&beside, 1.0)], 1.0);
        let first = field.support(&north, 0);
        assert!((first.near - 1.0).abs() < 1e-9 && (first.division - 1.0).abs() < 1e-9, "{first:?}");
        assert_eq!(field.support(&south, 0), Support::default());
        let second = field.support(&beside, 1);
        assert!((second.near - 0.2).abs() < 1e-9 && (second.division - 0.2).abs() < 1e-9, "{second:?}");
        assert_eq!(field.support(&beside, 7), Support::default());
    }
}
