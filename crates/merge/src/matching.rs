use std::collections::BTreeSet;

use polybius_records::Report;

use crate::blocking;
use crate::context::Context;
use crate::features::Features;
use crate::rarity::Rarity;
use crate::score::{ScoreParts, score};

/// An event of one collection and an event of another that are taken for one.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Index into the first collection.
    pub a: usize,
    /// Index into the second.
    pub b: usize,
    /// How the two were weighed.
    pub score: ScoreParts,
}

/// Links the events of two collections, each to at most one of the other: the pair with the largest margin first, ties in order
/// of ids. The same collections in any order give the same pairs; they come sorted by `a`.
///
/// An event of a dataset is given as a report: the one document that tells of it is its row. Two rows of one collection are two
/// events, so nothing is compared within it.
pub fn match_between(a: &[Report], b: &[Report], context: &Context<'_>) -> Vec<Pair> {
    let rarity = Rarity::of(a.iter().chain(b));
    let features: Vec<Features<'_>> = a.iter().chain(b).map(|r| Features::of(r, &rarity)).collect();
    let across = |(x, y): &(usize, usize)| *x < a.len() && *y >= a.len();
    let candidates = blocking::candidates(&features).into_iter().filter(across);
    let mut scored: Vec<Pair> = candidates
        .map(|(x, y)| Pair { a: x, b: y - a.len(), score: score(&features[x], &features[y], context.hierarchy) })
        .filter(|pair| pair.score.margin() >= 0.0)
        .collect();
    scored.sort_by(|p, q| {
        let ids = |pair: &Pair| (&a[pair.a].id, &b[pair.b].id);
        q.score.margin().total_cmp(&p.score.margin()).then_with(|| ids(p).cmp(&ids(q)))
    });
    let (mut taken_a, mut taken_b) = (BTreeSet::new(), BTreeSet::new());
    scored.retain(|pair| {
        let free = !taken_a.contains(&pair.a) && !taken_b.contains(&pair.b);
        if free {
            taken_a.insert(pair.a);
            taken_b.insert(pair.b);
        }
        free
    });
    scored.sort_by_key(|pair| pair.a);
    scored
}
