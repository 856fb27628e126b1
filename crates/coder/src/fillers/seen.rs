//! Everything in a text that might fill a part of some event, whoever the event's: what a judge of fillers chooses from.

use polybius_syntax::Name;

use super::find::{Finder, is_people};
use super::names::Names;
use super::{Filler, How, Part, phrase, things};
use crate::ActorHow;
use crate::story::Reading;

/// The names, people, organisations, things and weapons of a text, in text order within each part.
pub(super) fn seen(r: &Reading<'_, '_>, names: &Names<'_, '_>) -> Vec<Filler> {
    let mut finder = Finder { r, names, out: Vec::new(), id: String::new() };
    for n in 0..r.text.sentences.len() {
        finder.sweep(n);
    }
    for (a, m) in r.mentions.actors.iter().enumerate() {
        if matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force) {
            finder.actor(a, How::Seen);
        }
    }
    finder.out.sort_by_key(|f| (f.part, f.start));
    finder.out
}

impl Finder<'_, '_, '_> {
    fn sweep(&mut self, n: usize) {
        let s = self.syntax(n);
        for t in 0..s.tokens.len() {
            if !s.tokens[t].tag.starts_with('N') {
                continue;
            }
            let run = self.names.run(n, t);
            if let Some((_, last)) = run {
                if last == t && s.tokens[t].name == Name::Person {
                    self.push(Part::Named, n, (run.map_or(t, |r| r.0), t), (t, t), "named", How::Seen);
                }
                continue;
            }
            if let Some(kind) = things::kind(s, t) {
                self.push(Part::Thing, n, phrase::noun(s, t), phrase::with_of(s, t), kind, How::Seen);
            }
            if is_people(s, t) {
                self.id.clear();
                self.push(Part::Doer, n, phrase::noun(s, t), phrase::with_of(s, t), "", How::Seen);
            }
        }
        self.weapons_in(n, true);
    }
}
