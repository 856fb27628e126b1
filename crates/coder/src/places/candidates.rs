use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use polybius_lexicon::{Feature, Lexicon, Toponym, fold};
use polybius_syntax::Name;

use super::cues::{self, COUNT, Cue, Cues};
use super::resolve;
use super::senses::Senses;
use super::view::View;
use super::words::Words;

/// What the words beside a name say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    /// "Helmand province".
    Division1,
    /// "Rutshuru territory".
    Division2,
    /// "the town of Djibo".
    Town,
}

/// A stretch of tokens whose words the gazetteer or the list of countries knows.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) sentence: usize,
    /// Tokens of the name.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Last token of the mention, a word for the division included.
    pub(super) outer_last: usize,
    /// First token of the mention.
    pub(super) outer_first: usize,
    /// Bytes of the last token that belong to the name, where it goes on ("Kabul-based").
    pub(super) cut: Option<usize>,
    pub(super) key: String,
    pub(super) senses: Rc<Vec<Toponym>>,
    pub(super) hint: Option<Hint>,
    pub(super) near: bool,
    /// "the town of X", "the department of X".
    of_phrase: bool,
    pub(super) cues: Cues,
    /// Index of the candidate that a comma or "in" puts around this one.
    pub(super) inside: Option<usize>,
    pub(super) is_abbreviation: bool,
}

impl Candidate {
    pub(super) fn score(&self) -> f32 {
        cues::score(&self.cues)
    }
}

/// Longest name in tokens.
const LONGEST: usize = 7;

/// All candidates of a text, in order, with their cues.
pub(super) fn find(views: &[View<'_>], lexicon: &Lexicon, senses: &mut Senses<'_>) -> Vec<Candidate> {
    let words = Words::shared();
    let mut out: Vec<Candidate> = Vec::new();
    for view in views {
        let mut i = 0;
        while i < view.tokens.len() {
            let found = abbreviation(view, i, senses, words, &out).or_else(|| longest(view, i, lexicon, senses, words));
            match found {
                Some(candidate) => {
                    i = candidate.last + 1;
                    out.push(candidate);
                }
                None => i += 1,
            }
        }
    }
    let persons = persons_of(views, words);
    let countries = countries_of(views, lexicon);
    for at in 0..out.len() {
        contain(&views[out[at].sentence], &mut out, at);
    }
    for at in 0..out.len() {
        let view = &views[out[at].sentence];
        let cues = read_cues(view, &out, at, lexicon, words, &persons, &countries);
        out[at].cues = cues;
    }
    // A name that is surely a place once is likelier one elsewhere.
    let mut sure: HashMap<String, usize> = HashMap::new();
    for c in out.iter().filter(|c| c.score() > 2.5) {
        *sure.entry(c.key.clone()).or_default() += 1;
    }
    for c in &mut out {
        let others = sure.get(&c.key).copied().unwrap_or(0) - usize::from(c.score() > 2.5);
        c.cues[Cue::SureElsewhere as usize] = if others > 0 { 1.0 } else { 0.0 };
    }
    out
}

fn candidate(view: &View<'_>, first: usize, last: usize, key: String, senses: Rc<Vec<Toponym>>) -> Candidate {
    Candidate {
        sentence: view.sentence,
        first,
        last,
        outer_first: first,
        outer_last: last,
        cut: None,
        key,
        senses,
        hint: None,
        near: false,
        of_phrase: false,
        cues: [0.0; COUNT],
        inside: None,
        is_abbreviation: false,
    }
}

fn longest(
    view: &View<'_>,
    first: usize,
    lexicon: &Lexicon,
    senses: &mut Senses<'_>,
    words: &Words,
) -> Option<Candidate> {
    if !view.is_name_like(first) {
        return None;
    }
    let most = (first + LONGEST).min(view.tokens.len());
    for last in (first..most).rev() {
        // "the Crocus City concert hall": the word for the kind may be small.
        let small_kind = last > first + 1 && words.has("facility", view.lower(last));
        if !(view.is_name_like(last) || small_kind)
            || (first..last).any(|i| matches!(view.written[i], "," | ";" | ":" | "(" | ")" | "\""))
        {
            continue;
        }
        let name = &view.name_of(first, last);
        let folded = fold(name);
        if folded.is_empty() {
            continue;
        }
        // "The U.S." is a country's name with an article; "The Hague" is a name.
        if view.lower(first) == "the" && !lexicon.gazetteer.contains(&folded) {
            continue;
        }
        let known = senses.contains(name, &folded);
        let worth_variants = first == last || view.begins_with_article(first) || folded.starts_with("al ");
        let named_place = matches!(view.name(first), Name::Gpe | Name::Loc) || view.begins_with_article(first);
        if !known && !(worth_variants && named_place) {
            continue;
        }
        if first == last && view.is_demonym(lexicon, first) && lexicon.countries.by_name(name).is_none() {
            continue;
        }
        let found = senses.of(name);
        if found.is_empty() || is_other_acronym(view, first, last, &found) || is_other_thing(view, last, words) {
            continue;
        }
        let mut candidate = candidate(view, first, last, folded, found);
        absorb(view, &mut candidate, words);
        // "South Los Angeles" is not about the province "South".
        if first == last && words.has("direction", view.lower(first)) {
            return None;
        }
        return Some(candidate);
    }
    // "Kabul-based", "US-led" as one token.
    let (head, tail) = view.written[first].rsplit_once(['-', '‑'])?;
    if !words.has("tail", &tail.to_lowercase()) {
        return None;
    }
    let folded = fold(head);
    if folded.len() < 2
        || !senses.contains(head, &folded)
        || lexicon.countries.by_demonym(head).is_some() && lexicon.countries.by_name(head).is_none()
    {
        return None;
    }
    let found = senses.of(head);
    let mut candidate = candidate(view, first, first, folded, found);
    candidate.cut = Some(head.len());
    Some(candidate)
}

/// "US$ 5", "West Nile virus": money and diseases named after places.
fn is_other_thing(view: &View<'_>, last: usize, words: &Words) -> bool {
    view.written[last].contains('$') || view.followed_by(last, '$') || words.has("thing", view.lower(last + 1))
}

/// "EU" and "NATO" fold like the names of small towns; capitals alone say that they are something else.
fn is_other_acronym(view: &View<'_>, first: usize, last: usize, senses: &[Toponym]) -> bool {
    let written = view.written[first];
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    first == last
        && !view.shouted
        && letters <= 4
        && letters >= 2
        && !written.chars().any(char::is_lowercase)
        && written.is_ascii()
        && !matches!(view.name(first), Name::Gpe | Name::Loc)
        && !(letters == 3 && Words::shared().abbreviation(written).is_some())
        && senses.iter().all(|s| s.feature != Feature::Country)
}

/// "Ill." after "Springfield,": a division by its abbreviation.
fn abbreviation(
    view: &View<'_>,
    i: usize,
    senses: &Senses<'_>,
    words: &Words,
    before: &[Candidate],
) -> Option<Candidate> {
    let (last, country, name) = [1, 0].into_iter().find_map(|more| {
        let last = i + more;
        let written = (last < view.tokens.len()).then(|| view.span(i, last))?;
        let (country, name) = words.abbreviation(written)?;
        Some((last, country, name))
    })?;
    // Without dots ("IN", "OR", "ME") it counts only after a place and a comma.
    let after_place = i >= 2
        && view.written[i - 1] == ","
        && before.last().is_some_and(|c| c.sentence == view.sentence && c.outer_last + 2 == i);
    let dotted = view.span(i, last).ends_with('.') && view.span(i, last).len() > 3;
    if !after_place && !(dotted && i > 0 && view.written[i - 1] == ",") {
        return None;
    }
    let found: Vec<Toponym> =
        senses.in_country(name, country).into_iter().filter(|t| t.feature == Feature::Admin1).collect();
    let mut candidate = candidate(view, i, last, name.to_owned(), Rc::new(found));
    candidate.is_abbreviation = true;
    (!candidate.senses.is_empty()).then_some(candidate)
}

/// Takes the words that belong to the name into the mention, and what they say.
fn absorb(view: &View<'_>, c: &mut Candidate, words: &Words) {
    let hint = |word: &str| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let singular = match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => singular.to_owned(),
        };
        [word, &singular].into_iter().find_map(|w| {
            if words.has("division1", w) {
                Some(Hint::Division1)
            } else if words.has("division2", w) {
                Some(Hint::Division2)
            } else if words.has("town", w) {
                Some(Hint::Town)
            } else {
                None
            }
        })
    };
    if c.last + 1 < view.tokens.len()
        && let Some(found) = hint(view.lower(c.last + 1))
    {
        // "Lagos State University" is no division; neither is "Kabul area commander" harmed by taking "area".
        let capital = view.is_capital(c.last + 1) && !view.shouted;
        let goes_on = capital && (view.is_capital(c.last + 2) || view.lower(c.last + 2) == "of");
        let is_country = c.senses.first().is_some_and(|s| s.feature == Feature::Country);
        // "the Lebanon area" is about; "the United States department" is not a division of that name.
        let only_country = is_country
            && !c
                .senses
                .iter()
                .any(|s| s.feature == Feature::Admin1 || s.feature == Feature::Town && s.population > 50_000);
        if !goes_on && !only_country {
            c.hint = Some(found);
            // "Diyala and Anbar provinces": the word belongs to both.
            if !view.lower(c.last + 1).ends_with('s') {
                c.outer_last = c.last + 1;
            }
        }
    }
    if c.first >= 2
        && view.lower(c.first - 1) == "of"
        && c.hint.is_none()
        && let Some(found) = hint(view.lower(c.first - 2))
    {
        c.hint = Some(found);
        c.of_phrase = true;
    }
    let near = |i: usize| words.has("near", view.lower(i));
    let phrase = |n: usize| {
        c.first >= n && {
            let joined = (c.first - n..c.first).map(|i| view.lower(i)).collect::<Vec<_>>().join(" ");
            words.has("near", &joined)
        }
    };
    let skip = c.first.checked_sub(1).is_some_and(|i| view.lower(i) == "the");
    c.near = phrase(2) || phrase(3) || c.first >= 1 && near(c.first - 1) || skip && c.first >= 2 && near(c.first - 2);
}

/// Whether "X, Y" or "X in Y" puts this candidate inside the next one.
fn contain(view: &View<'_>, all: &mut [Candidate], at: usize) {
    let Some(next) = all.get(at + 1) else { return };
    let this = &all[at];
    if next.sentence != this.sentence {
        return;
    }
    let between: Vec<&str> = (this.outer_last + 1..next.outer_first).map(|i| view.lower(i)).collect();
    let joins = match between.as_slice() {
        [","] | ["("] | ["in"] | [",", "in"] | ["in", "the"] | [",", "the"] | ["of"] | ["-"] => true,
        // "in Uvira, in eastern Democratic Republic of Congo", "in northern Nigeria's Borno state"
        [",", _] | ["in", _] | [",", "in", _] | [",", "a", _] => {
            Words::shared().has("direction", between.last().copied().unwrap_or_default())
        }
        [",", "in", "the", _] | ["in", "the", _] => {
            Words::shared().has("direction", between.last().copied().unwrap_or_default())
        }
        _ => false,
    };
    if joins {
        all[at].inside = Some(at + 1);
    }
    // "Nigeria's Borno state", "Afghanistan's Helmand": the first holds the second.
    if matches!(between.as_slice(), ["'s"] | ["’s"]) && all[at].senses.iter().any(|s| s.feature == Feature::Country) {
        all[at + 1].inside = Some(at);
    }
}

/// Last words of persons' names in the text.
fn persons_of(views: &[View<'_>], words: &Words) -> HashSet<String> {
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

fn read_cues(
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
        Name::Person => set(Cue::NamePerson, true),
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
        set(Cue::CapitalAfter, view.is_capital(next) && !view.shouted && !place_next);
        let organisation =
            view.is_capital(next) && !view.shouted && words.has("organisation", view.lower(next).trim_end_matches('.'));
        set(Cue::OrganisationAfter, organisation);
        set(Cue::Possessive, matches!(view.lower(next), "'s" | "’s" | "'"));
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
