//! Frames: trigger words with who, whom, when, where, how many and with what, and with how the text means them.

mod arguments;
mod condition;
mod join;
mod modality;
mod reference;
mod roles;
mod setting;
pub(crate) mod tree;
mod triggers;
mod view;

use polybius_lexicon::Lexicon;
use polybius_records::Status;

pub(crate) use modality::is_speech;
pub(crate) use reference::Newness;
pub(crate) use triggers::{Act, Family, Hit};

use crate::weapons::WeaponMention;
use crate::{Mentions, Text};

/// One act told by one word.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The words.
    pub(crate) hit: Hit,
    /// Whether the text says that it happened.
    pub(crate) status: Status,
    /// Why it does not count; `None` where it does.
    pub(crate) unreal: Option<&'static str>,
    /// Who did it: indices into [`Mentions::actors`].
    pub(crate) agents: Vec<usize>,
    /// To whom.
    pub(crate) patients: Vec<usize>,
    /// When: indices into [`Mentions::times`], the closest first.
    pub(crate) times: Vec<usize>,
    /// Where: indices into [`Mentions::places`], the closest first.
    pub(crate) places: Vec<usize>,
    /// How many: indices into [`Mentions::counts`].
    pub(crate) counts: Vec<usize>,
    /// With what: indices into the weapons.
    pub(crate) weapons: Vec<usize>,
    /// Whether the words bring the act up or point back to it.
    pub(crate) newness: Newness,
    /// A plural: "attacks".
    pub(crate) plural: bool,
    /// Stands inside quotation marks.
    pub(crate) quoted: bool,
    /// Frames of the same sentence that tell of the same act: indices into the frames.
    pub(crate) same: Vec<usize>,
    /// The clause's verb.
    pub(crate) clause: usize,
}

/// All frames of a text, in order, unreal ones included (they explain why a sentence was not coded).
pub(crate) fn find(text: &Text<'_>, mentions: &Mentions, weapons: &[WeaponMention], lexicon: &Lexicon) -> Vec<Frame> {
    let quoted = reference::quoted(text);
    let mut frames: Vec<Frame> = Vec::new();
    for (s, sentence) in text.sentences.iter().enumerate() {
        let view = view::View::new(text, s, mentions, weapons, lexicon, &quoted);
        // Headlines use the present tense for news; so does a headline that runs into the first sentence.
        let title = sentence.block == polybius_records::BlockKind::Title || s == 0;
        let mut hits = triggers::find(sentence);
        hits.retain(|hit| condition::holds(hit, &view));
        hits.dedup_by(|b, a| a.first == b.first && a.noun == b.noun);
        let base = frames.len();
        for hit in &hits {
            let modality = modality::read(&sentence.syntax, hit, title);
            frames.push(Frame {
                sentence: s,
                hit: *hit,
                status: modality.status,
                unreal: modality.unreal,
                agents: Vec::new(),
                patients: Vec::new(),
                times: Vec::new(),
                places: Vec::new(),
                counts: Vec::new(),
                weapons: Vec::new(),
                newness: reference::newness(&sentence.syntax, hit),
                plural: hit.noun && sentence.syntax.tokens[hit.token].tag.ends_with('S'),
                quoted: quoted.iter().any(|q| q.contains(&sentence.syntax.tokens[hit.token].start)),
                same: Vec::new(),
                clause: tree::clause_verb(&sentence.syntax, hit.token),
            });
        }
        arguments::fill(&view, &mut frames[base..], base);
        let joined: Vec<usize> = frames[base..].iter().flat_map(|f| f.same.clone()).collect();
        for (i, f) in frames[base..].iter_mut().enumerate() {
            let bare = f.hit.noun && f.plural && f.newness == Newness::Open && !title;
            let alone = f.same.is_empty() && !joined.contains(&(base + i));
            if bare && alone && f.unreal.is_none() && f.times.is_empty() && f.counts.is_empty() && f.agents.is_empty() {
                f.unreal = Some("names a kind of act, not one");
            }
        }
    }
    frames
}
