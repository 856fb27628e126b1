//! The chooser: which of the numbers that a text of crime gives is the toll of an incident.
//!
//! The rules (`story/toll.rs`) take one. The chooser lists every number that could be meant, weighs each by gradient-boosted trees learnt
//! from news of shootings (`training/chooser`), and overrules the rules where another is clearly likelier. What it takes stands in
//! the text, or is made of numbers that do.

mod considered;
mod options;
mod signs;
#[cfg(test)]
mod tests;
mod weights;

use polybius_records::{Count, CountKind, OtherNumber};

use super::incident::Incident;
use super::{Reading, toll};
use crate::CountMention;
use crate::frames::Act;
use crate::sure::is_crime;
pub use considered::{Considered, Number, considered};
use options::{Choice, size};
use signs::Signs;

/// A count with the sentences that it rests on.
type Counted = (Count, Vec<usize>);

/// The killed and the injured of incident `index`, of which the rules take `killed` and `injured`.
pub(crate) fn choose(
    r: &Reading<'_, '_>,
    index: usize,
    all: &[Incident],
    killed: Option<Counted>,
    injured: Option<Counted>,
) -> [Option<Counted>; 2] {
    if !is_asked(r, all) {
        return [killed, injured];
    }
    let [dead, hurt] = [best(killed.as_ref()), best(injured.as_ref())];
    let chosen = |kind, taken: &Option<Counted>, rule, other| {
        let case = Case { r, incident: &all[index], incidents: all.len(), kind, rule, other };
        let choices = case.choices();
        let odds = choices.iter().map(|c| weights::odds(kind, &signs::of(&case, c, &choices)));
        match weights::pick(kind, choices.iter().zip(odds)) {
            Some(choice) => count_of(&case, choice).map(|chosen| beside(chosen, taken.as_ref())),
            None => taken.clone(),
        }
    };
    let chosen = [chosen(CountKind::Killed, &killed, dead, hurt), chosen(CountKind::Injured, &injured, hurt, dead)];
    // An event keeps its only number: whose it is may be in doubt, and without one nothing tells how grave it was.
    if chosen.iter().all(Option::is_none) { [killed, injured] } else { chosen }
}

/// Whether a text is of the kind that the trees have learnt from: news of crime in which somebody shoots.
fn is_asked(r: &Reading<'_, '_>, all: &[Incident]) -> bool {
    is_crime(r, all) && all.iter().any(|i| i.acts(r).contains(&Act::Shooting))
}

/// The count chosen, and beside it what the rules say: the text gives both.
fn beside((mut count, sentences): Counted, rule: Option<&Counted>) -> Counted {
    if let Some((rule, _)) = rule.filter(|_| count.best != Some(0)) {
        let number = OtherNumber { best: rule.best, low: rule.low, high: rule.high, by: None };
        count.low = count.low.zip(rule.low).map(|(a, b)| a.min(b));
        count.high = count.high.zip(rule.high).map(|(a, b)| a.max(b));
        count.also.push(number);
    }
    (count, sentences)
}

/// The number that a count is taken for.
fn best(counted: Option<&Counted>) -> Option<u64> {
    counted.and_then(|(count, _)| count.best.or(count.low))
}

/// An incident of which a number is looked for.
struct Case<'a, 'r> {
    r: &'a Reading<'a, 'r>,
    incident: &'a Incident,
    /// How many incidents the text tells.
    incidents: usize,
    kind: CountKind,
    /// What the rules say; `None` where they say nothing.
    rule: Option<u64>,
    /// What the rules say of the other kind: killed for injured, injured for killed.
    other: Option<u64>,
}

impl Case<'_, '_> {
    fn choices(&self) -> Vec<Choice> {
        let killed = if self.kind == CountKind::Injured { self.other.unwrap_or(0) } else { 0 };
        options::choices(self.r, self.kind, self.rule.unwrap_or(0), killed)
    }

    /// Whether an act of the incident took the number.
    fn took(&self, m: &CountMention) -> bool {
        self.incident.counts(self.r, self.kind).iter().any(|own| own.spot == m.spot)
    }
}

/// The count that a choice is, the mention of the incident's own acts before others.
fn count_of(case: &Case<'_, '_>, choice: &Choice) -> Option<Counted> {
    let Case { r, incident, .. } = *case;
    let counts = &r.mentions.counts;
    let first = |list: &[usize]| list.iter().map(|&i| &counts[i]).min_by_key(|m| (!case.took(m), m.spot));
    if let Some(m) = first(&choice.said)
        .or_else(|| first(&choice.unsaid).filter(|_| choice.left.is_empty() && choice.sums.is_empty()))
    {
        return Some((toll::to_count(m, &[]), vec![m.spot.sentence]));
    }
    if let Some(m) = first(&choice.left) {
        let died = size(m).saturating_sub(choice.value);
        let less = |n: Option<u64>| n.map(|n| n.saturating_sub(died));
        let dead = incident.counts(r, CountKind::Killed).into_iter().map(|d| d.spot.sentence);
        let mut sentences: Vec<usize> = dead.chain([m.spot.sentence]).collect();
        sentences.sort_unstable();
        sentences.dedup();
        return Some((Count::new(less(m.best), less(m.low), less(m.high)), sentences));
    }
    let (a, b) = choice
        .sums
        .iter()
        .map(|&(a, b)| (&counts[a], &counts[b]))
        .min_by_key(|(a, b)| (!case.took(a), !case.took(b), a.spot))?;
    let mut sentences = vec![a.spot.sentence, b.spot.sentence];
    sentences.dedup();
    Some((toll::sum(&[a, b]), sentences))
}
