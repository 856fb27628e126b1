//! Signs that belong to the whole incident, and those that it is an event.

use polybius_records::{ActorType, CountKind, Status};

use super::{Case, Signs, few, flag};
use crate::ActorHow;
use crate::frames::{Act, Family, Newness};
use crate::story::Reading;
use crate::story::group::grain;
use crate::story::incident::Incident;

/// How the text tells it: for every field.
pub(super) fn telling(case: &Case<'_, '_>) -> Signs {
    let Case { r, incident, all, .. } = case;
    let text = &r.text.document.text;
    let one_case = !text.chars().any(char::is_lowercase) || !text.chars().any(char::is_uppercase);
    vec![
        ("lead", flag(in_lead(case))),
        ("retold", few(incident.groups.len() - 1)),
        ("alone", flag(all.len() == 1)),
        ("many", few(all.len().saturating_sub(2))),
        ("long", ((r.text.sentences.len() as f64).ln() / 5.0).min(1.0)),
        ("undated", flag(r.text.document.published.is_none())),
        ("capitals", flag(one_case)),
        ("crime", flag(is_crime(r, all))),
    ]
}

/// Whether the text tells of crime alone: assaults, killings and arrests, and nowhere an armed organisation or an army. Such news is
/// told otherwise than war: closer to one place and day, and by police.
pub(crate) fn is_crime(r: &Reading<'_, '_>, all: &[Incident]) -> bool {
    use ActorType::{IdentityMilitia, Military, PoliticalMilitia, RebelGroup};
    let plain = |a: Act| {
        a.is_effect() || a.is_generic() || matches!(a, Act::Shooting | Act::Stabbing | Act::Abduction | Act::Arrest)
    };
    let armed = |kind| matches!(kind, RebelGroup | PoliticalMilitia | IdentityMilitia | Military);
    all.iter().all(|i| i.acts(r).into_iter().all(plain)) && !r.mentions.actors.iter().any(|a| armed(a.kind))
}

/// Whether headline or first sentence tell of it.
pub(super) fn in_lead(case: &Case<'_, '_>) -> bool {
    case.incident.groups.iter().any(|g| g.in_title(case.r) || g.sentence <= case.r.lead_end)
}

/// Signs that a careful reader would list it.
pub(super) fn event(case: &Case<'_, '_>) -> Signs {
    let Case { r, incident, body, .. } = case;
    let groups = &incident.groups;
    let frames = || groups.iter().flat_map(|g| g.frames(r));
    let place = incident.place(r).map(grain);
    let counted = CountKind::ALL.iter().filter(|&&k| !incident.counts(r, k).is_empty()).count();
    let mut agents = frames().flat_map(|f| &f.agents).map(|&a| &r.mentions.actors[a]);
    let family = incident.family(r);
    let mut signs = telling(case);
    signs.extend([
        ("timed", flag(incident.span(r).is_some_and(|s| s.width_days() <= 45))),
        ("open time", flag(!incident.open_times(r).is_empty())),
        ("fine place", flag(place.is_some_and(|g| g < 4))),
        ("coarse place", flag(place.is_some_and(|g| g >= 4))),
        ("no place", flag(body.place.is_none())),
        ("counted", few(counted)),
        ("organised doer", flag(agents.any(|a| !matches!(a.how, ActorHow::Person | ActorHow::People)))),
        ("armed", flag(frames().any(|f| !f.weapons.is_empty()))),
        ("plural", flag(groups.iter().all(|g| g.plural(r)))),
        ("quoted", flag(groups.iter().any(|g| g.quoted(r)))),
        ("pointed back to", flag(groups.iter().all(|g| g.newness(r) == Newness::Given))),
        ("only harm", flag(groups.iter().all(|g| g.only_effects(r)))),
        ("not said to have happened", flag(body.status != Status::Occurred)),
        ("war", flag(family == Family::War)),
        ("arrest", flag(family == Family::Arrest)),
        ("contention", flag(family == Family::Contention)),
        ("strategic", flag(family == Family::Strategic)),
    ]);
    signs
}
