//! Middles of divisions whose towns lie far from them, laid over the compiled points.

use std::collections::HashMap;

use super::packed::Packed;

/// Country, name, GeoNames identifier, latitude, longitude.
const TABLE: &str = include_str!("../../../../data/gazetteer/centres.tsv");

/// Identifier and point, in ten-thousandths of a degree, of each line that can be read.
fn rows() -> impl Iterator<Item = (u32, [i32; 2])> {
    TABLE.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, _, id, latitude, longitude] = columns[..] else { return None };
        let degrees = |text: &str, limit: f64| text.parse::<f64>().ok().filter(|v| v.abs() <= limit);
        let point = [degrees(latitude, 90.0)?, degrees(longitude, 180.0)?];
        Some((id.parse().ok()?, point.map(|v| (v * 10_000.0).round() as i32)))
    })
}

/// Moves the divisions of the table to their middles.
pub(super) fn lay_over(packed: &mut Packed) {
    let centres: HashMap<u32, [i32; 2]> = rows().collect();
    for row in 0..packed.len() {
        if let Some([latitude, longitude]) = centres.get(&packed.ids[row]) {
            packed.latitudes[row] = *latitude;
            packed.longitudes[row] = *longitude;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Feature, Gazetteer};

    #[test]
    fn every_line_can_be_read_and_names_a_division_of_the_gazetteer() {
        let lines: Vec<&str> = TABLE.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(rows().count(), lines.len());
        let gazetteer = Gazetteer::embedded();
        let mut unknown = Vec::new();
        for line in lines {
            let columns: Vec<&str> = line.split('\t').collect();
            let found = gazetteer.lookup(columns[1]);
            let division = found.iter().find(|t| t.geonameid == columns[2].parse().ok());
            if division.is_none_or(|d| d.feature != Feature::Admin1 || d.country != columns[0]) {
                unknown.push(line);
            }
        }
        assert!(unknown.is_empty(), "{unknown:#?}");
    }

    #[test]
    fn a_division_lies_at_its_middle_and_not_among_its_towns() {
        let found = Gazetteer::embedded().lookup("Queensland");
        let division = found.iter().find(|t| t.feature == Feature::Admin1).unwrap();
        let (latitude, longitude) = (division.latitude.unwrap(), division.longitude.unwrap());
        assert!((latitude + 22.6).abs() < 1.0 && (longitude - 144.5).abs() < 1.0, "{latitude} {longitude}");
    }
}
