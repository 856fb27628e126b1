//! Names, left to right: each word is outside, begins, is inside, ends or is the whole of a name of some kind.

use crate::Name;
use crate::feature::{EDGE, Word, feature};
use crate::labels::{NAME_CLASSES, NAMES};
pub(crate) use crate::tagger::history;
use crate::weights::Scorer;

const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const LAST: u8 = 2;
const ONLY: u8 = 3;

/// Class of outside.
const OUTSIDE: u8 = 0;

/// Place in a name and kind of a class.
fn parts(class: u8) -> Option<(u8, u8)> {
    class.checked_sub(1).map(|c| (c % 4, c / 4))
}

/// Whether `class` may follow `before` (both as classes; the first word follows outside).
pub(crate) fn allowed(before: u8, class: u8, last_word: bool) -> bool {
    let open = parts(before).filter(|&(place, _)| place == BEGIN || place == INSIDE);
    match (open, parts(class)) {
        (Some((_, kind)), Some((place, other))) => kind == other && (place == LAST || place == INSIDE && !last_word),
        (Some(_), None) => false,
        (None, Some((place, _))) => place == ONLY || place == BEGIN && !last_word,
        (None, None) => true,
    }
}

/// Classes of names given as kind and start marks.
#[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the way back, for training and the tests"))]
pub(crate) fn encode(names: &[(Name, bool)]) -> Vec<u8> {
    let inside = |i: usize| names.get(i).is_some_and(|&(name, start)| name != Name::None && !start);
    names
        .iter()
        .enumerate()
        .map(|(i, &(name, start))| {
            let Some(kind) = NAMES.iter().position(|&n| n == name) else { return OUTSIDE };
            let place = match (start, inside(i + 1)) {
                (true, true) => BEGIN,
                (true, false) => ONLY,
                (false, true) => INSIDE,
                (false, false) => LAST,
            };
            1 + 4 * kind as u8 + place
        })
        .collect()
}

/// Kind and start mark of each class.
pub(crate) fn decode(classes: &[u8]) -> Vec<(Name, bool)> {
    classes
        .iter()
        .map(|&class| match parts(class) {
            Some((place, kind)) => (NAMES[kind as usize], place == BEGIN || place == ONLY),
            None => (Name::None, false),
        })
        .collect()
}

/// Features of word `i`, given tags and the two classes before it.
pub(crate) fn features(words: &[Word], tags: &[u8], i: usize, before: u32, before2: u32, out: &mut Vec<u32>) {
    out.clear();
    let index = |k: isize| usize::try_from(i as isize + k).ok();
    let at = |k: isize| index(k).and_then(|k| words.get(k)).unwrap_or(&EDGE);
    let tag = |k: isize| index(k).and_then(|k| tags.get(k)).map_or(99, |&t| u32::from(t));
    let (w, p1, p2, n1, n2) = (at(0), at(-1), at(-2), at(1), at(2));
    let first = u32::from(i == 0);
    let mut t = 100;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(t, a, b, c));
        t += 1;
    };
    add(before, 0, 0);
    add(w.form, before, 0);
    add(w.form, 0, 0);
    add(w.form, p1.form, 0);
    add(w.form, n1.form, 0);
    add(w.form, p1.form, n1.form);
    add(w.form, n1.form, n2.form);
    add(w.form, p1.form, p2.form);
    add(w.shape, before, 0);
    add(w.shape, p1.shape, n1.shape);
    add(w.shape, n1.shape, n2.shape);
    add(w.shape, p1.shape, p2.shape);
    add(w.shape, first, tag(0));
    add(w.shape, p1.form, 0);
    add(w.shape, n1.form, 0);
    add(w.shape, p1.form, before);
    add(w.shape, p2.form, p1.form);
    add(w.shape, n1.form, n2.form);
    add(w.suffix[1], w.shape, 0);
    add(w.suffix[2], w.shape, 0);
    add(w.suffix[3], 0, 0);
    add(w.suffix[2], before, 0);
    add(w.prefix[0], w.shape, 0);
    add(w.prefix[1], w.shape, 0);
    add(w.prefix[2], 0, 0);
    add(w.prefix[2], before, tag(0));
    add(tag(0), before, 0);
    add(tag(0), tag(1), before);
    add(tag(-1), tag(0), tag(1));
    add(tag(0), tag(1), tag(2));
    add(before, before2, tag(0));
    add(before, before2, w.shape);
    add(p1.form, before, 0);
    add(p2.form, before, 0);
    add(n1.form, before, 0);
    add(n2.form, before, 0);
    add(p1.form, p2.form, tag(0));
    add(n1.form, tag(0), 0);
    add(n1.form, n2.form, tag(0));
    add(at(-3).form, tag(0), before);
    add(at(3).form, tag(0), before);
    add(n1.suffix[2], w.shape, before);
    add(p1.suffix[2], w.shape, before);
    add(n1.shape, before, tag(0));
    add(n1.form, before, w.suffix[2]);
}

/// The best class that may follow.
pub(crate) fn best_allowed(scores: &[i32], before: u8, last_word: bool) -> u8 {
    let mut best: Option<u8> = None;
    for class in 0..NAME_CLASSES as u8 {
        if allowed(before, class, last_word) && best.is_none_or(|b| scores[class as usize] > scores[b as usize]) {
            best = Some(class);
        }
    }
    best.unwrap_or(OUTSIDE)
}

/// Classes of the words of a sentence.
pub(crate) fn classify(scorer: &impl Scorer, words: &[Word], tags: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(words.len());
    let mut found = Vec::with_capacity(50);
    let mut scores = [0; NAME_CLASSES];
    for i in 0..words.len() {
        let (before, before2) = history(&out, i);
        features(words, tags, i, before, before2, &mut found);
        scorer.score(&found, &mut scores);
        let previous = out.last().copied().unwrap_or(OUTSIDE);
        out.push(best_allowed(&scores, previous, i + 1 == words.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_names_are_two_ways_to_say_one_thing() {
        let names = [
            (Name::None, false),
            (Name::Org, true),
            (Name::Org, false),
            (Name::Org, false),
            (Name::Gpe, true),
            (Name::Gpe, true),
            (Name::Date, true),
            (Name::Date, false),
        ];
        let classes = encode(&names);
        assert_eq!(decode(&classes), names);
        let mut before = OUTSIDE;
        for (i, &class) in classes.iter().enumerate() {
            assert!(allowed(before, class, i + 1 == classes.len()), "{i}");
            before = class;
        }
        assert!(
            !allowed(classes[1], OUTSIDE, false)
                && !allowed(OUTSIDE, classes[2], false)
                && !allowed(OUTSIDE, classes[1], true)
        );
    }
}
