//! Places: which names are places, and which places they are.
//!
//! Steps: stretches of tokens that the gazetteer knows ([`candidates`]), place or not by cues ([`cues`]), which place of the name
//! ([`resolve`]), villages that no list knows ([`unlisted`]), words that point back ([`anaphor`]), places inside places
//! ([`facility`]).

mod anaphor;
mod candidates;
mod cues;
mod facility;
mod field;
mod given;
mod publisher;
mod quarter;
mod reading;
#[cfg(test)]
mod reference_tests;
mod resolve;
mod senses;
#[cfg(test)]
mod tests;
mod unlisted;
mod view;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::{Feature, Lexicon};
use polybius_records::{BlockKind, Place, PlacePrecision};

pub(crate) use given::resolve as resolve_given;

use crate::{PlaceMention, Spot, Text};
use candidates::{Candidate, Hint};
use publisher::Publisher;
use resolve::{Choice, CountryWeights};
use senses::Senses;
use view::View;

/// Places of a text, resolved, in order.
pub(crate) fn find(text: &Text<'_>, lexicon: &Lexicon) -> Vec<PlaceMention> {
    let small = view::is_small(&text.document.text);
    let views: Vec<View<'_>> = (0..text.sentences.len()).map(|i| View::new(text, i, small)).collect();
    let mut senses = Senses::new(lexicon);
    let all = candidates::find(&views, lexicon, &mut senses);
    let kept = keep(candidates::without_strangers(all));
    let publisher = Publisher::of(text.document, &mut senses);
    let weights = country_weights(text, &views, lexicon, &mut senses, &publisher);
    let leads = leads(text, &kept);
    let choices = resolve::resolve(&kept, &leads, &weights, &publisher);
    let mut by_sentence: Vec<Vec<PlaceMention>> = vec![Vec::new(); views.len()];
    let mut quarters: Vec<quarter::Doubtful> = Vec::new();
    // Obscure namesakes abroad are doubted where the text is set in one country.
    let mut set_in: BTreeMap<&str, usize> = BTreeMap::new();
    for choice in choices.iter().flatten().filter(|c| c.supported) {
        *set_in.entry(&choice.toponym.country).or_default() += 1;
    }
    let elsewhere = set_in.values().any(|&n| n >= 2);
    let told = quarter::told(text, &kept);
    let parts = quarter::parts(text, &kept);
    let forces = with_force(text, &kept);
    let strays: Vec<bool> = (0..kept.len()).map(|i| is_stray(&kept, &choices, i)).collect();
    for ((candidate, choice), stray) in kept.iter().zip(choices).zip(strays) {
        let sure = |choice: &Choice| is_credible(candidate, choice, elsewhere) || forces.contains(&candidate.key);
        if let Some(choice) = choice.filter(|choice| !stray && sure(choice)) {
            if let Some(doubt) = quarter::doubt(candidate, &choice, &told, &parts) {
                let (sentence, number) = (candidate.sentence, by_sentence[candidate.sentence].len());
                quarters.push(quarter::Doubtful { sentence, number, doubt });
            }
            by_sentence[candidate.sentence].push(mention(text, candidate, &choice, &senses));
        }
    }
    quarter::settle(text, &mut by_sentence, &quarters);
    unlisted::add(text, &views, lexicon, &mut by_sentence);
    // Towns that are named otherwise than in the name of a street.
    let alone: BTreeSet<String> = views
        .iter()
        .zip(&by_sentence)
        .flat_map(|(view, all)| all.iter().filter(|m| !facility::names_street(view, m)))
        .map(|m| m.place.name.clone())
        .collect();
    let main = main_town(text, &by_sentence, &alone);
    anaphor::add(text, &views, lexicon, &senses, &mut by_sentence);
    for (view, mentions) in views.iter().zip(&mut by_sentence) {
        facility::add(text, view, lexicon, mentions, main.as_ref(), &alone, &weights);
        mentions.sort_by_key(|m| m.spot);
    }
    by_sentence.into_iter().flatten().collect()
}

/// Which candidates stand in the title, the dateline or another block that is not running text.
fn leads(text: &Text<'_>, all: &[Candidate]) -> Vec<bool> {
    all.iter().map(|c| text.sentences[c.sentence].block != BlockKind::Body).collect()
}

/// Names of which a mention is followed by the word for a town's own force: "Ashby police".
fn with_force(text: &Text<'_>, all: &[Candidate]) -> BTreeSet<String> {
    let words = words::Words::shared();
    let next =
        |c: &Candidate| text.sentences[c.sentence].syntax.tokens.get(c.outer_last + 1).map_or("", |t| t.lower.as_str());
    all.iter()
        .filter(|c| c.first == 0 || c.score() > 0.0)
        .filter(|c| words.has("authority", next(c)))
        .map(|c| c.key.clone())
        .collect()
}

/// Whether a choice stands: a little known place of a country that nothing else in the text points to is more often a name of
/// something else, unless the words around it are sure.
fn is_credible(candidate: &Candidate, choice: &Choice, elsewhere: bool) -> bool {
    let threshold = if elsewhere { STRAY_THRESHOLD } else { UNSUPPORTED_THRESHOLD };
    !is_obscure(&choice.toponym) || choice.supported || candidate.score() > threshold
}

/// "between Luna and Komanda": an obscure town abroad, joined to a place of a country that the text speaks of, is a namesake.
fn is_stray(all: &[Candidate], choices: &[Option<Choice>], i: usize) -> bool {
    let Some(choice) = choices[i].as_ref().filter(|c| !c.supported && is_obscure(&c.toponym)) else { return false };
    [i.wrapping_sub(1), i + 1].into_iter().filter_map(|j| Some((all.get(j)?, choices.get(j)?.as_ref()?))).any(
        |(other, chosen)| {
            let (first, second) = if other.first < all[i].first { (other, &all[i]) } else { (&all[i], other) };
            other.sentence == all[i].sentence
                && second.outer_first.saturating_sub(first.outer_last) == 2
                && chosen.supported
                && chosen.toponym.country != choice.toponym.country
        },
    )
}

/// A place that is little known, or that the name is not the usual one of.
fn is_obscure(t: &polybius_lexicon::Toponym) -> bool {
    matches!(t.feature, Feature::Town | Feature::Admin1 | Feature::Admin2)
        && (t.population < 100_000 || t.alternate)
        && t.seat != Some(Feature::Country)
}

/// Score from which an obscure place counts where several others of the text lie in one other country.
const STRAY_THRESHOLD: f32 = 2.5;

/// Score from which an obscure place counts without support.
const UNSUPPORTED_THRESHOLD: f32 = 0.8;

/// The candidates that are places, with what holds them renumbered.
fn keep(all: Vec<Candidate>) -> Vec<Candidate> {
    let mut number = vec![None; all.len()];
    let mut count = 0;
    for (i, c) in all.iter().enumerate() {
        if c.score() > cues::THRESHOLD {
            number[i] = Some(count);
            count += 1;
        }
    }
    let mut kept = Vec::with_capacity(count);
    for (i, mut c) in all.into_iter().enumerate() {
        if number[i].is_some() {
            c.inside = c.inside.and_then(|j| number[j]);
            kept.push(c);
        }
    }
    kept
}

/// How much the text speaks of each country: by name and nationality, the title and dateline more.
fn country_weights(
    text: &Text<'_>,
    views: &[View<'_>],
    lexicon: &Lexicon,
    senses: &mut Senses<'_>,
    publisher: &Publisher,
) -> CountryWeights {
    let mut weights = CountryWeights::new();
    for view in views {
        let worth = match text.sentences[view.sentence].block {
            BlockKind::Title | BlockKind::Dateline => 2.0,
            _ => 1.0,
        };
        let mut i = 0;
        while i < view.tokens.len() {
            let mut step = 1;
            if view.is_capital(i) {
                let longest = (1..=4).rev().filter(|n| i + n <= view.tokens.len()).find_map(|n| {
                    let name = view.name_of(i, i + n - 1);
                    let named = lexicon.countries.by_name(&name).map(|c| (c, true));
                    let found = named.or_else(|| lexicon.countries.by_demonym(&name).map(|c| (c, false)));
                    found.map(|(c, named)| (c, named, name, n))
                });
                if let Some((country, named, name, n)) = longest {
                    // "Georgia" alone does not say which it is, so it does not vote.
                    let known = senses.of(&name);
                    let rival = named && known.first().is_some_and(|c| resolve::has_rival(c, &known));
                    if !rival {
                        *weights.entry(country.code.clone()).or_default() += worth;
                    }
                    step = n;
                }
            }
            i += step;
        }
    }
    for country in publisher_countries(text, lexicon, publisher) {
        *weights.entry(country).or_default() += 1.0;
    }
    // "the sheriff", "the barangay": words that news of one country has.
    let tokens = views.iter().flat_map(|v| v.tokens.iter());
    let local: BTreeSet<&str> = tokens.filter_map(|t| words::Words::shared().country_of(&t.lower)).collect();
    for country in local {
        *weights.entry(country.to_owned()).or_default() += 1.0;
    }
    for (country, weight) in &mut weights {
        // The United States act in most of the world's news; named as an actor, they say less of where it is.
        *weight = if country == "US" { (*weight * 0.6).min(6.0) } else { weight.min(8.0) };
    }
    // News of one side names the other's country.
    for (named, meant) in [("IL", "PS"), ("PS", "IL"), ("SU", "RU"), ("YU", "RS")] {
        if let Some(&weight) = weights.get(named) {
            *weights.entry(meant.to_owned()).or_default() += 0.5 * weight;
        }
    }
    weights
}

/// The countries that the publisher's name and address speak for: "The Bangkok Post", "dawn.com.pk".
fn publisher_countries(text: &Text<'_>, lexicon: &Lexicon, publisher: &Publisher) -> Vec<String> {
    let mut out = publisher.countries();
    let address = |s: &str| {
        let host = s.split("://").last()?.split('/').next()?;
        let last = host.rsplit_once('.')?.1.to_uppercase();
        // Labels sold to anyone say nothing.
        let sold = matches!(last.as_str(), "IO" | "TV" | "CO" | "ME" | "AI" | "FM" | "CC" | "WS" | "LY" | "EU");
        let code = if last == "UK" { "GB".to_owned() } else { last };
        (!sold).then_some(code)
    };
    let document = text.document;
    for source in document.url.iter().chain(&document.publisher) {
        out.extend(address(source).filter(|c| lexicon.countries.by_code(c).is_some()));
    }
    let words: Vec<&str> = document.publisher.iter().flat_map(|p| p.split_whitespace()).collect();
    for length in [2, 1] {
        for name in words.windows(length).map(|w| w.join(" ")) {
            let named = lexicon.countries.by_name(&name).or_else(|| lexicon.countries.by_demonym(&name));
            out.extend(named.map(|c| c.code.clone()));
        }
    }
    out
}

/// The town that the text names most often, the first of equals. What stands in the title or the dateline counts as three.
fn main_town(text: &Text<'_>, by_sentence: &[Vec<PlaceMention>], alone: &BTreeSet<String>) -> Option<Place> {
    let mut count: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    let is_town = |m: &&PlaceMention| m.place.precision <= PlacePrecision::Near && !m.facility;
    let towns = || by_sentence.iter().flatten().filter(is_town).filter(|m| alone.contains(&m.place.name));
    for m in towns() {
        let lead = matches!(text.sentences[m.spot.sentence].block, BlockKind::Title | BlockKind::Dateline);
        *count.entry((&m.place.name, m.place.country.as_deref())).or_default() += if lead { 3 } else { 1 };
    }
    let most = count.values().copied().max()?;
    let first = towns().find(|m| count.get(&(m.place.name.as_str(), m.place.country.as_deref())) == Some(&most))?;
    Some(first.place.clone())
}

fn mention(text: &Text<'_>, candidate: &Candidate, choice: &Choice, senses: &Senses<'_>) -> PlaceMention {
    let facility = facility::is_known(choice.toponym.feature);
    let mut spot = Spot::new(text, candidate.sentence, candidate.outer_first, candidate.outer_last);
    if let Some(length) = candidate.cut {
        spot.end = spot.start + length;
    }
    PlaceMention { spot, place: place(candidate, choice, senses), facility, certainty: choice.certainty }
}

/// The place that a choice means, as a record writes it.
fn place(candidate: &Candidate, choice: &Choice, senses: &Senses<'_>) -> Place {
    let toponym = &choice.toponym;
    let mut place = Place {
        name: toponym.name.clone(),
        country: (!toponym.country.is_empty()).then(|| toponym.country.clone()),
        admin1: toponym.admin1.clone(),
        admin2: toponym.admin2.clone(),
        latitude: toponym.latitude,
        longitude: toponym.longitude,
        precision: match (toponym.feature, candidate.hint) {
            (Feature::Admin1, _) => PlacePrecision::Admin1,
            (Feature::Admin2, _) => PlacePrecision::Admin2,
            (Feature::Country, _) => PlacePrecision::Country,
            (Feature::Region, _) => PlacePrecision::Region,
            // A mountain in one country is a place to be near; an ocean is not.
            (Feature::Natural, _) if toponym.country.is_empty() => PlacePrecision::Region,
            (Feature::Natural, _) => PlacePrecision::Near,
            (Feature::Town, Some(Hint::Division1)) => PlacePrecision::Admin1,
            (Feature::Town, Some(Hint::Division2)) => PlacePrecision::Admin2,
            (Feature::Town | Feature::Facility, _) if candidate.near => PlacePrecision::Near,
            (Feature::Town | Feature::Facility, _) => PlacePrecision::Exact,
        },
        geonameid: toponym.geonameid,
    };
    if matches!(place.precision, PlacePrecision::Country | PlacePrecision::Region) {
        (place.latitude, place.longitude) = (None, None);
    } else if place.latitude.is_none() {
        take_centre(&mut place, senses);
    }
    place
}

/// A place without a point takes the centre of the smallest division that has one, and its precision.
fn take_centre(place: &mut Place, senses: &Senses<'_>) {
    let country = place.country.clone().unwrap_or_default();
    let of = |kind: Feature, name: &Option<String>| name.as_ref().and_then(|n| senses.division(kind, n, &country));
    let admin2 = of(Feature::Admin2, &place.admin2).map(|d| (d, PlacePrecision::Admin2));
    let found = admin2.or_else(|| of(Feature::Admin1, &place.admin1).map(|d| (d, PlacePrecision::Admin1)));
    match found {
        Some((division, precision)) => {
            (place.latitude, place.longitude) = (division.latitude, division.longitude);
            place.precision = precision;
        }
        None => place.precision = PlacePrecision::Country,
    }
}
