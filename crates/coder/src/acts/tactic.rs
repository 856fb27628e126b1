//! What a generic word ("the attack") was, by the event that the story puts it in.

use polybius_records::{EventType, SubEventType};

use crate::frames::{Act, Frame};
use crate::story::{Reading, Sides, group, link, sub_event_type};

/// The sub-event type of each frame.
pub(super) fn of_frames(r: &Reading<'_, '_>) -> Vec<SubEventType> {
    let mut out: Vec<SubEventType> = r.frames.iter().map(|f| f.hit.entry.sub).collect();
    let mut open: Vec<bool> = r.frames.iter().map(is_generic).collect();
    for incident in link::incidents(r, group::groups(&r.frames, r.mentions)) {
        let sub = sub_event_type(r, &incident, &Sides::of(r, &incident));
        let says_more = incident.acts(r).iter().any(|a| !a.is_generic() && !a.is_effect());
        for &i in incident.groups.iter().flat_map(|g| &g.frames) {
            if is_generic(&r.frames[i]) {
                out[i] = sub;
                open[i] = !says_more && sub == r.frames[i].hit.entry.sub;
            }
        }
    }
    // Where the story joins it to nothing, an attack is most likely of the kind that the document is about.
    if let Some(leading) = leading(&r.frames) {
        for (sub, _) in out.iter_mut().zip(open).filter(|(_, open)| *open) {
            *sub = leading;
        }
    }
    out
}

/// Words for any violent act: "the attack", "the assassination attempt".
fn is_generic(frame: &Frame) -> bool {
    let act = frame.hit.entry.act;
    act.is_generic() || act == Act::Killing && frame.hit.noun
}

/// The tactic that a document is about, where it is an explosive one: named at least twice, more than all others together, and
/// half as often as its attacks.
fn leading(frames: &[Frame]) -> Option<SubEventType> {
    let count = |wanted: fn(Act) -> bool| frames.iter().filter(|f| wanted(f.hit.entry.act)).count();
    let explosive = count(|a| a.explosive());
    let other = count(|a| matches!(a, Act::Shooting | Act::Stabbing | Act::Clash | Act::Abduction));
    if explosive < 2 || explosive <= other || 2 * explosive < count(Act::is_generic) {
        return None;
    }
    let named = frames.iter().map(|f| f.hit.entry.sub).filter(|s| s.event_type() == EventType::Explosions);
    let mut tally: std::collections::BTreeMap<SubEventType, usize> = std::collections::BTreeMap::new();
    for sub in named {
        *tally.entry(sub).or_default() += 1;
    }
    tally.into_iter().max_by_key(|&(sub, n)| (n, std::cmp::Reverse(sub))).map(|(sub, _)| sub)
}
