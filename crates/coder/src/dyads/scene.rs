//! One sentence with its mentions, and what the reader of dyads asks of its tokens.

use polybius_lexicon::Lexicon;
use polybius_syntax::{Name, Sentence, Token};

use super::nations::{self, Nation};
use super::vocabulary::{Condition, Pattern, Vocabulary};
use crate::frames::tree;
use crate::{ActorMention, Mentions, PlaceMention, Text};

/// Nouns that only count or gather what their "of" phrase names: "a group of diplomats", "a series of raids".
const GATHERING: [&str; 42] = [
    "group",
    "series",
    "thousand",
    "hundred",
    "dozen",
    "ten",
    "score",
    "number",
    "round",
    "wave",
    "string",
    "spate",
    "set",
    "handful",
    "majority",
    "couple",
    "pair",
    "million",
    "lot",
    "member",
    "crowd",
    "part",
    "some",
    "many",
    "most",
    "all",
    "both",
    "kind",
    "form",
    "act",
    "team",
    "bulk",
    "several",
    "one",
    "two",
    "three",
    "any",
    "none",
    "half",
    "band",
    "representative",
    "campaign",
];

pub(super) struct Scene<'a, 'd> {
    pub text: &'a Text<'d>,
    pub sentence: usize,
    pub syntax: &'a Sentence,
    pub lexicon: &'a Lexicon,
    pub words: &'static Vocabulary,
    pub nations: Vec<Nation>,
    kids: Vec<Vec<usize>>,
    actor_of: Vec<Option<&'a ActorMention>>,
    place_of: Vec<Option<&'a PlaceMention>>,
}

impl<'a, 'd> Scene<'a, 'd> {
    pub(super) fn new(text: &'a Text<'d>, sentence: usize, mentions: &'a Mentions, lexicon: &'a Lexicon) -> Self {
        let syntax = &text.sentences[sentence].syntax;
        let n = syntax.tokens.len();
        let mut kids = vec![Vec::new(); n];
        for (i, t) in syntax.tokens.iter().enumerate() {
            if t.head != i {
                kids[t.head].push(i);
            }
        }
        let mut actor_of = vec![None; n];
        let from = mentions.actors.partition_point(|m| m.spot.sentence < sentence);
        for m in mentions.actors[from..].iter().take_while(|m| m.spot.sentence == sentence) {
            actor_of[m.spot.first..=m.spot.last].fill(Some(m));
        }
        let mut place_of = vec![None; n];
        let from = mentions.places.partition_point(|m| m.spot.sentence < sentence);
        for m in mentions.places[from..].iter().take_while(|m| m.spot.sentence == sentence) {
            place_of[m.spot.first..=m.spot.last].fill(Some(m));
        }
        let nations = nations::named(text, lexicon, &syntax.tokens);
        Scene { text, sentence, syntax, lexicon, words: Vocabulary::embedded(), nations, kids, actor_of, place_of }
    }

    pub(super) fn tokens(&self) -> &'a [Token] {
        &self.syntax.tokens
    }

    pub(super) fn token(&self, i: usize) -> &'a Token {
        &self.syntax.tokens[i]
    }

    pub(super) fn lemma(&self, i: usize) -> &'a str {
        &self.syntax.tokens[i].lemma
    }

    pub(super) fn kids(&self, i: usize) -> &[usize] {
        &self.kids[i]
    }

    pub(super) fn kid(&self, i: usize, labels: &[&str]) -> Option<usize> {
        self.kids[i].iter().copied().find(|&j| labels.contains(&self.token(j).label))
    }

    pub(super) fn actor_at(&self, i: usize) -> Option<&'a ActorMention> {
        self.actor_of[i]
    }

    pub(super) fn place_at(&self, i: usize) -> Option<&'a PlaceMention> {
        self.place_of[i]
    }

    pub(super) fn nation_at(&self, i: usize) -> Option<&Nation> {
        self.nations.iter().find(|n| (n.first..=n.last).contains(&i))
    }

    pub(super) fn is_noun(&self, i: usize) -> bool {
        self.token(i).tag.starts_with("NN")
            || matches!(self.token(i).tag, "CD" | "DT" | "JJ" | "PDT" | "VBG" | "PRP" | "JJR" | "JJS" | "FW")
    }

    pub(super) fn is_verb(&self, i: usize) -> bool {
        tree::is_verb(self.syntax, i)
    }

    /// The objects of the prepositions of that form below a token.
    pub(super) fn prep_objects(&self, i: usize, prepositions: &[&str]) -> Vec<usize> {
        let mut out = Vec::new();
        for &p in &self.kids[i] {
            if matches!(self.token(p).label, "prep" | "agent" | "dative" | "prt" | "advmod")
                && (prepositions.is_empty() || prepositions.contains(&self.token(p).lower.as_str()))
            {
                out.extend(self.kids[p].iter().copied().filter(|&j| self.token(j).label == "pobj"));
                for &q in self.kids[p].iter().filter(|&&q| self.token(q).label == "prep") {
                    out.extend(self.kids[q].iter().copied().filter(|&j| self.token(j).label == "pobj"));
                }
            }
        }
        out
    }

    /// What a noun is about: the noun itself, or what it only gathers.
    pub(super) fn content(&self, mut i: usize) -> usize {
        for _ in 0..3 {
            if !GATHERING.contains(&self.lemma(i)) && self.token(i).tag != "CD" {
                break;
            }
            match self.prep_objects(i, &["of"]).first() {
                Some(&below) => i = below,
                None => break,
            }
        }
        i
    }

    /// Whether the lemma or the word of a token fits.
    pub(super) fn reads(&self, i: usize, word: &str) -> bool {
        self.token(i).lemma == word || self.token(i).lower == word
    }

    /// Words that modify a noun, and its "of" phrase.
    pub(super) fn related(&self, i: usize) -> Vec<usize> {
        let modifies = |j: &usize| matches!(self.token(*j).label, "compound" | "amod" | "nmod" | "nummod");
        let mut out: Vec<usize> = self.kids[i].iter().copied().filter(modifies).collect();
        for at in 0..out.len() {
            out.extend(self.kids[out[at]].iter().copied().filter(modifies));
        }
        out.extend(self.prep_objects(i, &["of"]));
        out
    }

    /// Objects of a verb, subjects of its passive and objects of the prepositions named; joined nouns included.
    pub(super) fn objects(&self, v: usize, prepositions: &[&str]) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for &j in &self.kids[v] {
            let passive = self.token(j).label == "nsubjpass";
            if passive || matches!(self.token(j).label, "dobj" | "dative" | "attr" | "oprd") {
                out.extend(tree::with_conjuncts(self.syntax, j));
            }
        }
        if !prepositions.is_empty() {
            for j in self.prep_objects(v, prepositions) {
                out.extend(tree::with_conjuncts(self.syntax, j));
            }
        }
        // "allowed inspectors to enter": who is let do it is the object.
        for &c in &self.kids[v] {
            if self.token(c).label == "ccomp" && self.kids[c].iter().any(|&k| self.token(k).tag == "TO") {
                out.extend(self.kids[c].iter().copied().filter(|&k| self.token(k).label == "nsubj" && k > v));
            }
        }
        // "the sanctions imposed on": what a participle stands under is its object.
        if matches!(self.token(v).label, "acl" | "relcl")
            && tree::is_passive(self.syntax, v)
            && self.token(v).tag == "VBN"
        {
            out.push(self.token(v).head);
        }
        out
    }

    /// Whether everything that a pattern asks for stands with verb `v`.
    pub(super) fn fits<T>(&self, v: usize, pattern: &Pattern<T>) -> bool {
        let prepositions: Vec<&str> = pattern
            .conditions
            .iter()
            .filter_map(|c| if let Condition::Word(w) = c { Some(w.as_str()) } else { None })
            .collect();
        let objects = self.objects(v, &prepositions);
        let is_among = |set: &std::collections::HashSet<String>, j: usize| {
            set.contains(self.lemma(j)) || set.contains(&self.token(j).lower)
        };
        let object =
            |test: &dyn Fn(usize) -> bool| objects.iter().any(|&o| test(o) || self.related(o).into_iter().any(test));
        pattern.conditions.iter().all(|condition| match condition {
            Condition::Word(word) => {
                // "on" of "on Wednesday" is no part of the verb.
                let temporal = |j: usize| {
                    self.kids[j].iter().any(|&k| self.token(k).label == "pobj" && self.token(k).name == Name::Date)
                };
                let below = |j: &usize| {
                    self.token(*j).lower == *word && !matches!(self.token(*j).label, "nsubj" | "dobj") && !temporal(*j)
                };
                self.kids[v].iter().any(below)
                    || self.tokens().get(v + 1).is_some_and(|t| t.lower == *word && !temporal(v + 1))
                    || objects.iter().any(|&o| self.related(o).iter().any(|&j| self.reads(j, word)))
                    || self.kids[v].iter().any(|&p| {
                        let nested = |q: &usize| self.token(*q).label == "prep" && self.token(*q).lower == *word;
                        matches!(self.token(p).label, "prt" | "prep" | "advmod" | "dobj" | "nsubjpass" | "attr")
                            && self.token(p).lower != "according"
                            && (word != "of" || self.token(p).label != "dobj")
                            && self.kids[p].iter().any(nested)
                    })
            }
            Condition::Object(noun) => object(&|j| self.reads(j, noun)),
            Condition::Class(class) => self.words.classes.get(class).is_some_and(|set| object(&|j| is_among(set, j))),
            Condition::Around(class) => self
                .words
                .classes
                .get(class)
                .is_some_and(|set| (0..self.tokens().len()).any(|j| is_among(set, j) && self.syntax.is_under(j, v))),
            Condition::Actor => self.objects(v, &[]).iter().any(|&o| self.party(o).is_some()),
            Condition::AnyObject => !objects.is_empty(),
            Condition::Clause => self.kid(v, &["ccomp"]).is_some(),
        })
    }

    /// The best pattern of a list for verb `v`, with its number of conditions.
    pub(super) fn best<'p, T>(&self, v: usize, list: Option<&'p Vec<Pattern<T>>>) -> Option<(usize, &'p T)> {
        list?.iter().find(|p| self.fits(v, p)).map(|p| (p.conditions.len(), &p.meaning))
    }

    /// A noun and those joined to it. Names of countries in a row are a list, whatever the tree says.
    pub(super) fn joined(&self, i: usize) -> Vec<usize> {
        let mut out = tree::with_conjuncts(self.syntax, i);
        let mut at = 0;
        while at < out.len() && out.len() < 16 {
            let country = self.nation_at(out[at]).map(|n| &n.country);
            for &j in self.kids(out[at]) {
                let listed = self.token(j).label == "appos"
                    && country.is_some()
                    && self.nation_at(j).is_some_and(|n| !n.adjective && Some(&n.country) != country);
                if listed {
                    out.extend(
                        tree::with_conjuncts(self.syntax, j)
                            .into_iter()
                            .filter(|k| !out.contains(k))
                            .collect::<Vec<_>>(),
                    );
                }
            }
            at += 1;
        }
        out
    }

    /// The code of the act that a noun names.
    pub(super) fn noun_code(&self, i: usize) -> Option<&'static str> {
        let related = self.related(i);
        let list =
            self.words.nouns.acts.get(self.lemma(i)).or_else(|| self.words.nouns.acts.get(&self.token(i).lower))?;
        list.iter()
            .find(|(before, _)| before.iter().all(|w| related.iter().any(|&j| self.reads(j, w))))
            .map(|(_, c)| c.as_str())
    }

    /// The noun below `i` that names an act, and its code: `i`, what it gathers, or a noun that it is joined to.
    pub(super) fn act_noun(&self, i: usize) -> Option<(usize, &'static str)> {
        let content = self.content(i);
        tree::with_conjuncts(self.syntax, content).into_iter().find_map(|j| Some((j, self.noun_code(j)?)))
    }

    /// Number of arcs from a token to the root.
    pub(super) fn depth(&self, mut i: usize) -> usize {
        let mut n = 0;
        while self.token(i).head != i && n <= self.tokens().len() {
            i = self.token(i).head;
            n += 1;
        }
        n
    }
}
