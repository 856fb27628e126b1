//! Words that name an act only in the right company: "fired" at a convoy, "seized" a town, a person or a cache of arms.

mod armed;
mod crowd;
mod people;
mod sense;
mod territory;
mod things;
mod words;

use polybius_syntax::{Sentence, Token};

use super::tree;
use super::triggers::{Hit, Needs};
use super::view::View;

/// Whether the trigger counts where it stands.
pub(super) fn holds(hit: &Hit, view: &View<'_, '_>) -> bool {
    let c = Clause::new(hit, view);
    let Some(needs) = hit.entry.needs else { return sense::holds(&c) };
    match needs {
        Needs::Armed => armed::armed(&c),
        Needs::Force => armed::force(&c),
        Needs::Meeting => armed::meeting(&c),
        Needs::Feud => armed::feud(&c),
        Needs::Shots => armed::shots(&c),
        Needs::Target => armed::target(&c),
        Needs::Place | Needs::Territory => territory::place(&c, needs),
        Needs::Base => territory::base(&c),
        Needs::Ousting => territory::ousting(&c),
        Needs::Entry => territory::entry(&c),
        Needs::People => people::people(&c),
        Needs::Captive => people::captive(&c),
        Needs::Captor => people::captor(&c),
        Needs::Officer => people::officer(&c),
        Needs::Held => people::held(&c),
        Needs::Cause => crowd::cause(&c),
        Needs::Crowd => crowd::crowd(&c),
        Needs::Gas => crowd::gas(&c),
        Needs::Deal => words::has(&words::WORDS.deals, c.lemma(c.v)) && view.has_actor(),
        Needs::Projectile => things::projectile(&c),
        Needs::Grenade => things::grenade(&c),
        Needs::Blast => things::blast(&c),
        Needs::Explosive => things::explosive(&c),
        Needs::Device => things::device(&c),
        Needs::Munition => things::munition(&c),
        Needs::Property => things::property(&c),
        Needs::Dumped => people::dumped(&c),
    }
}

/// A trigger in its clause, with the questions that several conditions ask.
struct Clause<'v, 'a, 'd> {
    hit: &'v Hit,
    view: &'v View<'a, 'd>,
    s: &'a Sentence,
    /// The verb of the clause: the trigger itself where it is one.
    v: usize,
    passive: bool,
}

impl<'v, 'a, 'd> Clause<'v, 'a, 'd> {
    fn new(hit: &'v Hit, view: &'v View<'a, 'd>) -> Self {
        let s = view.syntax;
        let v = if hit.noun { tree::clause_verb(s, hit.token) } else { hit.token };
        Clause { hit, view, s, v, passive: tree::is_passive(s, v) }
    }

    fn token(&self, i: usize) -> &Token {
        &self.s.tokens[i]
    }

    fn lemma(&self, i: usize) -> &str {
        &self.s.tokens[i].lemma
    }

    fn lower(&self, i: usize) -> &str {
        &self.s.tokens[i].lower
    }

    fn subject(&self) -> Option<usize> {
        tree::subject(self.s, self.v)
    }

    fn passive_subject(&self) -> Option<usize> {
        self.subject().filter(|_| self.passive)
    }

    fn objects(&self) -> Vec<usize> {
        tree::objects(self.s, self.v)
    }

    /// Objects with the nouns before them: "tear gas canisters".
    fn object_words(&self) -> Vec<usize> {
        self.objects().into_iter().flat_map(|o| self.with_compounds(o)).collect()
    }

    fn with_compounds(&self, o: usize) -> Vec<usize> {
        self.s.children(o).filter(|&j| self.token(j).label == "compound").chain([o]).collect()
    }

    fn object_is(&self, list: &[String]) -> bool {
        self.object_words().iter().any(|&o| words::has(list, self.lemma(o)))
    }

    fn agents(&self) -> Vec<usize> {
        tree::passive_agents(self.s, self.v)
    }

    /// Who does what the verb says.
    fn doers(&self) -> Vec<usize> {
        if self.passive { self.agents() } else { self.subject().into_iter().collect() }
    }

    /// To whom or what the verb does it.
    fn patients(&self) -> Vec<usize> {
        if self.passive { self.subject().into_iter().collect() } else { self.objects() }
    }
}
