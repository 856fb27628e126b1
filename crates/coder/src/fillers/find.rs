//! Finds the words, from the arguments of the frames that tell of the event.

use polybius_records::{Report, Role, Stance};
use polybius_syntax::{Name, Sentence};

use super::names::Names;
use super::{Filler, How, Part, forces, phrase, things};
use crate::ActorHow;
use crate::frames::{Act, Family, Frame, tree};
use crate::story::Reading;
use crate::story::attribution::Claim;
use crate::story::incident::Incident;

/// The name of an act in the lexicon.
pub(super) fn act_word(act: Act) -> String {
    let mut out = String::new();
    for c in format!("{act:?}").chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The fillers of incident `index`.
pub(super) fn find(
    r: &Reading<'_, '_>,
    names: &Names<'_, '_>,
    index: usize,
    all: &[Incident],
    claims: &[Claim],
    report: &Report,
) -> Vec<Filler> {
    let mut finder = Finder { r, names, out: Vec::new(), id: String::new() };
    for g in &all[index].groups {
        for f in g.frames(r).filter(|f| f.hit.entry.act != Act::Arrest) {
            finder.doers(f);
            finder.sufferers(f);
            finder.weapons(f);
        }
    }
    for claim in claims.iter().filter(|c| c.incident == index) {
        if matches!(claim.stance, Stance::Denies | Stance::Celebrates) {
            continue;
        }
        if let Some(a) = claim.actor_mention {
            finder.actor(a, How::Claimed);
        }
    }
    finder.organisations(report, all[index].first_sentence());
    finder.around(index, all);
    finder.behind(&all[index]);
    finder.suspects(&all[index]);
    finder.out
}

pub(super) struct Finder<'a, 'b, 'd> {
    pub(super) r: &'a Reading<'b, 'd>,
    pub(super) names: &'a Names<'a, 'd>,
    pub(super) out: Vec<Filler>,
    /// Id of the actor whose words are being added.
    pub(super) id: String,
}

impl<'b, 'd> Finder<'_, 'b, 'd> {
    pub(super) fn syntax(&self, sentence: usize) -> &'b Sentence {
        &self.r.text.sentences[sentence].syntax
    }

    pub(super) fn push(
        &mut self,
        part: Part,
        sentence: usize,
        span: phrase::Span,
        long_span: phrase::Span,
        kind: &str,
        how: How,
    ) {
        let s = self.syntax(sentence);
        let slice = |(a, b): phrase::Span| {
            let words = self.r.text.slice(s.tokens[a].start..s.tokens[b].end);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let bare = phrase::without_number(s, span);
        let mut long = slice(long_span);
        if kind == "named" {
            let words: Vec<String> = s.tokens[span.0..=span.1].iter().map(|t| t.lower.clone()).collect();
            long = self.names.fullest(&words).unwrap_or(long);
        }
        let known = match part {
            Part::Named => forces::rank(s, span.0),
            Part::People | Part::Doer if kind.is_empty() || kind == "civilians" => forces::kind(s, span),
            // "an army convoy", "the barracks of the brigade".
            Part::Thing => {
                let whole = matches!(
                    s.tokens[span.1].lemma.as_str(),
                    "headquarters" | "headquarter" | "post" | "base" | "camp"
                );
                forces::kind(s, if whole { long_span } else { span }).map(|_| "security")
            }
            _ => None,
        };
        let kind = known.unwrap_or(kind);
        let filler = Filler {
            part,
            text: slice(span),
            long,
            bare: slice(bare),
            kind: kind.to_owned(),
            id: if matches!(part, Part::Organisation | Part::Doer) { self.id.clone() } else { String::new() },
            head: s.tokens[span.1].lemma.clone(),
            how,
            start: self.r.text.char_offset(s.tokens[span.0].start),
            end: self.r.text.char_offset(s.tokens[span.1].end),
            sentence,
            arc: phrase::arc(s, span.1),
            governor: phrase::governor(s, span.1),
        };
        if !self.out.iter().any(|o| o.part == part && o.start == filler.start) {
            self.out.push(filler);
        }
    }

    pub(super) fn actor_at(&self, sentence: usize, token: usize) -> Option<usize> {
        let actors = &self.r.mentions.actors;
        let from = actors.partition_point(|m| m.spot.sentence < sentence);
        let here = actors[from..].iter().take_while(|m| m.spot.sentence == sentence);
        here.into_iter().position(|m| m.spot.covers(sentence, token)).map(|i| from + i)
    }

    /// People and organisations that an actor mention stands for.
    pub(super) fn actor(&mut self, a: usize, how: How) {
        let m = &self.r.mentions.actors[a];
        self.id.clone_from(&m.id);
        let s = self.syntax(m.spot.sentence);
        let kind = kind_word(m.kind);
        let head = m.spot.head;
        match m.how {
            ActorHow::People => {
                // "a group of armed men": the group, with the men.
                let head = group_of(s, head).unwrap_or(head);
                self.push(Part::Doer, m.spot.sentence, phrase::noun(s, head), phrase::with_of(s, head), &kind, how);
            }
            ActorHow::Person => {
                if let Some(span) = (m.spot.first..=m.spot.last).rev().find_map(|t| self.names.run(m.spot.sentence, t))
                {
                    self.push(Part::Doer, m.spot.sentence, span, span, "named", how);
                }
            }
            ActorHow::Country => {}
            ActorHow::Named | ActorHow::Unknown | ActorHow::Force => {
                let span = phrase::name(s, m.spot.first, m.spot.last);
                // "Red Front guerrillas", "army troops": people of the organisation, not itself.
                let people = is_people(s, head) || is_people(s, m.spot.last);
                if people {
                    self.push(Part::Doer, m.spot.sentence, phrase::noun(s, head), phrase::with_of(s, head), &kind, how);
                } else {
                    self.push(Part::Organisation, m.spot.sentence, span, span, &kind, how);
                    self.members(m.spot.sentence, head, &kind, how);
                }
            }
        }
    }

    /// The people that a name is part of: "FMLN guerrillas", "members of the FMLN".
    fn members(&mut self, sentence: usize, head: usize, kind: &str, how: How) {
        let s = self.syntax(sentence);
        let mut at = head;
        for _ in 0..3 {
            let t = &s.tokens[at];
            if t.head == at || !matches!(t.label, "compound" | "amod" | "nmod" | "poss" | "pobj" | "prep") {
                return;
            }
            at = t.head;
            if is_people(s, at) {
                self.push(Part::Doer, sentence, phrase::noun(s, at), phrase::with_of(s, at), kind, how);
                return;
            }
        }
    }

    fn doers(&mut self, f: &Frame) {
        let s = self.syntax(f.sentence);
        for &a in &f.agents {
            self.actor(a, How::Told);
        }
        for &t in &f.agent_tokens {
            if self.actor_at(f.sentence, t).is_none() && is_people(s, t) {
                self.push(Part::Doer, f.sentence, phrase::noun(s, t), phrase::with_of(s, t), "", How::Told);
            }
        }
        for a in crate::story::doers::beside(self.r, f) {
            self.actor(a, How::Told);
        }
    }

    fn sufferers(&mut self, f: &Frame) {
        let s = self.syntax(f.sentence);
        let mut tokens = f.patient_tokens.clone();
        // "the disappearance and kidnapping of X": what the words share hangs on the first of them.
        if f.hit.noun && s.tokens[f.hit.token].label == "conj" && f.hit.entry.effect.is_some() {
            let first = s.tokens[f.hit.token].head;
            tokens.extend(tree::prep_objects(s, first, &["of", "against"]));
            tokens.extend(
                s.children(first).filter(|&c| s.tokens[c].label == "appos" && s.tokens[c].name == Name::Person),
            );
        }
        // Where the tree gives the verb no object: the names that follow it before the next verb.
        if tokens.is_empty() && !f.hit.noun && f.hit.entry.effect.is_some() && !tree::is_passive(s, f.hit.token) {
            let after = f.hit.last + 1..s.tokens.len();
            let same = after.take_while(|&i| !tree::is_verb(s, i) && s.tokens[i].lower != "by");
            tokens.extend(same.filter(|&i| self.names.run(f.sentence, i).is_some_and(|(_, last)| last == i)));
        }
        let violent = matches!(f.hit.entry.act.family(), Family::Violence | Family::War);
        if violent {
            let at: &[&str] = &["at", "against", "outside", "inside", "near", "on", "under", "in", "into", "of"];
            let around = if f.hit.entry.act.explosive() || f.hit.noun { at } else { &at[..4] };
            let mut more = tree::prep_objects(s, f.hit.token, around);
            if f.hit.entry.act.explosive() && f.hit.noun {
                more.extend(tree::prep_objects(s, f.clause, around));
                more.extend(tree::objects(s, f.clause));
            }
            for j in s.children(f.hit.token).filter(|_| f.hit.noun) {
                if matches!(s.tokens[j].label, "compound" | "poss" | "nmod") {
                    more.push(j);
                }
            }
            more.retain(|&t| {
                things::kind(s, t).is_some() || is_part(s, t) || (f.hit.noun && s.tokens[t].name == Name::Person)
            });
            tokens.extend(more);
        }
        let mut seen: Vec<usize> = Vec::new();
        let mut at = 0;
        while at < tokens.len() && at < 40 {
            let t = tokens[at];
            at += 1;
            if seen.contains(&t) {
                continue;
            }
            seen.push(t);
            // The front, a part or a number of a thing: the thing is what was hit.
            tokens.extend(
                tree::prep_objects(s, t, &["of", "including", "like"])
                    .into_iter()
                    .filter(|&o| is_part(s, t) || s.tokens[o].name == Name::Person),
            );
            tokens.extend(s.children(t).filter(|&c| matches!(s.tokens[c].label, "appos")));
            tokens.extend(tree::with_conjuncts(s, t).into_iter().skip(1));
            self.sufferer(f, t, How::Told);
        }
    }

    fn sufferer(&mut self, f: &Frame, t: usize, how: How) {
        let s = self.syntax(f.sentence);
        if matches!(s.tokens[t].lower.as_str(), "he" | "she" | "him" | "her") {
            if let Some((sentence, span)) = self.antecedent(f.sentence, t) {
                self.push(Part::Named, sentence, span, span, "named", How::Resolved);
            }
            return;
        }
        if let Some(span) = self.names.run(f.sentence, t) {
            self.push(Part::Named, f.sentence, span, span, "named", how);
            return;
        }
        if let Some(kind) = things::kind(s, t) {
            self.push(Part::Thing, f.sentence, phrase::noun(s, t), phrase::with_of(s, t), kind, how);
            return;
        }
        if is_part(s, t) && !is_people(s, t) {
            return;
        }
        match self.actor_at(f.sentence, t) {
            Some(a) if self.r.mentions.actors[a].how == ActorHow::Person => {
                let m = &self.r.mentions.actors[a];
                if let Some(span) = (m.spot.first..=m.spot.last).rev().find_map(|t| self.names.run(m.spot.sentence, t))
                {
                    self.push(Part::Named, f.sentence, span, span, "named", how);
                }
            }
            Some(a) => {
                let m = &self.r.mentions.actors[a];
                let kind = kind_word(m.kind);
                let part = if m.how == ActorHow::People || is_people(s, t) { Part::People } else { Part::Thing };
                if part == Part::People && self.role(f.sentence, t) {
                    return;
                }
                if m.how != ActorHow::Country {
                    self.push(part, f.sentence, phrase::noun(s, t), phrase::with_of(s, t), &kind, how);
                }
            }
            None if s.tokens[t].tag.starts_with('N') && (f.hit.entry.effect.is_some() || is_people(s, t)) => {
                if self.role(f.sentence, t) {
                    return;
                }
                self.push(Part::People, f.sentence, phrase::noun(s, t), phrase::with_of(s, t), "", how);
            }
            None => {}
        }
    }

    /// "The judge", where the text names one judge: adds the name.
    fn role(&mut self, sentence: usize, t: usize) -> bool {
        let s = self.syntax(sentence);
        if s.tokens[t].tag.ends_with('S') || !s.children(t).any(|c| s.tokens[c].lower == "the") {
            return false;
        }
        let Some(name) = self.names.of_role(&s.tokens[t].lemma) else { return false };
        self.push(Part::Named, sentence, (t, t), (t, t), "role", How::Resolved);
        if let Some(last) = self.out.last_mut().filter(|o| o.kind == "role") {
            last.long = name;
        }
        true
    }

    /// The person that a pronoun stands for: the last subject before it that is a name, in this sentence or the two before.
    fn antecedent(&self, sentence: usize, token: usize) -> Option<(usize, phrase::Span)> {
        for n in (sentence.saturating_sub(2)..=sentence).rev() {
            let s = self.syntax(n);
            let end = if n == sentence { token } else { s.tokens.len() };
            let names = || (0..end).rev().filter(|&i| self.names.run(n, i).is_some_and(|(_, last)| last == i));
            let subject = names().find(|&i| matches!(s.tokens[i].label, "nsubj" | "nsubjpass"));
            if let Some(span) = subject.or_else(|| names().next()).and_then(|i| self.names.run(n, i)) {
                return Some((n, span));
            }
        }
        None
    }

    fn weapons(&mut self, f: &Frame) {
        for &w in &f.weapons {
            let m = &self.r.weapons[w];
            let s = self.syntax(m.spot.sentence);
            let span = phrase::noun(s, m.spot.last);
            let span = (span.0.min(m.spot.first), m.spot.last);
            self.push(Part::Weapon, m.spot.sentence, span, phrase::with_of(s, m.spot.last), &m.entry.kind, How::Told);
        }
    }

    /// Organisations that the report names as doers and no frame does: the mention nearest to the event.
    fn organisations(&mut self, report: &Report, near: usize) {
        for actor in &report.body.actors {
            if !matches!(actor.role, Role::Perpetrator | Role::Opponent) {
                continue;
            }
            let same = |m: &&(usize, &crate::ActorMention)| m.1.id == actor.id && m.1.name == actor.name;
            let mentions = self.r.mentions.actors.iter().enumerate().collect::<Vec<_>>();
            let nearest = mentions.iter().filter(same).min_by_key(|(_, m)| m.spot.sentence.abs_diff(near));
            if let Some(&(a, m)) = nearest {
                let known = self.out.iter().any(|o| o.start == self.r.text.char_offset(m.spot.start));
                if !known && matches!(m.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force) {
                    self.actor(a, How::Story);
                }
            }
        }
    }
}

pub(super) fn kind_word(kind: polybius_records::ActorType) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Nouns that stand for people.
pub(super) fn is_people(s: &Sentence, t: usize) -> bool {
    const PEOPLE: &[&str] = &[
        "agent",
        "aggressor",
        "assailant",
        "assassin",
        "attacker",
        "bandit",
        "bomber",
        "captor",
        "civilian",
        "columns",
        "combatant",
        "commando",
        "commandos",
        "commandoes",
        "criminal",
        "cell",
        "column",
        "delinquent",
        "elements",
        "element",
        "extremist",
        "fighter",
        "gang",
        "group",
        "guerrilla",
        "gunman",
        "hitman",
        "individual",
        "insurgent",
        "kidnapper",
        "killer",
        "man",
        "member",
        "mercenary",
        "militant",
        "militiaman",
        "murderer",
        "officer",
        "paramilitary",
        "patrol",
        "people",
        "perpetrator",
        "person",
        "policeman",
        "rebel",
        "saboteur",
        "sicario",
        "sniper",
        "soldier",
        "squad",
        "squadron",
        "subversive",
        "suspect",
        "terrorist",
        "thug",
        "trafficker",
        "troop",
        "troops",
        "unit",
        "woman",
        "youth",
        "youths",
        "narcoterrorist",
        "urban commando",
    ];
    let token = &s.tokens[t];
    token.tag.starts_with('N') && (PEOPLE.contains(&token.lemma.as_str()) || PEOPLE.contains(&token.lower.as_str()))
}

/// The group that people are said to be part of: "group" for "men" in "a group of armed men".
fn group_of(s: &Sentence, people: usize) -> Option<usize> {
    let of = s.tokens[people].head;
    let group = s.tokens[of].head;
    let tied = s.tokens[people].label == "pobj" && s.tokens[of].lower == "of" && of + 8 > people && group < of;
    (tied && matches!(s.tokens[group].lemma.as_str(), "group" | "gang" | "band" | "column" | "squad" | "number"))
        .then_some(group)
}

/// Words for a part, a side or a number of something.
fn is_part(s: &Sentence, t: usize) -> bool {
    const PARTS: &[&str] = &[
        "area",
        "basement",
        "floor",
        "lobby",
        "outskirts",
        "back",
        "branch",
        "corner",
        "couple",
        "door",
        "dozen",
        "dozens",
        "entrance",
        "facade",
        "front",
        "group",
        "headquarters",
        "hundred",
        "hundreds",
        "life",
        "middle",
        "number",
        "office",
        "offices",
        "one",
        "part",
        "pair",
        "residence",
        "score",
        "scores",
        "section",
        "series",
        "side",
        "vicinity",
        "wall",
        "window",
        "windows",
        "home",
        "house",
        "building",
        "member",
        "body",
        "death",
        "kind",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
    ];
    PARTS.contains(&s.tokens[t].lower.as_str())
}
