use std::collections::BTreeMap;
use std::io::Write;

use super::packed::{ALTERNATE, LIST, MAGIC, NO_PARENT, NO_POINT, PackedError};
use super::{Feature, fold};

/// One place to compile.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// GeoNames identifier; 0 where it has none.
    pub geonameid: u32,
    /// The name to show; 255 bytes at most.
    pub name: String,
    /// Other keys that find it: own names in other spellings (`true`) and alternate names (`false`).
    pub keys: Vec<(String, bool)>,
    /// ISO 3166-1 alpha-2.
    pub country: [u8; 2],
    /// Row of the smallest division that holds it; divisions come before what they hold.
    pub parent: Option<usize>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// What it is.
    pub feature: Feature,
    /// The division that it is the seat of.
    pub seat: Option<Feature>,
}

/// Compiles rows into the bytes that [`super::Gazetteer::compiled`] reads. The same rows give the same bytes.
///
/// # Errors
/// Where a name is too long or the index cannot be built.
pub fn pack(rows: &[Row]) -> Result<Vec<u8>, PackedError> {
    let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        let mut own: BTreeMap<String, bool> = BTreeMap::new();
        for (name, is_own) in row.keys.iter().map(|(k, o)| (k.as_str(), *o)).chain([(row.name.as_str(), true)]) {
            let key = fold(name);
            if !key.is_empty() {
                *own.entry(key).or_default() |= is_own;
            }
        }
        for (key, is_own) in own {
            keys.entry(key).or_default().push(number as u32 | if is_own { 0 } else { ALTERNATE });
        }
    }
    let mut index = fst::MapBuilder::memory();
    let mut lists: Vec<u32> = Vec::new();
    let mut known: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
    for (key, mut found) in keys {
        found.sort_by_key(|&v| {
            let row = (v & !ALTERNATE) as usize;
            (std::cmp::Reverse(rows[row].population), row)
        });
        let value = match found.as_slice() {
            [one] => u64::from(*one),
            _ => *known.entry(found).or_insert_with_key(|found| {
                let at = lists.len() as u64 | LIST;
                lists.push(found.len() as u32);
                lists.extend(found);
                at
            }),
        };
        index.insert(key, value).map_err(|e| PackedError(e.to_string()))?;
    }
    let index = index.into_inner().map_err(|e| PackedError(e.to_string()))?;

    let mut out = MAGIC.to_vec();
    length(&mut out, rows.len());
    column(&mut out, rows.iter().map(|r| r.geonameid));
    column(&mut out, rows.iter().map(|r| degrees(r.point.map(|p| p.0))));
    column(&mut out, rows.iter().map(|r| degrees(r.point.map(|p| p.1))));
    column(&mut out, rows.iter().map(|r| r.population));
    column(&mut out, rows.iter().map(|r| r.parent.map_or(NO_PARENT, |p| p as u32)));
    out.extend(rows.iter().map(|r| r.country[0]));
    out.extend(rows.iter().map(|r| r.country[1]));
    out.extend(rows.iter().map(|r| r.feature.code() | r.seat.map_or(0, |s| (s.code() + 1) << 4)));
    for row in rows {
        let short = u8::try_from(row.name.len()).map_err(|_| PackedError(format!("name too long: {}", row.name)))?;
        out.push(short);
    }
    let names: String = rows.iter().map(|r| r.name.as_str()).collect();
    length(&mut out, names.len());
    out.extend(names.as_bytes());
    length(&mut out, lists.len());
    column(&mut out, lists.iter().copied());
    length(&mut out, index.len());
    out.extend(index);

    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 19).map_err(|e| PackedError(e.to_string()))?;
    encoder.long_distance_matching(true).map_err(|e| PackedError(e.to_string()))?;
    encoder.write_all(&out).map_err(|e| PackedError(e.to_string()))?;
    encoder.finish().map_err(|e| PackedError(e.to_string()))
}

/// Ten-thousandths of a degree: eleven metres.
fn degrees(value: Option<f64>) -> u32 {
    value.map_or(NO_POINT, |v| (v * 10_000.0).round() as i32).cast_unsigned()
}

fn length(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u32).to_le_bytes());
}

fn column(out: &mut Vec<u8>, values: impl Iterator<Item = u32> + Clone) {
    for plane in 0..4 {
        out.extend(values.clone().map(|v| v.to_le_bytes()[plane]));
    }
}
