//! The numbers that can be an incident's: what the rules take, each number of its kind that the text has, what the dead leave of it,
//! two such numbers together, and nobody.

use std::collections::BTreeMap;

use polybius_records::CountKind;

use super::super::Reading;
use crate::CountMention;

/// More than this many people are no matter of choice between numbers told here and there.
const LARGEST: u64 = 60;

/// Sums of mentions further apart than this are of different parts of the story.
const REACH: usize = 12;

/// One number, with all that gives it. Mentions are by index in [`crate::Mentions::counts`].
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    pub(super) value: u64,
    /// The rules take it.
    pub(super) rule: bool,
    /// Mentions of the kind with this number.
    pub(super) said: Vec<usize>,
    /// Mentions of the kind that have this number once the dead are taken away.
    pub(super) left: Vec<usize>,
    /// Two mentions of the kind that have it together.
    pub(super) sums: Vec<(usize, usize)>,
    /// Mentions of people with this number, of whom the words say not what happened to them.
    pub(super) unsaid: Vec<usize>,
}

/// All choices, by number. `rule` is what the rules say, 0 for nothing; `killed` how many died.
pub(super) fn choices(r: &Reading<'_, '_>, kind: CountKind, rule: u64, killed: u64) -> Vec<Choice> {
    let mut found: BTreeMap<u64, Choice> = BTreeMap::new();
    let mut at = |value: u64, put: &dyn Fn(&mut Choice)| {
        if value <= LARGEST || value == rule {
            put(found.entry(value).or_insert_with(|| Choice { value, ..Choice::default() }));
        }
    };
    at(rule, &|c| c.rule = true);
    at(0, &|_| ());
    let counts = &r.mentions.counts;
    let of_kind: Vec<usize> = (0..counts.len()).filter(|&i| counts[i].kind == Some(kind)).collect();
    for (i, m) in counts.iter().enumerate().filter(|(_, m)| m.kind.is_none()) {
        at(size(m), &|c| c.unsaid.push(i));
    }
    for (n, &i) in of_kind.iter().enumerate() {
        let value = size(&counts[i]);
        at(value, &|c| c.said.push(i));
        if killed > 0 && value > killed {
            at(value - killed, &|c| c.left.push(i));
        }
        for &j in &of_kind[..n] {
            let near = counts[i].spot.sentence - counts[j].spot.sentence <= REACH;
            if near && value > 0 && size(&counts[j]) > 0 {
                at(value.saturating_add(size(&counts[j])), &|c| c.sums.push((j, i)));
            }
        }
    }
    found.into_values().collect()
}

pub(super) fn size(c: &CountMention) -> u64 {
    c.best.or(c.low).or(c.high).unwrap_or(0)
}
