//! Who does an act: subjects, agents, owners of a noun.

use super::super::acts::Act;
use super::super::party::Reading;
use super::super::scene::Scene;
use super::super::vocabulary::Kind;
use crate::frames::tree;

impl Scene<'_, '_> {
    /// Those who do it.
    pub(super) fn sources(&self, act: &Act, speaker: Option<usize>) -> Vec<Reading> {
        let p = act.predicate;
        if !self.is_verb(p) {
            return self.doers_of_noun(p);
        }
        if self.is_reversed(p, act) {
            return self.givers(p).into_iter().flat_map(|o| self.parties(o, speaker)).collect();
        }
        if tree::is_passive(self.syntax, p) && !self.is_state_of_mind(p) {
            let agents = tree::passive_agents(self.syntax, p);
            let named: Vec<Reading> = agents.into_iter().flat_map(|a| self.parties(a, speaker)).collect();
            if !named.is_empty() {
                return named;
            }
            // "killed in Israeli shelling", "killed in a raid by": whose act it was.
            let within = self.prep_objects(p, &["in", "by", "during", "after"]);
            let acts = within
                .into_iter()
                .filter_map(|n| self.act_noun(n))
                .filter(|(_, c)| c.starts_with("18") || c.starts_with("19"));
            if let Some(found) = acts.map(|(n, _)| self.doers_of_noun(n)).find(|f| !f.is_empty()) {
                return found;
            }
            let machines = self.prep_objects(p, &["in", "by"]).into_iter().filter(|&n| self.is_equipment(n));
            return machines.flat_map(|n| self.modifiers(n)).filter_map(|j| self.named_party(j)).take(1).collect();
        }
        // A tree that hangs the subject on the adverb: "has again outright rejected".
        let under_adverb = || {
            let adverbs = self.kids(p).iter().filter(|&&j| self.token(j).label == "advmod" && j < p);
            adverbs.copied().find_map(|j| self.kid(j, &["nsubj"]))
        };
        let Some(mut subject) = tree::subject(self.syntax, p).or_else(under_adverb) else { return Vec::new() };
        // "issued a declaration demanding": the declaration speaks for who issued it.
        let mut found = self.parties(subject, speaker);
        if matches!(self.token(subject).label, "dobj" | "pobj") && self.party(subject).is_none() && p > subject {
            let verb = tree::clause_verb(self.syntax, subject);
            if let Some(above) = tree::subject(self.syntax, verb).filter(|&a| a != subject) {
                subject = above;
                found = self.parties(subject, speaker);
            }
        }
        found
    }

    /// "faced pressure from": the subject is the one acted on.
    pub(super) fn is_reversed(&self, p: usize, act: &Act) -> bool {
        self.words.classes.get("undergoing").is_some_and(|w| w.contains(self.lemma(p)))
            && !act.code.starts_with("04")
            && !act.code.starts_with("086")
            && act.kind.is_none()
            && (self.lemma(p) == "receive" || self.objects(p, &[]).iter().any(|&o| self.noun_code(o).is_some()))
            && !self.givers(p).is_empty()
    }

    /// Those that something received comes from.
    fn givers(&self, p: usize) -> Vec<usize> {
        let mut out = self.prep_objects(p, &["from"]);
        for o in self.objects(p, &[]) {
            out.extend(self.prep_objects(o, &["from", "by"]));
        }
        out
    }

    /// "is committed to", "is prepared to": passive in form only.
    pub(super) fn is_state_of_mind(&self, v: usize) -> bool {
        matches!(self.operator(v), Some((_, Kind::Intent | Kind::Try)))
            && tree::passive_agents(self.syntax, v).is_empty()
    }

    /// Those behind a noun that names an act: "clashes between A and B", "A's attack", "talks by A".
    fn doers_of_noun(&self, noun: usize) -> Vec<Reading> {
        for prepositions in [&["between", "among"][..], &["by"], &["from"]] {
            let found: Vec<Reading> =
                self.prep_objects(noun, prepositions).into_iter().flat_map(|j| self.parties(j, None)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        self.modifiers(noun).into_iter().find_map(|j| self.named_party(j)).into_iter().collect()
    }
}
