//! Responsibility claimed and denied: "X took responsibility for it", "X denied the accusation".

use polybius_records::Stance;

use super::{Claim, Seeker};
use crate::ActorHow;
use crate::frames::tree;

impl Seeker<'_, '_, '_> {
    pub(super) fn responsibility(&self, v: usize, out: &mut Vec<Claim>) {
        const WORDS: &[&str] = &[
            "responsibility",
            "credit",
            "involvement",
            "role",
            "part",
            "accusation",
            "allegation",
            "charge",
            "link",
            "connection",
            "complicity",
            "blame",
            "claim",
        ];
        let lemma = self.s.tokens[v].lemma.as_str();
        // "an accusation that X has denied" is active, whatever the tree calls its clause.
        let perfect = (0..v)
            .rev()
            .find(|&i| !self.s.tokens[i].tag.starts_with("RB"))
            .is_some_and(|i| matches!(self.s.tokens[i].lower.as_str(), "has" | "have" | "had"));
        let passive = !perfect && tree::is_passive(self.s, v);
        let mut objects = tree::objects(self.s, v);
        if passive {
            objects = tree::subject(self.s, v).into_iter().collect();
        }
        let denial = matches!(lemma, "deny" | "disclaim" | "reject" | "dismiss" | "refute");
        let about = objects.iter().any(|&o| {
            let word = self.s.tokens[o].lemma.as_str();
            (WORDS.contains(&word) && (denial || matches!(word, "responsibility" | "credit")))
                || (matches!(lemma, "claim" | "deny") && self.is_trigger(o))
        }) || denial
            && self.s.children(v).any(|j| {
                matches!(self.s.tokens[j].label, "xcomp" | "pcomp" | "ccomp" | "prep") && self.under_trigger(j)
            })
            || denial
                && objects
                    .iter()
                    .all(|&o| matches!(self.s.tokens[o].lower.as_str(), "that" | "which" | "it" | "them" | "this"))
                && self.s.tokens[..v].iter().any(|t| {
                    matches!(
                        t.lemma.as_str(),
                        "accusation" | "allegation" | "charge" | "claim" | "involvement" | "responsibility"
                    )
                })
            || denial
                && objects
                    .iter()
                    .any(|&o| matches!(self.s.tokens[o].lemma.as_str(), "being" | "carry" | "orchestrate"));
        if !about || self.negated(v) {
            return;
        }
        let speaker = if passive { tree::passive_agents(self.s, v).into_iter().next() } else { self.speaking(v) };
        let Some(token) = speaker else { return };
        let stance = if denial { Stance::Denies } else { Stance::Claims };
        let mut named = false;
        for t in tree::with_conjuncts(self.s, token) {
            if let Some(actor) = self.organisation(t) {
                named = true;
                let by = self.r.mentions.actors[actor].name.clone();
                self.push(out, v, by, stance, actor);
            }
        }
        if !named
            && !denial
            && let Some(actor) = self.actor_at(token).filter(|&a| self.r.mentions.actors[a].how == ActorHow::Person)
        {
            let by = self.r.mentions.actors[actor].name.clone();
            self.push(out, v, by, stance, actor);
        }
    }
}
