//! The act that a verb or a noun tells: its CAMEO code, and where its target is to be looked for.

use super::scene::Scene;
use super::vocabulary::Kind;
use crate::frames::tree;

/// An act, read from the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// CAMEO code.
    pub code: String,
    /// The verb or noun whose subject does it.
    pub predicate: usize,
    /// The words that tell it.
    pub trigger: Vec<usize>,
    /// The act below an operator.
    pub below: Option<usize>,
    /// What stands above it.
    pub kind: Option<Kind>,
}

/// Deepest nesting of operators that is read: "agreed to begin to stop".
const DEEPEST: usize = 6;

impl Scene<'_, '_> {
    /// The act of a verb or noun; `None` where it tells none, or denies that it happened.
    pub(super) fn act(&self, p: usize) -> Option<Act> {
        self.act_within(p, DEEPEST)
    }

    fn act_within(&self, p: usize, left: usize) -> Option<Act> {
        if left == 0 {
            return None;
        }
        if !self.is_verb(p) {
            let (noun, code) = self.act_noun(p)?;
            return Some(plain(code, noun));
        }
        let act = self.told(p, left)?;
        self.in_mood(p, act)
    }

    /// What the verb tells, its mood left aside.
    fn told(&self, v: usize, left: usize) -> Option<Act> {
        let verbs = &self.words.verbs;
        let own = self.best(v, verbs.acts.get(self.lemma(v)));
        let operator = self.operator(v);
        if let Some((n, kind)) = operator
            && own.is_none_or(|(m, _)| m <= n)
            && kind != Kind::Say
        {
            let base = self.complement(v, matches!(kind, Kind::Try | Kind::Stop), left);
            let other = base.as_ref().filter(|b| self.has_other_subject(v, b.predicate)).is_some()
                || self.kid(v, &["ccomp"]).is_some_and(|c| self.is_infinitive(c) && self.has_other_subject(v, c));
            if (other || base.is_none()) && matches!(self.lemma(v), "hope" | "expect" | "believe") {
                return None;
            }
            let kind = if kind == Kind::Intent && other { Kind::Request } else { kind };
            let code = self.words.codes.compose(kind, base.as_ref().map(|b| b.code.as_str()));
            // "tried", "stopped" and adjectives tell nothing without an act below.
            let empty = base.is_none()
                && (self.lemma(v) == "be" && !self.is_resolved(v)
                    || matches!(kind, Kind::Try | Kind::Stop)
                    || kind == Kind::Intent && own.is_some());
            if let Some(code) = code.filter(|_| !empty) {
                let below = base.as_ref().map(|b| b.predicate);
                let trigger = [v].into_iter().chain(base.into_iter().flat_map(|b| b.trigger)).collect();
                return Some(Act { code, predicate: v, trigger, below, kind: Some(kind) });
            }
        }
        if let Some((_, code)) = own {
            return Some(Act { code: self.sharpened(v, code), ..plain(code, v) });
        }
        self.carried(v)
    }

    /// The operator that a verb is, or the adjective that stands with "be"; and how closely it fits.
    pub(super) fn operator(&self, v: usize) -> Option<(usize, Kind)> {
        let verbs = &self.words.verbs;
        if matches!(self.lemma(v), "be" | "stand" | "remain" | "seem" | "appear") {
            let adjective = self.kid(v, &["acomp"])?;
            return verbs.adjectives.get(self.lemma(adjective)).map(|&kind| (1, kind));
        }
        if self.token(v).tag == "VBN"
            && tree::is_passive(self.syntax, v)
            && let Some(&kind) = verbs.adjectives.get(&self.token(v).lower)
        {
            return Some((1, kind));
        }
        self.best(v, verbs.operators.get(self.lemma(v))).map(|(n, &kind)| (n, kind))
    }

    /// "is ready to": an intention, whatever it is that one is ready for.
    fn is_resolved(&self, v: usize) -> bool {
        self.kid(v, &["acomp"]).is_some_and(|a| {
            matches!(self.lemma(a), "ready" | "willing" | "prepared" | "committed" | "eager" | "keen")
                && self.kid(a, &["xcomp", "ccomp", "prep"]).is_some()
        })
    }

    /// The act below an operator: in a clause, an infinitive, or a noun that names one.
    fn complement(&self, v: usize, first_noun: bool, left: usize) -> Option<Act> {
        let holder = self.kid(v, &["acomp"]).filter(|_| self.lemma(v) == "be").unwrap_or(v);
        let mut clauses = Vec::new();
        let mut nouns = Vec::new();
        self.below(holder, 0, &mut clauses, &mut nouns);
        if holder != v {
            self.below(v, 1, &mut clauses, &mut nouns);
        }
        let passive = tree::is_passive(self.syntax, v);
        if passive {
            nouns.extend(self.kid(v, &["nsubjpass"]));
        }
        let noun = |list: &[usize]| list.iter().find_map(|&n| self.act_noun(n)).map(|(n, code)| plain(code, n));
        // "continued their strike to demand": what is continued is the strike.
        if first_noun && let Some(act) = self.kid(v, &["dobj"]).and_then(|o| noun(&[o])) {
            return Some(act);
        }
        clauses.iter().find_map(|&c| self.act_within(c, left - 1)).or_else(|| noun(&nouns))
    }

    fn below(&self, i: usize, depth: usize, clauses: &mut Vec<usize>, nouns: &mut Vec<usize>) {
        if depth > 3 {
            return;
        }
        for &j in self.kids(i) {
            let token = self.token(j);
            match token.label {
                "xcomp" | "ccomp" | "pcomp" if j > i => {
                    if self.is_verb(j) {
                        clauses.push(j);
                    } else {
                        nouns.push(j);
                    }
                }
                "advcl" if j > i && self.is_infinitive(j) => clauses.push(j),
                "acl" | "relcl" if depth > 0 && self.is_verb(j) && token.tag != "VBN" => clauses.push(j),
                "dobj" | "attr" | "oprd" | "dative" => {
                    nouns.push(j);
                    self.below(j, depth + 1, clauses, nouns);
                }
                "pobj" => {
                    nouns.push(j);
                    self.below(j, depth + 1, clauses, nouns);
                }
                "prep"
                    if matches!(
                        token.lower.as_str(),
                        "to" | "for"
                            | "on"
                            | "of"
                            | "with"
                            | "in"
                            | "from"
                            | "against"
                            | "by"
                            | "upon"
                            | "into"
                            | "between"
                    ) =>
                {
                    self.below(j, depth + 1, clauses, nouns);
                }
                _ => {}
            }
        }
    }

    pub(super) fn is_infinitive(&self, v: usize) -> bool {
        self.kids(v).iter().any(|&j| self.token(j).tag == "TO" && j < v)
    }

    /// Whether the clause of `below` has a subject of its own that is not the pronoun of the speaker.
    fn has_other_subject(&self, v: usize, below: usize) -> bool {
        if !self.is_verb(below) {
            return false;
        }
        self.kid(below, &["nsubj", "nsubjpass"]).is_some_and(|s| self.token(s).tag.starts_with("NN") && s > v)
    }

    /// A noun with a verb that only carries it: "held talks"; or that stops it: "lifted the curfew" is read as an operator.
    fn carried(&self, v: usize) -> Option<Act> {
        let (_, ()) = self.best(v, self.words.carriers.light.get(self.lemma(v)))?;
        let prepositions = ["in", "to", "on"];
        let objects = self.objects(v, &prepositions);
        let (noun, code) = objects.into_iter().find_map(|o| self.act_noun(o))?;
        Some(Act { trigger: vec![v, noun], below: Some(noun), ..plain(code, v) })
    }

    /// A verb of killing is the attack that it names: "killed in a suicide bombing".
    fn sharpened(&self, v: usize, code: &str) -> String {
        if code == "183" && matches!(self.lemma(v), "blow" | "destroy") {
            // Blown up by a missile is no bombing.
            let agents = tree::passive_agents(self.syntax, v);
            let heavy =
                agents.iter().any(|&a| self.words.classes.get("shells").is_some_and(|c| c.contains(self.lemma(a))));
            return if heavy { "194" } else { code }.to_owned();
        }
        if code != "190" {
            return code.to_owned();
        }
        let subject = tree::subject(self.syntax, v);
        let named = self.prep_objects(v, &["in", "by", "with", "during"]).into_iter().chain(subject);
        let objects = self.objects(v, &[]).into_iter().flat_map(|o| self.prep_objects(o, &["in", "by", "with"]));
        let mut found = None;
        for noun in named.chain(objects) {
            if self.reads(noun, "bomber") || self.related(noun).iter().any(|&j| self.reads(j, "suicide")) {
                return "183".to_owned();
            }
            found = found.or_else(|| self.noun_code(noun).filter(|c| c.starts_with("18") || c.starts_with("19")));
        }
        found.unwrap_or(code).to_owned()
    }

    /// The act under "will", "may" and "not".
    fn in_mood(&self, v: usize, act: Act) -> Option<Act> {
        let modal = self.kids(v).iter().copied().find(|&j| {
            self.token(j).label == "aux"
                && matches!(self.lemma(j), "will" | "would" | "shall" | "may" | "might" | "'ll" | "wo" | "ll" | "could")
        });
        let negated = self.kid(v, &["neg"]).is_some();
        let codes = &self.words.codes;
        let composed = |kind: Kind, act: Act| {
            codes.compose(kind, Some(&act.code)).map(|code| Act { code, kind: act.kind.or(Some(kind)), ..act })
        };
        match (negated, modal) {
            (true, Some(_)) => {
                // Not to attack is no refusal of anything.
                if act.code.as_str() >= "13" { None } else { composed(Kind::Refuse, act) }
            }
            (true, None) => match act.kind {
                Some(Kind::Intent) => composed(Kind::Refuse, act),
                _ => None,
            },
            (false, Some(_)) if self.is_conditional(v) => composed(Kind::Threaten, act),
            (false, Some(_)) if act.kind.is_none() || act.kind == Some(Kind::Try) || act.kind == Some(Kind::Stop) => {
                composed(Kind::Intent, act)
            }
            _ => Some(act),
        }
    }

    /// "will withdraw unless": what is announced under such a condition is a threat.
    fn is_conditional(&self, v: usize) -> bool {
        let marked =
            |j: usize| self.kids(j).iter().any(|&k| self.token(k).label == "mark" && self.token(k).lower == "unless");
        self.kids(v).iter().any(|&j| marked(j) || self.token(j).label == "prep" && self.token(j).lower == "unless")
    }

    /// Whether a clause says what another must do.
    pub(super) fn is_obligation(&self, v: usize) -> bool {
        self.kids(v)
            .iter()
            .any(|&j| self.token(j).label == "aux" && matches!(self.lemma(j), "must" | "should" | "ought"))
            || matches!(self.lemma(v), "have" | "need")
                && self.kid(v, &["xcomp"]).is_some_and(|x| self.is_infinitive(x))
    }
}

fn plain(code: &str, at: usize) -> Act {
    Act { code: code.to_owned(), predicate: at, trigger: vec![at], below: None, kind: None }
}
