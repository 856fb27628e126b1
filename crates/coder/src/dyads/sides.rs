//! Who does an act and to whom.

use super::acts::Act;
use super::party::Reading;
use super::scene::Scene;
use super::vocabulary::Kind;
use crate::frames::tree;

/// The two sides of an act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub sources: Vec<Reading>,
    pub targets: Vec<Reading>,
}

/// What a step down the tree costs in the search for a target; `None` where nothing below is one.
type Cost = Option<u32>;

/// Verbs whose object is what one acts with.
const SENDING: [&str; 22] = [
    "send",
    "dispatch",
    "deploy",
    "order",
    "train",
    "withdraw",
    "mobilise",
    "mobilize",
    "recall",
    "move",
    "station",
    "mass",
    "redeploy",
    "recruit",
    "launch",
    "fire",
    "use",
    "pull",
    "rush",
    "contribute",
    "appoint",
    "fly",
];

/// Machines of war, which act for an army and are given and sent by it.
const EQUIPMENT: [&str; 16] = [
    "tank",
    "jet",
    "helicopter",
    "warplane",
    "warship",
    "artillery",
    "aircraft",
    "drone",
    "plane",
    "gunboat",
    "submarine",
    "gunship",
    "bomber",
    "convoy",
    "fleet",
    "missile",
];

/// Prepositions of place.
fn is_of_place(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "inside" | "near" | "around" | "across" | "through" | "along" | "off" | "within" | "at"
    )
}

/// Beyond this a word has nothing to do with the act.
const FARTHEST: u32 = 90;

impl Scene<'_, '_> {
    /// Both sides of an act. `speaker` stands for the pronoun of a clause below a verb of saying.
    pub(super) fn sides(&self, act: &Act, speaker: Option<usize>) -> Sides {
        let sources = self.sources(act, speaker);
        let mut targets = self.direct_targets(act, &sources);
        if targets.is_empty() {
            targets = self.nearest(act, &sources);
        }
        if targets.is_empty() && act.kind == Some(Kind::Threaten) {
            targets = self
                .conditioned(act.predicate)
                .into_iter()
                .filter(|t| !sources.iter().any(|s| overlaps(s, t)))
                .collect();
        }
        if self.words.codes.is_mutual(&act.code) && sources.len() > 1 {
            // Those who meet in a town do not meet the town.
            let own = |t: &Reading| t.country.is_some() && sources.iter().any(|s| s.country == t.country);
            targets.retain(|t| !t.place && self.place_at(t.head).is_none() && !self.is_in(t.head) && !own(t));
        }
        let mut sides = Sides { sources, targets };
        self.settle(act, &mut sides);
        sides
    }

    fn settle(&self, act: &Act, sides: &mut Sides) {
        // Who is arrested, indicted or probed in a country is so by its state.
        // An attack by nobody named comes from the place where it happened, as CAMEO coders write it.
        let by_state = ["09", "115", "116", "173", "174", "172"];
        let passive = self.is_verb(act.predicate) && tree::is_passive(self.syntax, act.predicate);
        let of_state = passive && by_state.iter().any(|c| act.code.starts_with(c));
        let unknown = act.kind.is_none() && (act.code.starts_with("18") || act.code.starts_with("19"));
        let above = tree::clause_verb(self.syntax, act.predicate);
        let about = sides.targets.first().map(|t| tree::clause_verb(self.syntax, t.head));
        let location = self
            .location(act.predicate)
            .or_else(|| {
                tree::subject(self.syntax, act.predicate)
                    .filter(|&s| self.noun_code(s).is_some())
                    .and_then(|s| self.location(s))
            })
            .or_else(|| self.location(above).filter(|_| !self.is_verb(act.predicate)))
            .or_else(|| about.and_then(|v| self.location(v)));
        if sides.sources.is_empty()
            && (of_state || unknown)
            && let Some(place) = location.clone().filter(|p| !sides.targets.iter().any(|t| overlaps(p, t)))
        {
            sides.sources.push(place);
        }
        for target in &mut sides.targets {
            if target.country.is_none() && matches!(target.sector.as_deref(), Some("CVL") | None) {
                target.country = location.as_ref().and_then(|p| p.country.clone());
            }
        }
        let sources = sides.sources.clone();
        sides.targets.retain(|t| !sources.iter().any(|s| overlaps(s, t)));
    }

    /// Who must act if a threat is not to come true: "unless Israel withdraws".
    fn conditioned(&self, p: usize) -> Vec<Reading> {
        let mut open = vec![p];
        let mut at = 0;
        while at < open.len() && at < 12 {
            let i = open[at];
            at += 1;
            for &j in self.kids(i) {
                let marked = self.kids(j).iter().any(|&k| {
                    self.token(k).label == "mark" && matches!(self.token(k).lower.as_str(), "unless" | "if" | "until")
                });
                if marked && let Some(subject) = self.kid(j, &["nsubj", "nsubjpass"]) {
                    let found = self.parties(subject, None);
                    if !found.is_empty() {
                        return found;
                    }
                }
                if self.is_verb(j) && j > p {
                    open.push(j);
                }
            }
        }
        Vec::new()
    }

    fn is_in(&self, i: usize) -> bool {
        let head = self.token(i).head;
        self.token(head).label == "prep" && is_of_place(&self.token(head).lower)
    }

    /// Where the act took place, as far as its own phrases of place tell.
    fn location(&self, p: usize) -> Option<Reading> {
        let mut open: Vec<(usize, usize)> = vec![(p, 0)];
        let mut at = 0;
        while at < open.len() && at < 40 {
            let (i, depth) = open[at];
            at += 1;
            for j in self.prep_objects(i, &["in", "at", "near", "of", "on", "across", "around", "under"]) {
                if i == p && j < p && self.is_verb(p) {
                    continue;
                }
                let is_place = self.place_at(j).is_some() || self.nation_at(j).is_some_and(|n| !n.adjective);
                if is_place && let Some(reading) = self.party(j).filter(|r| r.country.is_some() && r.sector.is_none()) {
                    return Some(reading);
                }
                let owner = self
                    .kid(j, &["poss"])
                    .and_then(|k| self.party(k))
                    .filter(|r| r.country.is_some() && r.sector.is_none());
                if owner.is_some() {
                    return owner;
                }
                if depth < 3 {
                    open.push((j, depth + 1));
                }
            }
        }
        None
    }

    /// "faced pressure from": the subject is the one acted on.
    fn is_reversed(&self, p: usize, act: &Act) -> bool {
        matches!(self.lemma(p), "face" | "suffer" | "undergo" | "receive" | "get" | "win" | "draw" | "incur" | "earn")
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

    /// Those who do it.
    fn sources(&self, act: &Act, speaker: Option<usize>) -> Vec<Reading> {
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
            let machines =
                self.prep_objects(p, &["in", "by"]).into_iter().filter(|&n| EQUIPMENT.contains(&self.lemma(n)));
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

    /// "is committed to", "is prepared to": passive in form only.
    fn is_state_of_mind(&self, v: usize) -> bool {
        matches!(self.operator(v), Some((_, Kind::Intent | Kind::Try)))
            && tree::passive_agents(self.syntax, v).is_empty()
    }

    /// The actors of a phrase: itself, those joined to it, or those inside it.
    pub(super) fn parties(&self, at: usize, speaker: Option<usize>) -> Vec<Reading> {
        if matches!(self.token(at).tag, "PRP" | "WP" | "WDT") {
            return speaker.filter(|&s| s != at).map(|s| self.parties(s, None)).unwrap_or_default();
        }
        let mut out: Vec<Reading> = Vec::new();
        for j in self.joined(at) {
            for reading in self.party(j).into_iter().flat_map(|r| self.split(r)) {
                if !out.iter().any(|o| o.head == reading.head) {
                    out.push(reading);
                }
            }
        }
        // "French and German police": the adjective alone means the noun that it shares.
        for at in 0..out.len().saturating_sub(1) {
            let alone = out[at].sector.is_none()
                && matches!(self.token(out[at].head).tag, "JJ" | "NNP")
                && self.nation_at(out[at].head).is_some_and(|n| n.adjective);
            if alone {
                out[at].sector = out[at + 1..].iter().find_map(|r| r.sector.clone());
            }
        }
        for reading in &mut out {
            self.of_speaker(reading, speaker);
        }
        if out.is_empty() {
            out = self.inside(at, speaker);
        }
        out
    }

    /// "their forces": of the country of the one who speaks.
    fn of_speaker(&self, reading: &mut Reading, speaker: Option<usize>) {
        let own = self.kids(reading.head).iter().any(|&j| self.token(j).tag == "PRP$");
        if own && reading.country.is_none() {
            reading.country = speaker.and_then(|s| self.party(s)).and_then(|p| p.country);
        }
    }

    /// The actor that a noun of a thing or an act belongs to: "Israel's raids", "a move by the army", "a blast in Samarra".
    fn inside(&self, at: usize, speaker: Option<usize>) -> Vec<Reading> {
        let owners = self.kids(at).iter().copied().filter(|&j| self.token(j).label == "poss");
        let by = self.prep_objects(at, &["by", "from", "of", "between", "among", "in", "near", "against"]);
        let before = self.modifiers(at);
        // "a report released in the capital of": where it was done.
        let done = self.kids(at).iter().copied().filter(|&j| self.token(j).label == "acl");
        let there: Vec<usize> = done.flat_map(|j| self.prep_objects(j, &["in", "by"])).collect();
        let deeper: Vec<usize> = there.iter().flat_map(|&j| self.modifiers(j)).collect();
        for j in owners.chain(before).chain(by).chain(there).chain(deeper) {
            if self.token(j).tag == "PRP$" {
                if let Some(s) = speaker {
                    return self.parties(s, None);
                }
                continue;
            }
            let found: Vec<Reading> = self
                .joined(j)
                .into_iter()
                .filter_map(|k| if k < at { self.named_party(k) } else { self.party(k) })
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
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

    /// The target that grammar names: who must do it, who is told, what is acted on.
    fn direct_targets(&self, act: &Act, sources: &[Reading]) -> Vec<Reading> {
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

    /// Whom the act uses, not whom it is done to: own troops sent, inspectors dispatched, "its forces".
    fn is_instrument(&self, act: &Act, reading: &Reading) -> bool {
        let own = self.kids(reading.head).iter().any(|&j| self.token(j).tag == "PRP$");
        let named = reading.country.is_some()
            || reading.sector.as_deref() == Some("IGO") && self.modifiers(reading.head).len() > 1;
        if own && !named {
            return true;
        }
        let token = self.token(reading.head);
        let equipment = EQUIPMENT.contains(&self.lemma(reading.head)) && reading.country.is_none();
        if equipment && !act.code.starts_with("18") && !act.code.starts_with("19") {
            return true;
        }
        let sent = matches!(token.label, "dobj" | "nsubjpass" | "conj" | "pobj") && {
            let verb = tree::clause_verb(self.syntax, reading.head);
            SENDING.contains(&self.lemma(verb))
        };
        let direct = token.label != "pobj" || act.code.starts_with("153");
        sent && direct && reading.country.is_none()
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
    fn nearest(&self, act: &Act, sources: &[Reading]) -> Vec<Reading> {
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
}

/// Whether two readings share a word.
pub(super) fn overlaps(a: &Reading, b: &Reading) -> bool {
    a.first <= b.last && b.first <= a.last
}
