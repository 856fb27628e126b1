//! Villages and districts that the gazetteer does not know: they keep the name that the text gives, and take the point and the
//! precision of the place that the text ties them to.

use std::collections::BTreeMap;

use polybius_lexicon::{Lexicon, fold};
use polybius_records::{BlockKind, Place, PlacePrecision};
use polybius_syntax::Name;

use super::view::View;
use super::words::Words;
use crate::{PlaceMention, Spot, Text};

/// Sentences within which a place named before holds one that is not tied to any.
const REACH: usize = 3;

/// Longest name in tokens.
const LONGEST: usize = 4;

/// What the words beside a name say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// "the village of X", "X village".
    Town,
    /// "X district".
    Division,
    /// "in X": a name that is tagged as a place's, after a preposition of place.
    Tagged,
}

/// Adds the places that the gazetteer does not know.
pub(super) fn add(text: &Text<'_>, views: &[View<'_>], lexicon: &Lexicon, by_sentence: &mut [Vec<PlaceMention>]) {
    let mut known: BTreeMap<String, Place> = BTreeMap::new();
    for n in 0..views.len() {
        let view = &views[n];
        if view.shouted {
            continue;
        }
        let mut i = 0;
        while i < view.tokens.len() {
            let Some((last, outer_last, said)) = named_at(view, i, lexicon, &by_sentence[n], &known) else {
                i += 1;
                continue;
            };
            let name = view.span(i, last).split_whitespace().collect::<Vec<_>>().join(" ");
            let key = fold(&name);
            let place = known.get(&key).cloned().or_else(|| {
                let (tie, beside) = tie(text, by_sentence, n, (i, outer_last))?;
                (beside || said != Said::Tagged || tie.precision < PlacePrecision::Country)
                    .then(|| inside(&name, tie, said))
            });
            if let Some(place) = place {
                known.entry(key).or_insert_with(|| place.clone());
                let spot = Spot::new(text, n, i, outer_last);
                by_sentence[n].push(PlaceMention { spot, place, facility: false, certainty: 0.4 });
                by_sentence[n].sort_by_key(|m| m.spot);
            }
            i = outer_last + 1;
        }
    }
}

/// The unlisted name that begins at token `i`: its last token, the last of the mention, and what is said of it.
fn named_at(
    view: &View<'_>,
    i: usize,
    lexicon: &Lexicon,
    mentions: &[PlaceMention],
    known: &BTreeMap<String, Place>,
) -> Option<(usize, usize, Said)> {
    let words = Words::shared();
    // "the village of X": whatever the words of X are tagged as.
    let told = i >= 2 && view.lower(i - 1) == "of" && words.has("town", view.lower(i - 2).trim_end_matches('s'));
    let proper = |j: usize| {
        j < view.tokens.len()
            && (view.is_capital(j) && view.tokens[j].tag.starts_with("NNP") || view.begins_with_article(j))
            && view.written[j].chars().next().is_some_and(char::is_alphabetic)
            && !mentions.iter().any(|m| (m.spot.first..=m.spot.last).contains(&j))
            && !view.is_demonym(lexicon, j)
            && !is_day(view.lower(j))
            && !words.has("organisation", view.lower(j))
            && !words.has("title", view.lower(j).trim_end_matches('.'))
            && (told || !matches!(view.name(j), Name::Person | Name::Norp | Name::Org))
    };
    let capital = |j: usize| j < view.tokens.len() && view.is_capital(j);
    if capital(i) && (i == 0 || !capital(i - 1)) {
        let last = (i..view.tokens.len()).take(LONGEST).take_while(|&j| capital(j)).last().unwrap_or(i);
        let free = !mentions.iter().any(|m| m.spot.first <= last && i <= m.spot.last);
        if free && known.contains_key(&fold(view.span(i, last))) {
            return Some((last, last, Said::Tagged));
        }
    }
    // A name is read from its beginning.
    let goes_on = i > 0
        && (proper(i - 1) && view.tokens[i - 1].end < view.tokens[i].start + 2
            || matches!(view.lower(i - 1), "-" | "'s" | "’s"));
    if !proper(i) || goes_on {
        return None;
    }
    let mut last = i;
    while last + 1 < view.tokens.len() && last - i + 1 < LONGEST && proper(last + 1) {
        last += 1;
    }
    // "Guba District": the word for the kind closes the name.
    let closes = |list: &str, j: usize| j < view.tokens.len() && words.has(list, view.lower(j));
    let mut outer = last;
    if last > i && (closes("division2", last) || closes("town", last)) {
        last -= 1;
    } else if closes("division2", last + 1) || closes("town", last + 1) {
        outer = last + 1;
    }
    let single_common = last == i && words.is_common(view.lower(i));
    let name = view.span(i, last);
    let ends_oddly = view.lower(outer + 1) == "-" || view.is_capital(outer + 1) && view.lower(outer + 1) != "the";
    if single_common || ends_oddly || name.chars().count() < 3 || lexicon.actors.by_name(name).is_some() {
        return None;
    }
    let acronym = !name.chars().any(char::is_lowercase);
    let before = i.checked_sub(1).map_or("", |j| view.lower(j));
    let place_tag = (i..=last).all(|j| matches!(view.name(j), Name::Gpe | Name::Loc));
    if outer > last {
        let division = words.has("division2", view.lower(outer)) && view.lower(outer) != "division";
        return Some((last, outer, if division { Said::Division } else { Said::Town }));
    }
    if told && !acronym {
        return Some((last, outer, Said::Town));
    }
    if acronym || !place_tag {
        return None;
    }
    let mut p = i;
    while p > 0 && (words.has("direction", view.lower(p - 1)) || view.lower(p - 1) == "the") {
        p -= 1;
    }
    let preposition = p.checked_sub(1).map_or("", |j| view.lower(j));
    let placed = matches!(preposition, "in" | "at" | "near" | "outside" | "around" | "between" | "inside" | "entered");
    let joined = matches!(before, "and" | "or")
        && i >= 2
        && mentions.iter().any(|m| m.spot.last + 2 == i)
        && (0..i).rev().take(8).any(|j| matches!(view.lower(j), "in" | "at" | "near" | "between" | "around"));
    (placed || joined).then_some((last, outer, Said::Tagged))
}

/// "at Ashby Heights Sunday morning": the day is no part of the name.
fn is_day(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// The place that holds the name at these tokens, and whether the words beside it say so.
fn tie<'m>(
    text: &Text<'_>,
    by_sentence: &'m [Vec<PlaceMention>],
    n: usize,
    (first, last): (usize, usize),
) -> Option<(&'m Place, bool)> {
    let tokens = &text.sentences[n].syntax.tokens;
    let here = || by_sentence[n].iter().filter(|m| !m.facility && m.place.precision != PlacePrecision::Region);
    // "X, Y", "X in Y", "X in the commune of Y".
    let after = here().filter(|m| m.spot.first > last && m.spot.first - last <= 7).min_by_key(|m| m.spot.first);
    if let Some(m) = after {
        let joins = (last + 1..m.spot.first).all(|j| {
            let lower = tokens[j].lower.as_str();
            matches!(lower, "," | "in" | "the" | "of" | "(" | "a" | "'s" | "’s")
                || Words::shared().has("direction", lower)
                || Words::shared().has("division1", lower)
                || Words::shared().has("division2", lower)
        });
        if joins {
            return Some((&m.place, true));
        }
    }
    let finest = |all: &mut dyn Iterator<Item = &'m PlaceMention>| {
        all.filter(|m| m.place.precision < PlacePrecision::Country)
            .min_by_key(|m| (m.place.precision == PlacePrecision::Admin1, m.spot.first.abs_diff(first)))
    };
    // "residents, most of them ethnic Amhara": only what is named as a place holds another.
    let placed = |m: &&PlaceMention| {
        let before = m.spot.first.checked_sub(1).map_or("", |j| tokens[j].lower.as_str());
        Words::shared().has("place_before", before)
            || Words::shared().has("direction", before)
            || matches!(before, "the" | "of" | "," | "and" | "to" | "between")
    };
    if let Some(m) = finest(&mut here().filter(placed)) {
        return Some((&m.place, false));
    }
    let paragraph = text.sentences[n].paragraph;
    let body = |s: usize| text.sentences[s].block == BlockKind::Body;
    for s in (n.saturating_sub(REACH)..n).rev().filter(|&s| body(s) && text.sentences[s].paragraph + 1 >= paragraph) {
        let mut usable = by_sentence[s].iter().filter(|m| !m.facility && m.place.precision != PlacePrecision::Region);
        if let Some(m) = finest(&mut usable) {
            return Some((&m.place, false));
        }
    }
    // The division or the country that the text is about.
    let all = by_sentence.iter().flatten().filter(|m| !m.facility && m.place.country.is_some());
    let mut counts: BTreeMap<(&str, &str), (usize, &Place)> = BTreeMap::new();
    for m in all {
        let wide =
            matches!(m.place.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2 | PlacePrecision::Country);
        if wide {
            let key = (m.place.country.as_deref().unwrap_or_default(), m.place.name.as_str());
            counts.entry(key).or_insert((0, &m.place)).0 += 1;
        }
    }
    counts
        .values()
        .max_by_key(|(count, place)| (*count, std::cmp::Reverse(place.precision)))
        .map(|(_, place)| (*place, false))
}

/// A place of that name inside another.
fn inside(name: &str, tie: &Place, said: Said) -> Place {
    let precision = match tie.precision {
        PlacePrecision::Exact | PlacePrecision::Near if said == Said::Division => PlacePrecision::Admin2,
        PlacePrecision::Exact | PlacePrecision::Near => PlacePrecision::Near,
        other => other,
    };
    Place {
        name: name.to_owned(),
        country: tie.country.clone(),
        admin1: tie.admin1.clone(),
        admin2: tie.admin2.clone(),
        latitude: tie.latitude,
        longitude: tie.longitude,
        precision,
        geonameid: None,
    }
}
