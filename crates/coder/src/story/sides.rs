//! Who did it and to whom, over all the words of an incident.

use polybius_records::{Actor, ActorType, EventType, Role, Stance, SubEventType};

use super::attribution::Claim;
use super::incident::Incident;
use super::{Reading, doers, scene};
use crate::frames::{Act, Family};
use crate::{ActorHow, ActorMention};

/// Mentions by part, each with the first place where it was said; indices into the actor mentions.
#[derive(Debug, Default)]
pub(crate) struct Sides {
    /// Said to have done it.
    pub(crate) doers: Vec<usize>,
    /// Whom it hit.
    pub(crate) sufferers: Vec<usize>,
    /// Forces that only fought those who did it.
    pub(crate) responders: Vec<usize>,
}

impl Sides {
    pub(crate) fn of(r: &Reading<'_, '_>, incident: &Incident) -> Self {
        let mut sides = Sides::default();
        let arrests = incident.family(r) == Family::Arrest;
        for g in &incident.groups {
            for f in g.frames(r) {
                if f.hit.entry.act == Act::Arrest && !arrests {
                    continue;
                }
                let own = doers::own_subject(r, f);
                let told = f.agents.iter().copied().filter(|&a| own.is_none() && !doers::looks_into(r, f, a));
                for a in told.chain(own).chain(doers::beside(r, f)) {
                    let m = &r.mentions.actors[a];
                    // A force that only answers an attack is no doer of it.
                    if doers::answers(r, incident, g, f, a) {
                        if !sides.responders.iter().any(|&x| r.mentions.actors[x].id == m.id) {
                            sides.responders.push(a);
                        }
                        continue;
                    }
                    if !sides
                        .doers
                        .iter()
                        .any(|&x| r.mentions.actors[x].id == m.id && r.mentions.actors[x].name == m.name)
                    {
                        sides.doers.push(a);
                    }
                }
                for &a in &f.patients {
                    let m = &r.mentions.actors[a];
                    if !sides
                        .sufferers
                        .iter()
                        .any(|&x| r.mentions.actors[x].id == m.id && r.mentions.actors[x].name == m.name)
                    {
                        sides.sufferers.push(a);
                    }
                }
            }
        }
        let doers: Vec<(String, String)> =
            sides.doers.iter().map(|&a| (r.mentions.actors[a].id.clone(), r.mentions.actors[a].name.clone())).collect();
        sides.sufferers.retain(|&a| {
            let m = &r.mentions.actors[a];
            !doers.iter().any(|(id, name)| *id == m.id && *name == m.name)
        });
        sides
    }

    pub(crate) fn doer_kinds(&self, r: &Reading<'_, '_>) -> Vec<ActorType> {
        self.doers.iter().map(|&a| r.mentions.actors[a].kind).collect()
    }

    pub(crate) fn sufferer_kinds(&self, r: &Reading<'_, '_>) -> Vec<ActorType> {
        self.sufferers.iter().map(|&a| r.mentions.actors[a].kind).collect()
    }

    /// Whether the first doer that is no crowd belongs to a state.
    pub(crate) fn doers_are_state(&self, r: &Reading<'_, '_>) -> bool {
        self.doers
            .iter()
            .map(|&a| &r.mentions.actors[a])
            .find(|m| !matches!(m.kind, ActorType::Protesters | ActorType::Rioters | ActorType::Civilians))
            .is_some_and(is_state)
    }
}

pub(super) fn is_state(m: &ActorMention) -> bool {
    m.how == ActorHow::Country
        || matches!(m.kind, ActorType::Government | ActorType::Military | ActorType::Police | ActorType::Intelligence)
}

/// The actors of a record, with the sentence that each rests on.
pub(crate) fn actors(
    r: &Reading<'_, '_>,
    index: usize,
    all: &[Incident],
    sides: &Sides,
    claims: &[&Claim],
    sub: SubEventType,
    country: Option<&str>,
) -> Vec<(Actor, usize)> {
    let incident = &all[index];
    let mut out: Vec<(Actor, usize)> = Vec::new();
    let family = incident.family(r);
    let clash = incident.acts(r).contains(&Act::Clash);
    let crowd = crowd_name(r, sub, country);
    let mut add = |m: &ActorMention, role: Role, certainty: &str| {
        // Private people stay out of records; a person with a public role shows in attributions.
        if m.how == ActorHow::Person || m.kind == ActorType::Person {
            return;
        }
        // Papers, agencies and aid organisations tell of acts; they do not commit them.
        if role == Role::Perpetrator && m.kind == ActorType::Organisation {
            return;
        }
        let people = m.how == ActorHow::People;
        if role == Role::Perpetrator
            && crowd.is_some()
            && let Some(extra) = associated_name(r, m, country)
            && !out.iter().any(|(a, _)| a.name == extra)
        {
            let id = polybius_lexicon::slug("people", &extra);
            let actor = Actor { role, id, name: extra, kind: m.kind, certainty: certainty.to_owned() };
            out.push((actor, m.spot.sentence));
        }
        let (mut id, mut name, mut kind) = (m.id.clone(), m.name.clone(), m.kind);
        if role == Role::Perpetrator
            && people
            && matches!(kind, ActorType::Civilians | ActorType::Protesters | ActorType::Rioters)
        {
            match &crowd {
                Some((crowd_id, crowd_name, crowd_kind)) => {
                    (id, name, kind) = (crowd_id.clone(), crowd_name.clone(), *crowd_kind)
                }
                // "men", "youths" who attack are not known as anything.
                None if kind == ActorType::Civilians => kind = ActorType::Unidentified,
                None => {}
            }
        }
        if out.iter().any(|(a, _)| a.id == id && a.name == name) {
            return;
        }
        out.push((Actor { role, id, name, kind, certainty: certainty.to_owned() }, m.spot.sentence));
    };
    for claim in claims {
        let certainty = match claim.stance {
            Stance::Claims => "claimed",
            Stance::Attributes => "attributed",
            Stance::Suspects => "suspected",
            Stance::Denies | Stance::Celebrates => continue,
        };
        if let Some(index) = claim.actor_mention
            && r.mentions.actors[index].how != ActorHow::People
        {
            let contested = claim.stance != Stance::Claims && claims.iter().any(|c| c.stance == Stance::Claims);
            if !contested || claims.iter().any(|c| c.stance == Stance::Claims && related_claim(r, c, claim)) {
                add(&r.mentions.actors[index], Role::Perpetrator, certainty);
            }
        }
    }
    let mut first = true;
    let mut organised = false;
    for &a in &sides.doers {
        let m = &r.mentions.actors[a];
        let role = match family {
            Family::Arrest => Role::Detainer,
            _ if clash && !first => Role::Opponent,
            _ => Role::Perpetrator,
        };
        first = false;
        organised |= m.how != ActorHow::People;
        add(m, role, "certain");
    }
    for &a in sides.responders.iter().filter(|&&a| {
        let id = &r.mentions.actors[a].id;
        !sides.doers.iter().chain(&sides.sufferers).any(|&x| r.mentions.actors[x].id == *id)
    }) {
        add(&r.mentions.actors[a], Role::Opponent, "certain");
    }
    let claimed = claims.iter().any(|c| matches!(c.stance, Stance::Claims | Stance::Attributes));
    if !organised
        && !claimed
        && matches!(family, Family::Violence | Family::War)
        && let Some(a) = scene::doer(r, index, all)
    {
        add(&r.mentions.actors[a], Role::Perpetrator, "attributed");
    }
    if sides.doers.is_empty()
        && family == Family::Arrest
        && let Some(a) = doers::detainer(r, incident, &sides.sufferers)
    {
        add(&r.mentions.actors[a], Role::Detainer, "attributed");
    }
    for &a in &sides.sufferers {
        let m = &r.mentions.actors[a];
        let role = match m.kind {
            // "students who rallied were dispersed": the crowd itself.
            _ if sub.event_type() == EventType::Protests && associated_name(r, m, country).is_some() => {
                Role::Perpetrator
            }
            _ if clash && m.how != ActorHow::People => Role::Opponent,
            ActorType::Civilians | ActorType::Person => Role::Victim,
            _ => Role::Target,
        };
        add(m, role, "certain");
    }
    // ACLED codes demonstrations and riots with the crowd as their actor, said or not: "hundreds marched".
    if let Some((id, name, kind)) = crowd
        && !out.iter().any(|(a, _)| a.role == Role::Perpetrator && a.kind == kind)
    {
        let sentence = incident.first_sentence();
        out.push((Actor { role: Role::Perpetrator, id, name, kind, certainty: "certain".to_owned() }, sentence));
    }
    out
}

/// ACLED's name of a crowd: "Protesters (Peru)", "Rioters (Peru)".
fn crowd_name(r: &Reading<'_, '_>, sub: SubEventType, country: Option<&str>) -> Option<(String, String, ActorType)> {
    let (word, kind) = match sub.event_type() {
        EventType::Protests => ("Protesters", ActorType::Protesters),
        EventType::Riots => ("Rioters", ActorType::Rioters),
        _ => return None,
    };
    let country = r.lexicon.countries.by_code(country?)?;
    Some((format!("people-{}-{}", word.to_lowercase(), country.code), format!("{word} ({})", country.name), kind))
}

fn related_claim(r: &Reading<'_, '_>, a: &Claim, b: &Claim) -> bool {
    match (a.actor_mention, b.actor_mention) {
        (Some(x), Some(y)) => r.related(&r.mentions.actors[x].id, &r.mentions.actors[y].id),
        _ => a.actor == b.actor,
    }
}

/// ACLED's associated actor of a crowd that is known as something: "Miners (Peru)", "Students (Chile)".
fn associated_name(r: &Reading<'_, '_>, m: &ActorMention, country: Option<&str>) -> Option<String> {
    const KNOWN_AS: [&str; 14] = [
        "doctors",
        "drivers",
        "farmers",
        "fishermen",
        "journalists",
        "lawyers",
        "miners",
        "nurses",
        "prisoners",
        "students",
        "teachers",
        "traders",
        "women",
        "workers",
    ];
    let word = r.text.sentences.get(m.spot.sentence)?.syntax.tokens.get(m.spot.last)?.lower.as_str();
    if m.how != ActorHow::People || !KNOWN_AS.contains(&word) {
        return None;
    }
    let country = r.lexicon.countries.by_code(country?)?;
    let mut letters = word.chars();
    let name: String = letters.next()?.to_uppercase().chain(letters).collect();
    Some(format!("{name} ({})", country.name))
}
