//! Incidents: what a document tells of one event, gathered over its sentences.

use polybius_records::{CountKind, DateSpan, Place, Status};

use super::Reading;
use super::aside::{is_aside, is_of_care};
use super::group::{Group, grain};
use crate::frames::{Act, Family};
use crate::{ActorHow, CountMention, PlaceMention};

/// One event as the document tells it so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Incident {
    /// Its groups, in text order.
    pub(crate) groups: Vec<Group>,
}

impl Incident {
    pub(crate) fn family(&self, r: &Reading<'_, '_>) -> Family {
        let mut families: Vec<Family> =
            self.groups.iter().filter(|g| !g.only_effects(r)).map(|g| g.family(r)).collect();
        if families.contains(&Family::Violence) && families.contains(&Family::War) {
            return Family::Violence;
        }
        families.dedup();
        families.first().copied().unwrap_or(Family::Violence)
    }

    pub(crate) fn acts(&self, r: &Reading<'_, '_>) -> Vec<Act> {
        let mut acts: Vec<Act> = self.groups.iter().flat_map(|g| g.acts(r).collect::<Vec<_>>()).collect();
        acts.sort();
        acts.dedup();
        acts
    }

    pub(crate) fn status(&self, r: &Reading<'_, '_>) -> Status {
        let core: Vec<Status> = self.groups.iter().filter(|g| !g.only_effects(r)).map(|g| g.status(r)).collect();
        core.into_iter().min().unwrap_or(Status::Occurred)
    }

    /// The narrowest span that its groups agree on.
    pub(crate) fn span(&self, r: &Reading<'_, '_>) -> Option<DateSpan> {
        let mut best: Option<DateSpan> = None;
        for (span, _) in self.groups.iter().filter_map(|g| g.span(r)) {
            best = Some(match best {
                None => span,
                Some(b) if span.overlaps(&b, 0) && span.width_days() < b.width_days() => span,
                Some(b) => b,
            });
        }
        best
    }

    /// Words of times that could not be resolved.
    pub(crate) fn open_times(&self, r: &Reading<'_, '_>) -> Vec<String> {
        self.groups.iter().filter_map(|g| g.open_time(r)).collect()
    }

    /// All its place mentions, the most exact first. What stands beside the acts counts only where nothing
    /// else is said.
    pub(crate) fn places<'a>(&self, r: &'a Reading<'_, '_>) -> Vec<&'a PlaceMention> {
        let of = |g: &Group| g.places(r).into_iter().map(|m| (m, is_aside(r, g, m))).collect::<Vec<_>>();
        let marked: Vec<(&PlaceMention, bool)> = self.groups.iter().flat_map(of).collect();
        let told = marked.iter().any(|(m, aside)| !aside && grain(m) < 4);
        let mut all: Vec<&PlaceMention> =
            marked.into_iter().filter(|(_, aside)| !(told && *aside)).map(|(m, _)| m).collect();
        all.sort_by_key(|m| (grain(m), m.spot.start));
        all
    }

    /// Whether all that is said of its place is where the hurt were taken to.
    pub(crate) fn has_only_care(&self, r: &Reading<'_, '_>) -> bool {
        let exact = |g: &Group| g.places(r).into_iter().filter(|m| grain(m) < 4).collect::<Vec<_>>();
        let of = |g: &Group| exact(g).into_iter().map(|m| is_of_care(r, g, m)).collect::<Vec<_>>();
        let all: Vec<bool> = self.groups.iter().flat_map(of).collect();
        !all.is_empty() && all.into_iter().all(|care| care)
    }

    /// The place that it has so far: the most exact one in the country that its groups name first.
    pub(crate) fn place<'a>(&self, r: &'a Reading<'_, '_>) -> Option<&'a PlaceMention> {
        let first_country = self.groups.iter().flat_map(|g| g.places(r)).find_map(|m| m.place.country.as_deref());
        let all = self.places(r);
        // Several countries in one breath: the story's own.
        let abroad = self.groups.len() == 1 && all.iter().any(|m| m.place.country.as_deref() != first_country);
        let first_country = match main_country(r).filter(|_| abroad) {
            Some(main) if all.iter().any(|m| m.place.country.as_deref() == Some(main) && grain(m) < 4) => Some(main),
            _ => first_country,
        };
        all.iter().copied().find(|m| m.place.country.as_deref() == first_country).or_else(|| all.first().copied())
    }

    pub(crate) fn counts<'a>(&self, r: &'a Reading<'_, '_>, kind: CountKind) -> Vec<&'a CountMention> {
        self.groups.iter().flat_map(|g| g.counts(r, kind)).collect()
    }

    /// Named organisations and states that act in it: ids.
    pub(crate) fn agents<'a>(&self, r: &'a Reading<'_, '_>) -> Vec<&'a str> {
        let mut ids: Vec<&str> = self
            .groups
            .iter()
            .flat_map(|g| g.frames(r).flat_map(|f| f.agents.iter()).collect::<Vec<_>>())
            .map(|&a| &r.mentions.actors[a])
            .filter(|a| matches!(a.how, ActorHow::Named | ActorHow::Unknown | ActorHow::Force))
            .map(|a| a.id.as_str())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    pub(crate) fn last_sentence(&self) -> usize {
        self.groups.last().map_or(0, |g| g.sentence)
    }

    pub(crate) fn first_sentence(&self) -> usize {
        self.groups.first().map_or(0, |g| g.sentence)
    }
}

/// The country that the text names most, in its places.
pub(crate) fn main_country<'a>(r: &'a Reading<'_, '_>) -> Option<&'a str> {
    let mut tally: Vec<(&str, usize)> = Vec::new();
    for country in r.mentions.places.iter().filter_map(|m| m.place.country.as_deref()) {
        match tally.iter_mut().find(|(c, _)| *c == country) {
            Some((_, n)) => *n += 1,
            None => tally.push((country, 1)),
        }
    }
    tally.into_iter().rev().max_by_key(|(_, n)| *n).map(|(c, _)| c)
}

/// Whether two places can be the place of one event; `None` where nothing can be said.
pub(crate) fn places_agree(a: &Place, b: &Place) -> Option<bool> {
    use polybius_records::PlacePrecision::*;
    if let (Some(x), Some(y)) = (&a.country, &b.country)
        && x != y
    {
        return Some(false);
    }
    let coarse = |p: &Place| matches!(p.precision, Country | Region);
    if coarse(a) || coarse(b) {
        return (a.country.is_some() && a.country == b.country && coarse(a) && coarse(b)).then_some(true);
    }
    if matches!(a.precision, Admin1) || matches!(b.precision, Admin1) {
        return match (&a.admin1, &b.admin1) {
            (Some(x), Some(y)) => Some(x == y || a.distance_km(b).is_some_and(|d| d < 120.0)),
            _ => a.distance_km(b).map(|d| d < 250.0),
        };
    }
    let reach = if matches!(a.precision, Admin2) || matches!(b.precision, Admin2) { 80.0 } else { 40.0 };
    a.distance_km(b).map(|d| d <= reach)
}
