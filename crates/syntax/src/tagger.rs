//! Part-of-speech tags, left to right, each the best by a linear model.

use crate::feature::{EDGE, Word, feature};
use crate::labels::TAGS;
use crate::weights::Scorer;

const NO_TAG: u32 = 250;

/// Features of word `i`, given the two tags before it.
pub(crate) fn features(words: &[Word], i: usize, before: u32, before2: u32, out: &mut Vec<u32>) {
    out.clear();
    let at = |k: isize| usize::try_from(i as isize + k).ok().and_then(|k| words.get(k)).unwrap_or(&EDGE);
    let (w, p1, p2, n1, n2) = (at(0), at(-1), at(-2), at(1), at(2));
    let first = u32::from(i == 0);
    let mut t = 0;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(t, a, b, c));
        t += 1;
    };
    add(0, 0, 0);
    add(w.form, 0, 0);
    add(w.form, before, 0);
    add(w.form, n1.form, 0);
    add(w.form, p1.form, 0);
    add(w.form, before, before2);
    add(w.shape, first, 0);
    add(w.shape, before, w.suffix[1]);
    add(w.suffix[0], w.shape, 0);
    add(w.suffix[1], 0, 0);
    add(w.suffix[2], 0, 0);
    add(w.suffix[3], 0, 0);
    add(w.suffix[2], before, 0);
    add(w.suffix[2], n1.suffix[2], 0);
    add(w.prefix[0], w.suffix[1], 0);
    add(w.prefix[1], 0, 0);
    add(w.prefix[2], 0, 0);
    add(before, 0, 0);
    add(before, before2, 0);
    add(before, n1.form, 0);
    add(before, before2, w.suffix[2]);
    add(p1.form, 0, 0);
    add(p2.form, 0, 0);
    add(n1.form, 0, 0);
    add(n2.form, 0, 0);
    add(p1.form, n1.form, 0);
    add(p2.form, p1.form, 0);
    add(n1.form, n2.form, 0);
    add(n1.suffix[2], before, 0);
    add(n1.suffix[1], n1.shape, w.suffix[1]);
    add(n2.suffix[2], w.suffix[2], 0);
    add(p1.suffix[2], w.suffix[2], 0);
    add(u32::from(w.capital), u32::from(p1.capital), u32::from(n1.capital) + 2 * first);
    add(w.form, u32::from(w.capital), first);
    add(w.form, n1.suffix[2], before);
}

/// The index of the greatest score.
pub(crate) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    best
}

/// Tags of a sentence, as positions in [`TAGS`].
pub(crate) fn tag(scorer: &impl Scorer, words: &[Word]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(words.len());
    let mut found = Vec::with_capacity(40);
    let mut scores = [0; TAGS.len()];
    for i in 0..words.len() {
        let (before, before2) = history(&out, i);
        features(words, i, before, before2, &mut found);
        scorer.score(&found, &mut scores);
        out.push(best(&scores) as u8);
    }
    out
}

/// The two classes chosen before position `i`.
pub(crate) fn history(chosen: &[u8], i: usize) -> (u32, u32) {
    let back = |k: usize| i.checked_sub(k).map_or(NO_TAG, |j| u32::from(chosen[j]));
    (back(1), back(2))
}
