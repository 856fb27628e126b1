//! Doers that no word of the act names: armed people and organisations in the same sentence or the next to it, and the organisation
//! that "the guerrillas" of a story belong to.

use polybius_records::ActorType;

use super::find::{Finder, kind_word};
use super::{How, Part, phrase};
use crate::story::incident::Incident;
use crate::{ActorHow, ActorMention};

/// Kinds of actors that use force.
fn armed(m: &ActorMention) -> bool {
    use ActorType as T;
    matches!(
        m.kind,
        T::RebelGroup
            | T::PoliticalMilitia
            | T::IdentityMilitia
            | T::Criminal
            | T::Unidentified
            | T::Military
            | T::Police
    )
}

fn irregular(m: &ActorMention) -> bool {
    use ActorType as T;
    matches!(m.kind, T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal)
}

impl Finder<'_, '_, '_> {
    /// Adds armed actors of the event's own sentences that are not among those it hit (`beside`), then those of the sentences next to
    /// them in the same paragraph (`nearby`).
    pub(super) fn suspects(&mut self, incident: &Incident) {
        let mut hit: Vec<usize> = Vec::new();
        let mut own: Vec<usize> = Vec::new();
        for g in &incident.groups {
            own.push(g.sentence);
            for f in g.frames(self.r) {
                hit.extend(&f.patients);
            }
        }
        let hit: Vec<&str> = hit.iter().map(|&a| self.r.mentions.actors[a].id.as_str()).collect();
        let all: Vec<usize> = (0..self.r.mentions.actors.len())
            .filter(|&a| {
                let m = &self.r.mentions.actors[a];
                armed(m) && m.how != ActorHow::Country && m.how != ActorHow::Person && !hit.contains(&m.id.as_str())
            })
            .collect();
        for &a in &all {
            if own.contains(&self.r.mentions.actors[a].spot.sentence) {
                self.actor(a, How::Beside);
            }
        }
        for &a in &all {
            let n = self.r.mentions.actors[a].spot.sentence;
            let paragraph = self.r.text.sentences[n].paragraph;
            let near = own.iter().any(|&o| o.abs_diff(n) <= 1 && self.r.text.sentences[o].paragraph == paragraph);
            if near && !own.contains(&n) {
                self.actor(a, How::Nearby);
            }
        }
    }

    /// The organisation of the people who did it, where the text names one of their kind elsewhere: the last before, else the first after.
    pub(super) fn behind(&mut self, incident: &Incident) {
        let from = incident.first_sentence();
        let named = |m: &&ActorMention| matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force);
        let has =
            |part: Part, kinds: &[&str]| self.out.iter().any(|o| o.part == part && kinds.contains(&o.kind.as_str()));
        let wanted: Option<fn(&ActorMention) -> bool> =
            if has(Part::Doer, &["rebel_group", "political_militia", "criminal"]) {
                Some(irregular)
            } else if has(Part::Doer, &["military"]) {
                Some(|m| m.kind == ActorType::Military)
            } else {
                None
            };
        let Some(wanted) = wanted else { return };
        let actors = &self.r.mentions.actors;
        let fits = |m: &&ActorMention| named(m) && wanted(m);
        let found =
            actors.iter().rfind(|m| m.spot.sentence <= from && fits(m)).or_else(|| actors.iter().find(|m| fits(m)));
        let Some(m) = found.cloned() else { return };
        self.id.clone_from(&m.id);
        let s = self.syntax(m.spot.sentence);
        let span = phrase::name(s, m.spot.first, m.spot.last);
        self.push(Part::Organisation, m.spot.sentence, span, span, &kind_word(m.kind), How::Behind);
    }
}
