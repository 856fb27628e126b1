use polybius_encoder::{Mention, Trigger};

use super::{Learned, meet};
use crate::frames::{Act, Frame};
use crate::{ActorHow, Mentions, Text};

// Least probabilities from which a phrase fills an argument that the rules leave open. Set on the stories of `tests/stories`, where a lower
// bar, phrases of other sentences, and the encoder's say on status, on victims and on whether a word names an act at all did more harm
// than good.
const DOER: f32 = 0.7;
const PLACE: f32 = 0.6;
const TIME: f32 = 0.8;

/// Fills what the rules leave open in the frames by what the encoder saw in the same sentence.
pub(crate) fn amend(learned: &Learned<'_>, text: &Text<'_>, mentions: &Mentions, frames: &mut [Frame]) {
    for frame in frames {
        if learned.read.binary_search(&frame.sentence).is_err() {
            continue;
        }
        let tokens = &text.sentences[frame.sentence].syntax.tokens;
        let range = tokens[frame.hit.first].start..tokens[frame.hit.last].end;
        if let Some(trigger) = learned.trigger_at(&range) {
            arguments(trigger, learned, text, mentions, frame);
        }
    }
}

fn arguments(trigger: &Trigger, learned: &Learned<'_>, text: &Text<'_>, mentions: &Mentions, frame: &mut Frame) {
    let here = text.sentence_range(frame.sentence);
    let surest = |name: &str, least: f32| -> Vec<&Mention> {
        let Some(role) = learned.reading.labels().roles.iter().position(|r| r == name) else { return Vec::new() };
        let all = learned.with_role(trigger, role, least);
        all.into_iter().map(|(m, _)| m).filter(|m| meet(&here, &m.range)).collect()
    };
    if frame.agents.is_empty() && !matches!(frame.hit.entry.act, Act::Clash | Act::Agreement) {
        let doers = surest("perp", DOER).into_iter().filter_map(|m| {
            let spot = |a: &crate::ActorMention| a.spot.start..a.spot.end;
            mentions.actors.iter().position(|a| a.how != ActorHow::Country && meet(&spot(a), &m.range))
        });
        frame.agents = doers.filter(|a| !frame.patients.contains(a)).collect();
        frame.agents.dedup();
    }
    if frame.places.is_empty() {
        let places = surest("place", PLACE).into_iter();
        frame.places = places
            .filter_map(|m| mentions.places.iter().position(|p| meet(&(p.spot.start..p.spot.end), &m.range)))
            .take(1)
            .collect();
    }
    if frame.times.is_empty() {
        let times = surest("time", TIME).into_iter();
        frame.times = times
            .filter_map(|m| mentions.times.iter().position(|t| meet(&(t.spot.start..t.spot.end), &m.range)))
            .take(1)
            .collect();
    }
}
