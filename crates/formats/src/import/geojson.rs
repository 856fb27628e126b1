//! GeoJSON (RFC 7946): properties as Polybius writes them, any geometry.

use polybius_records::{Imported, Place, PlacePrecision};
use serde_json::Value;

use super::flat;
use super::reject::Refusal;
use super::row::Row;
use super::style::{Context, Layout, Style, id_of};

/// An area of at most so many degrees across is near its middle; a larger one stays an area without a point.
const SMALL: f64 = 0.5;

pub(super) struct Geojson;

impl Style for Geojson {
    fn layout(&self) -> Layout {
        Layout::Features
    }

    fn licence(&self) -> &str {
        "unspecified"
    }

    fn row_id(&self, row: &Row) -> Option<String> {
        id_of(row, "id")
    }

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal> {
        let mut draft = flat::draft(row, row_id, context)?;
        let geometry = row.object().and_then(|o| o.get("geometry")).filter(|g| g.is_object());
        let placed = draft.body.place.as_ref().is_some_and(|p| p.latitude.is_some());
        if let Some(geometry) = geometry.filter(|_| !placed) {
            let (point, precision) = Extent::of(geometry)?.point();
            let mut place = draft.body.place.take().unwrap_or(Place {
                name: String::new(),
                country: None,
                admin1: None,
                admin2: None,
                latitude: None,
                longitude: None,
                precision,
                geonameid: None,
            });
            if !row.has("place_precision") {
                place.precision = precision;
            }
            (place.latitude, place.longitude) = (point.map(|p| p.0), point.map(|p| p.1));
            draft.body.evidence.retain(|e| e.field != "place");
            draft.place(place, &["place", "country", "admin1", "geometry.coordinates", "geometry.type"]);
        }
        draft.finish()
    }
}

/// The box around a geometry, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Extent {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
}

impl Extent {
    fn of(geometry: &Value) -> Result<Self, Refusal> {
        let mut extent =
            Extent { south: f64::INFINITY, west: f64::INFINITY, north: f64::NEG_INFINITY, east: f64::NEG_INFINITY };
        extent.add(geometry);
        let sound = extent.south <= extent.north
            && extent.south >= -90.0
            && extent.north <= 90.0
            && extent.west >= -180.0
            && extent.east <= 180.0;
        if !sound {
            return Err(Refusal::new("geometry without coordinates on the globe"));
        }
        Ok(extent)
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Object(geometry) => {
                geometry.get("coordinates").into_iter().for_each(|c| self.add(c));
                geometry.get("geometries").into_iter().for_each(|g| self.add(g));
            }
            Value::Array(items) => match items[..] {
                [Value::Number(ref lon), Value::Number(ref lat), ..] => {
                    let (lon, lat) = (lon.as_f64().unwrap_or(f64::NAN), lat.as_f64().unwrap_or(f64::NAN));
                    (self.west, self.east) = (self.west.min(lon), self.east.max(lon));
                    (self.south, self.north) = (self.south.min(lat), self.north.max(lat));
                }
                _ => items.iter().for_each(|item| self.add(item)),
            },
            _ => {}
        }
    }

    fn point(self) -> (Option<(f64, f64)>, PlacePrecision) {
        let across = (self.north - self.south).max(self.east - self.west);
        let middle = ((self.south + self.north) / 2.0, (self.west + self.east) / 2.0);
        if across == 0.0 {
            (Some((self.south, self.west)), PlacePrecision::Exact)
        } else if across <= SMALL {
            (Some(middle), PlacePrecision::Near)
        } else {
            (None, PlacePrecision::Region)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn areas_stay_areas() {
        let point = |geometry: Value| Extent::of(&geometry).map(Extent::point);
        let ring =
            |d: f64| json!({"type": "Polygon", "coordinates": [[[1, 2], [1.0 + d, 2], [1.0 + d, 2.0 + d], [1, 2]]]});
        assert_eq!(
            point(json!({"type": "Point", "coordinates": [1.5, -2.5, 100]})),
            Ok((Some((-2.5, 1.5)), PlacePrecision::Exact))
        );
        assert_eq!(point(ring(0.5)), Ok((Some((2.25, 1.25)), PlacePrecision::Near)));
        assert_eq!(point(ring(3.0)), Ok((None, PlacePrecision::Region)));
        let both =
            json!({"type": "GeometryCollection", "geometries": [ring(0.1), {"type": "Point", "coordinates": [9, 9]}]});
        assert_eq!(point(both), Ok((None, PlacePrecision::Region)));
        for bad in [json!({"type": "Point", "coordinates": []}), json!({"type": "Point", "coordinates": [500, 1]})] {
            assert!(point(bad).is_err());
        }
    }
}
