//! The acts of a sentence in order of weight: main clauses first, then what is said, joined, or added by a participle.

use super::acts::Act;
use super::party::Reading;
use super::scene::Scene;
use super::sides::{Sides, overlaps};
use super::vocabulary::Kind;
use crate::frames::tree;

/// An act with its sides.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub act: Act,
    pub sides: Sides,
    /// Lower is told more directly.
    pub rank: u32,
}

impl Scene<'_, '_> {
    /// What the sentence tells, the most direct first.
    pub(super) fn told_acts(&self) -> Vec<Told> {
        let n = self.tokens().len();
        let mut out = Vec::new();
        let mut seen = vec![false; n];
        for root in (0..n).filter(|&i| self.token(i).head == i) {
            self.clause(root, None, 0, &mut seen, &mut out);
        }
        let found = |out: &[Told]| out.iter().any(|t| !t.sides.sources.is_empty() || !t.sides.targets.is_empty());
        if !found(&out) {
            // A sentence whose main clause tells nothing may tell it lower down.
            let mut rest: Vec<usize> = (0..n).filter(|&i| !seen[i] && self.is_verb(i) && !self.is_unreal(i)).collect();
            rest.sort_by_key(|&i| (self.depth(i), i));
            for v in rest {
                if !seen[v] {
                    self.clause(v, None, 15, &mut seen, &mut out);
                }
            }
        }
        if !found(&out) {
            for v in (0..n).filter(|&i| !seen[i] && matches!(self.token(i).tag, "VBD" | "VBZ" | "VBP")) {
                self.misread(v, &mut out);
            }
        }
        if !found(&out) {
            for noun in (0..n).filter(|&i| self.token(i).tag.starts_with("NN") && !seen[i]) {
                if let Some(code) = self.noun_code(noun) {
                    let act =
                        Act { code: code.to_owned(), predicate: noun, trigger: vec![noun], below: None, kind: None };
                    self.push(act, None, 30, &mut out);
                }
            }
        }
        out.retain(|t| !t.sides.sources.is_empty() || !t.sides.targets.is_empty());
        out.sort_by_key(|t| {
            t.rank + if t.sides.sources.is_empty() { 6 } else { 0 } + if t.sides.targets.is_empty() { 3 } else { 0 }
        });
        out
    }

    fn clause(&self, v: usize, speaker: Option<usize>, rank: u32, seen: &mut [bool], out: &mut Vec<Told>) {
        if seen[v] || rank > 26 {
            return;
        }
        seen[v] = true;
        let told = self.reported(v, speaker, rank, seen, out) || self.tell(v, speaker, rank, seen, out);
        for &j in self.kids(v) {
            match self.token(j).label {
                "conj" => self.clause(j, speaker, rank + 2, seen, out),
                "parataxis" => self.clause(j, speaker, rank + 4, seen, out),
                "ccomp" | "xcomp" | "pcomp" if !told => self.clause(j, speaker, rank + 1, seen, out),
                "advcl" if self.adds(j) => self.clause(j, speaker, rank + if told { 8 } else { 4 }, seen, out),
                "dobj" if !told => {
                    for &k in self.kids(j) {
                        if self.token(k).label == "acl" && self.token(k).tag == "VBG" {
                            self.clause(k, speaker, rank + 2, seen, out);
                        }
                    }
                }
                "prep" if !told => {
                    for &k in self.kids(j) {
                        if self.token(k).label == "pcomp" {
                            self.clause(k, speaker, rank + 6, seen, out);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A clause of something that has not happened: "before X left", "if X leaves".
    fn is_unreal(&self, v: usize) -> bool {
        self.kids(v).iter().any(|&k| {
            self.token(k).label == "mark"
                && matches!(self.token(k).lower.as_str(), "if" | "unless" | "before" | "until" | "whether")
        })
    }

    /// A clause that adds to what the verb tells, against one that gives its condition, time or cause.
    fn adds(&self, v: usize) -> bool {
        !self.kids(v).iter().any(|&k| {
            matches!(self.token(k).label, "mark" | "advmod")
                && k < v
                && matches!(
                    self.token(k).lower.as_str(),
                    "if" | "unless"
                        | "after"
                        | "before"
                        | "because"
                        | "as"
                        | "since"
                        | "although"
                        | "though"
                        | "until"
                        | "when"
                        | "once"
                        | "while"
                        | "whether"
                        | "despite"
                )
        })
    }

    /// What a verb of saying tells: the clause below it, with its subject as speaker. Whether it was one.
    fn reported(&self, v: usize, speaker: Option<usize>, rank: u32, seen: &mut [bool], out: &mut Vec<Told>) -> bool {
        let Some((_, kind @ (Kind::Say | Kind::Allege))) = self.operator(v) else { return false };
        let subject = tree::subject(self.syntax, v);
        let subject = subject.map(|s| if self.token(s).tag == "PRP" { speaker.unwrap_or(s) } else { s });
        let mut clauses: Vec<usize> = self
            .kids(v)
            .iter()
            .copied()
            .filter(|&j| matches!(self.token(j).label, "ccomp" | "xcomp" | "parataxis"))
            .collect();
        // "was quoted as saying"
        for &p in self.kids(v).iter().filter(|&&p| self.token(p).label == "prep") {
            clauses.extend(self.kids(p).iter().copied().filter(|&j| self.token(j).label == "pcomp"));
        }
        let before = out.len();
        for c in clauses {
            let Some(subject) = subject else {
                self.clause(c, speaker, rank, seen, out);
                continue;
            };
            let own = self.kid(c, &["nsubj", "nsubjpass"]);
            let mut other = own.filter(|&s| self.token(s).tag != "PRP" && s != subject);
            if other.is_none() && self.is_obligation(c) {
                // "told Chad that it must": the one told.
                let told = self.objects(v, &["to"]).into_iter().find(|&o| self.party(o).is_some());
                other = told;
            }
            let leads = subject < c;
            if let Some(other) =
                other.filter(|_| self.is_obligation(c) && leads || self.is_obligation(c) && kind == Kind::Say)
            {
                let base = self.act(c);
                let below = base.as_ref().map(|b| b.code.as_str());
                if let Some(code) = self.words.codes.compose(Kind::Demand, below) {
                    let act = Act { code, predicate: v, trigger: vec![v, c], below: Some(c), kind: Some(Kind::Demand) };
                    let sides =
                        Sides { sources: self.parties(subject, speaker), targets: self.parties(other, Some(subject)) };
                    seen[c] = true;
                    out.push(Told { act, sides, rank });
                    continue;
                }
            }
            if kind == Kind::Allege
                && leads
                && other.is_none()
                && let Some(act) = self.act(c).filter(|a| a.kind.is_none() && a.code.as_str() >= "15")
            {
                // Who claims to have done it says so himself.
                let sides = self.sides(&act, Some(subject));
                out.push(Told { act: Act { code: "015".to_owned(), ..act }, sides, rank: rank + 1 });
            }
            if leads
                && let Some(other) = other
                && let Some(sides) = self.accusation(kind, subject, other, c, speaker)
            {
                let act = Act {
                    code: "112".to_owned(),
                    predicate: v,
                    trigger: vec![v, c],
                    below: Some(c),
                    kind: Some(Kind::Allege),
                };
                out.push(Told { act, sides, rank });
                self.clause(c, Some(subject), rank + 4, seen, out);
                continue;
            }
            self.clause(c, Some(subject), rank, seen, out);
        }
        out.len() > before
    }

    /// The sides of an accusation: one party says of another that it did harm.
    fn accusation(&self, kind: Kind, subject: usize, other: usize, c: usize, speaker: Option<usize>) -> Option<Sides> {
        let harm = self.act(c).filter(|a| a.code.as_str() >= "14" && a.kind.is_none());
        if kind != Kind::Allege && harm.is_none() {
            return None;
        }
        let sources = self.parties(subject, speaker);
        let doers = match harm {
            Some(act) if tree::is_passive(self.syntax, c) => {
                let agents = tree::passive_agents(self.syntax, c).into_iter().flat_map(|a| self.parties(a, None));
                let named: Vec<Reading> = agents.chain(self.sides(&act, None).sources).collect();
                let within = self.prep_objects(c, &["in", "by", "during"]);
                let by = within.iter().flat_map(|&n| self.prep_objects(n, &["by"])).filter_map(|j| self.party(j));
                let from = self.prep_objects(c, &["from"]).into_iter().filter_map(|j| self.party(j));
                let better: Vec<Reading> = by.chain(from).collect();
                if better.is_empty() { named } else { better }
            }
            _ => self.parties(other, None),
        };
        let foreign = |t: &Reading| sources.iter().all(|s| s.country != t.country && !overlaps(s, t));
        let targets: Vec<Reading> = doers.into_iter().filter(foreign).collect();
        (!sources.is_empty()
            && !targets.is_empty()
            && sources.iter().any(|s| s.country.is_some() || s.sector.as_deref() == Some("IGO")))
        .then_some(Sides { sources, targets })
    }

    /// The act of one verb, or of a noun that it says happened. Whether it told one.
    fn tell(&self, v: usize, speaker: Option<usize>, rank: u32, seen: &mut [bool], out: &mut Vec<Told>) -> bool {
        seen[v] = true;
        if let Some(act) = self.happening(v).or_else(|| self.act(v)) {
            let mut below = act.below;
            while let Some(b) = below {
                seen[b] = true;
                below = self.kid(b, &["xcomp", "ccomp"]).filter(|&j| !seen[j]);
            }
            self.push(act, speaker, rank, out);
            return true;
        }
        false
    }

    /// A finite verb that the tree takes for a modifier of the name after it ("Chad extradited suspected rebel Doe"): the name before
    /// it is the subject, the name after it the object.
    fn misread(&self, v: usize, out: &mut Vec<Told>) {
        if self.is_verb(v) || v == 0 || !matches!(self.token(v).label, "amod" | "compound") {
            return;
        }
        let Some((_, code)) = self.best(v, self.words.verbs.acts.get(self.lemma(v))) else { return };
        let head = self.token(v).head;
        let sides =
            Sides { sources: self.party(v - 1).into_iter().collect(), targets: self.party(head).into_iter().collect() };
        let targets = if sides.targets.is_empty() {
            self.modifiers(head).into_iter().filter(|&j| j > v).find_map(|j| self.named_party(j)).into_iter().collect()
        } else {
            sides.targets
        };
        let act = Act { code: code.clone(), predicate: v, trigger: vec![v], below: None, kind: None };
        out.push(Told { act, sides: Sides { sources: sides.sources, targets }, rank: 28 });
    }

    fn push(&self, act: Act, speaker: Option<usize>, rank: u32, out: &mut Vec<Told>) {
        let sides = self.sides(&act, speaker);
        out.push(Told { act, sides, rank });
    }

    /// "Clashes broke out between", "the bombing killed": the subject is the act.
    fn happening(&self, v: usize) -> Option<Act> {
        if !self.is_verb(v) {
            return None;
        }
        self.best(v, self.words.carriers.happen.get(self.lemma(v)))?;
        let subject = tree::subject(self.syntax, v)?;
        if self.party(subject).is_some() {
            return None;
        }
        let (noun, code) = self.act_noun(subject)?;
        let harms = !self.objects(v, &[]).is_empty();
        if harms && !(code.starts_with("18") || code.starts_with("19")) {
            return None;
        }
        // What the attack did to whom stands with the verb, who did it with the noun.
        let predicate = if harms { v } else { noun };
        Some(Act { code: code.to_owned(), predicate, trigger: vec![noun, v], below: None, kind: None })
    }
}
