//! Which of the places of one name a text means: the countries that it speaks of, "X, Y", places near each other, and people
//! last. One sense of a name for one document, except where the words beside a mention say otherwise.

use std::collections::BTreeMap;

use polybius_lexicon::{Feature, Toponym, fold};

use super::candidates::{Candidate, Hint};
use super::field::Field;
use super::publisher::Publisher;
use super::words::Words;

/// The place chosen for a candidate.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) toponym: Toponym,
    /// Share of the choice among the places of the name, 0 to 1.
    pub(super) certainty: f64,
    /// Whether anything but the name speaks for it: the countries of the text, the words beside it.
    pub(super) supported: bool,
    /// Whether places near it, its division or the words beside it speak for it.
    pub(super) local: bool,
}

/// How much the text speaks of each country (alpha-2 code).
pub(super) type CountryWeights = BTreeMap<String, f64>;

/// Weight of a place in the publisher's name, beside 1 for a name of the text.
const PUBLISHER: f64 = 1.0;

/// Share of what neighbours add that a place gets for an alternate name.
const ALTERNATE: f64 = 0.5;

/// Weight of other names from which a place is among its own.
const LOCAL: f64 = 0.6;

/// Rounds of letting places that are chosen speak for places that are not.
const ROUNDS: usize = 3;

/// How far the text speaks for one corner of the world: most that nearness and a division can add, and the weight of other names that
/// brings two thirds of it.
const NEAR: (f64, f64) = (4.0, 0.9);
const DIVISION: (f64, f64) = (2.6, 1.2);

/// The best place for each candidate, in their order. `leads` tells which stand in the title or the dateline: what is named
/// there speaks louder for its country.
pub(super) fn resolve(
    candidates: &[Candidate],
    leads: &[bool],
    countries: &CountryWeights,
    publisher: &Publisher,
) -> Vec<Option<Choice>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, c) in candidates.iter().enumerate() {
        groups.entry(&c.key).or_default().push(i);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    let fixed: Vec<Vec<f64>> = candidates
        .iter()
        .map(|c| {
            let home = publisher.bears(&c.key);
            c.senses.iter().map(|s| prior(s, c, home)).collect()
        })
        .collect();
    let beside: Vec<Vec<f64>> = (0..candidates.len()).map(|i| beside(candidates, i)).collect();
    let mut chosen: Vec<Option<usize>> = vec![None; candidates.len()];
    let mut scores: Vec<Vec<f64>> = fixed.clone();
    let mut local: Vec<Vec<bool>> = candidates.iter().map(|c| vec![false; c.senses.len()]).collect();
    let mut supported: Vec<Vec<bool>> = candidates.iter().map(|c| vec![false; c.senses.len()]).collect();
    for round in 0..=ROUNDS {
        let mut weights = countries.clone();
        let now: Vec<Option<&Toponym>> =
            groups.iter().map(|g| chosen[g[0]].map(|sense| &candidates[g[0]].senses[sense])).collect();
        for (g, toponym) in now.iter().enumerate().filter_map(|(g, t)| Some((g, (*t)?))) {
            if toponym.feature != Feature::Country && !toponym.country.is_empty() {
                *weights.entry(toponym.country.clone()).or_default() += own_vote(&groups[g], leads);
            }
        }
        let shares: Vec<Vec<(&Toponym, f64)>> = groups.iter().map(|g| shares(g, candidates, &scores)).collect();
        let mut field = Field::default();
        for (group, shares) in groups.iter().zip(&shares) {
            let home = if publisher.bears(&candidates[group[0]].key) { 2.0 } else { 0.0 };
            // Streets bear the names of towns all over the country.
            let own = if group.iter().all(|&i| candidates[i].of_street) {
                0.0
            } else {
                1.0 + home + 0.4 * (group.len() as f64).ln()
            };
            field.add(shares, own);
        }
        for places in &publisher.places {
            field.add(&by_people(places), PUBLISHER);
        }
        let most = weights.values().copied().fold(0.0, f64::max);
        let mut next = chosen.clone();
        for (g, group) in groups.iter().enumerate() {
            // What stands beside one mention of a name speaks for its other mentions too.
            let senses = &candidates[group[0]].senses;
            let shared: Vec<f64> = (0..senses.len())
                .map(|s| group.iter().filter_map(|&i| beside[i].get(s)).copied().fold(0.0, f64::max))
                .collect();
            for &i in group {
                let own_words = beside[i].iter().any(|&b| b > 0.0);
                for (s, sense) in candidates[i].senses.iter().enumerate() {
                    let words = if own_words { beside[i][s] } else { shared.get(s).copied().unwrap_or(0.0) };
                    let country = country_bonus(sense, senses, (&weights, most), (now[g], own_vote(group, leads)));
                    supported[i][s] = words > 0.0 || country > 0.0;
                    let mut score = fixed[i][s] + words + country;
                    let support = field.support(sense, g);
                    local[i][s] = words > 0.0 || support.near + 0.7 * support.division > LOCAL;
                    // A town that bears the name only by the way needs more than neighbours where another one is called so.
                    let own = if sense.alternate { ALTERNATE } else { 1.0 };
                    score += own * (rising(support.near, NEAR) + rising(support.division, DIVISION));
                    scores[i][s] = score;
                }
                next[i] = best(&scores[i]);
            }
        }
        if next == chosen && round > 0 {
            break;
        }
        chosen = next;
    }
    (0..candidates.len())
        .map(|i| {
            let sense = chosen[i]?;
            let top = scores[i][sense];
            let sum: f64 = scores[i].iter().map(|s| (s - top).exp()).sum();
            Some(Choice {
                toponym: candidates[i].senses[sense].clone(),
                certainty: (1.0 / sum).clamp(0.05, 0.99),
                supported: supported[i][sense],
                local: local[i][sense],
            })
        })
        .collect()
}

/// How much the places chosen for the mentions of one name add to their country.
fn own_vote(group: &[usize], leads: &[bool]) -> f64 {
    let lead = group.iter().any(|&i| leads.get(i).copied().unwrap_or(false));
    0.4 * (group.len() as f64).sqrt() + if lead { 0.5 } else { 0.0 }
}

fn best(scores: &[f64]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (i, score) in scores.iter().enumerate() {
        if best.is_none_or(|b| *score > scores[b]) {
            best = Some(i);
        }
    }
    best
}

/// Inhabitants that count for a town whose name the publisher bears.
const HOME_PEOPLE: u64 = 50_000;

/// What a place loses that is written with "Saint" where the text has "St.".
const SAINT: f64 = 0.8;

/// What a place is worth without the text: its people, its rank, and what the words of the mention itself say.
fn prior(sense: &Toponym, candidate: &Candidate, home: bool) -> f64 {
    // The paper that bears a town's name is as often that of a small one.
    let most = if home { HOME_PEOPLE } else { u64::MAX };
    let people = |least: u64| 0.9 * (sense.population.clamp(least, most) as f64).log10();
    let town_of_that_name = |same: &dyn Fn(&Toponym) -> bool| {
        candidate
            .senses
            .iter()
            .any(|s| s.feature == Feature::Town && s.country == sense.country && !s.alternate && same(s))
    };
    let mut score = match sense.feature {
        Feature::Country if home || has_rival(sense, &candidate.senses) => 7.5,
        Feature::Country => 11.0,
        Feature::Region => 10.0,
        Feature::Natural => 8.0,
        Feature::Facility => 8.0,
        Feature::Town => people(200),
        Feature::Admin1 => {
            let seat = town_of_that_name(&|t| {
                t.admin1.as_deref() == Some(&sense.name) || matches!(t.seat, Some(Feature::Country | Feature::Admin1))
            });
            let same = fold(&sense.name) == candidate.key;
            people(1_000) + 0.3 - if seat && same && candidate.hint.is_none() { 1.6 } else { 0.0 }
        }
        Feature::Admin2 => {
            let seat = town_of_that_name(&|t| t.admin1 == sense.admin1);
            people(1_000) - 1.0 - if seat && candidate.hint.is_none() { 1.2 } else { 0.0 }
        }
    };
    match sense.seat {
        Some(Feature::Country) if !home => score += 1.0,
        Some(Feature::Admin1) => score += 0.4,
        _ => {}
    }
    if sense.alternate {
        score -= 1.6;
    }
    // English names of places have "St." where it writes so; "Saint-Louis" is another town than "St. Louis".
    if candidate.short_saint && sense.name.contains("Saint") {
        score -= SAINT;
    }
    if candidate.directed && sense.feature == Feature::Town {
        score -= 0.8;
    }
    if needs_word(sense) && candidate.hint.is_none() {
        score -= 4.0;
    }
    if is_dwarfed(sense, candidate) && !home {
        score -= 1.2;
    }
    if is_in_shadow(sense, candidate) {
        score -= 2.5;
    }
    if sense.latitude.is_none() && sense.feature == Feature::Town {
        score -= 1.0;
    }
    let is_division = matches!(sense.feature, Feature::Admin1 | Feature::Admin2);
    score
        + match (candidate.hint, sense.feature) {
            (Some(Hint::Division1), Feature::Admin1) => 3.0,
            (Some(Hint::Division1), Feature::Admin2) => 1.5,
            (Some(Hint::Division2), Feature::Admin2) => 3.0,
            (Some(Hint::Division2), Feature::Admin1) => 2.0,
            (Some(Hint::Town), Feature::Town) => 1.5,
            (Some(Hint::Town), _) if is_division => -1.0,
            (Some(Hint::Division1 | Hint::Division2), Feature::Country) => -3.0,
            _ => 0.0,
        }
}

/// Whether another place of the name is known the world over and this one is a small namesake of it: "Paris" without more words
/// is the capital of France, also in a text about Texas.
fn is_dwarfed(sense: &Toponym, candidate: &Candidate) -> bool {
    let famous = |s: &Toponym| {
        !s.alternate
            && s.feature == Feature::Town
            && (s.seat == Some(Feature::Country) || s.population > 2_500_000)
            && s.population / 40 > sense.population
    };
    let small = matches!(sense.feature, Feature::Town | Feature::Admin2) && candidate.hint.is_none();
    small && candidate.senses.iter().any(famous)
}

/// Whether a large division of the same country bears the name: "California" is the state, also in a text about Missouri.
fn is_in_shadow(sense: &Toponym, candidate: &Candidate) -> bool {
    let shadow = |s: &Toponym| {
        s.feature == Feature::Admin1
            && !s.alternate
            && s.country == sense.country
            && s.population / 40 > sense.population
    };
    let small = matches!(sense.feature, Feature::Town | Feature::Admin2) && candidate.hint.is_none();
    small && candidate.senses.iter().any(shadow)
}

/// Whether a large division of another country bears the country's name: Georgia.
pub(super) fn has_rival(country: &Toponym, senses: &[Toponym]) -> bool {
    let rival = |s: &Toponym| {
        s.feature == Feature::Admin1 && !s.alternate && s.country != country.country && s.population > 1_000_000
    };
    senses.iter().any(rival)
}

/// Whether a division is meant only where a word says that it is one: "Gaza" is a province of Mozambique, but never alone.
fn needs_word(sense: &Toponym) -> bool {
    sense.feature == Feature::Admin1 && Words::shared().has("with_word", &format!("{}:{}", sense.country, sense.name))
}

/// Whether `outer` holds `inner`.
pub(super) fn holds(outer: &Toponym, inner: &Toponym) -> bool {
    match outer.feature {
        Feature::Country => inner.feature != Feature::Country && inner.country == outer.country,
        Feature::Admin1 => {
            inner.country == outer.country
                && inner.feature != Feature::Admin1
                && inner.admin1.as_deref().is_some_and(|a| a == outer.name || fold(a) == fold(&outer.name))
        }
        Feature::Admin2 => {
            inner.country == outer.country
                && inner.feature == Feature::Town
                && inner.admin2.as_deref() == Some(&outer.name)
        }
        Feature::Town | Feature::Facility => {
            inner.country == outer.country
                && matches!(inner.feature, Feature::Town | Feature::Facility)
                && kilometres(outer, inner).is_some_and(|d| d < 40.0)
        }
        Feature::Region => !outer.country.is_empty() && inner.country == outer.country,
        Feature::Natural => false,
    }
}

/// For each sense of candidate `i`: how far the names beside it ("X, Y") speak for it.
fn beside(candidates: &[Candidate], i: usize) -> Vec<f64> {
    let mut out = vec![0.0; candidates[i].senses.len()];
    // A larger place is better evidence than one more town.
    let strength = |outer: &Toponym, inner: &Toponym| match outer.feature {
        _ if inner.feature == Feature::Facility && inner.within.as_ref() == Some(&outer.name) => 7.0,
        Feature::Admin1 => 6.0,
        Feature::Country => 5.5,
        Feature::Admin2 => 4.0,
        _ => 2.0,
    };
    let of_kind =
        |c: &Candidate, kind: Feature| c.senses.first().is_some_and(|s| s.feature == kind && !has_rival(s, &c.senses));
    // "Japan, China and Peru" is a list of countries, not a town of Japan's.
    let list = |j: usize| of_kind(&candidates[i], Feature::Country) && of_kind(&candidates[j], Feature::Country);
    if let Some(j) = candidates[i].inside.filter(|&j| !list(j)) {
        for (s, sense) in candidates[i].senses.iter().enumerate() {
            let held = candidates[j].senses.iter().filter(|o| holds(o, sense)).map(|o| strength(o, sense));
            out[s] = held.fold(out[s], f64::max);
        }
    }
    let held_by_this = |j: usize| candidates.get(j).is_some_and(|c| c.inside == Some(i));
    for j in [i.wrapping_sub(1), i + 1].into_iter().filter(|&j| held_by_this(j)) {
        for (s, sense) in candidates[i].senses.iter().enumerate() {
            let held =
                candidates[j].senses.iter().filter(|inner| holds(sense, inner)).map(|inner| strength(sense, inner));
            out[s] += 0.6 * held.fold(0.0, f64::max);
        }
    }
    out
}

/// How far the countries of the text speak for a place; what the name's own choice (`own`, and its vote) adds is left out.
fn country_bonus(
    sense: &Toponym,
    senses: &[Toponym],
    (weights, most): (&CountryWeights, f64),
    (own, own_vote): (Option<&Toponym>, f64),
) -> f64 {
    let sure_country = sense.feature == Feature::Country && !has_rival(sense, senses);
    if sense.country.is_empty() || sure_country || most <= 0.0 {
        return 0.0;
    }
    let mut weight = weights.get(&sense.country).copied().unwrap_or(0.0);
    if own.is_some_and(|t| t.country == sense.country && t.feature != Feature::Country) {
        weight -= own_vote;
    }
    // The country "Mexico" speaks for itself and not for the state of that name.
    let is_own_country = |s: &Toponym| s.feature == Feature::Country && s.country == sense.country;
    if sense.feature != Feature::Country && senses.iter().any(is_own_country) {
        return 0.0;
    }
    if weight <= 0.0 {
        return 0.0;
    }
    weight.min(1.0) * 1.3 + 1.1 * (weight / most).min(1.0) + 0.5 * weight.ln_1p().min(2.5)
}

/// Shares of the places of one name, by the scores so far.
fn shares<'c>(group: &[usize], candidates: &'c [Candidate], scores: &[Vec<f64>]) -> Vec<(&'c Toponym, f64)> {
    // The mentions of a name differ only by the words beside them; the best of a place counts.
    let senses = &candidates[group[0]].senses;
    let best = |s: usize| group.iter().filter_map(|&i| scores[i].get(s)).copied().fold(f64::MIN, f64::max);
    let best: Vec<f64> = (0..senses.len()).map(best).collect();
    let top = best.iter().copied().fold(f64::MIN, f64::max);
    let sum: f64 = best.iter().map(|b| (b - top).exp()).sum();
    senses.iter().zip(&best).map(|(sense, b)| (sense, (b - top).exp() / sum)).collect()
}

/// Shares of the places of a name that stands without context, by their people.
fn by_people(places: &[Toponym]) -> Vec<(&Toponym, f64)> {
    let weight = |t: &Toponym| if t.alternate { 0.0 } else { (t.population.max(1_000) as f64).powf(0.4) };
    let sum: f64 = places.iter().map(weight).sum();
    places.iter().map(|t| (t, weight(t) / sum.max(1.0))).collect()
}

/// From nothing to `most`, two thirds of it at `scale`.
fn rising(weight: f64, (most, scale): (f64, f64)) -> f64 {
    most * (1.0 - (-weight / scale).exp())
}

/// Great-circle distance.
pub(super) fn kilometres(a: &Toponym, b: &Toponym) -> Option<f64> {
    let (lat1, lon1) = (a.latitude?.to_radians(), a.longitude?.to_radians());
    let (lat2, lon2) = (b.latitude?.to_radians(), b.longitude?.to_radians());
    let h = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    Some(12_742.0 * h.min(1.0).sqrt().asin())
}
