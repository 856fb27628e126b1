//! Who does an act and to whom.

mod location;
mod phrase;
mod sources;
mod targets;

use super::acts::Act;
use super::party::Reading;
use super::scene::Scene;
use super::vocabulary::Kind;
use crate::frames::tree;

/// The two sides of an act.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sides {
    pub sources: Vec<Reading>,
    pub targets: Vec<Reading>,
}

/// Prepositions of place.
fn is_of_place(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "inside" | "near" | "around" | "across" | "through" | "along" | "off" | "within" | "at"
    )
}

impl Scene<'_, '_> {
    /// Both sides of an act. `speaker` stands for the pronoun of a clause below a verb of saying.
    pub(in crate::dyads) fn sides(&self, act: &Act, speaker: Option<usize>) -> Sides {
        let sources = self.sources(act, speaker);
        let mut targets = self.direct_targets(act, &sources);
        if targets.is_empty() {
            targets = self.nearest(act, &sources);
        }
        if targets.is_empty() && act.kind == Some(Kind::Threaten) {
            targets = self
                .conditioned(act.predicate)
                .into_iter()
                .filter(|t| !sources.iter().any(|s| overlaps(s, t)))
                .collect();
        }
        if self.words.codes.is_mutual(&act.code) && sources.len() > 1 {
            // Those who meet in a town do not meet the town.
            let own = |t: &Reading| t.country.is_some() && sources.iter().any(|s| s.country == t.country);
            targets.retain(|t| !t.place && self.place_at(t.head).is_none() && !self.is_in(t.head) && !own(t));
        }
        let mut sides = Sides { sources, targets };
        self.settle(act, &mut sides);
        sides
    }

    fn settle(&self, act: &Act, sides: &mut Sides) {
        // Who is arrested, indicted or probed in a country is so by its state.
        // An attack by nobody named comes from the place where it happened, as CAMEO coders write it.
        let by_state = ["09", "115", "116", "173", "174", "172"];
        let passive = self.is_verb(act.predicate) && tree::is_passive(self.syntax, act.predicate);
        let of_state = passive && by_state.iter().any(|c| act.code.starts_with(c));
        let unknown = act.kind.is_none() && (act.code.starts_with("18") || act.code.starts_with("19"));
        let above = tree::clause_verb(self.syntax, act.predicate);
        let about = sides.targets.first().map(|t| tree::clause_verb(self.syntax, t.head));
        let location = self
            .location(act.predicate)
            .or_else(|| {
                tree::subject(self.syntax, act.predicate)
                    .filter(|&s| self.noun_code(s).is_some())
                    .and_then(|s| self.location(s))
            })
            .or_else(|| self.location(above).filter(|_| !self.is_verb(act.predicate)))
            .or_else(|| about.and_then(|v| self.location(v)));
        if sides.sources.is_empty()
            && (of_state || unknown)
            && let Some(place) = location.clone().filter(|p| !sides.targets.iter().any(|t| overlaps(p, t)))
        {
            sides.sources.push(place);
        }
        for target in &mut sides.targets {
            if target.country.is_none() && matches!(target.sector.as_deref(), Some("CVL") | None) {
                target.country = location.as_ref().and_then(|p| p.country.clone());
            }
        }
        let sources = sides.sources.clone();
        sides.targets.retain(|t| !sources.iter().any(|s| overlaps(s, t)));
    }

    /// Who must act if a threat is not to come true: "unless Israel withdraws".
    fn conditioned(&self, p: usize) -> Vec<Reading> {
        let mut open = vec![p];
        let mut at = 0;
        while at < open.len() && at < 12 {
            let i = open[at];
            at += 1;
            for &j in self.kids(i) {
                let marked = self.kids(j).iter().any(|&k| {
                    self.token(k).label == "mark" && matches!(self.token(k).lower.as_str(), "unless" | "if" | "until")
                });
                if marked && let Some(subject) = self.kid(j, &["nsubj", "nsubjpass"]) {
                    let found = self.parties(subject, None);
                    if !found.is_empty() {
                        return found;
                    }
                }
                if self.is_verb(j) && j > p {
                    open.push(j);
                }
            }
        }
        Vec::new()
    }
}

/// Whether two readings share a word.
pub(super) fn overlaps(a: &Reading, b: &Reading) -> bool {
    a.first <= b.last && b.first <= a.last
}
