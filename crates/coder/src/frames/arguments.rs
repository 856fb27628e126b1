//! Who, whom, when, where, how many and with what: mentions of a sentence given to its triggers.

use polybius_lexicon::Lexicon;
use polybius_records::ActorType;
use polybius_syntax::{Name, Sentence};

use super::triggers::{Act, Subject};
use super::{Frame, modality, tree};
use crate::weapons::WeaponMention;
use crate::{ActorHow, Mentions, Spot, Text};

/// One sentence with its mentions.
pub(super) struct View<'a, 'd> {
    pub(super) text: &'a Text<'d>,
    pub(super) sentence: usize,
    pub(super) syntax: &'a Sentence,
    pub(super) mentions: &'a Mentions,
    pub(super) lexicon: &'a Lexicon,
    quoted: &'a [std::ops::Range<usize>],
    weapons: &'a [WeaponMention],
    actors_here: Vec<usize>,
    places_here: Vec<usize>,
    times_here: Vec<usize>,
    counts_here: Vec<usize>,
    weapons_here: Vec<usize>,
}

/// Indices of the mentions of sentence `s` in a list in text order.
fn here<T>(list: &[T], s: usize, spot: impl Fn(&T) -> &Spot) -> Vec<usize> {
    let from = list.partition_point(|m| spot(m).sentence < s);
    (from..list.len()).take_while(|&i| spot(&list[i]).sentence == s).collect()
}

impl<'a, 'd> View<'a, 'd> {
    pub(super) fn new(
        text: &'a Text<'d>,
        sentence: usize,
        mentions: &'a Mentions,
        weapons: &'a [WeaponMention],
        lexicon: &'a Lexicon,
        quoted: &'a [std::ops::Range<usize>],
    ) -> Self {
        View {
            text,
            sentence,
            syntax: &text.sentences[sentence].syntax,
            mentions,
            lexicon,
            quoted,
            weapons,
            actors_here: here(&mentions.actors, sentence, |m| &m.spot),
            places_here: here(&mentions.places, sentence, |m| &m.spot),
            times_here: here(&mentions.times, sentence, |m| &m.spot),
            counts_here: here(&mentions.counts, sentence, |m| &m.spot),
            weapons_here: here(weapons, sentence, |m| &m.spot),
        }
    }

    pub(super) fn actor_at(&self, token: usize) -> Option<usize> {
        self.actors_here.iter().copied().find(|&i| self.mentions.actors[i].spot.covers(self.sentence, token))
    }

    pub(super) fn place_at(&self, token: usize) -> Option<usize> {
        self.places_here.iter().copied().find(|&i| self.mentions.places[i].spot.covers(self.sentence, token))
    }

    pub(super) fn weapon_at(&self, token: usize) -> Option<usize> {
        self.weapons_here.iter().copied().find(|&i| self.weapons[i].spot.covers(self.sentence, token))
    }

    pub(super) fn is_weapon(&self, token: usize) -> bool {
        self.weapon_at(token).is_some()
    }

    fn kind_at(&self, token: usize) -> Option<ActorType> {
        self.actor_at(token).map(|i| self.mentions.actors[i].kind)
    }

    /// An actor that can fight.
    pub(super) fn is_armed(&self, token: usize) -> bool {
        self.actor_at(token).is_some_and(|i| {
            let actor = &self.mentions.actors[i];
            actor.how == ActorHow::Country || is_armed_kind(actor.kind)
        }) || self.syntax.tokens[token].lower == "they" && self.actors_before(token)
    }

    /// A weapon that explodes.
    pub(super) fn is_explosive(&self, token: usize) -> bool {
        self.weapon_at(token).is_some_and(|w| {
            matches!(self.weapons[w].entry.kind.as_str(), "explosive" | "vehicle_bomb" | "suicide_bomb")
        })
    }

    /// Somebody who can hold people against the law: an armed group, gunmen.
    pub(super) fn is_captor(&self, token: usize) -> bool {
        use ActorType::*;
        self.kind_at(token).is_some_and(|k| {
            matches!(k, RebelGroup | PoliticalMilitia | IdentityMilitia | Criminal | Unidentified | Military)
        }) || self.syntax.tokens[token].lower == "they" && self.actors_before(token)
    }

    /// Police, soldiers, a state.
    pub(super) fn is_officer(&self, token: usize) -> bool {
        use ActorType::*;
        self.kind_at(token).is_some_and(|k| matches!(k, Police | Intelligence | Military | Government))
    }

    fn actors_before(&self, token: usize) -> bool {
        let start = self.syntax.tokens[token].start;
        let end = self.mentions.actors.partition_point(|m| m.spot.start < start);
        self.mentions.actors[..end].iter().rev().take(4).any(|m| {
            self.sentence - m.spot.sentence <= 1
                && matches!(
                    m.kind,
                    ActorType::RebelGroup
                        | ActorType::Unidentified
                        | ActorType::Criminal
                        | ActorType::Military
                        | ActorType::PoliticalMilitia
                )
        })
    }

    /// People with a number, or by name or role: not "they".
    pub(super) fn counted_or_named(&self, tokens: &[usize]) -> bool {
        tokens.iter().any(|&t| {
            self.counts_here.iter().any(|&i| self.mentions.counts[i].spot.covers(self.sentence, t))
                || self.actor_at(t).is_some()
        })
    }

    /// People, by mention, by count or by word.
    pub(super) fn is_person(&self, token: usize) -> bool {
        let t = &self.syntax.tokens[token];
        self.actor_at(token).is_some_and(|i| self.mentions.actors[i].how != ActorHow::Country)
            || self.counts_here.iter().any(|&i| self.mentions.counts[i].spot.covers(self.sentence, token))
            || t.name == Name::Person
            || matches!(
                t.lemma.as_str(),
                "person"
                    | "people"
                    | "man"
                    | "woman"
                    | "boy"
                    | "girl"
                    | "child"
                    | "he"
                    | "she"
                    | "they"
                    | "him"
                    | "her"
                    | "them"
                    | "other"
                    | "victim"
                    | "someone"
                    | "anyone"
                    | "suspect"
                    | "many"
                    | "several"
                    | "dozen"
                    | "hundred"
                    | "thousand"
            )
    }

    pub(super) fn is_crowd(&self, token: usize) -> bool {
        self.kind_at(token)
            .is_some_and(|k| matches!(k, ActorType::Protesters | ActorType::Rioters | ActorType::Civilians))
            || matches!(
                self.syntax.tokens[token].lemma.as_str(),
                "thousand"
                    | "hundred"
                    | "dozen"
                    | "people"
                    | "crowd"
                    | "student"
                    | "worker"
                    | "resident"
                    | "supporter"
                    | "activist"
                    | "protester"
                    | "teacher"
                    | "farmer"
                    | "woman"
            )
    }

    /// A noun of violence that can be a subject: "the attack struck".
    pub(super) fn is_violent_noun(&self, token: usize) -> bool {
        matches!(
            self.syntax.tokens[token].lemma.as_str(),
            "attack"
                | "bombing"
                | "blast"
                | "explosion"
                | "airstrike"
                | "strike"
                | "bomb"
                | "shelling"
                | "missile"
                | "rocket"
                | "raid"
                | "bomber"
                | "shell"
                | "gunman"
                | "mortar"
                | "drone"
                | "gunfire"
                | "bullet"
        )
    }

    pub(super) fn has_armed(&self) -> bool {
        self.actors_here.iter().any(|&i| is_armed_kind(self.mentions.actors[i].kind))
    }

    pub(super) fn has_crowd(&self) -> bool {
        self.actors_here
            .iter()
            .any(|&i| matches!(self.mentions.actors[i].kind, ActorType::Protesters | ActorType::Rioters))
            || self.syntax.tokens.iter().any(|t| {
                matches!(
                    t.lemma.as_str(),
                    "protester" | "demonstrator" | "protest" | "demonstration" | "rally" | "crowd"
                )
            })
    }

    pub(super) fn has_weapon(&self) -> bool {
        !self.weapons_here.is_empty()
    }

    pub(super) fn has_actor(&self) -> bool {
        !self.actors_here.is_empty()
    }

    pub(super) fn count_anchored(&self, token: usize) -> bool {
        self.counts_here.iter().any(|&i| self.mentions.counts[i].anchor == Some(token))
    }
}

/// Kinds of actors that can use armed force.
pub(crate) fn is_armed_kind(kind: ActorType) -> bool {
    use ActorType::*;
    matches!(
        kind,
        Military
            | Police
            | RebelGroup
            | PoliticalMilitia
            | IdentityMilitia
            | Criminal
            | Unidentified
            | Intelligence
            | Government
    )
}

/// Fills the frames of one sentence. `base` is the index of the first among all frames.
pub(super) fn fill(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    for i in 0..frames.len() {
        link(view, frames, i, base);
    }
    for frame in frames.iter_mut() {
        roles(view, frame);
    }
    times(view, frames, base);
    places(view, frames, base);
    counts(view, frames);
    weapons(view, frames);
}

/// The frame whose words cover a token.
fn frame_at(frames: &[Frame], token: usize) -> Option<usize> {
    frames.iter().position(|f| (f.hit.first..=f.hit.last).contains(&token) && (f.hit.noun || f.hit.token == token))
}

/// Finds the frames of the sentence that tell of the same act as frame `i`.
fn link(view: &View<'_, '_>, frames: &mut [Frame], i: usize, base: usize) {
    let s = view.syntax;
    let hit = frames[i].hit;
    let mut same: Vec<usize> = Vec::new();
    if !hit.noun {
        // "the blast killed 12", "12 were killed in the blast", "the attack left 12 dead".
        let around = tree::subject(s, hit.token)
            .into_iter()
            .chain(tree::passive_agents(s, hit.token))
            .chain(tree::prep_objects(
                s,
                hit.token,
                &["in", "during", "by", "from", "after", "when", "at", "amid", "as", "with"],
            ))
            .chain(tree::objects(s, hit.token).into_iter().filter(|_| !hit.entry.act.is_effect()));
        for t in around {
            let Some(j) = frame_at(frames, t) else { continue };
            let after = s.tokens[t].label == "pobj" && s.tokens[s.tokens[t].head].lower == "after";
            if j != i && (!after || hit.entry.act.is_effect()) && joins(frames, i, j) {
                same.push(j);
            }
        }
        // Verbs of one subject: "opened fire and set the hall alight", "attacked, killing 12".
        let head = s.tokens[hit.token].head;
        let label = s.tokens[hit.token].label;
        if head != hit.token
            && matches!(
                label,
                "conj" | "advcl" | "xcomp" | "acl" | "relcl" | "ccomp" | "parataxis" | "dep" | "prep" | "pcomp"
            )
        {
            // "were killed and three sustained injuries when ...": past verbs that are no triggers to the one that is.
            let mut up = head;
            while frame_at(frames, up).is_none() && s.tokens[up].label == "conj" && s.tokens[up].head != up {
                up = s.tokens[up].head;
            }
            let head = if label == "advcl" && frame_at(frames, up).is_some() { up } else { head };
            let above = if tree::is_verb(s, head) {
                frame_at(frames, head)
            } else {
                frame_at(frames, head).or_else(|| {
                    tree::clause_above(s, hit.token)
                        .and_then(|v| frame_at(frames, v).filter(|_| label != "relcl" && label != "acl"))
                })
            };
            let above =
                above.or_else(|| (matches!(label, "relcl" | "acl")).then(|| act_above(s, frames, hit, head)).flatten());
            let later = marked(s, hit.token, &["after", "before", "since", "until"])
                && !above.is_some_and(|j| frames[j].hit.entry.act.is_effect());
            if let Some(j) = above.filter(|&j| j != i && !later && joins(frames, i, j)) {
                let own_subject = tree::child(s, hit.token, &["nsubj", "nsubjpass"]).is_some();
                let participle = matches!(label, "advcl" | "acl" | "xcomp" | "dep" | "prep" | "pcomp" | "relcl");
                if participle || !own_subject || frames[i].hit.entry.act.is_effect() {
                    same.push(j);
                }
            }
        }
        // "carried out an attack that killed 12": the noun under the verb above.
        let later = marked(s, hit.token, &["after", "before", "since", "until", "while", "as"]);
        if matches!(label, "advcl" | "xcomp" | "conj" | "dep")
            && !later
            && head != hit.token
            && tree::is_verb(s, head)
            && frame_at(frames, head).is_none()
        {
            for t in tree::objects(s, head).into_iter().chain(tree::subject(s, head)).chain(tree::prep_objects(
                s,
                head,
                &["in", "to", "by"],
            )) {
                if let Some(j) = frame_at(frames, t).filter(|&j| j != i && joins(frames, i, j)) {
                    same.push(j);
                }
            }
        }
    } else {
        // "wave of bombings", "attack, a suicide bombing": nouns of one thing.
        let head = s.tokens[hit.token].head;
        let label = s.tokens[hit.token].label;
        let up = match label {
            "appos" | "compound" | "nmod" => Some(head),
            "pobj" if matches!(s.tokens[head].lower.as_str(), "of" | "in" | "during" | "by" | "with" | "from") => {
                Some(s.tokens[head].head)
            }
            "attr" => tree::subject(s, head),
            "pobj"
                if tree::clause_verb(s, hit.token) == s.tokens[head].head
                    && leads_to(&s.tokens[s.tokens[head].head].lemma) =>
            {
                tree::subject(s, s.tokens[head].head)
            }
            "dobj" if leads_to(&s.tokens[head].lemma) => tree::subject(s, head),
            _ => None,
        };
        // "the attack in A, an attack in B": the same word twice is two acts.
        let twice = |j: usize| s.tokens[frames[j].hit.token].lemma == s.tokens[hit.token].lemma && label == "appos";
        if let Some(j) = up.and_then(|t| frame_at(frames, t)).filter(|&j| j != i && joins(frames, i, j) && !twice(j)) {
            same.push(j);
        }
    }
    for j in same {
        if !frames[i].same.contains(&(base + j)) {
            frames[i].same.push(base + j);
        }
    }
}

/// "the siege ended in an assault", "the protest turned into a riot".
fn leads_to(lemma: &str) -> bool {
    matches!(
        lemma,
        "end"
            | "culminate"
            | "result"
            | "turn"
            | "escalate"
            | "develop"
            | "degenerate"
            | "begin"
            | "start"
            | "involve"
            | "include"
            | "feature"
    )
}

/// Whether a clause opens with one of the conjunctions.
fn marked(s: &Sentence, v: usize, words: &[&str]) -> bool {
    s.children(v).any(|j| {
        matches!(s.tokens[j].label, "mark" | "prep" | "advmod") && j < v && words.contains(&s.tokens[j].lower.as_str())
    }) || matches!(s.tokens[v].label, "pcomp") && words.contains(&s.tokens[s.tokens[v].head].lower.as_str())
}

/// The act that a relative clause belongs to where its own noun is none: "the attack by militants of X, which killed 12", "the
/// attack was carried out by men who besieged a school".
fn act_above(s: &Sentence, frames: &[Frame], hit: super::Hit, noun: usize) -> Option<usize> {
    let mut i = noun;
    for _ in 0..6 {
        if i != noun
            && let Some(j) = frame_at(frames, i)
        {
            let by_people = !hit.entry.act.is_effect();
            return (!by_people || !frames[j].hit.noun || frames[j].agents.is_empty()).then_some(j);
        }
        if i != noun && tree::is_verb(s, i) {
            // "the attack was carried out by men who": the verb's own act.
            return (is_light(&s.tokens[i].lemma))
                .then(|| tree::subject(s, i).into_iter().chain(tree::objects(s, i)).find_map(|t| frame_at(frames, t)))
                .flatten();
        }
        let head = s.tokens[i].head;
        if head == i
            || !matches!(
                s.tokens[i].label,
                "pobj" | "prep" | "agent" | "appos" | "conj" | "dobj" | "nsubj" | "nsubjpass"
            )
        {
            return None;
        }
        i = head;
    }
    None
}

/// Whether two frames of one sentence can tell of one act at all.
fn joins(frames: &[Frame], i: usize, j: usize) -> bool {
    use super::Family::*;
    let (a, b) = (frames[i].hit.entry.act, frames[j].hit.entry.act);
    let pair = (a.family(), b.family());
    let families = matches!(pair, (Violence | War, Violence | War))
        || a.family() == b.family()
        || matches!(pair, (Contention, Violence | War) | (Violence | War, Contention))
            && (a.is_effect()
                || b.is_effect()
                || matches!((a, b), (Act::Riot | Act::Mob, _) | (_, Act::Riot | Act::Mob))
                || a == Act::Dispersal
                || b == Act::Dispersal);
    families
        && (frames[i].status == frames[j].status
            || frames[i].unreal.is_some() == frames[j].unreal.is_some() && a.is_effect())
}

fn push(list: &mut Vec<usize>, item: usize) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Verbs that put a doer to an act named by a noun.
fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "carry"
            | "commit"
            | "perpetrate"
            | "launch"
            | "stage"
            | "mount"
            | "conduct"
            | "execute"
            | "orchestrate"
            | "mastermind"
            | "stag"
            | "undertake"
            | "organize"
            | "organise"
            | "begin"
            | "lead"
            | "make"
            | "plan"
            | "plot"
            | "direct"
            | "unleash"
            | "continue"
            | "order"
            | "do"
            | "resume"
            | "attempt"
            | "hold"
            | "prepare"
    )
}

fn roles(view: &View<'_, '_>, frame: &mut Frame) {
    let s = view.syntax;
    let hit = frame.hit;
    let (mut agents, mut patients) = (Vec::new(), Vec::new());
    if hit.noun {
        for j in s.children(hit.token).chain((hit.first..hit.last).flat_map(|t| s.children(t).collect::<Vec<_>>())) {
            match s.tokens[j].label {
                // "Peru's deadliest bombing": the country is where, not who; "Peru's airstrikes" are its own.
                "poss"
                    if view.actor_at(j).is_some_and(|a| view.mentions.actors[a].how == ActorHow::Country)
                        && (s.children(hit.token).any(|m| {
                            s.tokens[m].tag == "JJS"
                                || matches!(s.tokens[m].lower.as_str(), "first" | "worst" | "latest")
                        }) || !matches!(
                            hit.entry.act,
                            Act::AirStrike | Act::Shelling | Act::Clash | Act::Capture | Act::Killing | Act::Attack
                        )) => {}
                "poss" | "compound" | "amod" | "nmod" => agents.push(j),
                _ => {}
            }
        }
        agents.extend(tree::prep_objects(s, hit.token, &["by", "from"]));
        patients.extend(tree::prep_objects(s, hit.token, &["on", "against", "at", "targeting"]));
        let of = tree::prep_objects(s, hit.token, &["of"]);
        if hit.entry.effect.is_some()
            || matches!(hit.entry.act, Act::Arrest | Act::Bombing | Act::Shelling | Act::Capture)
        {
            patients.extend(of);
        }
        if matches!(hit.entry.act, Act::Clash) {
            agents.extend(tree::prep_objects(s, hit.token, &["between", "among", "with", "involving", "against"]));
        }
        // "X carried out the attack", "the attack was carried out by X", "X's responsibility for" stays with attributions.
        let v = tree::clause_verb(s, hit.token);
        if tree::is_verb(s, v) && is_light(&s.tokens[v].lemma) {
            if matches!(s.tokens[hit.token].label, "dobj" | "conj") && !tree::is_passive(s, v) {
                agents.extend(tree::subject(s, v).into_iter().flat_map(|t| tree::with_conjuncts(s, t)));
                patients.extend(tree::prep_objects(s, v, &["on", "against", "at"]));
            } else if tree::is_passive(s, v) {
                agents.extend(tree::passive_agents(s, v));
            }
        }
        for v in s.children(hit.token).filter(|&j| matches!(s.tokens[j].label, "acl" | "relcl")) {
            if is_light(&s.tokens[v].lemma) || matches!(s.tokens[v].lemma.as_str(), "claim" | "blame") {
                agents.extend(tree::passive_agents(s, v).into_iter().filter(|_| s.tokens[v].lemma != "blame"));
            }
            if matches!(s.tokens[v].lemma.as_str(), "target" | "hit") {
                patients.extend(tree::objects(s, v));
            }
        }
        agents.retain(|&t| view.actor_at(t).is_some() || antecedent(view, t).is_some());
    } else {
        let passive = tree::is_passive(s, hit.token);
        let subject = tree::subject(s, hit.token);
        let objects = tree::objects(s, hit.token);
        if passive {
            patients.extend(subject.into_iter().flat_map(|t| tree::with_conjuncts(s, t)));
            agents.extend(tree::passive_agents(s, hit.token));
        } else {
            let subjects = subject.into_iter().flat_map(|t| tree::with_conjuncts(s, t)).collect::<Vec<_>>();
            match hit.entry.subject {
                Subject::Patient => patients.extend(subjects),
                Subject::Weapon => {}
                // "militants triggered a mine", but "a tractor ran over a mine".
                Subject::Any if hit.entry.act == Act::Bombing && hit.entry.needs.is_some() => {
                    let armed: Vec<usize> = subjects.iter().copied().filter(|&t| view.is_captor(t)).collect();
                    if armed.is_empty() { patients.extend(subjects) } else { agents.extend(armed) }
                }
                Subject::Any if hit.entry.act == Act::Bombing => {
                    agents.extend(
                        subjects.into_iter().filter(|_| !objects.is_empty() || s.tokens[hit.token].lemma == "detonate"),
                    );
                }
                // "it blew up", "the bridge blew up" have no doer.
                Subject::Agent if hit.entry.act == Act::Bombing && objects.is_empty() => {}
                Subject::Agent | Subject::Any => agents.extend(subjects),
            }
            patients.extend(objects.iter().copied());
            let on = if matches!(hit.entry.act, Act::Shooting | Act::Shelling | Act::Grenade) {
                &["at", "on", "into", "toward", "against"][..]
            } else {
                &["against", "on"][..]
            };
            patients.extend(tree::prep_objects(s, hit.token, on));
            if hit.entry.act == Act::Clash {
                agents.extend(tree::prep_objects(s, hit.token, &["with", "against", "between"]));
                agents.append(&mut objects.clone());
            }
        }
    }
    for t in agents {
        if let Some(a) = view.actor_at(t).or_else(|| antecedent(view, t)) {
            push(&mut frame.agents, a);
        }
        for a in behind(view, t) {
            push(&mut frame.agents, a);
        }
        // "members of the Red Front", "a gunman from the militia": the organisation behind the people.
        let number = is_number_of(&s.tokens[t].lemma);
        for o in tree::prep_objects(s, t, &["of", "from", "with"]) {
            if let Some(a) = view.actor_at(o).filter(|&a| {
                number || matches!(view.mentions.actors[a].how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force)
            }) {
                push(&mut frame.agents, a);
            }
        }
        for v in s.children(t).filter(|&j| matches!(s.tokens[j].label, "acl" | "amod" | "appos")) {
            for o in tree::prep_objects(s, v, &["to", "with", "from", "of"]) {
                if let Some(a) = view.actor_at(o).filter(|&a| view.mentions.actors[a].how == ActorHow::Named) {
                    push(&mut frame.agents, a);
                }
            }
        }
    }
    for t in patients {
        if let Some(a) = view.actor_at(t)
            && !frame.agents.contains(&a)
        {
            push(&mut frame.patients, a);
        }
        for o in tree::prep_objects(s, t, &["of", "from", "carrying"]) {
            if let Some(a) = view.actor_at(o).filter(|a| !frame.agents.contains(a)) {
                push(&mut frame.patients, a);
            }
        }
        for c in s.children(t).filter(|&c| matches!(s.tokens[c].label, "compound" | "poss" | "amod")) {
            if let Some(a) = view.actor_at(c).filter(|a| !frame.agents.contains(a)) {
                push(&mut frame.patients, a);
            }
        }
    }
}

/// "a pair of bombers", "dozens of fighters": the people stand behind "of".
fn is_number_of(lemma: &str) -> bool {
    matches!(
        lemma,
        "pair"
            | "group"
            | "number"
            | "team"
            | "band"
            | "dozen"
            | "hundred"
            | "thousand"
            | "score"
            | "gang"
            | "crowd"
            | "handful"
            | "column"
            | "unit"
            | "trio"
            | "squad"
    )
}

/// Organisations in the words around people: "fighters believed to belong to X", "gunmen linked to X".
fn behind(view: &View<'_, '_>, token: usize) -> Vec<usize> {
    let s = view.syntax;
    let people = view.actor_at(token).is_some_and(|a| view.mentions.actors[a].how == ActorHow::People);
    if !people {
        return Vec::new();
    }
    let ties = |i: usize| {
        let mut at = i;
        for _ in 0..8 {
            if at == token {
                return true;
            }
            let t = &s.tokens[at];
            let tie = !t.tag.starts_with('V')
                || matches!(
                    t.lemma.as_str(),
                    "believe"
                        | "suspect"
                        | "belong"
                        | "link"
                        | "ally"
                        | "affiliate"
                        | "say"
                        | "know"
                        | "call"
                        | "be"
                        | "think"
                        | "identify"
                        | "describe"
                        | "allege"
                        | "style"
                        | "back"
                        | "tie"
                        | "associate"
                        | "claim"
                        | "name"
                        | "have"
                        | "swear"
                        | "loyal"
                        | "dub"
                );
            if !tie || t.head == at {
                return false;
            }
            at = t.head;
        }
        false
    };
    view.actors_here
        .iter()
        .copied()
        .filter(|&a| matches!(view.mentions.actors[a].how, ActorHow::Named | ActorHow::Unknown))
        .filter(|&a| {
            !matches!(
                view.mentions.actors[a].kind,
                ActorType::Organisation | ActorType::International | ActorType::Party
            )
        })
        .filter(|&a| view.mentions.actors[a].spot.first > token && ties(view.mentions.actors[a].spot.head))
        .collect()
}

/// The actor that a pronoun or "the group" stands for: the last one before it of a fitting kind.
fn antecedent(view: &View<'_, '_>, token: usize) -> Option<usize> {
    let t = &view.syntax.tokens[token];
    if view.quoted.iter().any(|q| q.contains(&t.start)) {
        return None;
    }
    let people = match t.lower.as_str() {
        "it" | "its" | "group" | "organisation" | "organization" | "militia" | "movement" => false,
        "they" | "their" | "them" => true,
        _ => return None,
    };
    let end = view.mentions.actors.partition_point(|m| m.spot.start < t.start);
    (0..end).rev().take(8).find(|&i| {
        let m = &view.mentions.actors[i];
        view.sentence - m.spot.sentence <= 2
            && if people {
                is_armed_kind(m.kind) && m.how != ActorHow::Country
            } else {
                matches!(m.how, ActorHow::Named | ActorHow::Unknown)
            }
    })
}

/// Tokens between a trigger and a time or place that the tree leaves hanging.
const LOOSE_REACH: usize = 24;

/// Distance from the speaking verb within which a time is the time of saying.
const SAID_REACH: usize = 2;

/// Where a time or a place hangs: the verb or trigger that governs it, and how.
enum Hook {
    /// Directly under a trigger, no other verb between.
    Trigger(usize),
    /// In the clause of a verb that is no trigger.
    Clause(usize),
    /// On a verb of saying.
    Said(usize),
    /// On something else: a person's origin, an actor's name.
    Aside,
}

fn hook(view: &View<'_, '_>, frames: &[Frame], spot: &Spot, place: bool) -> Hook {
    let s = view.syntax;
    // "the April 15, 2013, attack", "Friday's bombing", "the Lyon blast": right before the noun.
    let next =
        (spot.last + 1..s.tokens.len()).find(|&j| !matches!(s.tokens[j].lower.as_str(), "," | "'s" | "’s" | "'" | "’"));
    if let Some(f) = next
        .and_then(|j| frame_at(frames, j))
        .filter(|&f| frames[f].hit.noun && frames[f].hit.first == next.unwrap_or(0))
        && !s.tokens[spot.head].label.ends_with("obj")
    {
        return Hook::Trigger(f);
    }
    let mut i = spot.head;
    let mut weak = false;
    for _ in 0..12 {
        if let Some(f) = frame_at(frames, i).filter(|_| i != spot.head || !spot.covers(spot.sentence, i)) {
            return if weak { Hook::Clause(frames[f].clause) } else { Hook::Trigger(f) };
        }
        if i != spot.head && tree::is_verb(s, i) {
            return if modality::is_speech(&s.tokens[i].lemma) { Hook::Said(i) } else { Hook::Clause(i) };
        }
        let head = s.tokens[i].head;
        if head == i {
            return Hook::Aside;
        }
        if place && i == spot.head {
            match s.tokens[i].label {
                "nsubj" | "nsubjpass" | "poss" | "dobj"
                    if frame_at(frames, head).is_none_or(|f| !frames[f].hit.noun) =>
                {
                    // "Kabul said", "Kabul's police": a place that acts is no place of the act; an object may be.
                    if s.tokens[i].label != "dobj" && s.tokens[i].label != "nsubjpass" {
                        return Hook::Aside;
                    }
                }
                "pobj"
                    if matches!(
                        s.tokens[head].lower.as_str(),
                        "from" | "by" | "to" | "with" | "between" | "about" | "like"
                    ) =>
                {
                    // One withdraws from where it happens.
                    let leaves = frame_at(frames, s.tokens[head].head).is_some_and(|f| frames[f].hit.entry.act == Act::Transfer);
                    let origin = (s.tokens[head].lower == "from" && !leaves) || s.tokens[head].lower == "by";
                    if origin || frame_at(frames, s.tokens[head].head).is_none() {
                        return Hook::Aside;
                    }
                }
                "pobj" if s.tokens[head].lower == "of" && is_origin(s.tokens[s.tokens[head].head].lemma.as_str()) => {
                    return Hook::Aside;
                }
                "compound" | "nmod" | "amod" if frame_at(frames, head).is_none() => weak = true,
                _ => {}
            }
        }
        if matches!(s.tokens[i].label, "relcl" | "acl") && !tree::is_verb(s, i) {
            weak = true;
        }
        i = head;
    }
    Hook::Aside
}

/// The noun that a time or place follows without a verb between: "the murder of a councillor in Hernani in 1985".
fn noun_before(s: &Sentence, frames: &[Frame], spot: &Spot) -> Option<usize> {
    let f = frames.iter().rposition(|f| f.hit.noun && f.hit.last < spot.first)?;
    let between = frames[f].hit.last + 1..spot.first;
    let plain = between.clone().all(|i| {
        !s.tokens[i].tag.starts_with('V')
            && !matches!(s.tokens[i].lower.as_str(), ";" | ":" | "and" | "but" | "-" | "–" | "—")
    });
    let after_preposition = spot.first > 0 && matches!(s.tokens[spot.first - 1].tag, "IN" | "DT" | "TO");
    (plain && after_preposition && between.len() <= 9).then_some(f)
}

/// The parser's choice of noun, unless another noun of an act stands nearer: "the attack in A and the attack in B in January".
fn nearest_noun(s: &Sentence, frames: &[Frame], spot: &Spot, chosen: usize) -> usize {
    match noun_before(s, frames, spot) {
        Some(g) if frames[chosen].hit.noun && frames[chosen].hit.last < frames[g].hit.first => g,
        _ => chosen,
    }
}

/// What stands in the noun phrase that a relative clause belongs to: "a cell in A this month, which was planning an attack".
fn antecedent_spots(s: &Sentence, frame: &Frame) -> Option<(usize, usize)> {
    let mut v = frame.clause;
    for _ in 0..4 {
        let head = s.tokens[v].head;
        if head == v {
            return None;
        }
        if s.tokens[v].label == "relcl" && !tree::is_verb(s, head) {
            return Some((head, v));
        }
        if !matches!(s.tokens[v].label, "xcomp" | "conj" | "pcomp" | "prep") {
            return None;
        }
        v = tree::clause_verb(s, head);
    }
    None
}

/// "a citizen of Chad", "the president of Chad": where somebody is from, not where something happened.
fn is_origin(lemma: &str) -> bool {
    matches!(
        lemma,
        "citizen"
            | "native"
            | "national"
            | "president"
            | "minister"
            | "ambassador"
            | "leader"
            | "government"
            | "king"
            | "queen"
            | "chief"
            | "head"
            | "secretary"
            | "republic"
            | "embassy"
    )
}

/// Clause verbs whose times and places a frame shares, nearest first.
fn clauses_of(s: &Sentence, frames: &[Frame], frame: &Frame) -> Vec<usize> {
    let mut v = frame.clause;
    if frame.hit.noun && frame_at(frames, v).is_none() {
        // "pleaded guilty on Wednesday to the bombing": when somebody speaks of an act is not when it was.
        let lemma = s.tokens[v].lemma.as_str();
        let tells = modality::is_occurrence(lemma)
            || is_light(lemma)
            || matches!(
                lemma,
                "leave"
                    | "hit"
                    | "strike"
                    | "rock"
                    | "shake"
                    | "come"
                    | "follow"
                    | "begin"
                    | "start"
                    | "end"
                    | "rip"
                    | "use"
                    | "claim"
                    | "last"
                    | "continue"
                    | "break"
                    | "erupt"
                    | "target"
                    | "destroy"
                    | "damage"
                    | "trigger"
                    | "set"
                    | "cause"
                    | "force"
                    | "prompt"
                    | "involve"
                    | "survive"
                    | "escape"
                    | "flee"
            );
        let core = matches!(
            s.tokens[frame.hit.token].label,
            "nsubj" | "nsubjpass" | "dobj" | "attr" | "ROOT" | "conj" | "pobj"
        );
        let given = frame.newness == super::Newness::Given;
        if (modality::is_speech(lemma) && lemma != "claim") || modality::is_legal(lemma) || !(core && (tells || !given))
        {
            return Vec::new();
        }
    }
    if frame.hit.noun {
        return vec![frame.clause];
    }
    let mut out = vec![frame.clause];
    for _ in 0..5 {
        let label = s.tokens[v].label;
        let Some(above) = tree::clause_above(s, v) else { break };
        if above == v || modality::is_speech(&s.tokens[above].lemma) && label == "ccomp" {
            break;
        }
        if !matches!(
            label,
            "xcomp" | "advcl" | "acl" | "relcl" | "conj" | "pcomp" | "prep" | "ccomp" | "dep" | "parataxis"
        ) {
            break;
        }
        // A relative clause on a person or organisation tells of another act than its main clause.
        if label == "relcl" && frame_at(frames, s.tokens[v].head).is_none() {
            break;
        }
        out.push(above);
        v = above;
    }
    out
}

fn times(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    let s = view.syntax;
    let mut loose = Vec::new();
    let mut by_clause: Vec<(usize, usize)> = Vec::new();
    for &t in &view.times_here {
        let mention = &view.mentions.times[t];
        if matches!(mention.kind, crate::TimexKind::Duration | crate::TimexKind::Set) && mention.span.is_none() {
            continue;
        }
        match hook(view, frames, &mention.spot, false) {
            Hook::Trigger(f) => push(&mut frames[nearest_noun(s, frames, &mention.spot, f)].times, t),
            Hook::Clause(v) => match noun_before(s, frames, &mention.spot).filter(|_| frame_at(frames, v).is_none()) {
                Some(f) => push(&mut frames[f].times, t),
                None => by_clause.push((v, t)),
            },
            // "said gunmen killed 12 on Friday": behind the act that is told, the time may be the act's.
            Hook::Said(v) => {
                let near = mention.spot.first.abs_diff(v).min(mention.spot.last.abs_diff(v)) <= SAID_REACH;
                let wide = mention.span.is_some_and(|d| d.width_days() >= 20);
                if s.tokens[v].lemma == "claim" && wide {
                    // A claim follows its act within days: the month or year of one is that of the other.
                    by_clause.push((v, t));
                } else if !near && v < mention.spot.first {
                    loose.push(t);
                }
            }
            Hook::Aside => loose.push(t),
        }
    }
    for i in 0..frames.len() {
        for v in clauses_of(s, frames, &frames[i]) {
            if !frames[i].times.is_empty() {
                break;
            }
            for &(clause, t) in &by_clause {
                if clause == v && frame_at(frames, v).is_none_or(|j| j == i || told_together(frames, i, j, base)) {
                    push(&mut frames[i].times, t);
                }
            }
            // A verb that is itself a trigger shares its own times with what hangs on it.
            if let Some(j) = frame_at(frames, v).filter(|&j| j != i && told_together(frames, i, j, base)) {
                let shared = frames[j].times.clone();
                for t in shared {
                    push(&mut frames[i].times, t);
                }
            }
        }
    }
    loose.extend(by_clause.iter().map(|&(_, t)| t).filter(|t| frames.iter().all(|f| !f.times.contains(t))));
    for frame in frames.iter_mut().filter(|f| f.times.is_empty()) {
        if let Some((noun, clause)) = antecedent_spots(s, frame) {
            for &t in &view.times_here {
                let spot = &view.mentions.times[t].spot;
                if s.is_under(spot.head, noun) && !s.is_under(spot.head, clause) && spot.last < clause {
                    push(&mut frame.times, t);
                }
            }
        }
    }
    share(frames, base, |f| &mut f.times);
    give_loose(frames, &loose, |f| &mut f.times, |t| view.mentions.times[t].spot);
}

fn places(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    let s = view.syntax;
    let mut loose = Vec::new();
    let mut by_clause: Vec<(usize, usize)> = Vec::new();
    for &p in &view.places_here {
        let spot = view.mentions.places[p].spot;
        if view
            .actors_here
            .iter()
            .any(|&a| view.mentions.actors[a].spot.touches(&spot) && view.mentions.actors[a].how != ActorHow::Country)
        {
            continue;
        }
        // "US-backed": a word made of a place's name is no place.
        let ethnic =
            spot.first > 0 && matches!(s.tokens[spot.first - 1].lower.as_str(), "ethnic" | "mainly" | "predominantly");
        if view.text.document.text[spot.end..].starts_with('-') || ethnic {
            continue;
        }
        let acting = view.actors_here.iter().any(|&a| view.mentions.actors[a].spot.touches(&spot));
        match hook(view, frames, &spot, true) {
            Hook::Trigger(f) => push(&mut frames[nearest_noun(s, frames, &spot, f)].places, p),
            Hook::Clause(v) => match noun_before(s, frames, &spot).filter(|_| frame_at(frames, v).is_none()) {
                Some(f) => push(&mut frames[f].places, p),
                None => by_clause.push((v, p)),
            },
            Hook::Said(_) if !acting => loose.push(p),
            Hook::Said(_) | Hook::Aside => {}
        }
    }
    for i in 0..frames.len() {
        let own = frames[i].places.len();
        for v in clauses_of(s, frames, &frames[i]) {
            if frames[i].places.len() > own {
                break;
            }
            for &(clause, p) in &by_clause {
                if clause == v {
                    push(&mut frames[i].places, p);
                }
            }
            if let Some(j) = frame_at(frames, v).filter(|&j| j != i && told_together(frames, i, j, base)) {
                let shared = frames[j].places.clone();
                for p in shared {
                    push(&mut frames[i].places, p);
                }
            }
        }
    }
    loose.extend(by_clause.iter().map(|&(_, p)| p).filter(|p| frames.iter().all(|f| !f.places.contains(p))));
    for frame in frames.iter_mut().filter(|f| f.places.is_empty()) {
        if let Some((noun, clause)) = antecedent_spots(s, frame) {
            for &p in &view.places_here {
                let spot = &view.mentions.places[p].spot;
                if s.is_under(spot.head, noun) && !s.is_under(spot.head, clause) && spot.last < clause {
                    push(&mut frame.places, p);
                }
            }
        }
    }
    share(frames, base, |f| &mut f.places);
    give_loose(frames, &loose, |f| &mut f.places, |p| view.mentions.places[p].spot);
}

/// Whether frame `i` may take times and places from the verb frame `j` above it: "arrested on Sunday over the attack" dates
/// the arrest only.
fn told_together(frames: &[Frame], i: usize, j: usize, base: usize) -> bool {
    frames[i].hit.entry.act.family() == frames[j].hit.entry.act.family()
        || frames[i].same.contains(&(base + j))
        || frames[j].same.contains(&(base + i))
}

/// Frames of one act share what one of them has.
fn share(frames: &mut [Frame], base: usize, list: impl Fn(&mut Frame) -> &mut Vec<usize>) {
    for _ in 0..2 {
        for i in 0..frames.len() {
            for k in 0..frames[i].same.len() {
                let Some(j) = frames[i].same[k].checked_sub(base).filter(|&j| j < frames.len()) else { continue };
                for (from, to) in [(j, i), (i, j)] {
                    let items = list(&mut frames[from]).clone();
                    let target = list(&mut frames[to]);
                    if target.is_empty() {
                        *target = items;
                    }
                }
            }
        }
    }
}

/// What no clause took goes to the nearest frame that has none, where the sentence leaves no doubt.
fn give_loose(
    frames: &mut [Frame],
    loose: &[usize],
    list: impl Fn(&mut Frame) -> &mut Vec<usize>,
    spot: impl Fn(usize) -> Spot,
) {
    for &m in loose {
        let at = spot(m);
        let far = |i: usize| {
            let token = frames[i].hit.token;
            // What opens the sentence stands for all of it.
            if at.first <= 2 {
                token.saturating_sub(at.last) / 2
            } else if token > at.last {
                2 * (token - at.last)
            } else {
                at.first.saturating_sub(token)
            }
        };
        let nearest = (0..frames.len())
            .filter(|&i| frames[i].unreal.is_none() && far(i) <= LOOSE_REACH)
            .filter(|&i| !(frames[i].hit.noun && frames[i].newness == super::Newness::Given))
            .min_by_key(|&i| far(i));
        if let Some(i) = nearest
            && list(&mut frames[i]).is_empty()
        {
            list(&mut frames[i]).push(m);
        }
    }
}

fn counts(view: &View<'_, '_>, frames: &mut [Frame]) {
    let s = view.syntax;
    for &c in &view.counts_here {
        let mention = &view.mentions.counts[c];
        let Some(kind) = mention.kind else { continue };
        let anchor = mention.anchor.unwrap_or(mention.spot.head);
        let best =
            (0..frames.len()).filter(|&i| frames[i].unreal.is_none() && takes(&frames[i], kind)).min_by_key(|&i| {
                let f = &frames[i];
                let covers = (f.hit.first..=f.hit.last).contains(&anchor) || f.hit.token == anchor;
                let effect = f.hit.entry.effect == Some(kind);
                let far = tree::distance(s, f.hit.token, anchor).unwrap_or(30);
                (!covers, far + 3 * usize::from(!effect), i)
            });
        if let Some(i) = best {
            push(&mut frames[i].counts, c);
        }
    }
}

/// Whether an act can have people counted of that kind.
fn takes(frame: &Frame, kind: polybius_records::CountKind) -> bool {
    use polybius_records::CountKind::*;
    let act = frame.hit.entry.act;
    match kind {
        Killed | Injured => {
            !matches!(act, Act::Arrest | Act::Agreement | Act::Headquarters | Act::Disruption | Act::Change)
                || frame.hit.entry.effect == Some(kind)
        }
        Abducted => !matches!(act, Act::Arrest | Act::Agreement | Act::Death | Act::Injury),
        Detained => matches!(
            act,
            Act::Arrest | Act::Protest | Act::Dispersal | Act::Riot | Act::Plot | Act::Disruption | Act::Attack
        ),
        Displaced => matches!(act.family(), super::Family::Violence | super::Family::War | super::Family::Contention),
    }
}

fn weapons(view: &View<'_, '_>, frames: &mut [Frame]) {
    let s = view.syntax;
    for &w in &view.weapons_here {
        let spot = view.weapons[w].spot;
        let nearest = (0..frames.len())
            .filter(|&i| {
                matches!(
                    frames[i].hit.entry.act.family(),
                    super::Family::Violence | super::Family::War | super::Family::Strategic | super::Family::Contention
                )
            })
            .filter_map(|i| {
                Some((tree::distance(s, frames[i].hit.token, spot.head)?, frames[i].hit.entry.act.is_effect(), i))
            })
            .filter(|&(d, _, i)| {
                d <= 6 || (frames[i].hit.first..=frames[i].hit.last).any(|t| spot.covers(spot.sentence, t))
            })
            .min();
        if let Some((_, _, i)) = nearest {
            push(&mut frames[i].weapons, w);
        }
    }
}
