//! Doers that stand outside the trigger's own arguments: in a noun before it, in a clause of the weapon, in the sentences around.

use polybius_records::ActorType;
use polybius_syntax::Sentence;

use super::Reading;
use super::group::Group;
use super::incident::Incident;
use crate::frames::{Act, Family, Frame, tree};
use crate::{ActorHow, ActorMention};

/// What a doer does with an attack or a weapon: "an ambush staged by X", "a mine laid by X".
const DOING: [&str; 27] = [
    "attribute",
    "bury",
    "carry",
    "commit",
    "conduct",
    "deploy",
    "detonate",
    "drive",
    "drop",
    "execute",
    "fire",
    "hurl",
    "launch",
    "lay",
    "lead",
    "lob",
    "mount",
    "operate",
    "organize",
    "organise",
    "perpetrate",
    "place",
    "plant",
    "plot",
    "sow",
    "stage",
    "throw",
];

/// What those do who come after an act and are no doers of it.
const LOOKING_INTO: [&str; 18] = [
    "arrest",
    "comb",
    "confirm",
    "hunt",
    "identify",
    "inspect",
    "interview",
    "investigate",
    "look",
    "probe",
    "pursue",
    "question",
    "search",
    "seek",
    "study",
    "track",
    "treat",
    "trace",
];

/// Words that open a clause with a subject of its own.
const OPENING: [&str; 12] =
    ["after", "as", "because", "before", "but", "if", "since", "that", "until", "when", "where", "while"];

/// Sentences around an arrest in which the police is looked for.
const REACH: usize = 2;

/// The actor at a token.
fn at(r: &Reading<'_, '_>, sentence: usize, token: usize) -> Option<usize> {
    let from = r.mentions.actors.partition_point(|m| m.spot.sentence < sentence);
    let here = r.mentions.actors[from..].iter().take_while(|m| m.spot.sentence == sentence);
    here.into_iter().position(|m| m.spot.covers(sentence, token)).map(|i| from + i)
}

fn is_armed_organisation(m: &ActorMention) -> bool {
    use ActorType as T;
    matches!(m.how, ActorHow::Named | ActorHow::Unknown)
        && matches!(m.kind, T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal)
}

/// Doers of a frame that its arguments leave out.
pub(crate) fn beside(r: &Reading<'_, '_>, f: &Frame) -> Vec<usize> {
    let s = &r.text.sentences[f.sentence].syntax;
    let violent = matches!(f.hit.entry.act.family(), Family::Violence | Family::War);
    if !violent || f.hit.entry.act == Act::Clash {
        return Vec::new();
    }
    let mut out: Vec<usize> = Vec::new();
    let noun = f.hit.noun || s.tokens[f.hit.token].tag.starts_with('N');
    if noun {
        // "IS attacks", "the group's ambush".
        let before = f.hit.first.checked_sub(1).filter(|&i| s.tokens[i].lower != "'s").or(f.hit.first.checked_sub(2));
        out.extend(before.and_then(|t| at(r, f.sentence, t)).filter(|&a| is_armed_organisation(&r.mentions.actors[a])));
        out.extend(done_by(r, f.sentence, s, f.hit.token));
        out.extend(tried(r, f));
    } else if let Some(subject) = tree::subject(s, f.hit.token).filter(|_| !tree::is_passive(s, f.hit.token)) {
        // "a mine laid by X killed": the weapon kills, X laid it.
        if at(r, f.sentence, subject).is_none() {
            out.extend(done_by(r, f.sentence, s, subject));
        }
    }
    out.retain(|a| !f.patients.contains(a) && !f.agents.contains(a));
    out
}

/// Agents in the clause of a noun: "an ambush staged by gunmen of X".
fn done_by(r: &Reading<'_, '_>, sentence: usize, s: &Sentence, noun: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for verb in s.children(noun).filter(|&j| matches!(s.tokens[j].label, "acl" | "relcl")) {
        if !DOING.contains(&s.tokens[verb].lemma.as_str()) {
            continue;
        }
        for agent in tree::passive_agents(s, verb) {
            // "by members of X".
            let organised = std::iter::once(agent).chain(tree::prep_objects(s, agent, &["of", "from"]));
            let found: Vec<usize> = organised.filter_map(|t| at(r, sentence, t)).collect();
            out.extend(
                found
                    .iter()
                    .copied()
                    .find(|&a| r.mentions.actors[a].how != ActorHow::People)
                    .or(found.first().copied()),
            );
        }
    }
    out
}

/// The subject that stands between a word that opens a clause and its verb, where the tree has given the verb another:
/// "the Front had grown after soldiers killed 13 people".
pub(super) fn own_subject(r: &Reading<'_, '_>, f: &Frame) -> Option<usize> {
    let s = &r.text.sentences[f.sentence].syntax;
    let verb = f.hit.token;
    if !matches!(s.tokens[verb].tag, "VBD" | "VBZ" | "VBP") || tree::is_passive(s, verb) {
        return None;
    }
    let a = at(r, f.sentence, verb.checked_sub(1)?)?;
    let spot = r.mentions.actors[a].spot;
    let before = (0..spot.first).rev().find(|&i| !matches!(s.tokens[i].lower.as_str(), "the" | "a" | "an"))?;
    OPENING.contains(&s.tokens[before].lower.as_str()).then_some(a)
}

/// Whether an agent of a frame only deals with what others did: "police are hunting a man ..., wounding 13".
pub(super) fn looks_into(r: &Reading<'_, '_>, f: &Frame, a: usize) -> bool {
    let m = &r.mentions.actors[a];
    let force =
        matches!(m.kind, ActorType::Police | ActorType::Government | ActorType::Intelligence | ActorType::Military);
    if !force || m.spot.sentence != f.sentence {
        return false;
    }
    let s = &r.text.sentences[f.sentence].syntax;
    let verb = tree::clause_verb(s, m.spot.head);
    verb != f.hit.token
        && matches!(s.tokens[m.spot.head].label, "nsubj")
        && LOOKING_INTO.contains(&s.tokens[verb].lemma.as_str())
        && f.hit.entry.act != Act::Arrest
}

/// Whether agent `a` of frame `f` only fights those who did it: "al-Shabaab attacked a hotel. Police killed five gunmen."
pub(super) fn answers(r: &Reading<'_, '_>, incident: &Incident, group: &Group, f: &Frame, a: usize) -> bool {
    use ActorType as T;
    let fighter =
        |k: T| matches!(k, T::Unidentified | T::RebelGroup | T::PoliticalMilitia | T::IdentityMilitia | T::Criminal);
    let kind = |a: usize| r.mentions.actors[a].kind;
    let force = matches!(kind(a), T::Police | T::Military | T::Intelligence);
    let answered = matches!(f.hit.entry.act, Act::Killing | Act::Shooting | Act::Injury);
    if !force || !answered || f.patients.is_empty() || !f.patients.iter().all(|&p| fighter(kind(p))) {
        return false;
    }
    let others =
        incident.groups.iter().filter(|g| g.frames != group.frames).flat_map(|g| g.frames(r).collect::<Vec<_>>());
    let others: Vec<&Frame> = others
        .into_iter()
        .filter(|f| !f.hit.entry.act.is_effect() && f.hit.entry.act.family() == Family::Violence)
        .collect();
    let begun = others.iter().any(|f| f.agents.iter().any(|&x| fighter(kind(x))));
    begun && !others.iter().any(|f| f.agents.iter().any(|&x| r.mentions.actors[x].id == r.mentions.actors[a].id))
}

/// Organisations of people before a court or the police for an act: "two members of X were jailed for the murder".
fn tried(r: &Reading<'_, '_>, f: &Frame) -> Vec<usize> {
    const PARTS: [&str; 7] = ["connection", "relation", "role", "part", "involvement", "complicity", "participation"];
    const COURTS: [&str; 9] =
        ["sentence", "convict", "charge", "indict", "jail", "imprison", "try", "extradite", "condemn"];
    let s = &r.text.sentences[f.sentence].syntax;
    let mut i = f.hit.token;
    for _ in 0..6 {
        let t = &s.tokens[i];
        let on_way = matches!(t.label, "pobj" | "pcomp" | "prep") || PARTS.contains(&t.lemma.as_str());
        if !on_way || t.head == i {
            return Vec::new();
        }
        i = t.head;
        if tree::is_verb(s, i) {
            break;
        }
    }
    if !COURTS.contains(&s.tokens[i].lemma.as_str()) {
        return Vec::new();
    }
    let tried = if tree::is_passive(s, i) { tree::subject(s, i).into_iter().collect() } else { tree::objects(s, i) };
    let found = tried.into_iter().flat_map(|t| {
        let compounds = s.children(t).filter(|&j| matches!(s.tokens[j].label, "compound" | "amod")).collect::<Vec<_>>();
        std::iter::once(t).chain(tree::prep_objects(s, t, &["of", "from", "in"])).chain(compounds).collect::<Vec<_>>()
    });
    found.filter_map(|t| at(r, f.sentence, t)).filter(|&a| is_armed_organisation(&r.mentions.actors[a])).collect()
}

/// Who made an arrest that the text tells in the passive: the force named next to it.
pub(super) fn detainer(r: &Reading<'_, '_>, incident: &Incident, sufferers: &[usize]) -> Option<usize> {
    let first = incident.first_sentence();
    let paragraph = r.text.sentences.get(first)?.paragraph;
    let mut order = vec![first];
    for d in 1..=REACH {
        order.extend(first.checked_sub(d));
        order.push(first + d);
    }
    let fits = |m: &ActorMention| {
        let kind = matches!(m.kind, ActorType::Police | ActorType::Military | ActorType::Intelligence);
        kind && matches!(m.how, ActorHow::Force | ActorHow::Named)
            && !sufferers.iter().any(|&x| r.mentions.actors[x].id == m.id)
    };
    order.into_iter().find_map(|n| {
        let near = r.text.sentences.get(n).is_some_and(|s| s.paragraph == paragraph || n < first);
        near.then(|| r.mentions.actors.iter().position(|m| m.spot.sentence == n && fits(m))).flatten()
    })
}
