use std::collections::{BTreeMap, BTreeSet};

use super::near::{Known, Near};
use super::{Neighbourhood, number, standing};
use crate::blocking::may_pair;

/// Places in a block where a report came (+1) or went (-1).
type Moves = BTreeMap<(u64, u64), i32>;

/// Reports that stayed and are one's pair no more, or anew, because others came or went between them.
///
/// This concerns full blocks only, and there the few pairs that stand about a window apart.
pub(super) fn displaced<N: Neighbourhood>(near: &Near<'_, N>) -> Result<BTreeSet<u64>, N::Error> {
    let moves = moves(near);
    let mut out = BTreeSet::new();
    for (&key, here) in &moves {
        for (x, y) in crossing(near, key, here)? {
            if out.contains(&x) && out.contains(&y) {
                continue;
            }
            let (x, y) = (near.known(x)?, near.known(y)?);
            if near.margin(&x, &y).is_some() && !are_pair_all_along(near, &x, &y, &moves)? {
                out.extend([x.features.number, y.features.number]);
            }
        }
    }
    Ok(out)
}

/// By block, who came and who went. A report that changed and stands where it stood moves nobody.
fn moves<N>(near: &Near<'_, N>) -> BTreeMap<u64, Moves> {
    let mut out: BTreeMap<u64, Moves> = BTreeMap::new();
    let came = near.change.come.iter().map(|report| (report, 1));
    for (report, step) in came.chain(near.change.gone.iter().map(|(report, _)| (report, -1))) {
        for at in standing(report) {
            *out.entry(at.key).or_default().entry((at.order, at.number)).or_default() += step;
        }
    }
    out.values_mut().for_each(|moves| moves.retain(|_, step| *step != 0));
    out.retain(|_, moves| !moves.is_empty());
    out
}

/// Pairs of a block that stayed and of which the window now takes what it did not, or the other way round.
fn crossing<N: Neighbourhood>(near: &Near<'_, N>, key: u64, moves: &Moves) -> Result<BTreeSet<(u64, u64)>, N::Error> {
    let changed: BTreeSet<u64> = near.change.come.iter().map(|r| number(&r.id)).collect();
    let (window, most) = (near.window, near.window + 1 + moves.len());
    let mut out = BTreeSet::new();
    for &place in moves.keys() {
        let [before, after] = near.blocks.around(key, place, most)?;
        // Fewer than this on both sides together: every pair is one, before and now.
        if before.len() + after.len() + moves.len() <= window {
            continue;
        }
        for (i, x) in before.iter().enumerate().filter(|(_, x)| !changed.contains(&x.number)) {
            for (j, y) in after.iter().enumerate().filter(|(_, y)| !changed.contains(&y.number)) {
                let between = i + j + usize::from(moves.get(&place).is_some_and(|step| *step > 0));
                let steps: i32 = moves.range(x.place()..=y.place()).map(|(_, step)| step).sum();
                let then = i32::try_from(between).unwrap_or(i32::MAX).saturating_sub(steps);
                let was = usize::try_from(then).unwrap_or(0) <= window;
                if was != (between <= window) && may_pair(x.native, y.native) {
                    out.insert((x.number, y.number));
                }
            }
        }
    }
    Ok(out)
}

/// Whether some block has both as a pair, and nobody came or went between them there.
fn are_pair_all_along<N: Neighbourhood>(
    near: &Near<'_, N>,
    x: &Known,
    y: &Known,
    moves: &BTreeMap<u64, Moves>,
) -> Result<bool, N::Error> {
    let (from, to) = (x.place().min(y.place()), x.place().max(y.place()));
    let stayed = |key| moves.get(&key).is_none_or(|moves| moves.range(from..=to).next().is_none());
    near.blocks.propose((x.place(), x.keys()), (y.place(), y.keys()), near.window, stayed)
}
