//! Dependency trees by greedy arc-eager transitions (Nivre 2003), with the root as a last word that governs the tree's top.

mod features;
mod state;

pub(crate) use features::features;
pub(crate) use state::{Move, NONE, State};

use crate::feature::Word;
use crate::labels::{ARCS, DEP, MOVES, ROOT};
use crate::weights::Scorer;

/// Head and label (position in [`ARCS`]) of each word; the root governs itself.
pub(crate) fn parse(scorer: &impl Scorer, words: &[Word], tags: &[u8]) -> Vec<(usize, u8)> {
    let mut state = State::new(words.len());
    let mut found = Vec::with_capacity(128);
    let mut scores = [0; MOVES];
    while !state.is_final() {
        features(&state, words, tags, &mut found);
        scorer.score(&found, &mut scores);
        match best_move(&state, &scores) {
            Some(chosen) => state.apply(chosen),
            None => break,
        }
    }
    tree(&state)
}

/// The valid move with the greatest score.
pub(crate) fn best_move(state: &State, scores: &[i32]) -> Option<Move> {
    best_of(scores, |m| state.allows(m))
}

/// The move with the greatest score among those that `admits` lets pass.
pub(crate) fn best_of(scores: &[i32], admits: impl Fn(Move) -> bool) -> Option<Move> {
    let mut best: Option<(i32, Move)> = None;
    for (class, &score) in scores.iter().enumerate() {
        if best.is_some_and(|(s, _)| s >= score) {
            continue;
        }
        let m = Move::from_class(class);
        if admits(m) {
            best = Some((score, m));
        }
    }
    best.map(|(_, m)| m)
}

/// The arcs of a state as one tree: of several tops the first stays, and the others hang on it.
fn tree(state: &State) -> Vec<(usize, u8)> {
    let n = state.len();
    let is_top = |i: usize| state.head[i] == NONE || state.head[i] == n;
    let root = (0..n).find(|&i| is_top(i)).unwrap_or(0);
    (0..n)
        .map(|i| match i {
            i if i == root => (i, ROOT),
            i if is_top(i) => (root, DEP),
            i => (state.head[i], state.label[i]),
        })
        .collect()
}

/// The label of a position in [`ARCS`].
pub(crate) fn label(position: u8) -> &'static str {
    ARCS.get(position as usize).copied().unwrap_or("dep")
}
