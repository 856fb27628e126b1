use polybius_encoder::Trigger;
use polybius_records::Status;

use super::{Learned, meet};
use crate::frames::{Act, Frame};
use crate::weapons::WeaponMention;
use crate::{ActorHow, Mentions, Text};

/// Below this probability of naming an act, a word of the lexicon is taken for something else.
const NOTHING: f32 = 0.02;
/// From this probability the encoder's status stands against the rules'.
const STATUS: f32 = 0.9;
/// From this probability a phrase fills an argument that the rules leave open.
const ARGUMENT: f32 = 0.6;

/// Changes the frames by what the encoder saw.
pub(crate) fn amend(
    learned: &Learned<'_>,
    text: &Text<'_>,
    mentions: &Mentions,
    weapons: &[WeaponMention],
    frames: &mut [Frame],
) {
    for frame in frames {
        if !learned.read.contains(&frame.sentence) {
            continue;
        }
        let tokens = &text.sentences[frame.sentence].syntax.tokens;
        let range = tokens[frame.hit.first].start..tokens[frame.hit.last].end;
        if frame.unreal.is_none() && learned.reading.named(&range) < NOTHING {
            frame.unreal = Some("reads like no act of violence");
            continue;
        }
        let Some(trigger) = learned.trigger_at(&range) else { continue };
        status(trigger, learned, frame);
        arguments(trigger, learned, mentions, weapons, frame);
    }
}

fn status(trigger: &Trigger, learned: &Learned<'_>, frame: &mut Frame) {
    if trigger.status_sure < STATUS || frame.unreal.is_some() || frame.status != Status::Occurred {
        return;
    }
    match learned.reading.labels().statuses[trigger.status].as_str() {
        "general" => frame.unreal = Some("told of in general"),
        "foiled" => frame.status = Status::Foiled,
        "planned" => frame.status = Status::Planned,
        "threatened" => frame.status = Status::Threatened,
        _ => {}
    }
}

/// Fills the arguments that the rules leave open.
fn arguments(
    trigger: &Trigger,
    learned: &Learned<'_>,
    mentions: &Mentions,
    weapons: &[WeaponMention],
    frame: &mut Frame,
) {
    let role = |name: &str| learned.reading.labels().roles.iter().position(|r| r == name);
    let surest = |name: &str| role(name).map(|k| learned.with_role(trigger, k, ARGUMENT)).unwrap_or_default();
    let actors = |name: &str| -> Vec<usize> {
        let phrases = surest(name);
        let mut out: Vec<usize> = phrases
            .iter()
            .filter_map(|(m, _)| {
                let fits = |a: &&crate::ActorMention| {
                    meet(&(a.spot.start..a.spot.end), &m.range) && a.how != ActorHow::Country
                };
                let at = mentions.actors.iter().position(|a| fits(&a))?;
                Some(at)
            })
            .collect();
        out.dedup();
        out
    };
    let two_sided = matches!(frame.hit.entry.act, Act::Clash | Act::Agreement);
    if frame.agents.is_empty() && !two_sided {
        frame.agents = actors("perp");
        frame.agents.retain(|a| !frame.patients.contains(a));
    }
    if frame.patients.is_empty() && !two_sided {
        frame.patients = actors("victim");
        frame.patients.retain(|a| !frame.agents.contains(a));
    }
    if two_sided && frame.agents.is_empty() && frame.patients.is_empty() {
        frame.agents = actors("side");
    }
    if frame.places.is_empty() {
        frame.places = surest("place")
            .iter()
            .filter_map(|(m, _)| mentions.places.iter().position(|p| meet(&(p.spot.start..p.spot.end), &m.range)))
            .take(1)
            .collect();
    }
    if frame.times.is_empty() {
        frame.times = surest("time")
            .iter()
            .filter_map(|(m, _)| mentions.times.iter().position(|t| meet(&(t.spot.start..t.spot.end), &m.range)))
            .take(1)
            .collect();
    }
    if frame.weapons.is_empty() {
        frame.weapons = surest("weapon")
            .iter()
            .filter_map(|(m, _)| weapons.iter().position(|w| meet(&(w.spot.start..w.spot.end), &m.range)))
            .collect();
    }
}
