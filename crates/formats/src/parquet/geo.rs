//! The column of points of a GeoParquet file (specification 1.1).

use std::sync::Arc;

use arrow_array::{ArrayRef, BinaryArray};
use arrow_schema::{DataType, Field};
use serde_json::json;

use crate::case::Point;

/// The name of the column.
pub(crate) const COLUMN: &str = "geometry";

pub(super) fn field() -> Field {
    Field::new(COLUMN, DataType::Binary, true)
}

/// Null where no point is known: an area is no point.
pub(super) fn array(points: impl Iterator<Item = Option<Point>>) -> ArrayRef {
    let points: Vec<Option<[u8; 21]>> = points.map(|p| p.map(well_known_binary)).collect();
    Arc::new(points.iter().map(|p| p.as_ref().map(<[u8; 21]>::as_slice)).collect::<BinaryArray>())
}

/// A point in well-known binary, little-endian (OGC 06-103r4): order of bytes, type 1, x, y.
fn well_known_binary(point: Point) -> [u8; 21] {
    let mut wkb = [0; 21];
    wkb[0] = 1;
    wkb[1..5].copy_from_slice(&1u32.to_le_bytes());
    wkb[5..13].copy_from_slice(&point.longitude.to_le_bytes());
    wkb[13..].copy_from_slice(&point.latitude.to_le_bytes());
    wkb
}

/// The file's metadata under the key `geo`. Without `crs` the coordinates are longitude and latitude, OGC:CRS84.
pub(super) fn metadata(points: impl Iterator<Item = Point>) -> String {
    let mut column = json!({"encoding": "WKB", "geometry_types": ["Point"]});
    let bounds = points.fold(None, |bounds: Option<[f64; 4]>, p| {
        let [west, south, east, north] = bounds.unwrap_or([p.longitude, p.latitude, p.longitude, p.latitude]);
        Some([west.min(p.longitude), south.min(p.latitude), east.max(p.longitude), north.max(p.latitude)])
    });
    if let Some(bounds) = bounds {
        column["bbox"] = json!(bounds);
    }
    json!({"version": "1.1.0", "primary_column": COLUMN, "columns": {COLUMN: column}}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_in_bytes() {
        let wkb = well_known_binary(Point { latitude: 2.0, longitude: -1.0 });
        assert_eq!(wkb[..5], [1, 1, 0, 0, 0]);
        assert_eq!(wkb[5..13], (-1f64).to_le_bytes());
        assert_eq!(wkb[13..], 2f64.to_le_bytes());
    }

    #[test]
    fn bounds_are_those_of_the_points() {
        let points = [(16.2, -0.1), (50.9, 34.8)].map(|(latitude, longitude)| Point { latitude, longitude });
        let about: serde_json::Value = serde_json::from_str(&metadata(points.into_iter())).unwrap();
        assert_eq!(about["columns"]["geometry"]["bbox"], json!([-0.1, 16.2, 34.8, 50.9]));
        let none: serde_json::Value = serde_json::from_str(&metadata(std::iter::empty())).unwrap();
        assert!(none["columns"]["geometry"].get("bbox").is_none());
    }
}
