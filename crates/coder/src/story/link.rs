//! Which incident a group tells of: the one of the document's incidents that fits best, or a new one.

use std::sync::LazyLock;

use polybius_records::{CountKind, Status};
use serde::Deserialize;

use super::Reading;
use super::alike::{
    acts_meet, answers_with_bombs, arrested_there, brings_victims, counts_more, crowd_violence, families_meet,
    ground_given_up, is_pointed, is_raid_apart, named_days, numbers, same_building, same_people, shares_name,
};
use super::group::{Group, is_sharp};
use super::incident::{Incident, places_agree};
use crate::ActorHow;
use crate::frames::{Act, Family, Newness};

const DISCOURSE: &str = include_str!("../../../../data/discourse.toml");

/// Openings that turn to another event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Discourse {
    turns: Vec<String>,
    hints: Vec<String>,
}

static OPENINGS: LazyLock<Discourse> = LazyLock::new(|| match toml::from_str(DISCOURSE) {
    Ok(words) => words,
    Err(e) => unreachable!("data/discourse.toml is checked by a test: {e}"),
});

/// Points from which a group joins an incident.
const JOINS: f64 = 1.7;

/// Gathers the groups of a document into incidents.
pub(crate) fn incidents(r: &Reading<'_, '_>, groups: Vec<Group>) -> Vec<Incident> {
    let mut incidents: Vec<Incident> = Vec::new();
    for group in groups.into_iter().filter(|g| !over_countries(r, g)) {
        let scores: Vec<Option<f64>> = incidents.iter().map(|i| score(r, &group, i, &incidents)).collect();
        let best = scores
            .iter()
            .enumerate()
            .filter_map(|(i, s)| s.map(|s| (s, i)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match best {
            Some((points, i)) if points >= JOINS => incidents[i].groups.push(group),
            _ if may_open(r, &group) => incidents.push(Incident { groups: vec![group] }),
            Some((points, i)) if points > 0.0 => incidents[i].groups.push(group),
            _ => {}
        }
    }
    super::retold::joined(r, incidents)
}

/// Whether a group says enough to be an incident of its own.
fn may_open(r: &Reading<'_, '_>, g: &Group) -> bool {
    let agents = g.frames(r).any(|f| f.agents.iter().any(|&a| !matches!(r.mentions.actors[a].how, ActorHow::Person)));
    let counted = CountKind::ALL.iter().any(|&k| !g.counts(r, k).is_empty());
    let timed = !g.times(r).is_empty();
    let placed = !g.places(r).is_empty();
    // "the parcel bomb that maimed a judge in A in November".
    let armed = g.frames(r).any(|f| !f.weapons.is_empty());
    // "officers found a boy with a gunshot wound in A".
    let shot = g.frames(r).any(|f| f.hit.noun && f.hit.entry.act == Act::Injury && f.hit.first < f.hit.last);
    let told = timed && placed || counted && (g.in_title(r) || g.sentence <= r.lead_end || shot && (timed || placed));
    if g.only_effects(r) && (armed || counted && speaks_of_shots(r, g)) && told {
        return true;
    }
    if g.only_effects(r) {
        let killing = g.acts(r).any(|a| a == Act::Killing);
        return killing && (agents || timed || placed || counted || g.in_title(r));
    }
    timed
        || placed
        || counted
        || g.in_title(r)
        || g.sentence <= r.lead_end
        || (agents && !g.plural(r))
        || matches!(g.newness(r), Newness::New | Newness::Another)
}

/// "Teen injured after shots fly", "search for the shooter who wounded a girl": the sentence says that somebody shot.
pub(super) fn speaks_of_shots(r: &Reading<'_, '_>, g: &Group) -> bool {
    r.text.sentences[g.sentence].syntax.tokens.iter().any(|t| {
        matches!(
            t.lower.as_str(),
            "shots"
                | "gunshot"
                | "gunshots"
                | "gunfire"
                | "gunman"
                | "gunmen"
                | "shooter"
                | "shooters"
                | "shooting"
                | "shootout"
                | "firearm"
                | "firearms"
                | "bullet"
                | "bullets"
        )
    })
}

/// How well a group fits an incident; `None` where it cannot be the same event.
fn score(r: &Reading<'_, '_>, g: &Group, incident: &Incident, all: &[Incident]) -> Option<f64> {
    let effects = g.only_effects(r);
    let (mine, theirs) = (g.family(r), incident.family(r));
    let newness = g.newness(r);
    let mut points = 0.0;
    // "three bombings in the 2000s" are not one of which more is told.
    if incident.groups.iter().all(|i| i.plural(r)) && incident.span(r).is_some_and(|s| s.width_days() > 100) {
        return None;
    }
    if !effects
        && !families_meet(mine, theirs)
        && !crowd_violence(r, g, incident)
        && !ground_given_up(r, g, incident)
        && !arrested_there(r, g, incident)
    {
        return None;
    }
    if effects && matches!(theirs, Family::Arrest | Family::Strategic) {
        return None;
    }
    let (status, theirs_status) = (g.status(r), incident.status(r));
    if (status == Status::Occurred) != (theirs_status == Status::Occurred)
        && status != Status::Alleged
        && theirs_status != Status::Alleged
    {
        let plotted = |s: Status| matches!(s, Status::Foiled | Status::Planned | Status::Threatened);
        if plotted(status) || plotted(theirs_status) {
            return None;
        }
    }
    // "police raided a flat" after a bombing is no part of it.
    if newness != Newness::Given && is_raid_apart(r, g, incident) {
        return None;
    }
    // "three days after the bombing" is not the bombing.
    let apart = g.frames.iter().any(|&f| {
        r.frames[f].counted_from.is_some_and(|(from, distance)| {
            distance.parts() && incident.groups.iter().any(|i| i.frames.contains(&from))
        })
    });
    if apart {
        return None;
    }
    // Time.
    let span = g.span(r).map(|(s, _)| s);
    let mut new_facts = 0;
    match (span, incident.span(r)) {
        (Some(a), Some(b)) => {
            let slack = if is_sharp(&a) && is_sharp(&b) { 1 } else { 0 };
            if a.gap_days(&b) > slack {
                return None;
            }
            // Two days named apart are two events, unless the words point back or only count the victims.
            if a.gap_days(&b) > 0 && named_days(r, g, incident) && newness != Newness::Given {
                if !effects {
                    return None;
                }
                points -= 2.5;
            }
            if is_sharp(&a) && is_sharp(&b) {
                points += 2.0;
            } else if a.width_days() > 200 && b.width_days() < 40 && !r.is_recent(&a) {
                points -= 0.5;
            } else {
                points += 0.5;
            }
        }
        (Some(a), None) => {
            new_facts += 1;
            if effects {
                points -= 2.0;
            }
            let news = incident.groups.iter().any(|g| g.sentence <= r.lead_end);
            let undated = r.text.document.published.is_none();
            if news && if undated { a.width_days() > 20 } else { !r.is_recent(&a) } {
                points -= 3.0;
            }
        }
        _ => {}
    }
    if let Some(open) = g.open_time(r) {
        let known = incident.open_times(r);
        if known.iter().any(|k| weekday(k).is_some() && weekday(&open).is_some() && weekday(k) != weekday(&open)) {
            return None;
        }
        if known.contains(&open) {
            points += 1.5;
        } else if span.is_none() && is_old(&open) && !known.iter().any(|k| is_old(k)) {
            points -= 2.0;
        }
    }
    // Place.
    let mine_places = g.places(r);
    let placed_alike =
        mine_places.iter().any(|p| incident.places(r).iter().any(|q| places_agree(&p.place, &q.place) == Some(true)));
    if let (Some(a), Some(b)) = (mine_places.first(), incident.place(r)) {
        let any = mine_places
            .iter()
            .any(|p| incident.places(r).iter().any(|q| places_agree(&p.place, &q.place) == Some(true)));
        match if any { Some(true) } else { places_agree(&a.place, &b.place) } {
            Some(false) => return None,
            // Two streets or buildings of one town are two places.
            Some(true) if a.facility && b.facility && !same_building(&a.place.name, &b.place.name) => points -= 0.5,
            Some(true) if a.facility && !b.facility => points += 0.7,
            // Towns near each other, by other names.
            Some(true)
                if super::group::grain(a) <= 2
                    && super::group::grain(b) <= 2
                    && !shares_name(r, &mine_places, incident) =>
            {
                points += 0.3
            }
            Some(true) if super::group::grain(a) < 4 => points += 2.0,
            Some(true) => points += 0.5,
            None => points += 0.3,
        }
    } else if !mine_places.is_empty() {
        new_facts += 1;
    }
    // Words.
    let acts = incident.acts(r);
    let same_act = g.acts(r).any(|a| !a.is_effect() && !a.is_generic() && acts.contains(&a));
    let either_generic = g.acts(r).any(Act::is_generic) || acts.iter().any(|a| a.is_generic());
    let pointed = newness == Newness::Given && g.frames(r).any(|f| f.hit.noun && is_pointed(f.hit.entry.act));
    if same_act {
        points += if pointed { 2.0 } else { 1.0 };
    } else if !effects && !either_generic && !acts_meet(r, g, &acts) {
        points -= if pointed { 2.5 } else { 1.0 };
    }
    // Reference.
    let recent = incident.last_sentence() + 1 >= g.sentence;
    let salient = all.iter().map(Incident::last_sentence).max() == Some(incident.last_sentence());
    let main = all.first().is_some_and(|first| first.first_sentence() == incident.first_sentence());
    match newness {
        Newness::Given if !g.plural(r) => points += 1.5,
        Newness::Given => points += 0.8,
        Newness::Open => {}
        // An act told so far without time and place may get them when it is told again.
        Newness::New if new_facts > 0 => {
            let coarse = incident.places(r).iter().all(|m| super::group::grain(m) >= 5);
            let bare = incident.span(r).is_none() && incident.open_times(r).is_empty() && (coarse || placed_alike);
            points -= if bare { -0.3 } else { 2.0 };
        }
        Newness::New => points -= 0.7,
        Newness::Another => points -= 3.0,
    }
    if g.plural(r) && !incident.groups.iter().any(|i| i.plural(r)) {
        points -= 1.0;
    }
    if recent {
        points += 0.7;
    }
    if salient {
        points += 0.5;
    }
    if main {
        points += 0.6;
    }
    if incident.last_sentence() == g.sentence {
        // Two groups of one sentence that grammar did not join are often two events; "the blasts" are those just named.
        points -= match newness {
            Newness::Given if same_act => -1.5,
            _ if effects => 0.3,
            _ => 1.0,
        };
    }
    if effects && !(brings_victims(r, g) && new_facts > 0) {
        points += 0.8;
    }
    if newness != Newness::Given && !g.in_title(r) {
        points -= turn(r, g, all);
    }
    // Nothing of its own to tell it apart.
    if span.is_none() && mine_places.is_empty() && g.open_time(r).is_none() {
        points += 0.8;
    }
    // Headline and lead tell the same news.
    if incident.groups.iter().any(|i| i.in_title(r)) && g.sentence <= r.lead_end && families_meet(mine, theirs) {
        points += 1.2;
    }
    // Numbers.
    for kind in [CountKind::Killed, CountKind::Injured, CountKind::Abducted] {
        let (a, b) = (g.counts(r, kind), incident.counts(r, kind));
        let (a, b) = (numbers(&a), numbers(&b));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        if a.iter().any(|n| b.contains(n)) {
            points += if a.iter().any(|&n| n > 4 && b.contains(&n)) { 2.0 } else { 0.7 };
        } else if kind == CountKind::Killed && same_people(r, g, incident) {
            let (x, y) = (*a.iter().max()? as f64, *b.iter().max()? as f64);
            let ratio = x.max(y) / x.min(y).max(1.0);
            points -= if ratio > 3.0 {
                1.5
            } else if ratio > 1.5 {
                0.8
            } else {
                0.2
            };
        }
    }
    // "six more people were killed in B on Monday": others than those told before, elsewhere.
    if !mine_places.is_empty() && !placed_alike && span.is_some() && counts_more(r, g) {
        points -= 2.0;
    }
    // Sides.
    if answers_with_bombs(r, g, incident) {
        points -= 2.0;
    }
    if ground_given_up(r, g, incident) {
        points += 2.0;
    }
    let agents: Vec<&str> = g
        .frames(r)
        .flat_map(|f| f.agents.iter())
        .map(|&a| &r.mentions.actors[a])
        .filter(|a| matches!(a.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force))
        .map(|a| a.id.as_str())
        .collect();
    let theirs_agents = incident.agents(r);
    if !agents.is_empty() && !theirs_agents.is_empty() {
        if agents.iter().any(|a| theirs_agents.iter().any(|b| r.related(a, b))) {
            points += 0.7;
        } else {
            points -= 1.5;
        }
    }
    Some(points)
}

/// A total over several countries: "in two attacks in A and B, militants killed nearly 250".
fn over_countries(r: &Reading<'_, '_>, g: &Group) -> bool {
    let mut countries: Vec<&str> = g.places(r).iter().filter_map(|m| m.place.country.as_deref()).collect();
    countries.sort_unstable();
    countries.dedup();
    let border = r.text.sentences[g.sentence]
        .syntax
        .tokens
        .iter()
        .any(|t| matches!(t.lemma.as_str(), "border" | "frontier" | "cross"));
    let coarse = g.places(r).iter().all(|m| super::group::grain(m) >= 4);
    countries.len() > 1 && coarse && !border
}

/// "Days later, ...", "A week later ...": the sentence opens on another day than the one before.
fn is_later(start: &str) -> bool {
    let mut words = start.split(' ').map(|w| w.trim_matches(','));
    let unit = |w: &str| matches!(w.strip_suffix('s').unwrap_or(w), "day" | "week" | "month" | "year");
    let at = words.clone().take(4).position(unit);
    at.is_some_and(|i| words.nth(i + 1) == Some("later"))
}

/// How much the sentence's opening speaks for another event than those before.
fn turn(r: &Reading<'_, '_>, g: &Group, all: &[Incident]) -> f64 {
    if all.iter().any(|i| i.groups.iter().any(|o| o.sentence == g.sentence)) {
        return 0.0;
    }
    let opening = r.text.slice(r.text.sentence_range(g.sentence)).trim_start_matches(['"', '“', '\'']).to_lowercase();
    let opens = |list: &[String]| {
        list.iter().any(|w| opening.strip_prefix(w.as_str()).is_some_and(|rest| rest.starts_with([' ', ','])))
    };
    // "About two hours before that, ...".
    let start: String = opening.split(' ').take(6).collect::<Vec<_>>().join(" ");
    let counted_back =
        ["before that", "after that", "hours before", "hours earlier", "days earlier", "days before", "weeks earlier"];
    if opens(&OPENINGS.turns) || is_later(&start) {
        2.5
    } else if opens(&OPENINGS.hints) || counted_back.iter().any(|w| start.contains(w)) {
        1.2
    } else {
        0.0
    }
}

fn weekday(words: &str) -> Option<&str> {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .into_iter()
        .find(|d| words.contains(d))
}

/// Words of a time that is surely not the news: "last year", "in recent months".
fn is_old(words: &str) -> bool {
    ["year", "month", "decade", "previous", "earlier"].iter().any(|w| words.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_read_and_are_lower_case() {
        let words: Discourse = toml::from_str(DISCOURSE).unwrap();
        assert!(is_later("days later, the") && is_later("a week later he") && is_later("some two days later,"));
        assert!(!is_later("hours later, police said") && !is_later("monday was the day"));
        assert!(words.turns.iter().chain(&words.hints).all(|w| w.to_lowercase() == *w && !w.is_empty()));
    }
}
