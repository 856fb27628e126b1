use polybius_records::PlacePrecision;

use super::Conflict;
use crate::features::{Features, Spot};

/// Two named towns farther apart than this are two places.
const APART_KM: f64 = 60.0;
/// Over a border, two points may still be one place under two countries' names.
const BORDER_KM: f64 = 30.0;

/// Compatible places, weighed by the coarser of the two.
pub(super) fn score(a: &Features, b: &Features) -> Result<f64, Conflict> {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return Ok(0.0) };
    if let (Some(c), Some(d)) = (x.country, y.country)
        && c != d
    {
        let border = x.is_point() && y.is_point() && x.distance_km(y).is_some_and(|km| km <= BORDER_KM);
        return if border { Ok(0.8) } else { Err(Conflict::Places) };
    }
    let same_name = x.name_hash != 0 && x.name_hash == y.name_hash;
    let same_id = x.geonameid.is_some() && x.geonameid == y.geonameid;
    match x.precision.max(y.precision) {
        PlacePrecision::Exact | PlacePrecision::Near => points(x, y, same_name || same_id),
        PlacePrecision::Admin2 => area(x, y, same_name || same_id, 120.0, 1.2),
        PlacePrecision::Admin1 => area(x, y, same_name || same_id, 600.0, 0.9),
        PlacePrecision::Country => Ok(if x.country.is_some() && x.country == y.country { 0.5 } else { 0.0 }),
        PlacePrecision::Region => Ok(if same_name { 0.5 } else { 0.0 }),
    }
}

/// What more is needed of the other parts because a place is missing or is only a country.
pub(super) fn vagueness(a: &Features, b: &Features) -> f64 {
    let vague = |f: &Features| f.place.as_ref().is_none_or(|p| p.precision >= PlacePrecision::Country);
    if vague(a) || vague(b) { 0.5 } else { 0.0 }
}

fn points(x: &Spot, y: &Spot, same: bool) -> Result<f64, Conflict> {
    let near = [x, y].iter().filter(|p| p.precision == PlacePrecision::Near).count() as f64;
    match x.distance_km(y) {
        Some(km) if km > APART_KM + 30.0 * near => Err(Conflict::Places),
        _ if same => Ok(2.5),
        Some(km) if km <= 3.0 => Ok(2.4),
        Some(km) if km <= 12.0 => Ok(1.7),
        Some(km) if km <= 25.0 + 10.0 * near => Ok(1.0),
        Some(_) => Ok(0.2),
        None if other_admin1(x, y) => Err(Conflict::Places),
        // Without coordinates: villages that no gazetteer knows, or a quarter and its town.
        None if within(&x.name, &y.name) || within(&y.name, &x.name) => Ok(1.5),
        None => Ok(-1.0),
    }
}

fn other_admin1(x: &Spot, y: &Spot) -> bool {
    x.admin1 != 0 && y.admin1 != 0 && x.admin1 != y.admin1
}

/// Whether one name's words begin or end the other's: "Gao" in "Gao market".
fn within(short: &str, long: &str) -> bool {
    let rest = long.strip_prefix(short).map(|r| r.starts_with(' ')).unwrap_or(false);
    !short.is_empty() && (rest || long.strip_suffix(short).is_some_and(|r| r.ends_with(' ')))
}

/// A district or province against a point or another area. The point of an area is its centre, so distance says little.
fn area(x: &Spot, y: &Spot, same: bool, reach_km: f64, weight: f64) -> Result<f64, Conflict> {
    if same {
        return Ok(weight + 0.5);
    }
    let same_admin1 = x.admin1 != 0 && x.admin1 == y.admin1;
    match x.distance_km(y) {
        Some(km) if km > reach_km && !same_admin1 => Err(Conflict::Places),
        _ if same_admin1 => Ok(weight),
        // Over a province's border the next one may be named; far from it, or with no point at all, it is another place.
        Some(km) if other_admin1(x, y) && km <= 100.0 => Ok(-0.5),
        _ if other_admin1(x, y) => Err(Conflict::Places),
        Some(_) | None => Ok(0.3),
    }
}
