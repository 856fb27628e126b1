use std::cmp::Reverse;
use std::collections::BTreeSet;

use polybius_records::{Place, PlacePrecision};

use super::Sourced;
use crate::features::fold;

/// Two points as near as this are one town to different gazetteers.
const ONE_TOWN_KM: f64 = 25.0;

/// The most precise place that at least half of the sources with a place are compatible with; among equally precise
/// ones the place that most sources name.
pub(super) fn place(reports: &[Sourced<'_>]) -> Option<Place> {
    // A big event is told by hundreds of reports of few places: what depends on pairs of places is done on those few.
    let mut told: Vec<Told<'_>> = Vec::new();
    for (place, source) in reports.iter().filter_map(|s| Some((s.report.body.place.as_ref()?, s.source))) {
        match told.iter_mut().find(|t| t.place == place) {
            Some(t) => _ = t.sources.insert(source),
            None => told.push(Told { place, name: fold(&place.name), sources: BTreeSet::from([source]) }),
        }
    }
    let sources = |test: &dyn Fn(&Told<'_>) -> bool| {
        told.iter().filter(|t| test(t)).flat_map(|t| &t.sources).collect::<BTreeSet<_>>().len()
    };
    let placed = sources(&|_| true);
    let rank = |t: &Told<'_>| {
        let p = t.place;
        let filled = [p.latitude.is_some(), p.admin1.is_some(), p.admin2.is_some(), p.geonameid.is_some()];
        let named = sources(&|o| o.name == t.name);
        let filled = filled.iter().filter(|f| **f).count();
        (p.precision, Reverse((named, filled)), p.name.clone(), p.geonameid, p.admin1.clone())
    };
    let ranked: Vec<_> = told.iter().map(|t| (sources(&|o| can_be_one(t, o)), rank(t), t)).collect();
    let agreed = ranked.iter().filter(|(compatible, ..)| 2 * compatible >= placed).min_by_key(|(_, rank, _)| rank);
    let most = || ranked.iter().min_by_key(|(compatible, rank, _)| (Reverse(*compatible), rank));
    agreed.or_else(most).map(|(.., t)| t.place.clone())
}

/// One place with the sources that tell it.
struct Told<'a> {
    place: &'a Place,
    name: String,
    sources: BTreeSet<&'a str>,
}

fn can_be_one(x: &Told<'_>, y: &Told<'_>) -> bool {
    let (a, b) = (x.place, y.place);
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return false;
    }
    match a.precision.max(b.precision) {
        PlacePrecision::Exact | PlacePrecision::Near => {
            x.name == y.name || a.distance_km(b).is_some_and(|km| km <= ONE_TOWN_KM)
        }
        PlacePrecision::Admin2 | PlacePrecision::Admin1 => match (&a.admin1, &b.admin1) {
            (Some(x), Some(y)) => fold(x) == fold(y),
            (Some(_), None) | (None, Some(_)) | (None, None) => true,
        },
        PlacePrecision::Country | PlacePrecision::Region => true,
    }
}
