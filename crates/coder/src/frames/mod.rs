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
use polybius_records::{Date, DateSpan, Status};

pub(crate) use modality::{is_occurrence, is_speech};
pub(crate) use reference::Newness;
pub(crate) use roles::is_impact;
pub(crate) use setting::is_home_of_somebody;
pub(crate) use triggers::Hit;
pub use triggers::{Act, Family};

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
    /// Tokens of those who did it, mentions or not ("they", "a bomb").
    pub(crate) agent_tokens: Vec<usize>,
    /// Tokens of those to whom, mentions or not ("scores", "the bridge").
    pub(crate) patient_tokens: Vec<usize>,
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
    /// "three days after the bombing": the frame counted from, and how far.
    pub(crate) counted_from: Option<(usize, Distance)>,
}

/// A distance between two acts; months and years are as wide as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distance {
    /// Days; hours are no days.
    Days(i64),
    /// Weeks, a few days more or less.
    Weeks(i64),
    /// Calendar months.
    Months(i64),
    /// Calendar years.
    Years(i64),
}

impl Distance {
    /// The same distance the other way.
    fn back(self) -> Self {
        match self {
            Distance::Days(n) => Distance::Days(-n),
            Distance::Weeks(n) => Distance::Weeks(-n),
            Distance::Months(n) => Distance::Months(-n),
            Distance::Years(n) => Distance::Years(-n),
        }
    }

    /// The days that lie at this distance from a span.
    pub(crate) fn from(self, span: DateSpan) -> Option<DateSpan> {
        let shift = |day: Date, by: jiff::Span| day.checked_add(by).ok();
        let span_of =
            |n: i64, make: fn(jiff::Span, i64) -> Result<jiff::Span, jiff::Error>| make(jiff::Span::new(), n).ok();
        let days = |n| span_of(n, jiff::Span::try_days);
        match self {
            Distance::Days(n) => Some(DateSpan::new(shift(span.start, days(n)?)?, shift(span.end, days(n)?)?)),
            Distance::Weeks(n) => {
                Some(DateSpan::new(shift(span.start, days(7 * n - 3)?)?, shift(span.end, days(7 * n + 3)?)?))
            }
            Distance::Months(n) => {
                let months = span_of(n, jiff::Span::try_months)?;
                Some(DateSpan::new(
                    shift(span.start, months)?.first_of_month(),
                    shift(span.end, months)?.last_of_month(),
                ))
            }
            Distance::Years(n) => {
                let years = span_of(n, jiff::Span::try_years)?;
                Some(DateSpan::new(shift(span.start, years)?.first_of_year(), shift(span.end, years)?.last_of_year()))
            }
        }
    }

    /// Whether the two acts lie on different days.
    pub(crate) fn parts(self) -> bool {
        self != Distance::Days(0)
    }
}

/// Whether a sentence has a word that may name an act, before its clause is looked at.
pub(crate) fn may_name_an_act(sentence: &crate::Sentence) -> bool {
    !triggers::find(sentence).is_empty()
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
                agent_tokens: Vec::new(),
                patient_tokens: Vec::new(),
                times: Vec::new(),
                places: Vec::new(),
                counts: Vec::new(),
                weapons: Vec::new(),
                newness: reference::newness(&sentence.syntax, hit),
                plural: hit.noun && sentence.syntax.tokens[hit.token].tag.ends_with('S'),
                quoted: quoted.iter().any(|q| q.contains(&sentence.syntax.tokens[hit.token].start)),
                same: Vec::new(),
                clause: tree::clause_verb(&sentence.syntax, hit.token),
                counted_from: None,
            });
        }
        arguments::fill(&view, &mut frames[base..], base);
        let joined: Vec<usize> = frames[base..].iter().flat_map(|f| f.same.clone()).collect();
        for (i, f) in frames[base..].iter_mut().enumerate() {
            let bare = f.hit.noun && f.plural && f.newness == Newness::Open && !title;
            // "Russian airstrikes" names whose they are and still no one act.
            let unowned = f.agents.iter().all(|&a| mentions.actors[a].spot.covers(s, f.hit.token));
            let alone = f.same.is_empty() && !joined.contains(&(base + i));
            if bare && alone && f.unreal.is_none() && f.times.is_empty() && f.counts.is_empty() && unowned {
                f.unreal = Some("names a kind of act, not one");
            }
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_and_years_stay_as_wide_as_they_are() {
        let day = DateSpan::day(date(2024, 3, 22));
        assert_eq!(Distance::Days(3).from(day), Some(DateSpan::day(date(2024, 3, 25))));
        assert_eq!(Distance::Months(-2).from(day), Some(DateSpan::new(date(2024, 1, 1), date(2024, 1, 31))));
        assert_eq!(Distance::Years(-1).from(day), Some(DateSpan::new(date(2023, 1, 1), date(2023, 12, 31))));
        assert_eq!(Distance::Weeks(1).back(), Distance::Weeks(-1));
    }
}
