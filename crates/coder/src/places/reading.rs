//! Reading the cues of a candidate from the words around it and from the text as a whole.

use std::collections::HashSet;

use polybius_lexicon::{Feature, Lexicon, Toponym, fold};
use polybius_syntax::Name;

use super::candidates::Candidate;
use super::cues::{COUNT, Cue, Cues};
use super::resolve;
use super::view::View;
use super::words::Words;

/// Last words of persons' names in the text.
pub(super) fn persons_of(views: &[View<'_>], words: &Words) -> HashSet<String> {
    let mut out = HashSet::new();
    for view in views {
        for i in 0..view.tokens.len() {
            if view.name(i) != Name::Person {
                continue;
            }
            let (first, last) = view.name_range(i);
            let titled = first > 0 && words.has("title", view.lower(first - 1).trim_end_matches('.'));
            if i > first || titled {
                out.insert(fold(view.written[last]));
            }
        }
    }
    out
}

/// Codes of the countries that the text names, by name or nationality.
pub(super) fn countries_of(views: &[View<'_>], lexicon: &Lexicon) -> HashSet<String> {
    let mut out = HashSet::new();
    for view in views {
        for i in 0..view.tokens.len() {
            if !view.is_capital(i) {
                continue;
            }
            let named =
                lexicon.countries.by_demonym(view.written[i]).or_else(|| lexicon.countries.by_name(view.written[i]));
            out.extend(named.map(|c| c.code.clone()));
        }
    }
    out
}

/// The cues of candidate `at`.
pub(super) fn read_cues(
    view: &View<'_>,
    all: &[Candidate],
    at: usize,
    lexicon: &Lexicon,
    words: &Words,
    persons: &HashSet<String>,
    countries: &HashSet<String>,
) -> Cues {
    let c = &all[at];
    let mut cues = [0.0; COUNT];
    let mut set = |cue: Cue, on: bool| cues[cue as usize] = if on { 1.0 } else { 0.0 };
    let any = |test: &dyn Fn(&Toponym) -> bool| c.senses.iter().any(test);
    let held = c.inside.is_some_and(|j| all[j].senses.iter().any(|o| c.senses.iter().any(|s| resolve::holds(o, s))));
    set(Cue::Held, held);
    let is_country = any(&|s| s.feature == Feature::Country);
    set(Cue::Bias, true);
    set(Cue::Country, any(&|s| s.feature == Feature::Country));
    set(Cue::Admin1, any(&|s| s.feature == Feature::Admin1 && !s.alternate));
    set(Cue::Listed, any(&|s| matches!(s.feature, Feature::Region | Feature::Natural | Feature::Facility)));
    set(Cue::SafeCountry, is_country && !words.has("country_person", &c.key));
    set(Cue::AlternateOnly, c.senses.iter().all(|s| s.alternate));
    set(Cue::NoPoint, c.senses.iter().all(|s| s.latitude.is_none() && s.feature != Feature::Region));
    set(Cue::Words, c.last > c.first);
    set(Cue::DivisionWord, c.hint.is_some() || c.is_abbreviation);
    set(Cue::Tail, c.cut.is_some());
    set(Cue::CountryOfText, any(&|s| s.feature != Feature::Country && countries.contains(&s.country)));
    let most = c.senses.iter().filter(|s| s.feature != Feature::Admin2).map(|s| s.population).max().unwrap_or(0);
    let is_listed = any(&|s| matches!(s.feature, Feature::Region | Feature::Natural | Feature::Facility));
    set(Cue::Small, most < 5_000 && !is_country && !is_listed);
    set(Cue::Large, most > 200_000);

    let (name_first, name_last) = view.name_range(c.first);
    let larger = name_first < c.first || name_last > c.outer_last;
    match view.name(c.first) {
        Name::Gpe => set(Cue::NameGpe, true),
        Name::Loc | Name::Fac => set(Cue::NameLoc, true),
        Name::Person => set(if larger { Cue::InsidePerson } else { Cue::NamePerson }, true),
        Name::Org => set(if larger { Cue::InsideOrg } else { Cue::NameOrg }, true),
        Name::Norp => set(Cue::NameNorp, true),
        Name::None => set(Cue::NameNone, true),
        _ => set(Cue::NameOther, true),
    }
    let direction = |i: usize| words.has("direction", view.lower(i));
    let mut before = c.first;
    let mut directed = false;
    while before > 0
        && (direction(before - 1) || matches!(view.lower(before - 1), "the" | "city" | "town" | "village" | "-"))
    {
        directed |= direction(before - 1);
        before -= 1;
    }
    set(Cue::DirectionBefore, directed);
    set(Cue::SentenceStart, c.first == 0);
    let next = c.outer_last + 1;
    if let Some(p) = c.first.checked_sub(1) {
        let low = view.lower(p).trim_end_matches('.');
        let title = words.has("title", low) && view.is_capital(p) || low.len() == 1 && view.is_capital(p);
        let capital = view.is_capital(p) && p > 0 && !view.shouted && !direction(p) && !view.is_demonym(lexicon, p);
        let place = at > 0 && all[at - 1].sentence == c.sentence && all[at - 1].outer_last == p;
        let begins =
            p == 0 && view.is_capital(p) && view.tokens[p].tag.starts_with("NNP") && !direction(p) && !view.shouted;
        set(Cue::TitleBefore, title);
        set(Cue::CapitalBefore, (capital || begins) && !title && !place);
        set(
            Cue::CommaPlaceBefore,
            view.lower(p) == "," && at > 0 && all[at - 1].sentence == c.sentence && all[at - 1].outer_last + 1 == p,
        );
    }
    if let Some(p) = before.checked_sub(1) {
        set(Cue::PlaceBefore, c.of_phrase || words.has("place_before", view.lower(p)));
        set(Cue::MayBefore, words.has("may_before", view.lower(p)));
    }
    if next < view.tokens.len() {
        let place_next = all.get(at + 1).is_some_and(|n| n.sentence == c.sentence && n.first == next);
        // "the Nairobi Marathon attack", "the Omagh Bombing": an event bears the name of its place.
        let event = words.has("event", view.lower(next));
        set(Cue::CapitalAfter, view.is_capital(next) && !view.shouted && !place_next && !event);
        let organisation =
            view.is_capital(next) && !view.shouted && words.has("organisation", view.lower(next).trim_end_matches('.'));
        set(Cue::OrganisationAfter, organisation);
        set(Cue::Possessive, matches!(view.lower(next), "'s" | "’s" | "'"));
        // "Kalamazoo police", "Poplar Bluff firefighters": forces bear the names of their towns.
        set(Cue::ForceAfter, words.has("local_force", view.lower(next)));
        let all_capitals = |i: usize| {
            view.written[i].chars().filter(|c| c.is_uppercase()).count() > 2
                && !view.written[i].chars().any(char::is_lowercase)
        };
        let dash = matches!(view.written[next], "—" | "–" | "--" | "―")
            || view.written[next] == "-" && view.tokens[next].start > view.tokens[next - 1].end;
        set(
            Cue::Dateline,
            c.first == 0
                && !view.shouted
                && (dash || (c.first..=c.last).all(all_capitals) && matches!(view.written[next], "," | "(")),
        );
        set(Cue::SpeechAfter, words.has("speech", view.lower(next)));
        set(
            Cue::CommaPlaceAfter,
            view.lower(next) == "," && all.get(at + 1).is_some_and(|n| n.sentence == c.sentence && n.first == next + 1),
        );
    }
    let single = c.first == c.last;
    set(Cue::CommonWord, single && words.is_common(view.lower(c.first)));
    set(Cue::PersonOfText, single && !is_country && persons.contains(&c.key));
    set(Cue::Shouted, view.shouted);
    set(Cue::ProperNoun, view.tokens[c.last].tag.starts_with("NNP"));
    set(Cue::ShortName, c.key.len() <= 3 && !is_country);
    cues[Cue::Population as usize] = ((most + 1) as f32).log10();
    cues
}
