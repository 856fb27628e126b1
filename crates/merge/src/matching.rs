use std::collections::BTreeSet;

use polybius_records::Report;

use crate::blocking::{Blocks, WINDOW, order};
use crate::context::Context;
use crate::edges::edges;
use crate::features::Features;
use crate::score::{Kin, ScoreParts, score};

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
    let mut told: Vec<(u64, Features, usize)> =
        a.iter().chain(b).map(Features::of).zip(0..).map(|(features, at)| (order(&features), features, at)).collect();
    told.sort_unstable_by(|(o, x, i), (p, y, j)| (o, x.number, &x.id, i).cmp(&(p, y.number, &y.id, j)));
    let mut places = Vec::with_capacity(told.len());
    let mut reports = Vec::with_capacity(told.len());
    for (_, features, at) in told {
        places.push(at);
        reports.push(features);
    }
    let blocks = Blocks::of(&reports, WINDOW);
    let kin = Kin::new(context.hierarchy);
    let across = edges(&reports, &blocks, context.hierarchy).into_iter().filter(|edge| edge.margin >= 0.0);
    let mut scored: Vec<Pair> = across
        .filter_map(|edge| {
            let (x, y) = (edge.a as usize, edge.b as usize);
            let (x, y) = if places[x] < places[y] { (x, y) } else { (y, x) };
            let b_at = places[y].checked_sub(a.len()).filter(|_| places[x] < a.len())?;
            Some(Pair { a: places[x], b: b_at, score: score(&reports[x], &reports[y], &kin) })
        })
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
