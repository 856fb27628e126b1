//! Whether two tellings can be one event, by who, what and when they name.

use polybius_records::{ActorType, CountKind};

use super::Reading;
use super::group::Group;
use super::incident::Incident;
use crate::frames::{Act, Family};

/// Whether acts of two families can be one event.
pub(super) fn families_meet(a: Family, b: Family) -> bool {
    use Family::*;
    a == b || matches!((a, b), (Violence, War) | (War, Violence))
}

/// Whether both name days, and not one night between them: "Friday night" may be early on Saturday.
pub(super) fn named_days(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let day = |g: &Group| {
        let (span, m) = g.span(r).filter(|(s, _)| s.width_days() <= 4)?;
        Some((span.start, r.text.slice(m.spot.start..m.spot.end).to_lowercase()))
    };
    let Some(mine) = day(g) else { return false };
    incident.groups.iter().filter_map(day).any(|theirs| {
        let earlier = if mine.0 <= theirs.0 { &mine.1 } else { &theirs.1 };
        mine.0 != theirs.0 && !earlier.contains("night")
    })
}

/// A raid of the police after what others did, neither a protest nor people held.
pub(super) fn is_raid_apart(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let mut agents = g.frames(r).flat_map(|f| f.agents.iter()).peekable();
    let raid = agents.peek().is_some()
        && agents.all(|&a| matches!(r.mentions.actors[a].kind, ActorType::Police | ActorType::Intelligence))
        && g.acts(r).all(|a| matches!(a, Act::Attack | Act::Disruption))
        && g.frames(r).any(|f| r.text.sentences[f.sentence].syntax.tokens[f.hit.token].lemma == "raid");
    let police = incident.agents(r).iter().any(|id| id.starts_with("pol-"));
    let crowd = |a: &Act| matches!(a, Act::Protest | Act::Riot | Act::Dispersal | Act::Abduction);
    raid && !police && !incident.acts(r).iter().any(crowd)
}

/// Counts that add to those before: "six more people", "another four".
pub(super) fn counts_more(r: &Reading<'_, '_>, g: &Group) -> bool {
    [CountKind::Killed, CountKind::Injured].iter().flat_map(|&k| g.counts(r, k)).any(|c| {
        let words = r.text.slice(c.spot.start..c.spot.end).to_lowercase();
        words.split(' ').any(|w| matches!(w, "more" | "another" | "further"))
    })
}

/// "eleven of them were detained": those held at a protest just told, without place or time of their own.
pub(super) fn arrested_there(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let crowd = |a: &Act| matches!(a, Act::Protest | Act::Dispersal | Act::Riot);
    let own = !g.places(r).is_empty() || !g.times(r).is_empty();
    !own && g.acts(r).all(|a| a == Act::Arrest)
        && incident.acts(r).iter().any(crowd)
        && incident.last_sentence() + 1 >= g.sentence
}

/// A town left by one side and taken by the other is one change of hands.
pub(super) fn ground_given_up(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let theirs = incident.acts(r);
    g.acts(r).any(|a| a == Act::Transfer) && theirs.contains(&Act::Capture)
        || g.acts(r).any(|a| a == Act::Capture) && theirs.contains(&Act::Transfer)
}

/// Bombs and shells of a state after those of rebels, or the other way round: an answer, not the same act.
pub(super) fn answers_with_bombs(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let bombs = |a: Act| a.explosive();
    let fights = |a: &Act| matches!(a, Act::Clash | Act::Capture);
    if !g.acts(r).any(bombs) || g.acts(r).any(|a| fights(&a)) || incident.acts(r).iter().any(fights) {
        return false;
    }
    let camps = |groups: &[Group]| {
        let kinds = groups.iter().flat_map(|g| g.frames(r).flat_map(|f| f.agents.iter()).collect::<Vec<_>>());
        let kinds: Vec<ActorType> = kinds.map(|&a| r.mentions.actors[a].kind).collect();
        let state = kinds.iter().any(|k| matches!(k, ActorType::Military | ActorType::Government | ActorType::Police));
        let rebels = kinds
            .iter()
            .any(|k| matches!(k, ActorType::RebelGroup | ActorType::PoliticalMilitia | ActorType::IdentityMilitia));
        (state, rebels)
    };
    matches!(
        (camps(std::slice::from_ref(g)), camps(&incident.groups)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    )
}

/// Shots at a protest, clashes in a riot: contention and violence of one event.
pub(super) fn crowd_violence(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let crowd = |a: Act| matches!(a, Act::Riot | Act::Mob | Act::Dispersal | Act::Protest);
    let harm = |a: Act| matches!(a, Act::Shooting | Act::Clash | Act::Destruction | Act::Injury | Act::Killing);
    // Gunmen who fight each other or shoot policemen are no crowd.
    let armed = |groups: &[Group]| {
        let harms = groups.iter().flat_map(|g| g.frames(r).collect::<Vec<_>>()).filter(|f| harm(f.hit.entry.act));
        let doers: Vec<ActorType> = harms.flat_map(|f| &f.agents).map(|&a| r.mentions.actors[a].kind).collect();
        use ActorType::*;
        let fighter =
            |k: &ActorType| matches!(k, RebelGroup | PoliticalMilitia | IdentityMilitia | Criminal | Unidentified);
        !doers.is_empty() && doers.iter().all(fighter)
    };
    if g.acts(r).any(harm) && !g.acts(r).any(crowd) && armed(std::slice::from_ref(g)) {
        return false;
    }
    let theirs = incident.acts(r);
    let (mine_crowd, mine_harm) = (g.acts(r).any(crowd), g.acts(r).any(harm));
    (mine_crowd && theirs.iter().any(|&a| harm(a)) && !theirs.iter().any(|a| a.explosive()))
        || (mine_harm && theirs.iter().any(|&a| crowd(a)))
}

/// Whether different words can well be one event: a blast and a bombing, a shooting and a clash.
pub(super) fn acts_meet(r: &Reading<'_, '_>, g: &Group, acts: &[Act]) -> bool {
    g.acts(r).any(|a| {
        acts.iter().any(|b| {
            a.is_effect()
                || b.is_effect()
                || (a.explosive() && b.explosive())
                || (matches!(a, Act::Clash | Act::Shooting) && matches!(b, Act::Clash | Act::Shooting))
                || matches!(
                    (a, *b),
                    (
                        Act::Riot | Act::Protest | Act::Dispersal | Act::Mob,
                        Act::Riot | Act::Protest | Act::Dispersal | Act::Mob
                    )
                )
                || matches!((a, *b), (Act::Abduction, Act::Shooting) | (Act::Shooting, Act::Abduction))
        })
    })
}

/// Words that name one kind of act: "the bombing" is not the shooting told before.
pub(super) fn is_pointed(act: Act) -> bool {
    act.explosive() || matches!(act, Act::Shooting | Act::Stabbing | Act::Abduction | Act::Clash | Act::Arrest)
}

/// Whether the killed of both are of one kind: attackers are counted apart from their victims.
pub(super) fn same_people(r: &Reading<'_, '_>, g: &Group, incident: &Incident) -> bool {
    let attackers = |list: Vec<&crate::CountMention>| list.iter().any(|c| super::toll::counts_attackers(c));
    attackers(g.counts(r, CountKind::Killed)) == attackers(incident.counts(r, CountKind::Killed))
}

/// Whether both name a place alike.
pub(super) fn shares_name(r: &Reading<'_, '_>, mine: &[&crate::PlaceMention], incident: &Incident) -> bool {
    incident.places(r).iter().any(|q| mine.iter().any(|p| p.place.name == q.place.name))
}

/// Whether it tells of victims not spoken of before: "a man was shot", "four militants were killed", not "the victims".
pub(super) fn brings_victims(r: &Reading<'_, '_>, g: &Group) -> bool {
    g.frames(r).flat_map(|f| f.patients.iter()).any(|&a| {
        let spot = &r.mentions.actors[a].spot;
        let first = r.text.sentences[spot.sentence].syntax.tokens[spot.first].lower.as_str();
        !matches!(first, "the" | "these" | "those" | "all" | "his" | "her" | "their")
            && r.mentions.actors[a].kind != ActorType::Person
    })
}

/// Names of one building: "the federal building" and "the Harbour Federal Building" share their words.
pub(super) fn same_building(a: &str, b: &str) -> bool {
    let words =
        |name: &str| name.to_lowercase().split(' ').filter(|w| w.len() > 3).map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    short.iter().all(|w| long.contains(w))
}

/// The numbers of a list of counts, and what those of one sentence make together: "a man and two women" are three.
pub(super) fn numbers(list: &[&crate::CountMention]) -> Vec<u64> {
    let whole: Vec<(usize, u64)> =
        list.iter().filter(|c| !c.part).filter_map(|c| Some((c.spot.sentence, c.best.or(c.low)?))).collect();
    let mut out: Vec<u64> = whole.iter().map(|(_, n)| *n).collect();
    for sentence in whole.chunk_by(|a, b| a.0 == b.0).filter(|s| s.len() > 1) {
        out.push(sentence.iter().map(|(_, n)| *n).fold(0, u64::saturating_add));
    }
    out
}
