//! Signs that the type and the status are right.

use polybius_records::{EventType, Status};

use super::story::{in_lead, telling};
use super::{Case, Signs, few, flag};
use crate::frames::Act;

/// Event type and sub-event type.
pub(super) fn kind(case: &Case<'_, '_>) -> Signs {
    let Case { r, incident, body, .. } = case;
    let acts = incident.acts(r);
    let core: Vec<Act> = acts.iter().copied().filter(|a| !a.is_effect()).collect();
    // Classes that ACLED's precedence has to choose among.
    let mut classes: Vec<u8> = core.iter().map(|&a| class(a)).collect();
    classes.sort_unstable();
    classes.dedup();
    let mut signs = telling(case);
    signs.extend([
        ("rival kinds", few(classes.len().saturating_sub(1))),
        ("only harm", flag(core.is_empty())),
        ("only generic", flag(!core.is_empty() && core.iter().all(|a| a.is_generic()))),
        ("battle", flag(body.event_type == EventType::Battles)),
        ("explosion", flag(body.event_type == EventType::Explosions)),
        ("protest", flag(body.event_type == EventType::Protests)),
        ("riot", flag(body.event_type == EventType::Riots)),
        ("strategic", flag(body.event_type == EventType::StrategicDevelopments)),
        ("named doer", flag(body.organised_doers().next().is_some())),
        ("two sides", flag(body.organised_doers().count() > 1)),
    ]);
    signs
}

/// Acts that lead to one event type.
fn class(act: Act) -> u8 {
    use Act::*;
    match act {
        Clash | Capture => 0,
        Riot | Mob | Destruction => 1,
        Protest | Dispersal => 2,
        a if a.explosive() => 3,
        Abduction | Sexual => 4,
        Arrest => 5,
        Agreement | Change | Headquarters | Transfer | Disruption | Plot => 6,
        _ => 7,
    }
}

/// Whether it happened, as the report says.
pub(super) fn status(case: &Case<'_, '_>) -> Signs {
    let Case { r, incident, body, .. } = case;
    let mixed = incident.groups.iter().any(|g| g.status(r) != body.status);
    vec![
        ("lead", flag(in_lead(case))),
        ("retold", few(incident.groups.len() - 1)),
        ("mixed", flag(mixed)),
        ("foiled", flag(body.status == Status::Foiled)),
        ("alleged", flag(matches!(body.status, Status::Alleged | Status::Denied))),
        ("ahead", flag(matches!(body.status, Status::Planned | Status::Threatened))),
        ("strategic", flag(body.event_type == EventType::StrategicDevelopments)),
    ]
}
