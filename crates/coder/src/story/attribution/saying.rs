//! Responsibility in what is said: "X said that it was behind it", "its fighters had attacked".

use polybius_records::Stance;

use super::{Claim, Incident, Seeker, UNSAID};
use crate::ActorHow;
use crate::frames::{is_speech, tree};

/// What carries an organisation's own words without naming the speaker: "a caller said that X was responsible".
const BEARERS: [&str; 16] = [
    "caller",
    "statement",
    "communique",
    "communiqué",
    "message",
    "letter",
    "video",
    "audio",
    "recording",
    "leaflet",
    "pamphlet",
    "post",
    "note",
    "flyer",
    "tape",
    "email",
];

/// How far left of a clause its verb of saying is looked for where the tree does not join them.
const SAID_WITHIN: usize = 8;

impl Seeker<'_, '_, '_> {
    /// "X was behind the attack", "responsible for it", "the work of X".
    pub(super) fn behind(&self, t: usize, out: &mut Vec<Claim>) {
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
        let borne = speaks_for.is_none()
            && sayer.is_some_and(|t| BEARERS.contains(&tokens[t].lemma.as_str()))
            && matches!(word, "responsible" | "behind" | "work");
        for x in accused {
            let Some(actor) = self.organisation(x) else { continue };
            let name = &self.r.mentions.actors[actor].name;
            let stance = if borne
                || self.says_of_itself(x, actor)
                || by.as_deref() == Some(name)
                || speaks_for.as_ref() == Some(&self.r.mentions.actors[actor].id)
            {
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
    pub(super) fn sayer(&self, v: usize) -> (Option<usize>, bool) {
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
        let stop = |i: &usize| !matches!(tokens[*i].lower.as_str(), "." | ";" | "\"" | "”");
        let said = (0..v).rev().take(SAID_WITHIN).take_while(stop).find(|&i| {
            (is_speech(&tokens[i].lemma) || tokens[i].lemma == "claim")
                && tokens[i].tag.starts_with('V')
                && !tree::is_passive(self.s, i)
        });
        if let Some(speaker) = said.and_then(|i| self.speaking(i)) {
            return (Some(speaker), unsure);
        }
        let according = (0..tokens.len())
            .find(|&i| tokens[i].lower == "according")
            .and_then(|i| tree::prep_objects(self.s, i, &["to"]).into_iter().next());
        (according, unsure)
    }

    /// "X said its fighters attacked": a claim; "X said Y attacked": an attribution.
    pub(super) fn says(&self, v: usize, out: &mut Vec<Claim>) {
        if self.negated(v) || tree::is_passive(self.s, v) {
            return;
        }
        let Some(subject) = self.speaking(v) else { return };
        let complement = self.s.children(v).find(|&j| matches!(self.s.tokens[j].label, "ccomp" | "xcomp"));
        let Some(complement) = complement else { return };
        self.did_it(subject, complement, out);
        for f in self.r.frames.iter().filter(|f| f.sentence == self.n && f.unreal.is_none()) {
            use crate::frames::Family;
            if !matches!(f.hit.entry.act.family(), Family::Violence | Family::War)
                || !self.s.is_under(f.hit.token, complement)
                || f.hit.entry.act == crate::frames::Act::Death
            {
                continue;
            }
            if f.agents.is_empty()
                && self.own_words(f.hit.token, complement)
                && let Some(actor) = self.organisation(subject)
            {
                let by = self.r.mentions.actors[actor].name.clone();
                self.push(out, f.hit.token, by, Stance::Claims, actor);
            }
            // "X said the killings were revenge": its own, by its own words.
            if f.hit.noun
                && self.is_own_answer(f.hit.token)
                && let Some(actor) = self.organisation(subject).filter(|&a| self.is_armed(a))
            {
                let by = self.r.mentions.actors[actor].name.clone();
                self.push(out, f.hit.token, by, Stance::Claims, actor);
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

    /// "X said it had done it": a claim that leaves the act to the sentence before.
    fn did_it(&self, subject: usize, complement: usize, out: &mut Vec<Claim>) {
        let tokens = &self.s.tokens;
        let done = (complement..tokens.len()).find(|&u| {
            tokens[u].lemma == "do"
                && tokens[u].tag.starts_with('V')
                && tokens[u].label != "aux"
                && (u == complement || self.s.is_under(u, complement))
                && tokens.get(u + 1).is_some_and(|t| matches!(t.lower.as_str(), "it" | "this" | "so"))
        });
        if let Some(u) = done
            && self.own_words(u, complement)
            && !self.negated(u)
            && let Some(actor) = self.organisation(subject).filter(|&a| self.is_armed(a))
        {
            let by = self.r.mentions.actors[actor].name.clone();
            self.push(out, u, by, Stance::Claims, actor);
        }
    }

    /// "the killings were revenge", "the bombing was in retaliation".
    fn is_own_answer(&self, act: usize) -> bool {
        let tokens = &self.s.tokens;
        let t = &tokens[act];
        matches!(t.label, "nsubj" | "nsubjpass")
            && tokens[t.head].lemma == "be"
            && (t.head + 1..tokens.len().min(t.head + 5)).any(|i| {
                self.s.is_under(i, t.head)
                    && matches!(
                        tokens[i].lemma.as_str(),
                        "revenge" | "retaliation" | "reprisal" | "punishment" | "vengeance"
                    )
            })
    }

    /// "the kidnappers were men of X", "the killers, believed to be from X": who they are is said when the act is known.
    pub(super) fn known_doers(&self, out: &mut Vec<Claim>) {
        const DOERS: [&str; 12] = [
            "kidnapper",
            "abductor",
            "killer",
            "attacker",
            "assailant",
            "bomber",
            "raider",
            "gunman",
            "murderer",
            "perpetrator",
            "captor",
            "assassin",
        ];
        let tokens = &self.s.tokens;
        let told = |i: &Incident| i.groups.iter().any(|g| g.sentence == self.n);
        if self.incidents.iter().any(told) {
            return;
        }
        for t in (0..tokens.len()).filter(|&t| DOERS.contains(&tokens[t].lemma.as_str())) {
            let known = self.s.children(t).any(|j| matches!(tokens[j].lower.as_str(), "the" | "these" | "those"));
            if !known {
                continue;
            }
            if let Some(actor) = self.believed_to_be(t) {
                self.push(out, t, UNSAID.to_owned(), Stance::Suspects, actor);
                continue;
            }
            let be = tokens[t].head;
            let equated = matches!(tokens[t].label, "nsubj" | "nsubjpass")
                && matches!(tokens[be].lemma.as_str(), "be" | "belong" | "come" | "believe" | "suspect" | "think");
            let top = if equated { be } else { t };
            let Some(actor) = (t + 1..tokens.len().min(t + 18))
                .filter(|&i| self.s.is_under(i, top))
                .filter(|&i| equated || self.in_description(i, t))
                .find_map(|i| self.actor_at(i).filter(|&a| self.is_armed(a)))
            else {
                continue;
            };
            if equated && self.negated(be) {
                continue;
            }
            let unsure = (t..self.r.mentions.actors[actor].spot.first).any(|i| {
                matches!(tokens[i].lemma.as_str(), "believe" | "suspect" | "think" | "presume" | "allegedly" | "link")
            });
            let (sayer, doubt) = if equated { self.sayer(be) } else { (None, false) };
            let stance = if unsure || doubt { Stance::Suspects } else { Stance::Attributes };
            let by = sayer.map_or_else(|| UNSAID.to_owned(), |x| self.speaker(Some(x)));
            self.push(out, t, by, stance, actor);
        }
    }

    /// "the killers, believed to be from X": read from the order of the words, as trees hang such participles anywhere.
    fn believed_to_be(&self, t: usize) -> Option<usize> {
        let tokens = &self.s.tokens;
        let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
        let believed = if word(t + 1) == "," { t + 2 } else { t + 1 };
        let unsure = matches!(word(believed), "believed" | "suspected" | "thought" | "presumed" | "said");
        if !unsure || word(believed + 1) != "to" {
            return None;
        }
        (believed + 2..tokens.len().min(believed + 10))
            .take_while(|&i| !matches!(word(i), "," | ";"))
            .find_map(|i| self.actor_at(i).filter(|&a| self.is_armed(a)))
    }

    /// Whether a token lies in the words that describe noun `t`, not in what it does.
    fn in_description(&self, i: usize, t: usize) -> bool {
        self.s.children(t).any(|j| {
            matches!(self.s.tokens[j].label, "acl" | "amod" | "appos" | "relcl")
                && j > t
                && self.s.is_under(i, j)
                && matches!(
                    self.s.tokens[j].lemma.as_str(),
                    "believe"
                        | "suspect"
                        | "think"
                        | "presume"
                        | "belong"
                        | "link"
                        | "linked"
                        | "identify"
                        | "be"
                        | "member"
                )
        })
    }

    /// An organisation that fights.
    fn is_armed(&self, a: usize) -> bool {
        use polybius_records::ActorType as T;
        let m = &self.r.mentions.actors[a];
        matches!(m.how, ActorHow::Named | ActorHow::Unknown)
            && matches!(m.kind, T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal)
    }

    /// Whether a word of what is said is told of the speaker: "that it had shelled the post", "to have shelled it".
    fn own_words(&self, token: usize, complement: usize) -> bool {
        let tokens = &self.s.tokens;
        let verb = tree::clause_verb(self.s, token);
        if tree::is_passive(self.s, verb) {
            return false;
        }
        match tree::child(self.s, verb, &["nsubj"]) {
            Some(t) => matches!(tokens[t].lower.as_str(), "it" | "they" | "we"),
            None => verb == complement && tokens[complement].label == "xcomp",
        }
    }

    /// "the spokesman for X, claimed they were responsible": pronoun, verb of saying and organisation side by side.
    fn says_of_itself(&self, pronoun: usize, actor: usize) -> bool {
        let tokens = &self.s.tokens;
        let spot = self.r.mentions.actors[actor].spot;
        if spot.sentence != self.n || !matches!(tokens[pronoun].lower.as_str(), "it" | "they" | "we") {
            return false;
        }
        let said = |i: &usize| is_speech(&tokens[*i].lemma) || tokens[*i].lemma == "claim";
        let small = |i: usize| {
            tokens[i].tag.starts_with("RB")
                || matches!(tokens[i].lower.as_str(), "," | "that" | "has" | "have" | "also")
        };
        let Some(verb) = (0..pronoun).rev().find(|&i| !small(i)).filter(said) else { return false };
        (0..verb).rev().find(|&i| !small(i)).is_some_and(|i| spot.covers(self.n, i))
    }
}
