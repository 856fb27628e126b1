//! One event that the document tells twice: in a headline or lead without a day, and with its day further down.
//!
//! [`super::link`] reads on from group to group, and a day long before the news speaks against what was told so far: mostly it is the
//! background. Where the whole document has been read and what it opens with never got a day, its one dated event of that kind is it.

use polybius_records::{CountKind, Status};

use super::Reading;
use super::alike::{families_meet, numbers};
use super::incident::{Incident, places_agree};
use crate::frames::{Act, Family, Newness};

/// Days that the time of the dated telling may leave open: a season.
const WIDEST: i64 = 100;

/// Joins an incident that the text opens with and never dates to the one dated incident after it that it can be.
pub(super) fn joined(r: &Reading<'_, '_>, mut incidents: Vec<Incident>) -> Vec<Incident> {
    let mut opening = 0;
    while opening < incidents.len() {
        if opens(r, &incidents[opening]) && is_undated(r, &incidents[opening]) {
            let first = &incidents[opening];
            let can = |i: &usize| is_dated(r, &incidents[*i]) && fits(r, first, &incidents[*i]);
            let dated: Vec<usize> = (opening + 1..incidents.len()).filter(can).collect();
            if let [one] = dated[..]
                && tolls_meet(r, first, &incidents[one])
            {
                let told = incidents.remove(one);
                let groups = &mut incidents[opening].groups;
                groups.extend(told.groups);
                groups.sort_by_key(|g| (g.sentence, g.frames.first().copied()));
            }
        }
        opening += 1;
    }
    incidents
}

/// Whether headline or lead tell of it.
fn opens(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    is_one_act(r, incident) && incident.groups.iter().any(|g| g.in_title(r) || g.sentence <= r.lead_end)
}

fn is_undated(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    incident.span(r).is_none() && incident.open_times(r).is_empty()
}

fn is_dated(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    is_one_act(r, incident) && incident.span(r).is_some_and(|s| s.width_days() <= WIDEST)
}

/// One act of violence that happened, not "the attacks" and not "a second attack".
fn is_one_act(r: &Reading<'_, '_>, incident: &Incident) -> bool {
    matches!(incident.family(r), Family::Violence | Family::War)
        && !matches!(incident.status(r), Status::Foiled | Status::Planned | Status::Threatened)
        && !incident.groups.iter().any(|g| g.plural(r) || g.newness(r) == Newness::Another)
}

/// Whether two tellings name one kind of act and neither other places nor other doers.
fn fits(r: &Reading<'_, '_>, a: &Incident, b: &Incident) -> bool {
    let kinds = |i: &Incident| -> Vec<Act> {
        i.acts(r).into_iter().filter(|act| !act.is_effect() && !act.is_generic()).collect()
    };
    let (mine, theirs) = (kinds(a), kinds(b));
    let act = mine.is_empty() || theirs.is_empty() || mine.iter().any(|k| theirs.contains(k));
    let apart = |(x, y): (&crate::PlaceMention, &crate::PlaceMention)| places_agree(&x.place, &y.place) == Some(false);
    let elsewhere = a.place(r).zip(b.place(r)).is_some_and(apart);
    let (doers, others) = (a.agents(r), b.agents(r));
    let doer = doers.is_empty() || others.is_empty() || doers.iter().any(|x| others.iter().any(|y| r.related(x, y)));
    families_meet(a.family(r), b.family(r)) && act && doer && !elsewhere
}

/// Whether no number of the dead or hurt speaks against it.
fn tolls_meet(r: &Reading<'_, '_>, a: &Incident, b: &Incident) -> bool {
    [CountKind::Killed, CountKind::Injured].into_iter().all(|kind| {
        let (x, y) = (numbers(&a.counts(r, kind)), numbers(&b.counts(r, kind)));
        x.is_empty() || y.is_empty() || x.iter().any(|n| y.contains(n))
    })
}
