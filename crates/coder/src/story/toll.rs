//! The count of an incident, out of all the numbers that the document gives for it.

use polybius_records::{Count, CountKind, Part};

use super::Reading;
use super::incident::Incident;
use crate::CountMention;

/// The count of one kind with the mentions that it rests on.
pub(crate) fn count(r: &Reading<'_, '_>, incident: &Incident, kind: CountKind) -> Option<(Count, Vec<CountMention>)> {
    let all: Vec<CountMention> = incident.counts(r, kind).into_iter().cloned().collect();
    // A number that a sentence gives for everyone, or the sum of what it adds up: one candidate a sentence and anchor.
    let mut candidates: Vec<(Count, Vec<CountMention>, usize, bool)> = Vec::new();
    for g in &incident.groups {
        let here: Vec<CountMention> = g.counts(r, kind).into_iter().cloned().collect();
        let wholes: Vec<&CountMention> = here.iter().filter(|c| !c.part).collect();
        let parts: Vec<&CountMention> = here.iter().filter(|c| c.part).collect();
        if let Some(total) = wholes.iter().find(|c| c.total) {
            candidates.push((to_count(total, &parts), vec![(*total).clone()], g.sentence, true));
        } else if wholes.len() == 1 {
            candidates.push((to_count(wholes[0], &parts), vec![wholes[0].clone()], g.sentence, false));
        } else if wholes.len() > 1 {
            candidates.push((sum(&wholes), wholes.iter().map(|c| (*c).clone()).collect(), g.sentence, false));
        } else if let Some(part) = parts.first() {
            candidates.push((to_count(part, &[]), vec![(*part).clone()], g.sentence, false));
        }
    }
    if candidates.is_empty() {
        return None;
    }
    let size = |c: &Count| c.best.or(c.low).or(c.high).unwrap_or(0);
    // A stated total first, then the largest: parts told later in the story are smaller than the whole.
    let chosen = candidates.iter().max_by(|a, b| (a.3, size(&a.0)).cmp(&(b.3, size(&b.0))).then(b.2.cmp(&a.2)))?;
    let (mut count, mentions) = (chosen.0.clone(), chosen.1.clone());
    if count.breakdown.is_empty() {
        count.breakdown =
            all.iter().filter(|c| c.who.is_some() && size_of(c) < size(&count) && c.part).map(part).collect();
    }
    count.breakdown.sort();
    count.breakdown.dedup();
    Some((count, mentions))
}

fn size_of(c: &CountMention) -> u64 {
    c.best.or(c.low).or(c.high).unwrap_or(0)
}

fn part(c: &CountMention) -> Part {
    Part { who: c.who.clone().unwrap_or_default(), best: c.best, low: c.low, high: c.high }
}

fn to_count(c: &CountMention, parts: &[&CountMention]) -> Count {
    let mut count = Count::new(c.best, c.low, c.high);
    count.breakdown = parts.iter().filter(|p| p.who.is_some()).map(|p| part(p)).collect();
    count
}

/// "two employees and three other people": 5, with its parts.
fn sum(list: &[&CountMention]) -> Count {
    let add = |f: fn(&CountMention) -> Option<u64>| {
        list.iter().map(|c| f(c)).try_fold(0_u64, |n, x| Some(n.saturating_add(x?)))
    };
    let mut count = Count::new(add(|c| c.best), add(|c| c.low), add(|c| c.high));
    count.breakdown = list.iter().filter(|c| c.who.is_some()).map(|c| part(c)).collect();
    count
}
