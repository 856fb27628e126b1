use std::ops::Range;

use polybius_lexicon::{Feature, Toponym};
use polybius_records::{MentionKind, Place, PlacePrecision};
use serde_json::Value;

use crate::answer;
use crate::ground::{Ground, holds_name, same_name};

/// The place of a model's `name`, where the quote names it. What the coder reads there wins; else the gazetteer is asked, with the
/// countries that the document names to choose by. A model's coordinates are never read.
pub(super) fn place(ground: &Ground<'_>, value: &Value, quote: &Range<usize>) -> Option<Place> {
    let given = answer::text(value, "name")?;
    // "Bardera, Gedo" is Bardera.
    let first = given.split(',').next().unwrap_or(given).trim();
    [given, first].into_iter().find_map(|name| named(ground, name, quote)).or_else(|| {
        let name = [given, first].into_iter().find(|name| holds_name(&ground.words(quote), name))?;
        let country = answer::text(value, "country").filter(|code| ground.names_country(code));
        Some(looked_up(ground, name, country))
    })
}

/// The coder's own reading of a name in the quote.
fn named(ground: &Ground<'_>, name: &str, quote: &Range<usize>) -> Option<Place> {
    let places = || ground.mentions(MentionKind::Place, quote);
    let read = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let mention = places()
        .find(|m| same_name(&m.text, name))
        .or_else(|| places().find(|m| same_name(&read(&m.value), name)))
        .or_else(|| places().find(|m| holds_name(name, &m.text) || holds_name(&m.text, name)))?;
    serde_json::from_value(mention.value.clone()).ok()
}

fn looked_up(ground: &Ground<'_>, name: &str, country: Option<&str>) -> Place {
    let lexicon = ground.lexicon();
    if let Some(found) = lexicon.countries.by_name(name) {
        return bare(&found.name, Some(&found.code), PlacePrecision::Country);
    }
    let all = lexicon.gazetteer.lookup(name);
    let fits = |t: &&Toponym| country.is_none_or(|code| t.country == code);
    // Of several, the one in the country that the document names most; of these, the most populous, which stands first.
    let best = all.iter().filter(fits).rev().max_by_key(|t| ground.country_weight(&t.country));
    let sure = |t: &&Toponym| all.len() == 1 || ground.names_country(&t.country);
    match best.filter(sure) {
        Some(toponym) => placed(toponym),
        None if country.is_some() => bare(name, country, PlacePrecision::Country),
        // Too many places have that name.
        None => bare(name, None, PlacePrecision::Region),
    }
}

fn placed(t: &Toponym) -> Place {
    let country = Some(t.country.as_str()).filter(|code| !code.is_empty());
    let precision = match t.feature {
        Feature::Town | Feature::Facility => PlacePrecision::Exact,
        Feature::Admin1 => PlacePrecision::Admin1,
        Feature::Admin2 => PlacePrecision::Admin2,
        Feature::Country => PlacePrecision::Country,
        Feature::Region | Feature::Natural => PlacePrecision::Region,
    };
    let mut place = bare(&t.name, country, precision);
    (place.admin1, place.admin2, place.geonameid) = (t.admin1.clone(), t.admin2.clone(), t.geonameid);
    if precision < PlacePrecision::Country {
        (place.latitude, place.longitude) = (t.latitude, t.longitude);
    }
    place
}

fn bare(name: &str, country: Option<&str>, precision: PlacePrecision) -> Place {
    Place {
        name: name.to_owned(),
        country: country.map(str::to_owned),
        admin1: None,
        admin2: None,
        latitude: None,
        longitude: None,
        precision,
        geonameid: None,
    }
}
