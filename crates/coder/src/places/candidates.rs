use std::collections::HashMap;
use std::rc::Rc;

use polybius_lexicon::{Feature, Lexicon, Toponym, fold};
use polybius_syntax::Name;

use super::cues::{self, COUNT, Cue, Cues};
use super::reading::{countries_of, persons_of, read_cues};
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
    /// Written with "St.", and not with "Saint".
    pub(super) short_saint: bool,
    pub(super) key: String,
    pub(super) senses: Rc<Vec<Toponym>>,
    pub(super) hint: Option<Hint>,
    pub(super) near: bool,
    /// "northern X": X is larger than a town, or a part of it is meant.
    pub(super) directed: bool,
    /// "the town of X", "the department of X".
    pub(super) of_phrase: bool,
    /// Its hint comes from a name that follows, and goes on to the names before.
    shares: bool,
    pub(super) cues: Cues,
    /// Index of the candidate that a comma or "in" puts around this one.
    pub(super) inside: Option<usize>,
    pub(super) is_abbreviation: bool,
    /// The text calls it a quarter of the place that holds it.
    pub(super) quarter: bool,
    /// The first words of a street's name: "Ashby Street".
    pub(super) of_street: bool,
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
                    i = candidate.outer_last.max(candidate.last) + 1;
                    out.push(candidate);
                }
                None => i += 1,
            }
        }
    }
    let persons = persons_of(views, words);
    let countries = countries_of(views, lexicon);
    settle_rivals(&mut out);
    share_hints(views, &mut out);
    for at in 0..out.len() {
        contain(&views[out[at].sentence], &mut out, at);
    }
    for at in 0..out.len() {
        let view = &views[out[at].sentence];
        let cues = read_cues(view, &out, at, lexicon, words, &persons, &countries);
        out[at].directed = cues[Cue::DirectionBefore as usize] > 0.0;
        out[at].cues = cues;
    }
    // A name that is surely a place once is likelier one elsewhere.
    let mut sure: HashMap<String, usize> = HashMap::new();
    for c in out.iter().filter(|c| c.score() > 2.5) {
        *sure.entry(c.key.clone()).or_default() += 1;
    }
    let joined: Vec<bool> = (0..out.len()).map(|at| is_joined_to_sure(views, &out, at)).collect();
    for (c, joined) in out.iter_mut().zip(joined) {
        let others = sure.get(&c.key).copied().unwrap_or(0).saturating_sub(usize::from(c.score() > 2.5));
        c.cues[Cue::JoinedToSure as usize] = if joined { 1.0 } else { 0.0 };
        c.cues[Cue::SureElsewhere as usize] = if others > 0 { 1.0 } else { 0.0 };
    }
    out
}

/// "JACKSON, Ga. - ... in central Georgia": where the text abbreviates a division that a country is named like, the name means the division.
fn settle_rivals(all: &mut [Candidate]) {
    let divisions: HashMap<String, Rc<Vec<Toponym>>> =
        all.iter().filter(|c| c.is_abbreviation).map(|c| (c.key.clone(), Rc::clone(&c.senses))).collect();
    for c in all.iter_mut().filter(|c| !c.is_abbreviation) {
        let rival =
            c.senses.first().is_some_and(|s| super::resolve::has_rival(s, &c.senses) && s.feature == Feature::Country);
        if let Some(senses) = divisions.get(&c.key).filter(|_| rival) {
            c.senses = Rc::clone(senses);
        }
    }
}

/// The candidates without those that the gazetteer knows only elsewhere: "Ashby, Minn." is no Ashby of Massachusetts. A name told once
/// in this way means the same place throughout. So does "the Ashby area of Denton", where no Ashby lies by Denton.
pub(super) fn without_strangers(mut all: Vec<Candidate>) -> Vec<Candidate> {
    let is_town = |c: &Candidate| c.senses.iter().any(|s| s.feature == Feature::Town && s.population > 50_000);
    let is_stranger = |c: &Candidate| {
        let outer = c.inside.and_then(|j| all.get(j)).filter(|o| o.is_abbreviation || c.quarter && is_town(o));
        outer.is_some_and(|o| !c.senses.iter().any(|s| o.senses.iter().any(|d| super::resolve::holds(d, s))))
    };
    let strangers: Vec<bool> = all.iter().map(is_stranger).collect();
    let keys: std::collections::BTreeSet<String> =
        all.iter().zip(&strangers).filter(|(_, s)| **s).map(|(c, _)| c.key.clone()).collect();
    for c in all.iter_mut().filter(|c| keys.contains(&c.key)) {
        // Below every threshold: unlisted names are read later.
        c.cues[Cue::Bias as usize] = STRANGER;
    }
    all
}

/// Value of the bias cue of a candidate that is not to be kept: its weight is negative.
const STRANGER: f32 = 1_000.0;

/// Words that join two names of a kind.
fn are_joined(view: &View<'_>, before: &Candidate, after: &Candidate) -> bool {
    before.sentence == after.sentence
        && before.outer_last < after.outer_first
        && after.outer_first - before.outer_last <= 3
        && (before.outer_last + 1..after.outer_first).all(|i| matches!(view.lower(i), "," | "and" | "or" | "the" | "&"))
}

/// "Diyala and Anbar provinces": what the word says of the last name it says of all.
fn share_hints(views: &[View<'_>], all: &mut [Candidate]) {
    for at in (1..all.len()).rev() {
        let plural = all[at].hint.is_some() && all[at].outer_last == all[at].last && !all[at].of_phrase;
        let (before, after) = all.split_at_mut(at);
        let (Some(before), Some(after)) = (before.last_mut(), after.first()) else { continue };
        let shared = plural || after.shares;
        if shared && before.hint.is_none() && are_joined(&views[after.sentence], before, after) {
            before.hint = after.hint;
            before.shares = true;
        }
    }
}

/// Whether "and" or a comma joins a name to one that is surely a place.
fn is_joined_to_sure(views: &[View<'_>], all: &[Candidate], at: usize) -> bool {
    let c = &all[at];
    let view = &views[c.sentence];
    let sure = |other: &Candidate| other.score() > 0.3;
    at.checked_sub(1).is_some_and(|b| sure(&all[b]) && are_joined(view, &all[b], c))
        || all.get(at + 1).is_some_and(|a| sure(a) && are_joined(view, c, a))
}

pub(super) fn candidate(
    view: &View<'_>,
    first: usize,
    last: usize,
    key: String,
    senses: Rc<Vec<Toponym>>,
) -> Candidate {
    Candidate {
        sentence: view.sentence,
        first,
        last,
        outer_first: first,
        outer_last: last,
        cut: None,
        short_saint: (first..=last).any(|i| matches!(view.lower(i), "st." | "st")),
        key,
        senses,
        hint: None,
        near: false,
        directed: false,
        of_phrase: false,
        shares: false,
        cues: [0.0; COUNT],
        inside: None,
        is_abbreviation: false,
        quarter: false,
        of_street: false,
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
        let may_vary = worth_variants && named_place;
        if !known && !may_vary {
            continue;
        }
        if first == last && view.is_demonym(lexicon, first) && lexicon.countries.by_name(name).is_none() {
            continue;
        }
        let found = senses.of(name);
        if found.is_empty()
            || is_other_acronym(view, first, last, &found)
            || is_other_thing(view, last, words)
            || is_of_any_town(view, first, last, words)
        {
            continue;
        }
        let mut candidate = candidate(view, first, last, folded, found);
        absorb(view, &mut candidate, words);
        candidate.of_street = !view.shouted
            && view.is_capital(last + 1)
            && words.has("street", view.lower(last + 1).trim_end_matches('.'));
        // "Spain Street" is in no way about Spain.
        let country = candidate.senses.first().is_some_and(|s| s.feature == Feature::Country);
        if country && candidate.of_street && first == last {
            return None;
        }
        // "Marathon" in "the Nairobi Marathon" is no town.
        if first == last && first > 0 && words.has("event", view.lower(first)) && view.is_capital(first - 1) {
            return None;
        }
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

/// "US$ 5", "West Nile virus", "the Washington Post": money, diseases and newspapers named after places.
fn is_other_thing(view: &View<'_>, last: usize, words: &Words) -> bool {
    let press = !view.shouted && view.is_capital(last + 1) && words.has("press", view.lower(last + 1));
    press || view.written[last].contains('$') || view.followed_by(last, '$') || words.has("thing", view.lower(last + 1))
}

/// "the South Side", "Ashby Drive", "the 4800 block of North Ashby": parts of any town, whatever town elsewhere bears the name.
fn is_of_any_town(view: &View<'_>, first: usize, last: usize, words: &Words) -> bool {
    let held = view.lower(last + 1) == "," && view.is_capital(last + 2);
    let side =
        first + 1 == last && (words.has("direction", view.lower(first)) && words.has("quarter_end", view.lower(last)));
    let any = (first..=last).map(|i| view.lower(i)).collect::<Vec<_>>().join(" ");
    let street = !view.shouted
        && view.is_capital(last + 1)
        && words.has("street_more", view.lower(last + 1).trim_end_matches('.'))
        && view.lower(last + 2) != "of"
        && !view.is_capital(last + 2);
    let part = side || words.has("quarter_any", &any) || is_crossing(view, first, last, words);
    part && !held || street || is_dwelling(view, last, words) || is_after_block(view, first, words)
}

/// "Ashby Village Apartments": a block of flats, whatever town bears the first words of its name.
fn is_dwelling(view: &View<'_>, last: usize, words: &Words) -> bool {
    let run = (last + 1..=last + 2).take_while(|&i| view.is_capital(i));
    !view.shouted && run.into_iter().any(|i| words.has("dwelling", view.lower(i)))
}

/// "Ashby and Denton avenues", "near Ashby and Denton Street", "the corner of Ashby and Denton": streets that cross.
fn is_crossing(view: &View<'_>, first: usize, last: usize, words: &Words) -> bool {
    if view.shouted {
        return false;
    }
    let street = |i: usize| {
        let low = view.lower(i).trim_end_matches('.');
        words.has("streets", low) || view.is_capital(i) && (words.has("street", low) || words.has("street_more", low))
    };
    let joins = |i: usize| matches!(view.lower(i), "and" | "&");
    let before = first.checked_sub(1).map_or("", |i| view.lower(i));
    let second = joins(last + 1) && view.is_capital(last + 2) && before != "in";
    if words.has("streets", view.lower(last + 1))
        || second && (last + 3..=last + 5).any(street_after(view, last + 2, &street))
    {
        return true;
    }
    let mut i = first;
    while i > 0
        && first - i < 6
        && (view.is_capital(i - 1) || joins(i - 1) || words.has("direction", view.lower(i - 1)))
    {
        i -= 1;
    }
    i >= 2 && view.lower(i - 1) == "of" && matches!(view.lower(i - 2), "intersection" | "corner" | "corners")
}

/// Whether a token closes the name of a street that begins at `from`.
fn street_after<'f>(
    view: &'f View<'_>,
    from: usize,
    street: &'f impl Fn(usize) -> bool,
) -> impl FnMut(usize) -> bool + 'f {
    move |i| street(i) && (from..i).all(|j| view.is_capital(j))
}

/// "the 4800 block of North Ashby": a street, with or without the word for it.
fn is_after_block(view: &View<'_>, first: usize, words: &Words) -> bool {
    let point = |i: usize| {
        let low = view.lower(i).trim_end_matches('.');
        words.has("direction", low) || matches!(low, "n" | "s" | "e" | "w" | "nw" | "ne" | "sw" | "se")
    };
    let mut i = first;
    while i > 0 && point(i - 1) {
        i -= 1;
    }
    i >= 3
        && view.lower(i - 1) == "of"
        && matches!(view.lower(i - 2), "block" | "blocks")
        && (view.lower(i - 3).starts_with(|c: char| c.is_ascii_digit()) || view.lower(i - 3) == "hundred")
}

/// "EU" and "NATO" fold like the names of small towns; capitals alone say that they are something else.
fn is_other_acronym(view: &View<'_>, first: usize, last: usize, senses: &[Toponym]) -> bool {
    let written = view.written[first];
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    first == last
        && !view.shouted
        && (2..=4).contains(&letters)
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
    let after_comma = dotted && i > 0 && view.written[i - 1] == ",";
    if !after_place && !after_comma {
        return None;
    }
    let found: Vec<Toponym> =
        senses.in_country(name, country).into_iter().filter(|t| t.feature == Feature::Admin1).collect();
    let mut candidate = candidate(view, i, last, name.to_owned(), Rc::new(found));
    candidate.is_abbreviation = true;
    (!candidate.senses.is_empty()).then_some(candidate)
}

/// What a word, in lower case, says of the name beside it: "province", "districts", "town".
pub(super) fn hint(word: &str) -> Option<Hint> {
    let words = Words::shared();
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
}

/// Takes the words that belong to the name into the mention, and what they say.
pub(super) fn absorb(view: &View<'_>, c: &mut Candidate, words: &Words) {
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
    // "upstate New York" is the state.
    if c.hint.is_none() && c.first.checked_sub(1).is_some_and(|i| view.lower(i) == "upstate") {
        c.hint = Some(Hint::Division1);
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
pub(super) fn contain(view: &View<'_>, all: &mut [Candidate], at: usize) {
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
    // "the South Ashby area of Denton", "the Ashby neighborhood of Denton".
    let quarter = matches!(between.as_slice(), ["area" | "section" | "part" | "community", "of"])
        || between.as_slice() == ["of"] && Words::shared().has("quarter", view.lower(this.outer_last));
    if joins || quarter {
        all[at].inside = Some(at + 1);
        all[at].quarter = quarter;
    }
    // "Nigeria's Borno state", "Afghanistan's Helmand": the first holds the second.
    if matches!(between.as_slice(), ["'s"] | ["’s"]) && all[at].senses.iter().any(|s| s.feature == Feature::Country) {
        all[at + 1].inside = Some(at);
    }
}
