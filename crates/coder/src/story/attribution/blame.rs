//! What others say of it: blame, suspicion, praise.

use polybius_records::Stance;

use super::{Claim, Seeker};
use crate::frames::tree;

impl Seeker<'_, '_, '_> {
    pub(super) fn blame(&self, v: usize, out: &mut Vec<Claim>) {
        if self.negated(v) {
            return;
        }
        let lemma = self.s.tokens[v].lemma.as_str();
        let passive = tree::is_passive(self.s, v);
        let by = if passive { tree::passive_agents(self.s, v).into_iter().next() } else { self.speaking(v) };
        let by = self.speaker(by.filter(|&t| !self.is_trigger(t)));
        let mut accused =
            if passive { tree::subject(self.s, v).into_iter().collect() } else { tree::objects(self.s, v) };
        let accused_is_act = accused.iter().any(|&t| self.is_trigger(t));
        accused.retain(|&t| !self.is_trigger(t));
        if matches!(lemma, "link" | "tie" | "trace") {
            // "linked X to the attack", "X, linked to the attack": only where the other end is the act.
            let ends = tree::prep_objects(self.s, v, &["to", "with"]);
            let head = self.s.tokens[v].head;
            // "an attack, also linked to X": the parser may take the participle for a verb.
            let active = !passive
                && tree::objects(self.s, v).is_empty()
                && tree::subject(self.s, v).is_some_and(|t| self.is_trigger(t));
            let act_first = accused_is_act
                || active
                || (matches!(self.s.tokens[v].label, "acl" | "relcl") && self.is_trigger(head));
            if act_first {
                // "an attack linked to X".
                accused.extend(ends);
            } else if !ends.iter().any(|&t| self.is_trigger(t)) {
                return;
            } else if matches!(self.s.tokens[v].label, "acl" | "amod") {
                accused.push(head);
            }
        }
        if matches!(lemma, "blame" | "attribute" | "pin" | "ascribe") {
            accused.extend(tree::prep_objects(
                self.s,
                v,
                if lemma == "attribute" || lemma == "ascribe" { &["to"] } else { &["on"] },
            ));
        }
        // An accusation of words or policy is none of violence.
        if lemma == "accuse"
            && !self.s.children(v).any(|j| {
                self.s.tokens[j].label == "prep"
                    && (self.under_trigger(j)
                        || (0..self.s.tokens.len()).any(|t| {
                            self.s.is_under(t, j)
                                && matches!(
                                    self.s.tokens[t].lemma.as_str(),
                                    "behind" | "responsible" | "organize" | "organise" | "plot" | "involvement"
                                )
                        }))
            })
        {
            return;
        }
        for t in accused {
            if let Some(actor) = self.organisation(t) {
                self.push(out, v, by.clone(), Stance::Attributes, actor);
            }
        }
    }

    pub(super) fn suspicion(&self, v: usize, out: &mut Vec<Claim>) {
        // "suspected X militants", "X is suspected of", "police suspect X".
        let tokens = &self.s.tokens;
        let (by, accused) = if tokens[v].label == "amod" {
            (None, vec![tokens[v].head])
        } else if tree::is_passive(self.s, v) {
            (tree::passive_agents(self.s, v).into_iter().next(), tree::subject(self.s, v).into_iter().collect())
        } else if tree::is_verb(self.s, v) {
            (tree::subject(self.s, v), tree::objects(self.s, v))
        } else {
            return;
        };
        for t in accused {
            if let Some(actor) = self.organisation(t)
                && self.incidents.iter().any(|i| i.groups.iter().any(|g| g.sentence == self.n))
            {
                self.push(out, v, self.speaker(by), Stance::Suspects, actor);
            }
        }
    }

    pub(super) fn praise(&self, v: usize, out: &mut Vec<Claim>) {
        let passive = tree::is_passive(self.s, v);
        let praised = if passive { tree::subject(self.s, v).into_iter().collect() } else { tree::objects(self.s, v) };
        if !praised.iter().any(|&o| self.is_trigger(o)) || self.negated(v) {
            return;
        }
        let speaker =
            if passive { tree::passive_agents(self.s, v).into_iter().next() } else { tree::subject(self.s, v) };
        if let Some(actor) = speaker.and_then(|t| self.organisation(t)) {
            let by = self.r.mentions.actors[actor].name.clone();
            self.push(out, v, by, Stance::Celebrates, actor);
        }
    }
}
