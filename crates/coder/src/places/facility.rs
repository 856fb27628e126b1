//! Places inside places: "Maiwand military base", "St. Mary's Church", "the Balata refugee camp". They take the point of the town
//! that the text ties them to.

use std::collections::BTreeSet;

use polybius_lexicon::{Feature, Lexicon};
use polybius_records::{Place, PlacePrecision};
use polybius_syntax::Name;

use super::resolve::CountryWeights;
use super::view::View;
use super::words::Words;
use crate::{PlaceMention, Spot, Text};

/// Kilometres from the town of the text beyond which a street is not looked for.
const FAR_KM: f64 = 60.0;

/// A stretch of tokens that names a facility.
struct Named {
    first: usize,
    last: usize,
    /// The word for the kind stands for another country's presence: an embassy.
    foreign: bool,
    /// A street: many bear the name of a town that they do not lie in.
    street: bool,
}

/// Adds the facilities of one sentence to its mentions; a place that is part of a facility's name gives way to it.
pub(super) fn add(
    text: &Text<'_>,
    view: &View<'_>,
    lexicon: &Lexicon,
    mentions: &mut Vec<PlaceMention>,
    main: Option<&Place>,
    alone: &BTreeSet<String>,
    countries: &CountryWeights,
) {
    let words = Words::shared();
    let mut k = 0;
    while k < view.tokens.len() {
        let Some(named) = named_at(view, k, lexicon, words, mentions) else {
            k += 1;
            continue;
        };
        k = named.last + 1;
        let spot = Spot::new(text, view.sentence, named.first, named.last);
        // A facility that the gazetteer knows has its own point.
        if let Some(known) = mentions.iter_mut().find(|m| m.facility && m.spot.touches(&spot)) {
            let first = known.spot.first.min(named.first);
            known.spot = Spot::new(text, view.sentence, first, known.spot.last.max(named.last));
            continue;
        }
        let (tie, certainty) = tie(view, &named, mentions, main, alone, countries);
        let name = view.span(named.first, named.last).split_whitespace().collect::<Vec<_>>().join(" ");
        let place = match tie {
            Some(town) => Place {
                name,
                country: town.country.clone(),
                admin1: town.admin1.clone(),
                admin2: town.admin2.clone(),
                latitude: town.latitude,
                longitude: town.longitude,
                precision: if town.precision == PlacePrecision::Near { PlacePrecision::Exact } else { town.precision },
                geonameid: None,
            },
            None => {
                // A name that only sounds like a place's ("Georgetown University") is no place of this text.
                mentions.retain(|m| !m.spot.touches(&spot));
                continue;
            }
        };
        mentions.retain(|m| !m.spot.touches(&spot));
        mentions.push(PlaceMention { spot, place, facility: true, certainty });
    }
}

/// The facility whose word for the kind begins at token `k`.
fn named_at(view: &View<'_>, k: usize, lexicon: &Lexicon, words: &Words, mentions: &[PlaceMention]) -> Option<Named> {
    let (last, noun) = [1, 0].into_iter().find_map(|more| {
        let last = k + more;
        if last >= view.tokens.len() {
            return None;
        }
        let noun = (k..=last).map(|i| view.lower(i).trim_end_matches('.')).collect::<Vec<_>>().join(" ");
        let street = more == 0 && words.has("street", &noun) && view.is_capital(k);
        (words.has("facility", &noun) || street).then_some((last, noun))
    })?;
    // "Strand Road police station" is one name.
    let mut last = last;
    let mut noun = noun;
    while let Some(more) = [2, 1].into_iter().find(|more| {
        last + more < view.tokens.len() && {
            let next = (last + 1..=last + more).map(|i| view.lower(i)).collect::<Vec<_>>().join(" ");
            words.has("facility", &next)
        }
    }) {
        noun = (last + 1..=last + more).map(|i| view.lower(i)).collect::<Vec<_>>().join(" ");
        last += more;
    }
    let part_of = |i: usize| {
        mentions.iter().find(|m| m.spot.sentence == view.sentence && (m.spot.first..=m.spot.last).contains(&i))
    };
    if view.shouted && part_of(k.checked_sub(1)?).is_none() {
        return None;
    }
    let mut first = k;
    while first > 0 {
        let i = first - 1;
        if let Some(place) = part_of(i) {
            first = place.spot.first;
            // "a man of Ashby Park": the word for the kind belongs to the town's name, and nothing before it does.
            if place.spot.last >= k && !place.facility {
                break;
            }
            continue;
        }
        let low = view.lower(i);
        let joined = low != "-" || view.tokens[i].end == view.tokens[i + 1].start;
        let link = joined
            && matches!(low, "'s" | "’s" | "-" | "of" | "al" | "de" | "la" | "el")
            && i > 0
            && (view.is_capital(i - 1) || part_of(i - 1).is_some());
        let of_street = low == "of" && !view.is_capital(k);
        let name_like = view.is_capital(i) && view.written[i].chars().any(char::is_alphabetic);
        // In a text of one case, a name ends at the first common word.
        let stops = view.shouted && (words.is_common(low) && !matches!(low, "san" | "santa" | "st") || k - i > 4);
        if !stops && (link && !of_street || name_like) {
            first = i;
        } else {
            break;
        }
    }
    // What stands before the name proper: "The", nationalities, points of the compass, titles.
    while first < k {
        let low = view.lower(first);
        let place = part_of(first).is_some();
        let idle = !place
            && (low == "the"
                || matches!(low, "'s" | "’s" | "-" | "of")
                || words.has("direction", low)
                || words.has("title", low.trim_end_matches('.')) && low != "saint"
                || view.is_demonym(lexicon, first)
                || first == 0 && words.is_common(low));
        if !idle {
            break;
        }
        first += 1;
    }
    let foreign = words.has("foreign", &noun);
    let country_only = (first..k).all(|i| part_of(i).is_some_and(|m| m.place.precision >= PlacePrecision::Country));
    if (first >= k || country_only) && !foreign {
        return None;
    }
    // "a Springfield school" is a school somewhere in Springfield, not a name.
    let only_places = (first..k).all(|i| part_of(i).is_some());
    if only_places && !view.is_capital(k) && words.has("facility_weak", &noun) {
        return None;
    }
    let telling =
        (first..k).any(|i| part_of(i).is_some() || !words.is_common(view.lower(i)) && view.lower(i).len() > 2);
    let organisation = (first..k).any(|i| {
        let known = lexicon.actors.by_name(view.written[i]).is_some();
        part_of(i).is_none() && (view.name(i) == Name::Norp || known)
    });
    if foreign {
        // "the US embassy", "Israel's consulate": whose it is belongs to the name.
        let owner = (0..k).rev().take(3).any(|i| view.is_demonym(lexicon, i) || part_of(i).is_some());
        let owned = first.checked_sub(1).filter(|&i| i + 1 == k && view.is_demonym(lexicon, i));
        return (owner || telling).then_some(Named {
            first: owned.unwrap_or(first).min(k),
            last,
            foreign,
            street: false,
        });
    }
    let street = (first + 1..=last).any(|i| is_street(view, i));
    (telling && !organisation).then_some(Named { first, last, foreign, street })
}

/// Whether a token closes the name of a street.
fn is_street(view: &View<'_>, i: usize) -> bool {
    Words::shared().has("street", view.lower(i).trim_end_matches('.')) && view.is_capital(i) && !view.shouted
}

/// Whether a place mention is but the first part of a street's name.
pub(super) fn names_street(view: &View<'_>, m: &PlaceMention) -> bool {
    is_street(view, m.spot.last + 1)
}

/// The place that the text ties a facility to, and how sure that is.
fn tie<'m>(
    view: &View<'_>,
    named: &Named,
    mentions: &'m [PlaceMention],
    main: Option<&'m Place>,
    alone: &BTreeSet<String>,
    countries: &CountryWeights,
) -> (Option<&'m Place>, f64) {
    let words = Words::shared();
    let usable = |m: &&PlaceMention| {
        m.spot.sentence == view.sentence && !m.facility && m.place.precision < PlacePrecision::Country
    };
    let within = |m: &PlaceMention| m.spot.first >= named.first && m.spot.last <= named.last;
    let after = mentions.iter().filter(usable).filter(|m| m.spot.first > named.last).min_by_key(|m| m.spot.first);
    // "the base, 40 km north of Goma" is not in Goma.
    if let Some(m) = after.filter(|m| m.place.precision != PlacePrecision::Near) {
        let between = m.spot.first - named.last - 1;
        let joined = (named.last + 1..m.spot.first).any(|i| matches!(view.lower(i), "in" | "," | "at"));
        if between <= 5 && joined {
            return (Some(&m.place), 0.85);
        }
    }
    // "St. Mary's Church" and "Georgetown University" bear a name that is also a place's; "Kandahar airport" is in Kandahar.
    if let Some(m) = mentions.iter().filter(usable).find(|m| within(m)).filter(|_| !named.foreign) {
        let possessive = matches!(view.lower(m.spot.last + 1), "'s" | "’s" | "'" | "’");
        let saint = matches!(view.lower(m.spot.first), "st" | "st." | "saint" | "san" | "santa");
        let capital = (m.spot.last + 1..=named.last).any(|i| view.is_capital(i)) && !view.shouted;
        let spoken_of = m.place.country.as_ref().is_some_and(|c| countries.contains_key(c));
        let known = main.is_some_and(|p| p.country == m.place.country);
        // "the York Street station" of a text that speaks of Leeds.
        let namesake = named.street && !alone.contains(&m.place.name);
        let bears_name = possessive || saint || namesake;
        if !bears_name && (!capital || spoken_of || known) {
            return (Some(&m.place), 0.9);
        }
    }
    let others = mentions.iter().filter(usable).filter(|m| !within(m));
    let distance = |m: &&PlaceMention| m.spot.first.abs_diff(named.first).min(m.spot.last.abs_diff(named.last));
    match (others.min_by_key(distance), main) {
        // A street lies in the town that the text speaks of, unless something is said to be in another.
        (Some(m), Some(town))
            if named.street
                && !m.spot.first.checked_sub(1).is_some_and(|i| words.has("place_before", view.lower(i)))
                && m.place.distance_km(town).is_none_or(|d| d > FAR_KM) =>
        {
            (Some(town), 0.5)
        }
        (Some(m), _) => (Some(&m.place), 0.6),
        (None, Some(place)) => (Some(place), 0.4),
        (None, None) => (None, 0.0),
    }
}

/// Whether a toponym is a facility by the gazetteer.
pub(super) fn is_known(feature: Feature) -> bool {
    feature == Feature::Facility
}
