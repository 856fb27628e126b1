//! To whom an act is done: what grammar names, else the actor nearest below it.

use super::super::acts::Act;
use super::super::party::Reading;
use super::super::scene::Scene;
use super::super::vocabulary::Kind;
use super::{is_of_place, overlaps};
use crate::frames::tree;

/// What a step down the tree costs in the search for a target; `None` where nothing below is one.
type Cost = Option<u32>;

/// Beyond this a word has nothing to do with the act.
const FARTHEST: u32 = 90;

impl Scene<'_, '_> {
    /// The target that grammar names: who must do it, who is told, what is acted on.
    pub(super) fn direct_targets(&self, act: &Act, sources: &[Reading]) -> Vec<Reading> {
        let p = act.predicate;
        if !self.is_verb(p) {
            return Vec::new();
        }
        let free = |found: Vec<Reading>| -> Vec<Reading> {
            found.into_iter().filter(|t| !t.place && !sources.iter().any(|s| overlaps(s, t))).collect()
        };
        if self.is_reversed(p, act) {
            return free(tree::subject(self.syntax, p).map(|s| self.parties(s, None)).unwrap_or_default());
        }
        let passive = tree::is_passive(self.syntax, p) && !self.is_state_of_mind(p);
        if passive {
            let participle = matches!(self.token(p).label, "acl" | "relcl") && self.kid(p, &["nsubjpass"]).is_none();
            let subject = self.kid(p, &["nsubjpass"]).or(participle.then_some(self.token(p).head));
            let found = subject.map(|s| self.parties(s, None)).unwrap_or_default();
            let found: Vec<Reading> = found.into_iter().filter(|t| !sources.iter().any(|s| overlaps(s, t))).collect();
            if !found.is_empty() {
                return found;
            }
        }
        if matches!(act.kind, Some(Kind::Demand | Kind::Request)) {
            let found = free(self.told_to(p));
            if !found.is_empty() {
                return found;
            }
        }
        if matches!(act.kind, Some(Kind::Demand | Kind::Request | Kind::Threaten)) {
            let mut told: Vec<usize> = self.objects(p, &[]);
            if act.kind == Some(Kind::Threaten) {
                told.retain(|&o| self.noun_code(o).is_none());
            }
            told.extend(self.prep_objects(p, &["on", "upon", "to"]));
            if act.kind != Some(Kind::Threaten) {
                told.extend(self.subjects_below(p));
            }
            for t in told {
                let found: Vec<Reading> = free(
                    self.joined(t)
                        .into_iter()
                        .filter_map(|j| self.party(j))
                        .filter(|r| !self.is_instrument(act, r))
                        .collect(),
                );
                if !found.is_empty() {
                    return found;
                }
            }
        }
        Vec::new()
    }

    /// Who stands first after "that": "demanded that Israel withdraw". Read from the order of the words, because trees of such clauses
    /// often go wrong ("government end curbs").
    fn told_to(&self, p: usize) -> Vec<Reading> {
        let n = self.tokens().len();
        let Some(that) = (p + 1..n.min(p + 9)).find(|&i| self.token(i).lower == "that" && self.token(i).tag != "DT")
        else {
            return Vec::new();
        };
        let is_part =
            |i: usize| matches!(self.token(i).label, "amod" | "compound" | "nmod" | "poss" | "det" | "case" | "nummod");
        let first = (that + 1..n.min(that + 9))
            .find(|&i| self.token(i).tag == "PRP" || self.token(i).tag.starts_with("NN") && !is_part(i));
        // "a reminder to Chad that it must": the pronoun stands for the one told.
        first.filter(|&i| self.token(i).tag != "PRP").map(|i| self.parties(i, None)).unwrap_or_default()
    }

    /// Subjects of the clauses below an operator: "demanded that Israel withdraw".
    fn subjects_below(&self, p: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut open: Vec<usize> = self.kids(p).iter().copied().filter(|&j| j > p).collect();
        while let Some(i) = open.pop() {
            if matches!(self.token(i).label, "ccomp" | "xcomp" | "acl" | "relcl" | "advcl") && out.len() < 4 {
                out.extend(self.kid(i, &["nsubj", "nsubjpass"]));
                open.extend(self.kids(i).iter().copied().filter(|&j| matches!(self.token(j).label, "ccomp" | "xcomp")));
            } else if matches!(self.token(i).label, "dobj" | "prep" | "pobj" | "pcomp") && open.len() < 40 {
                open.extend(self.kids(i));
            }
        }
        out.sort_unstable();
        out
    }

    /// The actor nearest below the act, by what the steps to it cost; those joined to it with it.
    pub(super) fn nearest(&self, act: &Act, sources: &[Reading]) -> Vec<Reading> {
        let mut best: Option<(u32, Reading)> = None;
        let mut open = vec![(act.predicate, 0_u32)];
        let mut steps = 0;
        while let Some((i, cost)) = open.pop() {
            steps += 1;
            if steps > 600 {
                break;
            }
            for &j in self.kids(i) {
                let Some(step) = self.step(act, i, j) else { continue };
                let cost = cost + step;
                if cost > FARTHEST || best.as_ref().is_some_and(|(b, _)| cost > *b) {
                    continue;
                }
                let found = match self.token(j).label {
                    "prep" | "agent" | "prt" => None,
                    "amod" | "compound" | "nmod" => self.named_party(j),
                    _ => self.party(j),
                };
                let found = found.filter(|r| !sources.iter().any(|s| overlaps(s, r)) && !self.is_instrument(act, r));
                match found {
                    Some(reading) => {
                        let there = self.token(i).label == "prep" && is_of_place(&self.token(i).lower);
                        let place = reading.place || there && self.nation_at(reading.head).is_some();
                        let worth = cost
                            + if place { 15 } else { 0 }
                            + if reading.anyone && reading.country.is_none() { 8 } else { 0 };
                        if best.as_ref().is_none_or(|(b, r)| (worth, reading.head) < (*b, r.head)) {
                            best = Some((worth, reading));
                        }
                    }
                    None => open.push((j, cost)),
                }
            }
        }
        let Some((_, first)) = best else { return Vec::new() };
        let mut out = vec![first];
        for j in self.joined(out[0].head) {
            if let Some(reading) = self.party(j).filter(|r| !self.is_instrument(act, r))
                && !out.iter().chain(sources).any(|o| overlaps(o, &reading))
            {
                out.push(reading);
            }
        }
        out
    }

    /// The cost of the step from `i` down to `j`, in tenths.
    fn step(&self, act: &Act, i: usize, j: usize) -> Cost {
        let token = self.token(j);
        Some(match token.label {
            "dobj" | "dative" | "attr" | "oprd" => 0,
            "nsubjpass" => 0,
            "nsubj" => {
                // The subject of the act itself does it.
                if i == act.predicate || !self.is_verb(i) {
                    return None;
                }
                4
            }
            "prep" | "agent" => match token.lower.as_str() {
                "against" => 1,
                "to" | "toward" | "towards" | "between" | "with" => 3,
                "by" => 6,
                "from" | "on" | "upon" | "at" | "among" | "of" | "for" => 6,
                "into" | "onto" | "about" => 10,
                "over" if !act.code.starts_with("14") => 10,
                "in" | "inside" | "near" | "around" | "across" | "through" | "along" | "within" => 20,
                "outside" | "opposite" | "before" => 12,
                "out" | "off" | "away" | "back" => 3,
                // What a protest follows is what it is about.
                "during" | "following" | "after" | "over" if act.code.starts_with("14") => 25,
                _ => return None,
            },
            "pobj" => 0,
            "pcomp" | "xcomp" | "ccomp" | "acomp" => 4,
            "acl" => 10,
            "poss" => 3,
            "amod" | "compound" | "nmod" => 5,
            "appos" => 12,
            "conj" if !self.is_verb(j) => 3,
            "prt" => 2,
            "advcl"
                if j > i
                    && (self.is_infinitive(j) || token.tag == "VBG")
                    && !self.kids(j).iter().any(|&k| self.token(k).label == "mark") =>
            {
                15
            }
            "relcl" => 30,
            _ => return None,
        })
    }

    /// Whom the act uses, not whom it is done to: own troops sent, inspectors dispatched, "its forces".
    fn is_instrument(&self, act: &Act, reading: &Reading) -> bool {
        let own = self.kids(reading.head).iter().any(|&j| self.token(j).tag == "PRP$");
        let named = reading.country.is_some()
            || reading.sector.as_deref() == Some("IGO") && self.modifiers(reading.head).len() > 1;
        if own && !named {
            return true;
        }
        let token = self.token(reading.head);
        let equipment = self.is_equipment(reading.head) && reading.country.is_none();
        if equipment && !act.code.starts_with("18") && !act.code.starts_with("19") {
            return true;
        }
        let sent = matches!(token.label, "dobj" | "nsubjpass" | "conj" | "pobj") && {
            let verb = tree::clause_verb(self.syntax, reading.head);
            self.words.classes.get("sending").is_some_and(|w| w.contains(self.lemma(verb)))
        };
        let direct = token.label != "pobj" || act.code.starts_with("153");
        sent && direct && reading.country.is_none()
    }

    /// Machines of war, which act for an army and are given and sent by it.
    pub(super) fn is_equipment(&self, i: usize) -> bool {
        self.words.classes.get("machines").is_some_and(|w| w.contains(self.lemma(i)))
    }
}
