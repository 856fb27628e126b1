//! What the document tells about countries, for names and forces that do not say their own.

use std::collections::{BTreeMap, BTreeSet};

use polybius_lexicon::{Case, Lexicon};
use polybius_records::BlockKind;
use polybius_syntax::{Name, Token};

use crate::{PlaceMention, Text};

/// A country named in a sentence, by its name, an adjective or a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nation {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub how: NationHow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NationHow {
    /// "Iraq"
    Name,
    /// "Iraqi"
    Adjective,
    /// "Basra"
    Place,
}

/// What the finders share: the text, the reference data and the countries told of.
pub(super) struct Context<'a, 'd> {
    pub text: &'a Text<'d>,
    pub lexicon: &'a Lexicon,
    pub cases: Vec<Case>,
    /// Countries of every sentence, in order.
    pub nations: Vec<Vec<Nation>>,
    /// For every token of every sentence, which of `nations` it belongs to.
    nation_of: Vec<Vec<Option<u32>>>,
    /// First token and country of every name or place, adjectives left out.
    places: Vec<Vec<(usize, String)>>,
    weights: BTreeMap<String, u32>,
    main: Option<String>,
    /// Year of publication.
    pub year: Option<i16>,
    /// Organisations that the document names without doubt.
    pub certain: BTreeSet<String>,
}

impl<'a, 'd> Context<'a, 'd> {
    pub(super) fn new(text: &'a Text<'d>, lexicon: &'a Lexicon, places: &[PlaceMention]) -> Self {
        let cases: Vec<Case> = text.sentences.iter().map(|s| case(text.slice(s.syntax.start..s.syntax.end))).collect();
        let mut nations: Vec<Vec<Nation>> = Vec::with_capacity(text.sentences.len());
        for (sentence, case) in text.sentences.iter().zip(&cases) {
            nations.push(named(text, lexicon, &sentence.syntax.tokens, *case));
        }
        for place in places {
            let spot = &place.spot;
            if let Some(country) = place.place.country.as_deref().filter(|c| !c.is_empty())
                && let Some(list) = nations.get_mut(spot.sentence)
            {
                let (first, last, how) = (spot.first, spot.last, NationHow::Place);
                list.push(Nation { first, last, country: country.to_owned(), how });
            }
        }
        let mut weights: BTreeMap<String, u32> = BTreeMap::new();
        for (sentence, list) in text.sentences.iter().zip(&mut nations) {
            settle(list);
            let scale = match sentence.block {
                BlockKind::Title | BlockKind::Dateline => 2,
                _ => 1,
            };
            for nation in list.iter() {
                let weight = if nation.how == NationHow::Adjective { 1 } else { 2 };
                *weights.entry(nation.country.clone()).or_default() += weight * scale;
            }
        }
        // The first of those most told of, in order of their codes, so that the choice never depends on chance.
        // A document about many countries is about none.
        let total: u32 = weights.values().sum();
        let most = weights.values().max().copied().filter(|most| most * 5 >= total * 2);
        let main = weights.iter().find(|(_, w)| Some(**w) == most).map(|(c, _)| c.clone());
        let year = text.document.published.map(|d| d.year());
        let nation_of = nations.iter().zip(&text.sentences).map(|(n, s)| index(n, s.syntax.tokens.len())).collect();
        let named = |n: &&Nation| n.how != NationHow::Adjective;
        let places =
            nations.iter().map(|l| l.iter().filter(named).map(|n| (n.first, n.country.clone())).collect()).collect();
        Context { text, lexicon, cases, nations, nation_of, places, weights, main, year, certain: BTreeSet::new() }
    }

    pub(super) fn tokens(&self, sentence: usize) -> &'a [Token] {
        &self.text.sentences[sentence].syntax.tokens
    }

    pub(super) fn slice(&self, token: &Token) -> &'d str {
        self.text.slice(token.start..token.end)
    }

    /// How much the document tells of a country; 0 for not at all.
    pub(super) fn weight(&self, country: &str) -> u32 {
        self.weights.get(country).copied().unwrap_or(0)
    }

    /// The country that the document tells of most, where one stands out (two fifths of all).
    pub(super) fn main_country(&self) -> Option<&str> {
        self.main.as_deref()
    }

    /// The country that a word at `token` most likely belongs to: that of the nearest place in the sentence, then of the sentence
    /// before, then the document's.
    pub(super) fn country_at(&self, sentence: usize, token: usize) -> Option<&str> {
        let near = |s: usize, at: usize| {
            let places = &self.places[s];
            let next = places.partition_point(|(first, _)| *first < at);
            let around = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|i| places.get(i));
            around.min_by_key(|(first, _)| (first.abs_diff(at), *first)).map(|(_, country)| country.as_str())
        };
        let before = || {
            let same_paragraph =
                |s: &usize| self.text.sentences[*s].paragraph == self.text.sentences[sentence].paragraph;
            sentence.checked_sub(1).filter(same_paragraph).and_then(|s| near(s, usize::MAX))
        };
        near(sentence, token).or_else(before).or(self.main_country())
    }

    /// The country word that ends just before token `at`, and where it begins: "Iraqi", "Iraq 's", "the U.S.".
    pub(super) fn nation_before(&self, sentence: usize, at: usize) -> Option<&Nation> {
        let tokens = self.tokens(sentence);
        let end = at.checked_sub(1)?;
        let end = if is_possessive(&tokens[end]) { end.checked_sub(1)? } else { end };
        self.nation_at(sentence, end).filter(|n| n.last == end)
    }

    /// The country word that a token belongs to.
    pub(super) fn nation_at(&self, sentence: usize, token: usize) -> Option<&Nation> {
        let at = (*self.nation_of[sentence].get(token)?)?;
        self.nations[sentence].get(at as usize)
    }
}

/// "'s"
pub(super) fn is_possessive(token: &Token) -> bool {
    matches!(token.lower.as_str(), "'s" | "'")
}

/// How a sentence is written. Capitals say nothing where nine letters in ten are capitals.
fn case(sentence: &str) -> Case {
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for c in sentence.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (upper, lower) {
        (0, _) => Case::Lower,
        (u, l) if u > 9 * l && u + l > 4 => Case::Upper,
        _ => Case::Mixed,
    }
}

/// Names and adjectives of countries among tokens, the longest first.
fn named(text: &Text<'_>, lexicon: &Lexicon, tokens: &[Token], case: Case) -> Vec<Nation> {
    let mut out = Vec::new();
    let mut at = 0;
    let is_word = |t: &Token| t.lower.chars().any(char::is_alphanumeric);
    while at < tokens.len() {
        // "Latin America" is not the United States.
        let continent = at > 0
            && tokens[at].lower.starts_with("america")
            && matches!(tokens[at - 1].lower.as_str(), "latin" | "south" | "north" | "central");
        // Nor is "New Jersey" an island, nor "Michael Jordan" a kingdom.
        let newer = at > 0 && tokens[at - 1].lower == "new";
        let name_of_person = |i: usize| tokens.get(i).is_some_and(|t| t.name == Name::Person);
        let person = name_of_person(at) && (at > 0 && name_of_person(at - 1) || name_of_person(at + 1));
        if continent || newer || person || !is_word(&tokens[at]) {
            at += 1;
            continue;
        }
        let longest = (1..=4.min(tokens.len() - at)).rev().find_map(|n| {
            let words = text.slice(tokens[at].start..tokens[at + n - 1].end);
            let capital = case != Case::Mixed || words.chars().next().is_some_and(char::is_uppercase);
            if !capital || !is_word(&tokens[at + n - 1]) || is_possessive(&tokens[at + n - 1]) {
                return None;
            }
            // "Iraqis" are of Iraq where the table has only "Iraqi".
            let singular = || words.strip_suffix(['s', 'S']).filter(|w| w.chars().count() > 3);
            let demonym = |w: &str| lexicon.countries.by_demonym(w);
            let adjective = || (n <= 2).then(|| demonym(words).or_else(|| singular().and_then(demonym))).flatten();
            let how = |h| move |c: &polybius_lexicon::Country| (n, c.code.clone(), h);
            // "US" and "IT" in capitals are words like any other.
            let short_word = case != Case::Mixed && words.chars().count() <= 2;
            let name = || (!short_word).then(|| lexicon.countries.by_name(words)).flatten();
            name().map(how(NationHow::Name)).or_else(|| adjective().map(how(NationHow::Adjective)))
        });
        match longest {
            Some((n, country, how)) => {
                out.push(Nation { first: at, last: at + n - 1, country, how });
                at += n;
            }
            None => at += 1,
        }
    }
    out
}

/// Leaves one reading where several overlap: a name or an adjective of a country before a place, unless the place finder has read
/// the name as a place elsewhere ("Georgia", the state).
fn settle(list: &mut Vec<Nation>) {
    list.sort_by_key(|n| (n.first, n.how == NationHow::Place));
    let mut out: Vec<Nation> = Vec::with_capacity(list.len());
    for nation in list.drain(..) {
        match out.last_mut().filter(|o| nation.first <= o.last) {
            Some(before) if before.how == NationHow::Name && before.country != nation.country => *before = nation,
            Some(_) => {}
            None => out.push(nation),
        }
    }
    *list = out;
}

fn index(nations: &[Nation], tokens: usize) -> Vec<Option<u32>> {
    let mut out = vec![None; tokens];
    for (i, nation) in nations.iter().enumerate() {
        let end = tokens.min(nation.last + 1);
        if let Some(cells) = out.get_mut(nation.first..end) {
            cells.fill(u32::try_from(i).ok());
        }
    }
    out
}
