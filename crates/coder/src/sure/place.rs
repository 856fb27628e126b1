//! Signs that the place and its country are right.

use polybius_records::{BlockKind, Place, PlacePrecision};

use super::story::telling;
use super::time::far;
use super::{Case, Signs, few, flag};
use crate::PlaceMention;
use crate::story::group::grain;

/// Kilometres within which two points are one town.
const ONE_TOWN_KM: f64 = 25.0;

fn is_same(a: &Place, b: &Place) -> bool {
    a.name == b.name && a.country == b.country || a.distance_km(b).is_some_and(|d| d <= ONE_TOWN_KM)
}

/// The surest mention of a place.
fn giver<'a>(case: &'a Case<'_, '_>, place: &Place) -> Option<&'a PlaceMention> {
    let named = case.r.mentions.places.iter().filter(|m| m.place.name == place.name);
    named.max_by(|a, b| a.certainty.total_cmp(&b.certainty))
}

/// The place.
pub(super) fn place(case: &Case<'_, '_>, place: &Place) -> Signs {
    let Case { r, incident, .. } = case;
    let own = incident.places(r);
    let mention = own.iter().find(|m| m.place.name == place.name);
    let groups = incident.groups.iter().filter(|g| g.places(r).iter().any(|m| is_same(&m.place, place)));
    let mut elsewhere: Vec<&str> = r
        .mentions
        .places
        .iter()
        .filter(|m| grain(m) < 4 && !is_same(&m.place, place))
        .map(|m| m.place.name.as_str())
        .collect();
    elsewhere.sort_unstable();
    elsewhere.dedup();
    let dateline = |m: &PlaceMention| r.text.sentences[m.spot.sentence].block == BlockKind::Dateline;
    let precision = |list: &[PlacePrecision]| flag(list.contains(&place.precision));
    let mut signs = telling(case);
    signs.extend([
        ("of the act", flag(mention.is_some())),
        ("near", precision(&[PlacePrecision::Near])),
        ("division", precision(&[PlacePrecision::Admin1, PlacePrecision::Admin2])),
        ("country only", precision(&[PlacePrecision::Country, PlacePrecision::Region])),
        ("facility", flag(mention.is_some_and(|m| m.facility))),
        ("resolved", giver(case, place).map_or(0.5, |m| m.certainty)),
        ("agreeing", few(groups.count().saturating_sub(1))),
        ("rivals", few(elsewhere.len())),
        ("contradicted", flag(own.iter().any(|m| grain(m) < 4 && !is_same(&m.place, place)))),
        ("dateline", flag(r.mentions.places.iter().any(|m| dateline(m) && is_same(&m.place, place)))),
        ("far", mention.map_or(1.0, |m| far(case, &m.spot))),
    ]);
    signs
}

/// The country.
pub(super) fn country(case: &Case<'_, '_>, place: &Place, country: &str) -> Signs {
    let Case { r, incident, .. } = case;
    let mentions = || r.mentions.places.iter().filter_map(|m| m.place.country.as_deref());
    let mut others: Vec<&str> = mentions().filter(|c| *c != country).collect();
    let share = mentions().filter(|c| *c == country).count() as f64 / mentions().count().max(1) as f64;
    others.sort_unstable();
    others.dedup();
    let own = incident.places(r);
    let mut signs = telling(case);
    signs.extend([
        ("of the act", flag(own.iter().any(|m| m.place.country.as_deref() == Some(country)))),
        ("country only", flag(matches!(place.precision, PlacePrecision::Country | PlacePrecision::Region))),
        ("resolved", giver(case, place).map_or(0.5, |m| m.certainty)),
        ("share", share),
        ("rivals", few(others.len())),
        ("contradicted", flag(own.iter().any(|m| m.place.country.as_deref().is_some_and(|c| c != country)))),
    ]);
    signs
}
