//! Who says who did it: claims of responsibility, blame, suspicion, denial, praise.

use polybius_records::Stance;
use polybius_syntax::{Name, Sentence};

use super::Reading;
use super::incident::Incident;
use crate::ActorHow;
use crate::frames::{is_speech, tree};

/// One statement on responsibility.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Index of the incident.
    pub(crate) incident: usize,
    /// Who speaks.
    pub(crate) by: String,
    /// How.
    pub(crate) stance: Stance,
    /// Of whom.
    pub(crate) actor: String,
    /// The mention of `actor`.
    pub(crate) actor_mention: Option<usize>,
    /// The sentence.
    pub(crate) sentence: usize,
    /// The word of responsibility.
    pub(crate) token: usize,
}

/// Speaker that the text does not name.
const UNSAID: &str = "unspecified";

/// Every statement on responsibility, in text order.
pub(crate) fn find(r: &Reading<'_, '_>, incidents: &[Incident]) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    for (n, sentence) in r.text.sentences.iter().enumerate() {
        let seeker = Seeker { r, incidents, n, s: &sentence.syntax };
        for found in seeker.all() {
            if !out.iter().any(|c| {
                c.incident == found.incident && c.by == found.by && c.stance == found.stance && c.actor == found.actor
            }) {
                out.push(found);
            }
        }
    }
    out
}

struct Seeker<'a, 'b, 'd> {
    r: &'a Reading<'b, 'd>,
    incidents: &'a [Incident],
    n: usize,
    s: &'a Sentence,
}

impl Seeker<'_, '_, '_> {
    fn all(&self) -> Vec<Claim> {
        let mut out = Vec::new();
        for v in 0..self.s.tokens.len() {
            let lemma = self.s.tokens[v].lemma.as_str();
            let verb = tree::is_verb(self.s, v) || self.s.tokens[v].tag.starts_with('V');
            match lemma {
                "claim" | "accept" | "take" | "admit" | "deny" | "assume" | "disclaim" | "acknowledge" | "reject"
                    if verb =>
                {
                    self.responsibility(v, &mut out)
                }
                "blame" | "accuse" | "attribute" | "pin" | "ascribe" | "link" | "tie" | "trace" if verb => {
                    self.blame(v, &mut out)
                }
                "suspect" | "suspected" => self.suspicion(v, &mut out),
                "praise" | "hail" | "celebrate" | "applaud" | "welcome" | "glorify" | "lionize" | "lionise"
                | "cheer"
                    if verb =>
                {
                    self.praise(v, &mut out)
                }
                "responsible" | "behind" | "work" | "hallmark" | "handiwork" => self.behind(v, &mut out),
                _ if verb && is_speech(lemma) => self.says(v, &mut out),
                _ => {}
            }
        }
        out
    }

    fn actor_at(&self, token: usize) -> Option<usize> {
        let from = self.r.mentions.actors.partition_point(|m| m.spot.sentence < self.n);
        self.r.mentions.actors[from..]
            .iter()
            .take_while(|m| m.spot.sentence == self.n)
            .position(|m| m.spot.covers(self.n, token))
            .map(|i| from + i)
    }

    /// The organisation, state or group at a token, people and persons left out.
    fn organisation(&self, token: usize) -> Option<usize> {
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
            .or_else(|| {
                let t = &self.s.tokens[token];
                (t.label == "appos").then(|| self.actor_at(t.head).filter(|&a| self.is_organisation(a))).flatten()
            })
            .or_else(|| self.pronoun(token))
    }

    fn is_organisation(&self, a: usize) -> bool {
        matches!(
            self.r.mentions.actors[a].how,
            ActorHow::Named | ActorHow::Force | ActorHow::Unknown | ActorHow::Country
        )
    }

    fn pronoun(&self, token: usize) -> Option<usize> {
        let t = &self.s.tokens[token];
        if !matches!(
            t.lower.as_str(),
            "it" | "group" | "organisation" | "organization" | "they" | "movement" | "militia" | "who" | "which"
        ) {
            return None;
        }
        let end = self.r.mentions.actors.partition_point(|m| m.spot.start < t.start);
        (0..end).rev().take(6).find(|&i| {
            let m = &self.r.mentions.actors[i];
            self.n - m.spot.sentence <= 2 && matches!(m.how, ActorHow::Named | ActorHow::Unknown)
        })
    }

    /// The speaker's name: an organisation, a person with a public role, or the words themselves.
    fn speaker(&self, token: Option<usize>) -> String {
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

    /// The incident that the sentence speaks of: by its own triggers, else the last one told before it.
    fn incident(&self, near: usize) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (i, incident) in self.incidents.iter().enumerate() {
            for g in incident.groups.iter().filter(|g| g.sentence == self.n) {
                for f in g.frames(self.r) {
                    let far = f.hit.token.abs_diff(near);
                    if best.is_none_or(|(d, _)| far < d) {
                        best = Some((far, i));
                    }
                }
            }
        }
        best.map(|(_, i)| i).or_else(|| {
            let family =
                |i: &Incident| matches!(i.family(self.r), crate::frames::Family::Violence | crate::frames::Family::War);
            self.incidents
                .iter()
                .enumerate()
                .filter(|(_, i)| family(i))
                .filter_map(|(n, i)| {
                    i.groups.iter().map(|g| g.sentence).filter(|&s| s < self.n).max().map(|s| (s, std::cmp::Reverse(n)))
                })
                .max()
                .filter(|(s, _)| self.n - s <= 6)
                .map(|(_, n)| n.0)
                .or_else(|| (!self.incidents.is_empty() && family(&self.incidents[0])).then_some(0))
        })
    }

    fn push(&self, out: &mut Vec<Claim>, near: usize, by: String, stance: Stance, actor: usize) {
        if let Some(incident) = self.incident(near) {
            let name = self.r.mentions.actors[actor].name.clone();
            out.push(Claim {
                incident,
                by,
                stance,
                actor: name,
                actor_mention: Some(actor),
                sentence: self.n,
                token: near,
            });
        }
    }

    fn negated(&self, v: usize) -> bool {
        self.s.children(v).any(|j| self.s.tokens[j].label == "neg")
            || tree::subject(self.s, v).is_some_and(|t| {
                matches!(self.s.tokens[t].lower.as_str(), "nobody" | "none" | "neither" | "no-one")
                    || self.s.children(t).any(|j| matches!(self.s.tokens[j].lower.as_str(), "no" | "neither" | "nor"))
            })
            || self.s.tokens[v].label == "xcomp"
                && self.s.children(self.s.tokens[v].head).any(|j| self.s.tokens[j].label == "neg")
            || self.s.children(v).any(|j| {
                self.s.tokens[j].label == "aux"
                    && matches!(self.s.tokens[j].lower.as_str(), "could" | "might" | "may" | "would" | "will")
            })
    }

    fn is_trigger(&self, token: usize) -> bool {
        self.r.frames.iter().any(|f| f.sentence == self.n && (f.hit.first..=f.hit.last).contains(&token))
    }

    fn responsibility(&self, v: usize, out: &mut Vec<Claim>) {
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
        let passive = tree::is_passive(self.s, v);
        let mut objects = tree::objects(self.s, v);
        if passive {
            objects = tree::subject(self.s, v).into_iter().collect();
        }
        let denial = matches!(lemma, "deny" | "disclaim" | "reject");
        let about = objects.iter().any(|&o| {
            let word = self.s.tokens[o].lemma.as_str();
            (WORDS.contains(&word) && (denial || matches!(word, "responsibility" | "credit")))
                || (matches!(lemma, "claim" | "deny") && self.is_trigger(o))
        }) || denial
            && self.s.children(v).any(|j| {
                matches!(self.s.tokens[j].label, "xcomp" | "pcomp" | "ccomp" | "prep") && self.under_trigger(j)
            })
            || denial
                && objects.is_empty()
                && self.s.tokens[..v].iter().any(|t| matches!(t.lemma.as_str(), "accusation" | "allegation"))
            || denial
                && objects
                    .iter()
                    .any(|&o| matches!(self.s.tokens[o].lemma.as_str(), "being" | "carry" | "orchestrate"));
        if !about || self.negated(v) {
            return;
        }
        let speaker =
            if passive { tree::passive_agents(self.s, v).into_iter().next() } else { tree::subject(self.s, v) };
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

    fn under_trigger(&self, top: usize) -> bool {
        (0..self.s.tokens.len()).any(|t| self.is_trigger(t) && self.s.is_under(t, top))
            || matches!(self.s.tokens[top].lemma.as_str(), "carry" | "involve")
    }

    fn blame(&self, v: usize, out: &mut Vec<Claim>) {
        if self.negated(v) {
            return;
        }
        let lemma = self.s.tokens[v].lemma.as_str();
        let passive = tree::is_passive(self.s, v);
        let by = if passive { tree::passive_agents(self.s, v).into_iter().next() } else { tree::subject(self.s, v) };
        let by = self.speaker(by);
        let mut accused =
            if passive { tree::subject(self.s, v).into_iter().collect() } else { tree::objects(self.s, v) };
        let accused_is_act = accused.iter().any(|&t| self.is_trigger(t));
        accused.retain(|&t| !self.is_trigger(t));
        if matches!(lemma, "link" | "tie" | "trace") {
            // "linked X to the attack", "X, linked to the attack": only where the other end is the act.
            let ends = tree::prep_objects(self.s, v, &["to", "with"]);
            let head = self.s.tokens[v].head;
            let act_first =
                accused_is_act || (matches!(self.s.tokens[v].label, "acl" | "relcl") && self.is_trigger(head));
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

    fn suspicion(&self, v: usize, out: &mut Vec<Claim>) {
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

    fn praise(&self, v: usize, out: &mut Vec<Claim>) {
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

    /// "X was behind the attack", "responsible for it", "the work of X".
    fn behind(&self, t: usize, out: &mut Vec<Claim>) {
        let tokens = &self.s.tokens;
        let v = tree::clause_verb(self.s, t);
        if !tree::is_verb(self.s, v) || self.negated(v) {
            return;
        }
        let accused: Vec<usize> = match tokens[t].lemma.as_str() {
            "work" | "hallmark" | "handiwork" => tree::prep_objects(self.s, t, &["of"]),
            _ => tree::subject(self.s, v).into_iter().flat_map(|x| tree::with_conjuncts(self.s, x)).collect(),
        };
        let word = tokens[t].lemma.as_str();
        if word == "behind" && tokens[v].lemma != "be" && tokens[v].lemma != "stand" {
            return;
        }
        if word == "responsible" && !self.s.children(t).any(|j| tokens[j].lower == "for") && tokens[t].label != "acomp"
        {
            return;
        }
        let (sayer, unsure) = self.sayer(v);
        let by = sayer.map(|t| self.speaker(Some(t)));
        let speaks_for = sayer.and_then(|t| self.organisation(t)).map(|a| self.r.mentions.actors[a].id.clone());
        for x in accused {
            let Some(actor) = self.organisation(x) else { continue };
            let name = &self.r.mentions.actors[actor].name;
            let stance =
                if by.as_deref() == Some(name) || speaks_for.as_ref() == Some(&self.r.mentions.actors[actor].id) {
                    Stance::Claims
                } else if unsure || word == "hallmark" {
                    Stance::Suspects
                } else {
                    Stance::Attributes
                };
            let by = if stance == Stance::Claims { Some(name.clone()) } else { by.clone() };
            self.push(out, t, by.unwrap_or_else(|| UNSAID.to_owned()), stance, actor);
        }
    }

    /// Who says what the clause of `v` says, and whether with doubt.
    fn sayer(&self, v: usize) -> (Option<usize>, bool) {
        let tokens = &self.s.tokens;
        let mut at = v;
        let mut unsure = false;
        for _ in 0..5 {
            unsure |= matches!(tokens[at].lemma.as_str(), "suspect" | "believe" | "think" | "appear" | "seem")
                || self.s.children(at).any(|j| {
                    matches!(tokens[j].lower.as_str(), "may" | "might" | "likely" | "probably" | "possibly" | "could")
                });
            let parenthesis = self
                .s
                .children(at)
                .find(|&j| matches!(tokens[j].label, "ccomp" | "parataxis") && is_speech(&tokens[j].lemma));
            if let Some(p) = parenthesis.and_then(|p| tree::child(self.s, p, &["nsubj"])) {
                return (Some(p), unsure);
            }
            let head = tokens[at].head;
            if head == at {
                break;
            }
            if is_speech(&tokens[head].lemma)
                && tree::is_verb(self.s, head)
                && matches!(tokens[at].label, "ccomp" | "xcomp" | "advcl")
            {
                unsure |= matches!(tokens[head].lemma.as_str(), "suspect" | "believe" | "think");
                let subject = if tree::is_passive(self.s, head) { None } else { tree::subject(self.s, head) };
                return (subject, unsure);
            }
            at = head;
        }
        let according = (0..tokens.len())
            .find(|&i| tokens[i].lower == "according")
            .and_then(|i| tree::prep_objects(self.s, i, &["to"]).into_iter().next());
        (according, unsure)
    }

    /// "X said its fighters attacked": a claim; "X said Y attacked": an attribution.
    fn says(&self, v: usize, out: &mut Vec<Claim>) {
        if self.negated(v) || tree::is_passive(self.s, v) {
            return;
        }
        let Some(subject) = tree::subject(self.s, v) else { return };
        let complement = self.s.children(v).find(|&j| self.s.tokens[j].label == "ccomp");
        let Some(complement) = complement else { return };
        for f in self.r.frames.iter().filter(|f| f.sentence == self.n && f.unreal.is_none()) {
            use crate::frames::Family;
            if !matches!(f.hit.entry.act.family(), Family::Violence | Family::War)
                || !self.s.is_under(f.hit.token, complement)
                || f.hit.entry.act == crate::frames::Act::Death
            {
                continue;
            }
            for &a in &f.agents {
                let m = &self.r.mentions.actors[a];
                if !self.is_organisation(a) {
                    // "said its fighters had attacked": people of the speaker.
                    let own = self
                        .s
                        .children(m.spot.head)
                        .any(|j| matches!(self.s.tokens[j].lower.as_str(), "its" | "their"));
                    if own
                        && m.spot.sentence == self.n
                        && let Some(actor) = self.organisation(subject)
                    {
                        let by = self.r.mentions.actors[actor].name.clone();
                        self.push(out, f.hit.token, by, Stance::Claims, actor);
                    }
                    continue;
                }
                let speaker = self.organisation(subject);
                let own = speaker.is_some_and(|x| self.r.mentions.actors[x].id == m.id);
                // A state's army is no claimant of responsibility, but what it says that it did is its own word.
                let stance = if own { Stance::Claims } else { Stance::Attributes };
                self.push(out, f.hit.token, self.speaker(Some(subject)), stance, a);
            }
        }
    }
}
