//! Whether an incident is a report: one bounded act that the document tells as a fact or an alleged fact.

use polybius_records::{CountKind, Status};

use super::Reading;
use super::incident::Incident;
use crate::ActorHow;
use crate::frames::{Act, Family, Newness};

/// Sentences of a short report: what it counts is news even without a date of its own.
const SHORT: usize = 30;

/// Why an incident is not reported; `None` where it is.
pub(crate) fn why_not(r: &Reading<'_, '_>, incident: &Incident, all: &[Incident]) -> Option<&'static str> {
    let acts = incident.acts(r);
    let groups = &incident.groups;
    let murder = groups.iter().any(|g| g.frames(r).any(|f| f.hit.noun && f.hit.entry.act == Act::Killing));
    let core: Vec<Act> = acts.iter().copied().filter(|a| !a.is_effect() || (murder && *a == Act::Killing)).collect();
    let counted = CountKind::ALL.iter().any(|&k| !incident.counts(r, k).is_empty());
    let agents = groups
        .iter()
        .any(|g| g.frames(r).any(|f| f.agents.iter().any(|&a| r.mentions.actors[a].how != ActorHow::Person)));
    let span = incident.span(r);
    let counted_off = groups.iter().any(|g| g.frames(r).any(|f| f.counted_from.is_some()));
    let timed = span.is_some() || counted_off || !incident.open_times(r).is_empty();
    let place = incident.place(r);
    let news = groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end);
    let main = all.first().is_some_and(|f| f.first_sentence() == incident.first_sentence());

    let armed = groups.iter().any(|g| g.frames(r).any(|f| !f.weapons.is_empty()));
    let shots = || groups.iter().any(|g| super::link::speaks_of_shots(r, g));
    if !armed && !shots() && acts.iter().all(|a| matches!(a, Act::Death | Act::Injury)) {
        return Some("says only that people died or were hurt, not by what");
    }
    let plain = groups.iter().all(|g| {
        g.frames(r).all(|f| {
            let lemma = &r.text.sentences[f.sentence].syntax.tokens[f.hit.token].lemma;
            f.weapons.is_empty() && (f.hit.entry.act != Act::Killing || lemma == "kill") && f.hit.first == f.hit.last
        })
    });
    let told = timed && counted && place.is_some_and(|p| super::group::grain(p) < 4);
    if core.is_empty() && !agents && !news && plain && !told {
        return Some("says that people were killed, not by whom or in what");
    }
    if span.is_some_and(|s| s.width_days() > 400) {
        return Some("its time is longer than a year");
    }
    if place.is_some_and(|p| p.place.country.is_none()) && !counted {
        return Some("its place is larger than a country");
    }
    if groups.iter().all(|g| g.quoted(r)) && !(timed && (counted || place.is_some())) {
        return Some("only in somebody's words, without time and place");
    }
    let sharp = span.is_some_and(|s| s.width_days() <= 45);
    if groups.iter().all(|g| g.plural(r)) && !(sharp || (counted && timed && place.is_some())) && !(news && main) {
        return Some("speaks of several acts without telling one");
    }
    // Somebody to whom it was done, by name or by what they are.
    let harmed = groups
        .iter()
        .any(|g| g.frames(r).any(|f| !f.patients.is_empty() && (!f.hit.noun || f.hit.entry.effect.is_some())));
    if groups.len() == 1 && !news {
        let g = &groups[0];
        let anchors = usize::from(timed)
            + usize::from(place.is_some())
            + usize::from(counted)
            + usize::from(agents && !g.plural(r))
            + usize::from(harmed);
        let family = incident.family(r);
        let needed = match family {
            Family::Arrest | Family::Strategic if g.newness(r) == Newness::Given && !(timed && place.is_some()) => 3,
            _ => 2,
        };
        if anchors < needed {
            return Some("too little is said of it: no two of time, place, number and doer");
        }
    }
    if incident.status(r) == Status::Planned && !timed {
        return Some("a plan without a time");
    }
    let short = r.text.sentences.len() <= SHORT;
    let anchored = (counted && short)
        || place.is_some_and(|p| p.place.country.is_some() && super::group::grain(p) < 5) && (counted || agents);
    if !timed && !news && !anchored && groups.len() == 1 && r.text.document.published.is_some() {
        return Some("no time is given for it, and it is not the news");
    }
    let fall = groups.iter().all(|g| g.frames(r).all(|f| f.hit.noun && f.hit.entry.act == Act::Capture));
    if fall && !timed {
        return Some("a town's fall spoken of without time");
    }
    if incident.family(r) == Family::Arrest && !timed && groups.iter().all(|g| g.newness(r) == Newness::Given) {
        return Some("arrests spoken of without time");
    }
    let mut countries: Vec<&str> = groups[0].places(r).iter().filter_map(|m| m.place.country.as_deref()).collect();
    countries.sort_unstable();
    countries.dedup();
    // A name that the gazetteer puts abroad is no second country where the act has a town in the story's own.
    let at_home = super::incident::main_country(r).is_some_and(|main| {
        groups[0].places(r).iter().any(|m| super::group::grain(m) < 4 && m.place.country.as_deref() == Some(main))
    });
    if groups.len() == 1 && countries.len() > 1 && !at_home {
        return Some("told of several countries at once");
    }
    None
}
