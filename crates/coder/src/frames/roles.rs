//! Who did it and to whom: subjects, objects, possessors and the organisations behind them.

use polybius_records::ActorType;

use super::arguments::{is_light, push};
use super::triggers::{Act, Subject};
use super::view::{View, is_armed_kind};
use super::{Frame, tree};
use crate::ActorHow;

pub(super) fn roles(view: &View<'_, '_>, frame: &mut Frame) {
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
        let mut of = tree::prep_objects(s, hit.token, &["of"]);
        // "the killing and wounding of civilians": the second noun has the phrase of both.
        if of.is_empty() && hit.entry.effect.is_some() {
            let both =
                s.children(hit.token).filter(|&j| s.tokens[j].label == "conj" && s.tokens[j].tag.starts_with('N'));
            of.extend(both.flat_map(|j| tree::prep_objects(s, j, &["of"])).collect::<Vec<_>>());
        }
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
        } else if s.tokens[v].lemma == "resort" && matches!(s.tokens[hit.token].label, "pobj" | "pcomp" | "dobj") {
            agents.extend(tree::subject(s, v));
        }
        // "police firing" read as a participle.
        if s.tokens[hit.token].label == "acl" && s.tokens[hit.token].tag == "VBG" {
            agents.push(s.tokens[hit.token].head);
        } else if s.tokens[hit.token].tag == "VBG" {
            agents.extend(tree::child(s, hit.token, &["nsubj"]));
        }
        // "five men are in custody": the preposition makes them the object.
        if hit.entry.act == Act::Arrest && s.tokens[hit.token].label == "pobj" && s.tokens[hit.token].lemma == "custody"
        {
            let held = tree::objects(s, v);
            patients.extend(if held.is_empty() { tree::subject(s, v).into_iter().collect() } else { held });
        }
        // "the explosion hit a convoy", "the convoy was hit by an explosion".
        if is_impact(&s.tokens[v].lemma) {
            if s.tokens[hit.token].label == "nsubj" {
                patients.extend(tree::objects(s, v));
            } else if tree::passive_agents(s, v).contains(&hit.token) {
                patients.extend(tree::subject(s, v));
            }
        }
        for v in s.children(hit.token).filter(|&j| matches!(s.tokens[j].label, "acl" | "relcl")) {
            if is_light(&s.tokens[v].lemma) || matches!(s.tokens[v].lemma.as_str(), "claim" | "blame") {
                agents.extend(tree::passive_agents(s, v).into_iter().filter(|_| s.tokens[v].lemma != "blame"));
            }
            if is_impact(&s.tokens[v].lemma) {
                patients.extend(tree::objects(s, v));
                patients.extend(tree::prep_objects(s, v, &["at"]));
            }
        }
        frame.agent_tokens.clone_from(&agents);
        agents.retain(|&t| view.actor_at(t).is_some() || antecedent(view, t).is_some());
    } else if is_counted(view, hit) {
        // "spoke of 98 dead and 120 wounded": people, no deed of the speaker's.
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
                // "three workers kidnapped in A are still missing": a participle that the tree takes for a verb of its own.
                Subject::Agent | Subject::Any if objects.is_empty() && suffered(view, hit, &subjects) => {
                    patients.extend(subjects)
                }
                // "it blew up", "the bridge blew up" have no doer.
                Subject::Agent if hit.entry.act == Act::Bombing && objects.is_empty() => {}
                Subject::Agent | Subject::Any => agents.extend(subjects),
            }
            patients.extend(objects.iter().copied());
            // "wounding ten people on a street": for what was done to people, "on" is where.
            let on = if hit.entry.act.is_effect() {
                &["against"][..]
            } else if matches!(hit.entry.act, Act::Shooting | Act::Shelling | Act::Grenade) {
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
    if !hit.noun {
        frame.agent_tokens.clone_from(&agents);
    }
    frame.patient_tokens.clone_from(&patients);
    for t in agents {
        if let Some(a) = view.actor_at(t).or_else(|| antecedent(view, t)) {
            push(&mut frame.agents, a);
        }
        for a in behind(view, t) {
            push(&mut frame.agents, a);
        }
        // "killed by Ruritanian fire": whose fire it was.
        if matches!(
            s.tokens[t].lemma.as_str(),
            "fire" | "gunfire" | "bullet" | "shell" | "bomb" | "missile" | "rocket" | "mortar"
        ) {
            for c in s.children(t).filter(|&c| matches!(s.tokens[c].label, "compound" | "poss" | "amod" | "nmod")) {
                if let Some(a) = view.actor_at(c) {
                    push(&mut frame.agents, a);
                }
            }
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
        for o in tree::prep_objects(s, t, &["of", "from", "with", "carrying"]) {
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

/// Whether those before a past form without an object are whom it was done to.
fn suffered(view: &View<'_, '_>, hit: super::Hit, subjects: &[usize]) -> bool {
    let s = view.syntax;
    let past = matches!(s.tokens[hit.token].tag, "VBN" | "VBD") && hit.first == hit.last;
    let needs_object = hit.entry.effect.is_some() && hit.entry.subject != Subject::Patient;
    past && needs_object
        && subjects.iter().any(|&t| view.is_person(t))
        && !subjects.iter().any(|&t| view.is_captor(t) || view.is_officer(t) || view.is_violent_noun(t))
        && tree::child(s, hit.token, &["aux", "prt", "xcomp", "ccomp"]).is_none()
}

/// A participle that stands for those counted: "120 wounded".
fn is_counted(view: &View<'_, '_>, hit: super::Hit) -> bool {
    let s = view.syntax;
    hit.entry.act.is_effect()
        && matches!(s.tokens[hit.token].tag, "VBN" | "VBD")
        && hit.token > 0
        && s.tokens[hit.token - 1].tag == "CD"
        && tree::child(s, hit.token, &["dobj", "aux", "auxpass", "nsubj", "nsubjpass"]).is_none()
}

/// Verbs that tell what an act struck.
pub(crate) fn is_impact(lemma: &str) -> bool {
    matches!(lemma, "target" | "hit" | "strike" | "rock" | "shake" | "damage" | "destroy" | "shatter" | "aim")
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
