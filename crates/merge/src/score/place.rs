use polybius_records::{Place, PlacePrecision};

use super::Conflict;
use crate::features::Features;

/// Two named towns farther apart than this are two places.
const APART_KM: f64 = 60.0;
/// Over a border, two points may still be one place under two countries' names.
const BORDER_KM: f64 = 30.0;

/// Compatible places, weighed by the coarser of the two.
pub(super) fn score(a: &Features<'_>, b: &Features<'_>) -> Result<f64, Conflict> {
    let (Some(x), Some(y)) = (a.place(), b.place()) else { return Ok(0.0) };
    let distance = x.distance_km(y);
    if let (Some(c), Some(d)) = (&x.country, &y.country)
        && c != d
    {
        let border = is_point(x) && is_point(y) && distance.is_some_and(|km| km <= BORDER_KM);
        return if border { Ok(0.8) } else { Err(Conflict::Places) };
    }
    let same_name = !a.place_name.is_empty() && a.place_name == b.place_name;
    let same_id = x.geonameid.is_some() && x.geonameid == y.geonameid;
    match x.precision.max(y.precision) {
        PlacePrecision::Exact | PlacePrecision::Near => points(a, b, distance, same_name || same_id),
        PlacePrecision::Admin2 => area(a, b, distance, same_name || same_id, 120.0, 1.2),
        PlacePrecision::Admin1 => area(a, b, distance, same_name || same_id, 600.0, 0.9),
        PlacePrecision::Country => Ok(if x.country.is_some() && x.country == y.country { 0.5 } else { 0.0 }),
        PlacePrecision::Region => Ok(if same_name { 0.5 } else { 0.0 }),
    }
}

/// What more is needed of the other parts because a place is missing or is only a country.
pub(super) fn vagueness(a: &Features<'_>, b: &Features<'_>) -> f64 {
    let vague = |f: &Features<'_>| f.place().is_none_or(|p| p.precision >= PlacePrecision::Country);
    if vague(a) || vague(b) { 0.5 } else { 0.0 }
}

fn is_point(place: &Place) -> bool {
    matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near)
}

fn points(a: &Features<'_>, b: &Features<'_>, distance: Option<f64>, same: bool) -> Result<f64, Conflict> {
    let near = [a, b].iter().filter(|f| f.place().is_some_and(|p| p.precision == PlacePrecision::Near)).count() as f64;
    match distance {
        Some(km) if km > APART_KM + 30.0 * near => Err(Conflict::Places),
        _ if same => Ok(2.5),
        Some(km) if km <= 3.0 => Ok(2.4),
        Some(km) if km <= 12.0 => Ok(1.7),
        Some(km) if km <= 25.0 + 10.0 * near => Ok(1.0),
        Some(_) => Ok(0.2),
        None if other_admin1(a, b) => Err(Conflict::Places),
        // Without coordinates: villages that no gazetteer knows, or a quarter and its town.
        None if within(&a.place_name, &b.place_name) || within(&b.place_name, &a.place_name) => Ok(1.5),
        None => Ok(-1.0),
    }
}

fn other_admin1(a: &Features<'_>, b: &Features<'_>) -> bool {
    !a.admin1.is_empty() && !b.admin1.is_empty() && a.admin1 != b.admin1
}

/// Whether one name's words begin or end the other's: "Gao" in "Gao market".
fn within(short: &str, long: &str) -> bool {
    let rest = long.strip_prefix(short).map(|r| r.starts_with(' ')).unwrap_or(false);
    !short.is_empty() && (rest || long.strip_suffix(short).is_some_and(|r| r.ends_with(' ')))
}

/// A district or province against a point or another area. The point of an area is its centre, so distance says little.
fn area(
    a: &Features<'_>,
    b: &Features<'_>,
    distance: Option<f64>,
    same: bool,
    reach_km: f64,
    weight: f64,
) -> Result<f64, Conflict> {
    if same {
        return Ok(weight + 0.5);
    }
    let same_admin1 = !a.admin1.is_empty() && a.admin1 == b.admin1;
    match distance {
        Some(km) if km > reach_km && !same_admin1 => Err(Conflict::Places),
        _ if same_admin1 => Ok(weight),
        // Over a province's border the next one may be named; far from it, or with no point at all, it is another place.
        Some(km) if other_admin1(a, b) && km <= 100.0 => Ok(-0.5),
        _ if other_admin1(a, b) => Err(Conflict::Places),
        Some(_) | None => Ok(0.3),
    }
}
