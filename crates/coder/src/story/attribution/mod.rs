//! Who says who did it: claims of responsibility, blame, suspicion, denial, praise.

mod blame;
mod detail;
mod responsibility;
mod saying;
mod who;

#[cfg(test)]
mod tests;

pub(crate) use detail::of as detail;
use polybius_records::Stance;
use polybius_syntax::Sentence;

use super::Reading;
use super::incident::Incident;
use crate::frames::{is_speech, tree};

/// One statement on responsibility.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Index of the incident.
    pub(crate) incident: usize,
    /// Who speaks.
    pub(crate) by: String,
    /// How.
    pub(crate) stance: Stance,
    /// Of whom.
    pub(crate) actor: String,
    /// The mention of `actor`.
    pub(crate) actor_mention: Option<usize>,
    /// The sentence.
    pub(crate) sentence: usize,
    /// The word of responsibility.
    pub(crate) token: usize,
}

/// Speaker that the text does not name.
const UNSAID: &str = "unspecified";

/// Every statement on responsibility, in text order.
pub(crate) fn find(r: &Reading<'_, '_>, incidents: &[Incident]) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    for (n, sentence) in r.text.sentences.iter().enumerate() {
        let seeker = Seeker { r, incidents, n, s: &sentence.syntax };
        for found in seeker.all() {
            if !out.iter().any(|c| {
                c.incident == found.incident && c.by == found.by && c.stance == found.stance && c.actor == found.actor
            }) {
                out.push(found);
            }
        }
    }
    out
}

#[derive(Clone, Copy)]
struct Seeker<'a, 'b, 'd> {
    r: &'a Reading<'b, 'd>,
    incidents: &'a [Incident],
    n: usize,
    s: &'a Sentence,
}

impl Seeker<'_, '_, '_> {
    fn all(&self) -> Vec<Claim> {
        let mut out = Vec::new();
        for v in 0..self.s.tokens.len() {
            let lemma = self.s.tokens[v].lemma.as_str();
            let verb = tree::is_verb(self.s, v) || self.s.tokens[v].tag.starts_with('V');
            match lemma {
                "claim" | "accept" | "take" | "admit" | "deny" | "assume" | "disclaim" | "acknowledge" | "reject"
                | "dismiss" | "refute"
                    if verb =>
                {
                    self.responsibility(v, &mut out);
                    if matches!(lemma, "claim" | "admit" | "acknowledge") {
                        self.says(v, &mut out);
                    }
                }
                "blame" | "accuse" | "attribute" | "pin" | "ascribe" | "link" | "tie" | "trace" if verb => {
                    self.blame(v, &mut out)
                }
                "suspect" | "suspected" => self.suspicion(v, &mut out),
                "praise" | "hail" | "celebrate" | "applaud" | "welcome" | "glorify" | "lionize" | "lionise"
                | "cheer"
                    if verb =>
                {
                    self.praise(v, &mut out)
                }
                "responsible" | "behind" | "work" | "hallmark" | "handiwork" => self.behind(v, &mut out),
                _ if verb && is_speech(lemma) => self.says(v, &mut out),
                _ => {}
            }
        }
        self.known_doers(&mut out);
        out
    }

    /// The incident that the sentence speaks of: by its own triggers, else the last one told before it.
    fn incident(&self, near: usize) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for (i, incident) in self.incidents.iter().enumerate() {
            for g in incident.groups.iter().filter(|g| g.sentence == self.n) {
                for f in g.frames(self.r) {
                    let far = f.hit.token.abs_diff(near);
                    if best.is_none_or(|(d, _)| far < d) {
                        best = Some((far, i));
                    }
                }
            }
        }
        best.map(|(_, i)| i).or_else(|| {
            let family =
                |i: &Incident| matches!(i.family(self.r), crate::frames::Family::Violence | crate::frames::Family::War);
            self.incidents
                .iter()
                .enumerate()
                .filter(|(_, i)| family(i))
                .filter_map(|(n, i)| {
                    i.groups.iter().map(|g| g.sentence).filter(|&s| s < self.n).max().map(|s| (s, std::cmp::Reverse(n)))
                })
                .max()
                .filter(|(s, _)| self.n - s <= 6)
                .map(|(_, n)| n.0)
                .or_else(|| (!self.incidents.is_empty() && family(&self.incidents[0])).then_some(0))
        })
    }

    fn push(&self, out: &mut Vec<Claim>, near: usize, by: String, stance: Stance, actor: usize) {
        if let Some(incident) = self.incident(near) {
            let name = self.r.mentions.actors[actor].name.clone();
            out.push(Claim {
                incident,
                by,
                stance,
                actor: name,
                actor_mention: Some(actor),
                sentence: self.n,
                token: near,
            });
        }
    }

    fn negated(&self, v: usize) -> bool {
        self.s.children(v).any(|j| self.s.tokens[j].label == "neg")
            || tree::subject(self.s, v).is_some_and(|t| {
                matches!(self.s.tokens[t].lower.as_str(), "nobody" | "none" | "neither" | "no-one")
                    || self.s.children(t).any(|j| matches!(self.s.tokens[j].lower.as_str(), "no" | "neither" | "nor"))
            })
            || self.s.tokens[v].label == "xcomp"
                && self.s.children(self.s.tokens[v].head).any(|j| self.s.tokens[j].label == "neg")
            || self.s.children(v).any(|j| {
                self.s.tokens[j].label == "aux"
                    && matches!(self.s.tokens[j].lower.as_str(), "could" | "might" | "may" | "would" | "will")
            })
    }

    fn is_trigger(&self, token: usize) -> bool {
        self.r.frames.iter().any(|f| f.sentence == self.n && (f.hit.first..=f.hit.last).contains(&token))
    }

    fn under_trigger(&self, top: usize) -> bool {
        (0..self.s.tokens.len()).any(|t| self.is_trigger(t) && self.s.is_under(t, top))
            || matches!(self.s.tokens[top].lemma.as_str(), "carry" | "involve")
    }
}
