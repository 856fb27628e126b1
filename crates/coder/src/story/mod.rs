//! The story: frames of one event, wherever they stand in the document, made one report.

mod alike;
mod aside;
pub(crate) mod attribution;
mod boast;
pub(crate) mod chooser;
pub(crate) mod compose;
mod described;
pub(crate) mod doers;
pub(crate) mod group;
pub(crate) mod incident;
mod kind;
pub(crate) mod link;
mod retold;
mod scene;
#[cfg(test)]
mod shooting_tests;
mod sides;
mod survivors;
mod tally;
mod toll;
pub(crate) mod worth;

pub(crate) use kind::sub_event_type;
pub(crate) use sides::Sides;

use polybius_lexicon::Lexicon;
use polybius_records::{BlockKind, DateSpan, Report, Warning};

use crate::frames::{self, Frame};
use crate::weapons::{self, WeaponMention};
use crate::{Anchoring, Coder, Mentions, Text, learned};

/// Everything that the steps of one document share.
pub(crate) struct Reading<'a, 'd> {
    pub(crate) text: &'a Text<'d>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) frames: Vec<Frame>,
    pub(crate) weapons: Vec<WeaponMention>,
    /// What reads, as records name it.
    pub(crate) coder: &'static str,
    /// Last sentence of headline and lead.
    pub(crate) lead_end: usize,
}

impl<'a, 'd> Reading<'a, 'd> {
    pub(crate) fn new(coder: &'a Coder, text: &'a Text<'d>, mentions: &'a Mentions) -> Self {
        let lexicon = &coder.lexicon;
        let weapons = weapons::find(text);
        let mut frames = frames::find(text, mentions, &weapons, lexicon);
        if let Some(learned) = coder.encoder().and_then(|encoder| learned::look(encoder, text, mentions, &frames)) {
            learned::amend(&learned, text, mentions, &mut frames);
        }
        let first_body =
            text.sentences.iter().position(|s| s.block == BlockKind::Body && s.syntax.tokens.len() > 6).unwrap_or(0);
        Reading { text, mentions, lexicon, frames, weapons, coder: coder.name(), lead_end: first_body }
    }

    /// Words of responsibility with their stance: sentence, token, stance.
    pub(crate) fn claim_words(&self) -> Vec<(usize, usize, polybius_records::Stance)> {
        let incidents = link::incidents(self, group::groups(&self.frames, self.mentions));
        attribution::find(self, &incidents).into_iter().map(|c| (c.sentence, c.token, c.stance)).collect()
    }

    /// Whether a span lies within about ten days before the day of publication; without that day, nothing is recent.
    pub(crate) fn is_recent(&self, span: &DateSpan) -> bool {
        self.text.document.published.is_some_and(|day| {
            let published = DateSpan::day(day);
            span.gap_days(&published) <= 10 && span.width_days() <= 31
        })
    }

    /// Whether two actors are one or one is a branch of the other.
    pub(crate) fn related(&self, a: &str, b: &str) -> bool {
        let climbs = |mut id: String, goal: &str| {
            for _ in 0..6 {
                if id == goal {
                    return true;
                }
                match self.lexicon.actors.by_id(&id).and_then(|e| e.parent.clone()) {
                    Some(parent) => id = parent,
                    None => return false,
                }
            }
            false
        };
        let country = |id: &str| {
            id.split_once('-').filter(|(k, _)| matches!(*k, "gov" | "mil" | "pol")).map(|(_, c)| c.to_owned())
        };
        climbs(a.to_owned(), b) || climbs(b.to_owned(), a) || country(a).is_some() && country(a) == country(b)
    }
}

/// The reports of a text.
pub(crate) fn reports(coder: &Coder, text: &Text<'_>, mentions: &Mentions) -> (Vec<Report>, Vec<Warning>) {
    let reading = Reading::new(coder, text, mentions);
    let groups = group::groups(&reading.frames, mentions);
    let incidents = link::incidents(&reading, groups);
    let claims = attribution::find(&reading, &incidents);
    let mut out = Vec::new();
    for (i, incident) in incidents.iter().enumerate() {
        if worth::why_not(&reading, incident, &incidents).is_none() {
            out.push(compose::report(&reading, i, &incidents, &claims));
        }
    }
    (out, warnings(&reading))
}

fn warnings(r: &Reading<'_, '_>) -> Vec<Warning> {
    let document = &r.text.document.id;
    let open = r.mentions.times.iter().filter(|t| t.anchoring == Anchoring::Open).count();
    let mut out = Vec::new();
    if r.text.document.published.is_none() && open > 0 {
        out.push(Warning {
            document: document.clone(),
            code: "open-dates".to_owned(),
            message: format!(
                "{open} relative date(s) stay open because the day of publication is unknown; give it in the manifest or by --published"
            ),
        });
    }
    out
}
