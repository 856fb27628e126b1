//! Mentions of a sentence given to its triggers.

use super::triggers::Act;
use super::view::View;
use super::{Frame, join, modality, roles, setting, tree};

/// Fills the frames of one sentence. `base` is the index of the first among all frames.
pub(super) fn fill(view: &View<'_, '_>, frames: &mut [Frame], base: usize) {
    for i in 0..frames.len() {
        join::link(view, frames, i, base);
    }
    for frame in frames.iter_mut() {
        roles::roles(view, frame);
    }
    setting::times(view, frames, base);
    setting::places(view, frames, base);
    counts(view, frames);
    weapons(view, frames);
}
/// The frame whose words cover a token.
pub(super) fn frame_at(frames: &[Frame], token: usize) -> Option<usize> {
    frames.iter().position(|f| (f.hit.first..=f.hit.last).contains(&token) && (f.hit.noun || f.hit.token == token))
}
pub(super) fn push(list: &mut Vec<usize>, item: usize) {
    if !list.contains(&item) {
        list.push(item);
    }
}
/// Verbs that put a doer to an act named by a noun.
pub(super) fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "carry"
            | "commit"
            | "perpetrate"
            | "launch"
            | "stage"
            | "mount"
            | "conduct"
            | "execute"
            | "orchestrate"
            | "mastermind"
            | "stag"
            | "undertake"
            | "organize"
            | "organise"
            | "begin"
            | "lead"
            | "make"
            | "plan"
            | "plot"
            | "direct"
            | "unleash"
            | "continue"
            | "order"
            | "do"
            | "resume"
            | "attempt"
            | "hold"
            | "prepare"
    )
}
fn counts(view: &View<'_, '_>, frames: &mut [Frame]) {
    let s = view.syntax;
    for &c in &view.counts_here {
        let mention = &view.mentions.counts[c];
        let Some(kind) = mention.kind else { continue };
        // "killing 26 people, an official said": who speaks is not among the dead.
        if s.tokens.get(mention.spot.last + 1).is_some_and(|t| t.tag.starts_with("VB") && modality::is_speech(&t.lemma))
        {
            continue;
        }
        let anchor = mention.anchor.unwrap_or(mention.spot.head);
        let best =
            (0..frames.len()).filter(|&i| frames[i].unreal.is_none() && takes(&frames[i], kind)).min_by_key(|&i| {
                let f = &frames[i];
                let covers = (f.hit.first..=f.hit.last).contains(&anchor) || f.hit.token == anchor;
                let effect = f.hit.entry.effect == Some(kind);
                let far = tree::distance(s, f.hit.token, anchor).unwrap_or(30);
                (!covers, far + 3 * usize::from(!effect), i)
            });
        if let Some(i) = best {
            push(&mut frames[i].counts, c);
        }
    }
}

/// Whether an act can have people counted of that kind.
fn takes(frame: &Frame, kind: polybius_records::CountKind) -> bool {
    use polybius_records::CountKind::*;
    let act = frame.hit.entry.act;
    match kind {
        Killed | Injured => {
            !matches!(act, Act::Arrest | Act::Agreement | Act::Headquarters | Act::Disruption | Act::Change)
                || frame.hit.entry.effect == Some(kind)
        }
        Abducted => !matches!(act, Act::Arrest | Act::Agreement | Act::Death | Act::Injury),
        Detained => matches!(
            act,
            Act::Arrest | Act::Protest | Act::Dispersal | Act::Riot | Act::Plot | Act::Disruption | Act::Attack
        ),
        Displaced => matches!(act.family(), super::Family::Violence | super::Family::War | super::Family::Contention),
    }
}

fn weapons(view: &View<'_, '_>, frames: &mut [Frame]) {
    let s = view.syntax;
    for &w in &view.weapons_here {
        let spot = view.weapons[w].spot;
        let nearest = (0..frames.len())
            .filter(|&i| {
                matches!(
                    frames[i].hit.entry.act.family(),
                    super::Family::Violence | super::Family::War | super::Family::Strategic | super::Family::Contention
                )
            })
            .filter_map(|i| {
                Some((tree::distance(s, frames[i].hit.token, spot.head)?, frames[i].hit.entry.act.is_effect(), i))
            })
            .filter(|&(d, _, i)| {
                d <= 6 || (frames[i].hit.first..=frames[i].hit.last).any(|t| spot.covers(spot.sentence, t))
            })
            .min();
        if let Some((_, _, i)) = nearest {
            push(&mut frames[i].weapons, w);
        }
    }
}
