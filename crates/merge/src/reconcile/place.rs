use polybius_records::{Place, PlacePrecision};

use super::{Sourced, support};
use crate::features::fold;

/// Two points as near as this are one town to different gazetteers.
const ONE_TOWN_KM: f64 = 25.0;

/// The most precise place that at least half of the sources with a place are compatible with; among equally precise
/// ones the place that most sources name.
pub(super) fn place(reports: &[Sourced<'_>]) -> Option<Place> {
    let places: Vec<&Place> = reports.iter().filter_map(|s| s.report.body.place.as_ref()).collect();
    let placed = support(reports, |r| r.body.place.is_some());
    let compatible =
        |place: &Place| support(reports, |r| r.body.place.as_ref().is_some_and(|other| can_be_one(place, other)));
    let named =
        |place: &Place| support(reports, |r| r.body.place.as_ref().is_some_and(|o| fold(&o.name) == fold(&place.name)));
    let rank = |place: &Place| {
        let filled =
            [place.latitude.is_some(), place.admin1.is_some(), place.admin2.is_some(), place.geonameid.is_some()];
        (
            place.precision,
            std::cmp::Reverse((named(place), compatible(place), filled.iter().filter(|f| **f).count())),
            (place.name.clone(), place.geonameid),
        )
    };
    let agreed = places.iter().filter(|p| 2 * compatible(p) >= placed).min_by_key(|p| rank(p));
    agreed.or(places.iter().max_by_key(|p| (compatible(p), std::cmp::Reverse(rank(p))))).map(|p| (*p).clone())
}

fn can_be_one(a: &Place, b: &Place) -> bool {
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    match a.precision.max(b.precision) {
        PlacePrecision::Exact | PlacePrecision::Near => {
            fold(&a.name) == fold(&b.name) || a.distance_km(b).is_some_and(|km| km <= ONE_TOWN_KM)
        }
        PlacePrecision::Admin2 | PlacePrecision::Admin1 => match (&a.admin1, &b.admin1) {
            (Some(x), Some(y)) => fold(x) == fold(y),
            (Some(_), None) | (None, Some(_)) | (None, None) => true,
        },
        PlacePrecision::Country | PlacePrecision::Region => true,
    }
}
