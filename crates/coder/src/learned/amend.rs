use polybius_encoder::{Mention, Trigger};

use super::{Learned, meet};
use crate::frames::{Act, Frame};
use crate::{ActorHow, ActorMention, Mentions, Spot, Text};

// Least probabilities from which a phrase fills an argument that the rules leave open. Set on the stories of `tests/stories`, where a lower
// bar, phrases of other sentences, and the encoder's say on status, on victims and on whether a word names an act at all did more harm
// than good.
const DOER: f32 = 0.7;
const PLACE: f32 = 0.6;
const TIME: f32 = 0.8;

/// What the rules leave open in a frame although its sentence names something that may fill it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    doer: bool,
    place: bool,
    time: bool,
}

impl Open {
    pub(super) fn of(frame: &Frame, mentions: &Mentions) -> Self {
        let named = |spot: &Spot| spot.sentence == frame.sentence;
        let mutual = matches!(frame.hit.entry.act, Act::Clash | Act::Agreement);
        let doer = |(i, a): (usize, &ActorMention)| may_do(frame, i, a) && named(&a.spot);
        Open {
            doer: frame.agents.is_empty() && !mutual && mentions.actors.iter().enumerate().any(doer),
            place: frame.places.is_empty() && mentions.places.iter().any(|p| named(&p.spot)),
            time: frame.times.is_empty() && mentions.times.iter().any(|t| named(&t.spot)),
        }
    }

    pub(super) fn any(self) -> bool {
        self.doer || self.place || self.time
    }
}

fn may_do(frame: &Frame, index: usize, actor: &ActorMention) -> bool {
    actor.how != ActorHow::Country && !frame.patients.contains(&index)
}

/// Fills what the rules leave open in the frames by what the encoder saw in the same sentence.
pub(crate) fn amend(learned: &Learned<'_>, text: &Text<'_>, mentions: &Mentions, frames: &mut [Frame]) {
    for frame in frames {
        let open = Open::of(frame, mentions);
        if !open.any() {
            continue;
        }
        let tokens = &text.sentences[frame.sentence].syntax.tokens;
        let range = tokens[frame.hit.first].start..tokens[frame.hit.last].end;
        if let Some(trigger) = learned.trigger_at(&range) {
            arguments(trigger, learned, open, text, mentions, frame);
        }
    }
}

fn arguments(
    trigger: &Trigger,
    learned: &Learned<'_>,
    open: Open,
    text: &Text<'_>,
    mentions: &Mentions,
    frame: &mut Frame,
) {
    let here = text.sentence_range(frame.sentence);
    let surest = |name: &str, least: f32| -> Vec<&Mention> {
        let Some(role) = learned.reading.labels().roles.iter().position(|r| r == name) else { return Vec::new() };
        let all = learned.with_role(trigger, role, least);
        all.into_iter().map(|(m, _)| m).filter(|m| meet(&here, &m.range)).collect()
    };
    let among = |spot: &Spot, m: &Mention| meet(&(spot.start..spot.end), &m.range);
    if open.doer {
        let doers = surest("perp", DOER)
            .into_iter()
            .filter_map(|m| mentions.actors.iter().position(|a| a.how != ActorHow::Country && among(&a.spot, m)));
        frame.agents = doers.filter(|a| !frame.patients.contains(a)).collect();
        frame.agents.dedup();
    }
    if open.place {
        let places = surest("place", PLACE).into_iter();
        frame.places = places.filter_map(|m| mentions.places.iter().position(|p| among(&p.spot, m))).take(1).collect();
    }
    if open.time {
        let times = surest("time", TIME).into_iter();
        frame.times = times.filter_map(|m| mentions.times.iter().position(|t| among(&t.spot, m))).take(1).collect();
    }
}
