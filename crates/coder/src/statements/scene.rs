use std::ops::Range;

use polybius_lexicon::Lexicon;
use polybius_records::{ActorType, DateSpan, Place, PlacePrecision};
use polybius_syntax::{Name, Sentence};

use super::vocabulary::{has, words};
use crate::frames::tree;
use crate::{ActorHow, ActorMention, Mentions, PlaceMention, Text, TimeMention};

/// What a statement is read from: the text, its mentions, and one sentence of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a, 'd> {
    pub(super) text: &'a Text<'d>,
    pub(super) mentions: &'a Mentions,
    pub(super) lexicon: &'a Lexicon,
    /// Index of the sentence.
    pub(super) n: usize,
    /// The sentence.
    pub(super) s: &'a Sentence,
}

/// An organisation that a word means, and where the text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Canonical name.
    pub(super) name: String,
    /// The words that name it, in bytes.
    pub(super) range: Range<usize>,
}

impl<'a, 'd> Scene<'a, 'd> {
    pub(super) fn lemma(&self, i: usize) -> &'a str {
        self.s.tokens.get(i).map_or("", |t| t.lemma.as_str())
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        self.s.tokens.get(i).map_or("", |t| t.lower.as_str())
    }

    pub(super) fn label(&self, i: usize) -> &'static str {
        self.s.tokens.get(i).map_or("", |t| t.label)
    }

    pub(super) fn len(&self) -> usize {
        self.s.tokens.len()
    }

    /// The sentence's bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.text.sentence_range(self.n)
    }

    /// The text's words of tokens `first..=last`.
    pub(super) fn words(&self, first: usize, last: usize) -> &'d str {
        self.text.slice(self.s.tokens[first].start..self.s.tokens[last].end)
    }

    /// Actor mentions of this sentence.
    pub(super) fn actors(&self) -> &'a [ActorMention] {
        slice_of(&self.mentions.actors, self.n, |m| m.spot.sentence)
    }

    /// Places of this sentence.
    pub(super) fn places(&self) -> &'a [PlaceMention] {
        slice_of(&self.mentions.places, self.n, |m| m.spot.sentence)
    }

    /// Time expressions of this sentence.
    pub(super) fn times(&self) -> &'a [TimeMention] {
        slice_of(&self.mentions.times, self.n, |m| m.spot.sentence)
    }

    /// The actor mention at a token.
    pub(super) fn actor_at(&self, token: usize) -> Option<&'a ActorMention> {
        self.actors().iter().find(|m| m.spot.covers(self.n, token))
    }

    /// The organisation or state named at a token.
    pub(super) fn organisation_at(&self, token: usize) -> Option<Named> {
        self.actor_at(token).filter(|m| is_organisation(m)).map(named)
    }

    /// The organisation that the noun phrase of `token` means: the name itself, "known as X", an apposition, the name inside
    /// ("IS fighters", "members of IS"), or what a stand-in ("the group", "it") points back to.
    pub(super) fn organisation(&self, token: usize) -> Option<Named> {
        self.organisation_at(token)
            .or_else(|| self.known_as(token))
            .or_else(|| self.inside(token))
            .or_else(|| self.stands_for(token))
    }

    /// "the faction, often referred to as X", "a group called X": X.
    pub(super) fn known_as(&self, token: usize) -> Option<Named> {
        let verb =
            |i: usize| matches!(self.lemma(i), "know" | "call" | "name" | "dub" | "refer" | "term" | "label" | "style");
        let mut appos = self.s.children(token).filter(|&j| self.label(j) == "appos");
        if let Some(found) = appos.find_map(|j| self.organisation_at(j)) {
            return Some(found);
        }
        let verbs: Vec<usize> = (token + 1..self.len().min(token + 14))
            .filter(|&i| {
                verb(i)
                    && self.s.is_under(i, token)
                    && !matches!(self.lower(i.saturating_sub(1)), "formerly" | "previously" | "once")
            })
            .collect();
        let v = *verbs.first()?;
        (v + 1..self.len().min(v + 5)).find_map(|i| self.organisation_at(i))
    }

    fn inside(&self, token: usize) -> Option<Named> {
        let inner =
            |labels: &'static [&'static str]| self.s.children(token).filter(move |&j| labels.contains(&self.label(j)));
        inner(&["compound", "poss", "amod", "nmod", "punct"]).find_map(|j| self.organisation_at(j)).or_else(|| {
            tree::prep_objects(self.s, token, &["of", "from", "for", "within"])
                .into_iter()
                .find_map(|j| self.organisation_at(j))
        })
    }

    /// What "the group", "it", "which" points back to.
    pub(super) fn stands_for(&self, token: usize) -> Option<Named> {
        let word = self.lemma(token);
        let lower = self.lower(token);
        let stands = has(&words().relation.stand_ins, lower) || has(&words().relation.stand_ins, word);
        // "helped it regain": the object of another verb.
        if matches!(lower, "it" | "they") && token > 0 && self.s.tokens[token - 1].tag.starts_with('V') {
            return None;
        }
        let definite = matches!(lower, "it" | "they" | "its" | "their" | "which" | "that" | "who")
            || self.s.children(token).any(|j| matches!(self.lower(j), "the" | "this" | "that"));
        (stands && definite).then(|| self.topic(token)).flatten()
    }

    /// The organisation that the text speaks of before `token`: of the nearest sentence that names one, its subject, else the
    /// last one named.
    pub(super) fn topic(&self, token: usize) -> Option<Named> {
        let before = self.s.tokens[token].start;
        for n in (self.n.saturating_sub(3)..=self.n).rev() {
            let scene = Scene { n, s: &self.text.sentences[n].syntax, ..*self };
            let candidates: Vec<&ActorMention> = scene
                .actors()
                .iter()
                .filter(|m| {
                    m.spot.start < before
                        && matches!(m.how, ActorHow::Named | ActorHow::Unknown)
                        && is_armed_or_party(m.kind)
                })
                .collect();
            let subject = |m: &&&ActorMention| {
                let label = scene.label(m.spot.head);
                matches!(label, "nsubj" | "nsubjpass" | "ROOT" | "poss")
                    || matches!(label, "compound" | "appos")
                        && matches!(scene.label(scene.s.tokens[m.spot.head].head), "nsubj" | "nsubjpass")
            };
            // Inside its own sentence a stand-in takes the nearest subject, else the first name; in another the first subject, else
            // the last name.
            let found = if n == self.n {
                candidates.iter().rev().find(subject).or(candidates.first())
            } else {
                candidates.iter().find(subject).or(candidates.last())
            };
            if let Some(m) = found {
                return Some(named(m));
            }
        }
        None
    }

    /// A country, from its code.
    pub(super) fn country(&self, code: &str) -> Option<Place> {
        let country = self.lexicon.countries.by_code(code)?;
        Some(Place {
            name: country.name.clone(),
            country: Some(code.to_owned()),
            admin1: None,
            admin2: None,
            latitude: None,
            longitude: None,
            precision: PlacePrecision::Country,
            geonameid: None,
        })
    }

    /// The country that the word at `i` names: a name, a demonym, an actor of a state.
    pub(super) fn country_at(&self, i: usize) -> Option<String> {
        let t = self.s.tokens.get(i)?;
        let written = self.text.slice(t.start..t.end);
        if !written.starts_with(char::is_uppercase) {
            return None;
        }
        let countries = &self.lexicon.countries;
        let of_state = |m: &&ActorMention| matches!(m.how, ActorHow::Country | ActorHow::Force);
        let actor = self.actor_at(i).filter(of_state).and_then(|m| m.country.clone());
        actor
            .or_else(|| countries.by_demonym(written).or_else(|| countries.by_name(written)).map(|c| c.code.clone()))
            .or_else(|| {
                let place = self.places().iter().find(|m| m.spot.covers(self.n, i))?;
                (place.place.precision == PlacePrecision::Country).then(|| place.place.country.clone()).flatten()
            })
    }

    /// Codes of countries that the words under `token` name: names, demonyms, actors of a state, places.
    pub(super) fn country_codes(&self, token: usize) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut add = |code: &str| {
            if !code.is_empty() && !out.iter().any(|c| c == code) {
                out.push(code.to_owned());
            }
        };
        for i in (0..self.len()).filter(|&i| self.s.is_under(i, token)) {
            let t = &self.s.tokens[i];
            let written = self.text.slice(t.start..t.end);
            if !written.starts_with(char::is_uppercase) {
                continue;
            }
            if let Some(m) = self.actor_at(i)
                && matches!(m.how, ActorHow::Country | ActorHow::Force)
            {
                add(m.country.as_deref().unwrap_or_default());
            }
            let country =
                self.lexicon.countries.by_demonym(written).or_else(|| self.lexicon.countries.by_name(written));
            if let Some(country) = country {
                add(&country.code);
            } else if t.name == Name::Gpe
                && let Some(m) = self.places().iter().find(|m| m.spot.covers(self.n, i))
            {
                add(m.place.country.as_deref().unwrap_or_default());
            }
        }
        out
    }

    /// The days of the time expressions of the clause under `token`; of several joined by "or", all.
    pub(super) fn date_under(&self, token: usize) -> Option<DateSpan> {
        let under = |m: &&TimeMention| self.s.is_under(m.spot.head, token);
        let spans: Vec<&TimeMention> = self.times().iter().filter(under).filter(|m| m.span.is_some()).collect();
        let first = *spans.first()?;
        let mut span = first.span?;
        for next in &spans[1..] {
            let joined = next.spot.first <= first.spot.last + 3
                && (first.spot.last + 1..next.spot.first).any(|i| matches!(self.lower(i), "or" | "and" | "to"));
            if let (true, Some(other)) = (joined, next.span) {
                span = DateSpan::new(span.start.min(other.start), span.end.max(other.end));
            }
        }
        Some(span)
    }

    /// Whether the sentence is about disease or weather.
    pub(super) fn is_natural(&self) -> bool {
        (0..self.len()).any(|i| has(&words().alert.other, self.lemma(i)))
    }

    /// Whether the verb is said as a fact.
    pub(super) fn is_fact(&self, verb: usize) -> bool {
        let refused = |v: usize| {
            self.s.children(v).any(|j| {
                let t = &self.s.tokens[j];
                t.label == "neg"
                    || t.label == "aux"
                        && matches!(
                            t.lower.as_str(),
                            "could" | "may" | "might" | "would" | "will" | "should" | "'ll" | "can" | "must"
                        )
                    || t.label == "mark" && matches!(t.lower.as_str(), "if" | "whether" | "unless")
            })
        };
        let head = self.s.tokens[verb].head;
        let wanted = self.label(verb) == "xcomp"
            && matches!(
                self.lemma(head),
                "want"
                    | "try"
                    | "seek"
                    | "hope"
                    | "plan"
                    | "vow"
                    | "threaten"
                    | "aim"
                    | "attempt"
                    | "fail"
                    | "refuse"
                    | "urge"
                    | "intend"
                    | "ask"
                    | "call"
            );
        let purpose = self.label(verb) == "advcl"
            && self.s.children(verb).any(|j| self.lower(j) == "to" && self.label(j) == "aux");
        !(refused(verb) || wanted || purpose || (matches!(self.label(verb), "conj" | "xcomp") && refused(head)))
    }
}

fn slice_of<T>(all: &[T], n: usize, sentence: impl Fn(&T) -> usize) -> &[T] {
    let from = all.partition_point(|m| sentence(m) < n);
    let to = all.partition_point(|m| sentence(m) <= n);
    &all[from..to]
}

fn named(m: &ActorMention) -> Named {
    Named { name: m.name.clone(), range: m.spot.start..m.spot.end }
}

/// Organisations and states; people in a role and persons are none.
pub(super) fn is_organisation(m: &ActorMention) -> bool {
    matches!(m.how, ActorHow::Named | ActorHow::Force | ActorHow::Unknown | ActorHow::Country)
}

/// Organisations that a text about political violence calls "the group".
pub(super) fn is_armed_or_party(kind: ActorType) -> bool {
    matches!(
        kind,
        ActorType::RebelGroup
            | ActorType::PoliticalMilitia
            | ActorType::IdentityMilitia
            | ActorType::Criminal
            | ActorType::Party
            | ActorType::Organisation
    )
}
