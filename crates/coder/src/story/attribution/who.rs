//! Who is meant by the words: the organisation behind people, pronouns and spokesmen.

use polybius_syntax::Name;

use super::{Seeker, UNSAID};
use crate::ActorHow;
use crate::frames::tree;

/// Verbs and adjectives that bind a message or its bearer to an organisation.
const BINDING: [&str; 18] = [
    "sign",
    "issue",
    "link",
    "linked",
    "affiliate",
    "affiliated",
    "connect",
    "associate",
    "claim",
    "purport",
    "represent",
    "speak",
    "belong",
    "close",
    "loyal",
    "run",
    "call",
    "attribute",
];

impl Seeker<'_, '_, '_> {
    pub(super) fn actor_at(&self, token: usize) -> Option<usize> {
        let from = self.r.mentions.actors.partition_point(|m| m.spot.sentence < self.n);
        self.r.mentions.actors[from..]
            .iter()
            .take_while(|m| m.spot.sentence == self.n)
            .position(|m| m.spot.covers(self.n, token))
            .map(|i| from + i)
    }

    /// The organisation, state or group at a token, people and persons left out.
    pub(super) fn organisation(&self, token: usize) -> Option<usize> {
        let direct = self.actor_at(token).filter(|&a| self.is_organisation(a));
        direct
            .or_else(|| {
                // "militants from X", "a spokesman for X", "X's branch": the organisation behind the word.
                tree::prep_objects(self.s, token, &["of", "from", "for", "with"])
                    .into_iter()
                    .chain(
                        self.s
                            .children(token)
                            .filter(|&j| matches!(self.s.tokens[j].label, "poss" | "compound" | "amod" | "appos")),
                    )
                    .flat_map(|t| {
                        // "A. Name, the spokesman for X".
                        let of = if self.s.tokens[t].label == "appos" {
                            tree::prep_objects(self.s, t, &["of", "for", "from"])
                        } else {
                            Vec::new()
                        };
                        std::iter::once(t).chain(of)
                    })
                    .find_map(|t| self.actor_at(t).filter(|&a| self.is_organisation(a)))
            })
            .or_else(|| self.named_in_clause(token))
            .or_else(|| {
                let t = &self.s.tokens[token];
                (t.label == "appos").then(|| self.actor_at(t.head).filter(|&a| self.is_organisation(a))).flatten()
            })
            .or_else(|| self.pronoun(token))
    }

    /// "a statement signed by X", "an account linked to X", "a caller claiming to speak for X".
    fn named_in_clause(&self, token: usize) -> Option<usize> {
        let tokens = &self.s.tokens;
        let clause = self.s.children(token).find(|&j| {
            let adjective = tokens[j].label == "amod" && j > token;
            (matches!(tokens[j].label, "acl" | "relcl") || adjective) && BINDING.contains(&tokens[j].lemma.as_str())
        })?;
        (clause + 1..tokens.len().min(clause + 12))
            .take_while(|&i| self.s.is_under(i, clause))
            .find_map(|i| self.actor_at(i).filter(|&a| self.is_organisation(a)))
    }

    /// Who speaks by verb `v`: the organisation that stands right before it, whatever the tree says, else its subject.
    pub(super) fn speaking(&self, v: usize) -> Option<usize> {
        let tokens = &self.s.tokens;
        let told = tree::subject(self.s, v);
        if told.is_some_and(|t| self.organisation(t).is_some()) {
            return told;
        }
        let before = (0..v).rev().find(|&i| {
            !tokens[i].tag.starts_with("RB") && !matches!(tokens[i].label, "aux" | "auxpass" | "neg" | "advmod")
        });
        before
            .filter(|&i| !matches!(tokens[i].label, "pobj" | "dobj" | "poss" | "compound"))
            .filter(|&i| self.actor_at(i).is_some_and(|a| self.is_organisation(a)))
            .or(told)
    }

    pub(super) fn is_organisation(&self, a: usize) -> bool {
        matches!(
            self.r.mentions.actors[a].how,
            ActorHow::Named | ActorHow::Force | ActorHow::Unknown | ActorHow::Country
        )
    }

    pub(super) fn pronoun(&self, token: usize) -> Option<usize> {
        let t = &self.s.tokens[token];
        if !matches!(
            t.lower.as_str(),
            "it" | "group" | "organisation" | "organization" | "they" | "movement" | "militia" | "who" | "which"
        ) {
            return None;
        }
        // "a research group said" is nobody told of before.
        let other = |j: usize| {
            matches!(self.s.tokens[j].label, "compound" | "amod" | "nmod")
                || self.s.tokens[j].label == "det" && matches!(self.s.tokens[j].lower.as_str(), "a" | "an" | "another")
        };
        if t.tag.starts_with('N') && self.s.children(token).any(other) {
            return None;
        }
        let end = self.r.mentions.actors.partition_point(|m| m.spot.start < t.start);
        (0..end).rev().take(6).find(|&i| {
            let m = &self.r.mentions.actors[i];
            self.n - m.spot.sentence <= 2 && matches!(m.how, ActorHow::Named | ActorHow::Unknown)
        })
    }

    /// The speaker's name: an organisation, a person with a public role, or the words themselves.
    pub(super) fn speaker(&self, token: Option<usize>) -> String {
        let Some(t) = token else { return UNSAID.to_owned() };
        if let Some(a) = self.actor_at(t) {
            let m = &self.r.mentions.actors[a];
            if m.how != ActorHow::People {
                return m.name.clone();
            }
        }
        if let Some(a) = self.pronoun(t) {
            return self.r.mentions.actors[a].name.clone();
        }
        let tokens = &self.s.tokens;
        let first = (0..t)
            .rev()
            .take_while(|&j| matches!(tokens[j].label, "compound" | "amod" | "poss" | "nmod" | "nummod" | "case"))
            .last()
            .unwrap_or(t);
        if tokens[t].tag.starts_with("PRP") || matches!(tokens[t].name, Name::Date | Name::Number) {
            return UNSAID.to_owned();
        }
        self.r.text.slice(tokens[first].start..tokens[t].end).to_owned()
    }
}
