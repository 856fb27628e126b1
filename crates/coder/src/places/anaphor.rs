//! Words that point back to a place: "in the town", "across the city", "in the same province", "in the capital".

use polybius_lexicon::{Feature, Lexicon};
use polybius_records::{BlockKind, Place, PlacePrecision};

use super::facility;
use super::senses::Senses;
use super::view::View;
use super::words::Words;
use crate::{PlaceMention, Spot, Text};

/// Sentences that such a word reaches back.
const REACH: usize = 8;

/// Sentences that "the area" reaches back.
const AREA_REACH: usize = 6;

/// What a noun points back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Town,
    Division2,
    Division1,
    Area,
    Capital,
    /// "here": where the report was sent from.
    Here,
}

/// Sentences within which the town named last is meant rather than the town of the story.
const LATEST_REACH: usize = 2;

/// Adds a mention for each such word whose place the text named before; it means that place.
pub(super) fn add(
    text: &Text<'_>,
    views: &[View<'_>],
    lexicon: &Lexicon,
    senses: &Senses<'_>,
    by_sentence: &mut [Vec<PlaceMention>],
) {
    // Places that a later word may point back to, in text order: sentence and place.
    let mut named: Vec<(usize, Place)> = Vec::new();
    let mut sent_from: Option<Place> = None;
    for (n, view) in views.iter().enumerate() {
        let block = text.sentences[n].block;
        let mut found = Vec::new();
        for i in 0..view.tokens.len() {
            let Some(kind) = pointing(view, i) else { continue };
            let here = by_sentence[n].iter().filter(|m| m.spot.last + 1 < i && may_be_meant(view, m));
            let mut known: Vec<(usize, &Place)> = named.iter().map(|(s, p)| (*s, p)).collect();
            known.extend(here.map(|m| (n, &m.place)));
            let place = if kind == Kind::Here {
                sent_from.clone().filter(|_| !in_quotes(view, i))
            } else {
                meant(kind, n, &known, lexicon, senses)
            };
            let Some(place) = place else { continue };
            let centre = matches!(view.lower(i + 1), "centre" | "center");
            let spot = Spot::new(text, n, i, if centre { i + 1 } else { i });
            if by_sentence[n].iter().all(|m| !m.spot.touches(&spot)) {
                found.push(PlaceMention { spot, place, facility: false, certainty: 0.5 });
            }
        }
        // Where a report was sent from is no place of its story.
        if block == BlockKind::Dateline {
            let finest = by_sentence[n].iter().min_by_key(|m| (m.place.precision, m.spot.start));
            sent_from = finest.filter(|m| m.place.latitude.is_some()).map(|m| m.place.clone());
        } else {
            let mut here: Vec<&PlaceMention> =
                by_sentence[n].iter().filter(|m| !m.facility && may_be_meant(view, m)).collect();
            here.sort_by_key(|m| m.spot);
            named.extend(here.into_iter().map(|m| (n, m.place.clone())));
        }
        by_sentence[n].extend(found);
        by_sentence[n].sort_by_key(|m| m.spot);
    }
}

/// The kind of place that token `i` points back to: "in the town", where no name or noun follows that says which.
fn pointing(view: &View<'_>, i: usize) -> Option<Kind> {
    if view.lower(i) == "here" && i > 2 {
        let goes_on =
            i + 1 < view.tokens.len() && !matches!(view.lower(i + 1), "." | "," | "on" | "late" | "early" | ";");
        return (!goes_on).then_some(Kind::Here);
    }
    let kind = match view.lower(i) {
        "city" | "town" | "village" | "township" => Kind::Town,
        "district" | "territory" | "county" | "municipality" | "subdistrict" | "sub-district" => Kind::Division2,
        "province" | "governorate" | "oblast" | "state" | "department" => Kind::Division1,
        "area" | "vicinity" => Kind::Area,
        "capital" => Kind::Capital,
        _ => return None,
    };
    let mut at = i.checked_sub(1)?;
    if view.lower(at) == "same" {
        at = at.checked_sub(1)?;
    }
    if !matches!(view.lower(at), "the" | "this" | "that") {
        return None;
    }
    let preposition = view.lower(at.checked_sub(1)?);
    let of_place = matches!(
        preposition,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "into"
            | "across"
            | "around"
            | "throughout"
            | "within"
            | "through"
    );
    let of_place = of_place || preposition == "to" && kind == Kind::Area;
    let of_people = preposition == "of" && kind == Kind::Town;
    if !of_place && !of_people {
        return None;
    }
    let next = i + 1;
    if next >= view.tokens.len() {
        return Some(kind);
    }
    let centre = kind == Kind::Town && matches!(view.lower(next), "centre" | "center");
    let names_it = view.lower(next) == "of"
        || view.is_capital(next) && !view.shouted
        || matches!(view.lower(next), "," | "-" | "(") && view.is_capital(next + 1) && !view.shouted
        || matches!(view.lower(next), "called" | "named" | "known" | "where" if kind != Kind::Town);
    let of_noun = view.tokens[next].tag.starts_with("NN") || matches!(view.lower(next), "'s" | "’s" | "'" | "’" | "-");
    (centre || !names_it && !of_noun).then_some(kind)
}

/// Whether a later word may point back to a mention: not to where somebody came from or is going, nor to a capital that speaks.
fn may_be_meant(view: &View<'_>, m: &PlaceMention) -> bool {
    let before = m.spot.first.checked_sub(1).map_or("", |i| view.lower(i));
    let token = &view.tokens[m.spot.head];
    let speaks = token.label == "nsubj" && Words::shared().has("speech", view.lower(token.head));
    let street = facility::names_street(view, m);
    let from = matches!(before, "from" | "by" | "like" | "born");
    let spoken_in = m.spot.first >= 2
        && before == "in"
        && matches!(view.lower(m.spot.first - 2), "spokesman" | "spokesperson" | "spokeswoman" | "correspondent");
    !speaks && !from && !spoken_in && !street
}

/// Whether quotation marks are open at token `i`.
fn in_quotes(view: &View<'_>, i: usize) -> bool {
    let (mut straight, mut curly) = (0, 0);
    for written in &view.written[..i] {
        match *written {
            "\"" => straight += 1,
            "“" | "``" => curly += 1,
            "”" | "''" => curly -= 1,
            _ => {}
        }
    }
    straight % 2 == 1 || curly > 0
}

/// The town that a text meant so far: one named just before, else the one named most.
fn town<'p>(n: usize, known: &[(usize, &'p Place)]) -> Option<&'p Place> {
    use PlacePrecision::{Exact, Near};
    let towns = || known.iter().rev().filter(|(_, p)| matches!(p.precision, Exact | Near));
    let latest = towns().find(|(s, _)| s + LATEST_REACH >= n).map(|(_, p)| *p);
    let count = |place: &Place| towns().filter(|(_, p)| p.name == place.name).count();
    let most = towns().map(|(_, p)| count(p)).max()?;
    latest.or_else(|| towns().find(|(_, p)| count(p) == most).map(|(_, p)| *p))
}

/// The place that a word of that kind means in sentence `n`, given what was named before it.
fn meant(kind: Kind, n: usize, known: &[(usize, &Place)], lexicon: &Lexicon, senses: &Senses<'_>) -> Option<Place> {
    use PlacePrecision::{Admin1, Admin2, Exact, Near};
    let reach = if kind == Kind::Area { AREA_REACH } else { REACH };
    let mut latest = known.iter().rev().filter(|(s, _)| s + reach >= n).map(|(_, p)| *p);
    match kind {
        Kind::Here => None,
        Kind::Town => town(n, known).cloned(),
        Kind::Area => {
            let mut place = latest.find(|p| matches!(p.precision, Exact | Near | Admin2))?.clone();
            if place.precision == Exact {
                place.precision = Near;
            }
            Some(place)
        }
        Kind::Division2 => {
            if let Some(district) = latest.find(|p| p.precision == Admin2) {
                return Some(district.clone());
            }
            let first = known.iter().map(|(_, p)| *p).find(|p| matches!(p.precision, Exact | Near))?;
            division(first, Feature::Admin2, senses)
        }
        Kind::Division1 => {
            let near = latest.find(|p| p.admin1.is_some())?;
            if near.precision == Admin1 {
                return Some(near.clone());
            }
            division(near, Feature::Admin1, senses)
        }
        Kind::Capital => {
            // The country spoken of most so far, the latest of equals.
            let codes: Vec<&str> = known.iter().filter_map(|(_, p)| p.country.as_deref()).collect();
            let count = |code: &str| codes.iter().filter(|c| **c == code).count();
            let code = codes.iter().copied().max_by_key(|c| count(c))?;
            let country = lexicon.countries.by_code(code)?;
            let folded = polybius_lexicon::fold(&country.capital);
            let found = senses.in_country(&folded, code);
            let town = found.into_iter().find(|t| t.feature == Feature::Town && t.latitude.is_some())?;
            Some(Place {
                name: town.name,
                country: Some(town.country),
                admin1: town.admin1,
                admin2: town.admin2,
                latitude: town.latitude,
                longitude: town.longitude,
                precision: Exact,
                geonameid: town.geonameid,
            })
        }
    }
}

/// The division of that kind that a place lies in.
fn division(place: &Place, kind: Feature, senses: &Senses<'_>) -> Option<Place> {
    let name = if kind == Feature::Admin1 { &place.admin1 } else { &place.admin2 };
    let found = senses.division(kind, name.as_deref()?, place.country.as_deref()?)?;
    Some(Place {
        name: found.name,
        country: Some(found.country),
        admin1: found.admin1,
        admin2: found.admin2,
        latitude: found.latitude,
        longitude: found.longitude,
        precision: if kind == Feature::Admin1 { PlacePrecision::Admin1 } else { PlacePrecision::Admin2 },
        geonameid: found.geonameid,
    })
}
