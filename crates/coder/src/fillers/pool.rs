//! Other cuts of a text into events: what a form with one sheet an act would have, where the story has one event; and acts that
//! the coder takes for none. A judge of fillers chooses among them.

use super::Scope;
use crate::frames::{Act, Family};
use crate::story::Reading;
use crate::story::group::Group;
use crate::story::incident::Incident;

/// The incidents with their scope: first those given, then their parts of one kind of act, then the acts left out, a sentence each.
pub(super) fn pool(r: &Reading<'_, '_>, incidents: &[Incident]) -> Vec<(Scope, Incident)> {
    let mut out: Vec<(Scope, Incident)> = incidents.iter().map(|i| (Scope::Whole, i.clone())).collect();
    for incident in incidents {
        let kinds = |g: &Group| g.frames(r).map(|f| kind(f.hit.entry.act)).collect::<Vec<_>>();
        let mut found: Vec<Kind> = incident.groups.iter().flat_map(kinds).filter(|k| *k != Kind::Other).collect();
        found.sort_unstable();
        found.dedup();
        for k in found.iter().filter(|_| found.len() > 1) {
            out.push((Scope::Part, only(incident, |f| kind(r.frames[f].hit.entry.act) == *k)));
        }
    }
    for n in 0..r.text.sentences.len() {
        let left = |f: &crate::frames::Frame| {
            f.sentence == n
                && f.unreal.is_some()
                && kind(f.hit.entry.act) != Kind::Other
                && !f.hit.entry.act.is_effect()
        };
        let frames: Vec<usize> = (0..r.frames.len()).filter(|&f| left(&r.frames[f])).collect();
        if !frames.is_empty() {
            out.push((Scope::Left, Incident { groups: vec![Group { frames, sentence: n }] }));
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Abduction,
    Bombing,
    Destruction,
    Attack,
    Other,
}

fn kind(act: Act) -> Kind {
    match act {
        Act::Abduction => Kind::Abduction,
        Act::Bombing | Act::SuicideBombing | Act::Grenade => Kind::Bombing,
        Act::Destruction => Kind::Destruction,
        _ if matches!(act.family(), Family::Violence | Family::War) => Kind::Attack,
        _ => Kind::Other,
    }
}

/// The incident with those of its frames that are asked for.
fn only(incident: &Incident, keep: impl Fn(usize) -> bool) -> Incident {
    let groups = incident.groups.iter().filter_map(|g| {
        let frames: Vec<usize> = g.frames.iter().copied().filter(|&f| keep(f)).collect();
        (!frames.is_empty()).then_some(Group { frames, sentence: g.sentence })
    });
    Incident { groups: groups.collect() }
}
