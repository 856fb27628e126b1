use std::cell::RefCell;
use std::fmt;
use std::io::BufRead;
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::ImportError;
use super::reject::Reject;
use super::row::Row;
use super::rows::Sink;

/// Gives each feature of a GeoJSON collection to `each`, one at a time in memory: its properties as columns, and beside them
/// `id` and `geometry`.
pub(super) fn each<E: From<ImportError>>(path: &Path, reader: &mut dyn BufRead, each: Sink<'_, E>) -> Result<(), E> {
    let walk = Walk { each: RefCell::new(each), number: 0, failed: None, found: false };
    let walk = RefCell::new(walk);
    let mut json = serde_json::Deserializer::from_reader(reader);
    let outcome = Collection(&walk).deserialize(&mut json);
    let walk = walk.into_inner();
    if let Some(failed) = walk.failed {
        return Err(failed);
    }
    match outcome {
        Ok(()) if walk.found => Ok(()),
        Ok(()) => Err(ImportError::shape(path, "no \"features\": this is no GeoJSON feature collection").into()),
        Err(e) if e.is_io() => Err(ImportError::read(path, e.into()).into()),
        Err(e) => {
            let what = format!("no JSON after feature {}: {e}; what stands before is imported", walk.number);
            Err(ImportError::shape(path, what).into())
        }
    }
}

struct Walk<'s, E> {
    each: RefCell<Sink<'s, E>>,
    number: u64,
    failed: Option<E>,
    found: bool,
}

impl<E> Walk<'_, E> {
    fn feature(&mut self, value: Value) -> Result<(), ()> {
        self.number += 1;
        let row = match value {
            Value::Object(feature) => Ok(Row::from_object(self.number, columns(feature))),
            other => Err(Reject::unreadable(self.number, "no GeoJSON feature", "", &other.to_string())),
        };
        (self.each.borrow_mut())(row).map_err(|e| self.failed = Some(e))
    }
}

fn columns(mut feature: Map<String, Value>) -> Map<String, Value> {
    let mut columns = match feature.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => Map::new(),
    };
    if let Some(id) = feature.remove("id") {
        columns.entry("id").or_insert(id);
    }
    columns.insert("geometry".to_owned(), feature.remove("geometry").unwrap_or(Value::Null));
    columns
}

struct Collection<'w, 's, E>(&'w RefCell<Walk<'s, E>>);

impl<'de, E> DeserializeSeed<'de> for Collection<'_, '_, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de, E> Visitor<'de> for Collection<'_, '_, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON feature collection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "features" {
                self.0.borrow_mut().found = true;
                map.next_value_seed(Features(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Features<'w, 's, E>(&'w RefCell<Walk<'s, E>>);

impl<'de, E> DeserializeSeed<'de> for Features<'_, '_, E> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de, E> Visitor<'de> for Features<'_, '_, E> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            self.0.borrow_mut().feature(value).map_err(|()| A::Error::custom("stopped"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> (Vec<String>, Result<(), ImportError>) {
        let mut out = Vec::new();
        let done = each(Path::new("m.geojson"), &mut text.as_bytes(), &mut |row| {
            out.push(row.map_or_else(|r| r.reason, |row| format!("{} {}", row.line, row.get("id"))));
            Ok(())
        });
        (out, done)
    }

    #[test]
    fn features_come_one_by_one_up_to_a_fault() {
        let whole = r#"{"type":"FeatureCollection","name":{"x":[1]},"features":[{"id":"a","properties":{"n":1}},7,{"properties":{"id":"b"}}],"bbox":[0]}"#;
        let (rows, done) = ids(whole);
        assert_eq!(rows, ["1 a", "no GeoJSON feature", "3 b"]);
        done.unwrap();
        let (rows, done) = ids(whole.split(",7").next().unwrap());
        assert_eq!(rows, ["1 a"]);
        assert!(done.unwrap_err().to_string().contains("after feature 1"));
        assert!(ids("{}").1.unwrap_err().to_string().contains("no GeoJSON"));
    }
}
