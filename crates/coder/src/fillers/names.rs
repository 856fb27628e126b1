//! Names of people in a text where case may tell nothing: stretches of name words, and the fullest form of each.

use std::collections::HashSet;

use polybius_syntax::{Name, Sentence};

use super::phrase::Span;
use crate::{ActorHow, Mentions, Text};

/// Words that stand before a name and are no part of it.
const TITLES: &[&str] = &[
    "ambassador",
    "archbishop",
    "attorney",
    "bishop",
    "brother",
    "candidate",
    "capt",
    "captain",
    "cardinal",
    "col",
    "colonel",
    "commander",
    "congressman",
    "congresswoman",
    "councilman",
    "deputy",
    "director",
    "doctor",
    "don",
    "dr",
    "driver",
    "engineer",
    "father",
    "former",
    "fr",
    "friar",
    "gen",
    "general",
    "governor",
    "inspector",
    "jesuit",
    "journalist",
    "judge",
    "lawyer",
    "leader",
    "lieutenant",
    "lt",
    "magistrate",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "monsignor",
    "mr",
    "mrs",
    "ms",
    "msgr",
    "nun",
    "officer",
    "pastor",
    "policeman",
    "pope",
    "president",
    "priest",
    "private",
    "professor",
    "rector",
    "rep",
    "representative",
    "retired",
    "reverend",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sister",
    "soldier",
    "spokesman",
    "student",
    "vice",
    "businessman",
    "doctor",
    "lady",
    "citizen",
    "citizens",
    "comrade",
    "monsigno",
    "corporal",
    "cpl",
    "detective",
    "agent",
    "prosecutor",
    "secretary",
    "1st",
    "2d",
    "second",
    "first",
    "brigadier",
    "division",
    "admiral",
];

/// The names of one text.
pub(super) struct Names<'a, 'd> {
    text: &'a Text<'d>,
    mentions: &'a Mentions,
    /// Names of two words and more, in text order: their words, in small letters, and as written.
    full: Vec<(Vec<String>, String)>,
    /// Words of stretches that the tagger takes for full names of people.
    words: HashSet<String>,
    /// What people are, as far as the text says it beside a full name: ("judge", index of the name).
    roles: Vec<(String, usize)>,
}

impl<'a, 'd> Names<'a, 'd> {
    pub(super) fn of(text: &'a Text<'d>, mentions: &'a Mentions) -> Self {
        let mut names = Names { text, mentions, full: Vec::new(), words: tagged(text), roles: Vec::new() };
        for (n, sentence) in text.sentences.iter().enumerate() {
            let s = &sentence.syntax;
            let mut i = 0;
            while i < s.tokens.len() {
                match names.run(n, i) {
                    Some((first, last)) if s.tokens[i].name == Name::Person => {
                        let words: Vec<String> = s.tokens[first..=last].iter().map(|t| t.lower.clone()).collect();
                        if words.len() > 1 && words.len() < 7 && !names.full.iter().any(|(w, _)| *w == words) {
                            let written = text.slice(s.tokens[first].start..s.tokens[last].end);
                            let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
                            names.full.push((words.clone(), written));
                        }
                        if let Some(name) = names.full.iter().position(|(w, _)| *w == words) {
                            for role in roles(s, first, last) {
                                if !names.roles.contains(&(role.clone(), name)) {
                                    names.roles.push((role, name));
                                }
                            }
                        }
                        i = last.max(i) + 1;
                    }
                    _ => i += 1,
                }
            }
        }
        names
    }

    /// The stretch of a person's name around a token, titles left out; `None` where the token is no such name.
    pub(super) fn run(&self, sentence: usize, token: usize) -> Option<Span> {
        let s = &self.text.sentences[sentence].syntax;
        if !self.is_name(sentence, token) {
            return None;
        }
        let (mut first, mut last) = (token, token);
        while first > 0 && self.is_name(sentence, first - 1) {
            first -= 1;
        }
        while last + 1 < s.tokens.len() && self.is_name(sentence, last + 1) {
            last += 1;
        }
        // A single word is a name only where the tagger says so, or where it is part of a fuller one.
        let sure = first < last || s.tokens[token].name == Name::Person || self.known(&s.tokens[token].lower);
        // "the Juan Example battalion" is no person.
        let names_a_thing = s.tokens.get(last + 1).is_some_and(|t| {
            t.tag.starts_with("NN") && s.tokens[last].head == last + 1 && t.name != Name::None && t.name != Name::Person
        }) || s.tokens.get(last + 1).is_some_and(|t| UNITS.contains(&t.lower.as_str()));
        (sure && !names_a_thing).then_some((first, last))
    }

    /// The fullest form of a name that the text gives.
    pub(super) fn fullest(&self, words: &[String]) -> Option<String> {
        let last = words.last()?;
        let fits = |full: &[String]| {
            full.len() > words.len()
                && if words.len() == 1 { full.contains(last) } else { words.iter().all(|w| full.contains(w)) }
        };
        let best = self.full.iter().filter(|(w, _)| fits(w)).max_by(|a, b| a.0.len().cmp(&b.0.len()));
        best.map(|(_, written)| written.clone())
    }

    /// The name of "the judge", where one judge is named.
    pub(super) fn of_role(&self, lemma: &str) -> Option<String> {
        let mut found: Vec<usize> =
            self.roles.iter().filter(|(role, _)| role == lemma).map(|(_, name)| *name).collect();
        found.dedup_by(|a, b| self.full[*a].0.last() == self.full[*b].0.last());
        match found[..] {
            [one] => Some(self.full[one].1.clone()),
            _ => None,
        }
    }

    fn known(&self, word: &str) -> bool {
        self.full.iter().any(|(w, _)| w.iter().any(|x| x == word))
    }

    fn is_name(&self, sentence: usize, i: usize) -> bool {
        let t = &self.text.sentences[sentence].syntax.tokens[i];
        let lower = t.lower.trim_end_matches('.');
        if TITLES.contains(&lower) || !t.lower.chars().next().is_some_and(char::is_alphabetic) || UNITS.contains(&lower)
        {
            return matches!(lower, "de" | "del" | "la");
        }
        if t.lower == "'s" {
            return false;
        }
        if t.name == Name::Person {
            return true;
        }
        let part = matches!(t.lower.as_str(), "de" | "del" | "la" | "los" | "y") && t.tag.starts_with('N');
        let free = matches!(t.name, Name::None | Name::Other) && t.tag.starts_with("NNP");
        let known = t.tag.starts_with("NNP") && self.words.contains(&t.lower);
        known || ((free || part) && !self.taken(sentence, i))
    }

    /// Part of the name of an organisation or a place.
    fn taken(&self, sentence: usize, i: usize) -> bool {
        let from = self.mentions.actors.partition_point(|m| m.spot.sentence < sentence);
        let actor = self.mentions.actors[from..]
            .iter()
            .take_while(|m| m.spot.sentence == sentence)
            .any(|m| m.spot.covers(sentence, i) && !matches!(m.how, ActorHow::Person | ActorHow::People));
        let from = self.mentions.places.partition_point(|m| m.spot.sentence < sentence);
        actor
            || self.mentions.places[from..]
                .iter()
                .take_while(|m| m.spot.sentence == sentence)
                .any(|m| m.spot.covers(sentence, i))
    }
}

/// Military units and the like bear names of people.
const UNITS: &[&str] = &[
    "airport",
    "avenue",
    "barracks",
    "battalion",
    "brigade",
    "bridge",
    "cell",
    "column",
    "command",
    "commando",
    "farm",
    "foundation",
    "front",
    "hospital",
    "hotel",
    "neighborhood",
    "park",
    "regiment",
    "school",
    "square",
    "stadium",
    "street",
    "university",
    "movement",
    "organization",
    "group",
    "department",
    "province",
    "party",
    "embassy",
    "radio",
    "agency",
    "church",
];

/// Words of the tagger's full names. A word that it takes for a place or an organisation as often is none.
fn tagged(text: &Text<'_>) -> HashSet<String> {
    let mut out = HashSet::new();
    for sentence in &text.sentences {
        let tokens = &sentence.syntax.tokens;
        for (i, pair) in tokens.windows(2).enumerate() {
            let both = pair.iter().all(|t| t.name == Name::Person);
            if both {
                for t in &tokens[i..=i + 1] {
                    let lower = t.lower.trim_end_matches('.');
                    if lower.len() > 3 && !TITLES.contains(&lower) && !UNITS.contains(&lower) {
                        out.insert(t.lower.clone());
                    }
                }
            }
        }
    }
    out
}

/// What a name's neighbours say that its bearer is: "judge Ana Example", "Ana Example, mayor of".
fn roles(s: &Sentence, first: usize, last: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for t in s.tokens[first.saturating_sub(3)..first].iter().rev() {
        if !TITLES.contains(&t.lower.trim_end_matches('.')) {
            break;
        }
        out.push(t.lemma.clone());
    }
    let beside = s
        .children(last)
        .filter(|&c| s.tokens[c].label == "appos")
        .chain(Some(s.tokens[last].head).filter(|&h| h != last && s.tokens[last].label == "appos"));
    out.extend(beside.filter(|&c| matches!(s.tokens[c].tag, "NN" | "NNP")).map(|c| s.tokens[c].lemma.clone()));
    out
}
