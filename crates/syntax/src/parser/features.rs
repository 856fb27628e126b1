use super::state::{NONE, State};
use crate::feature::{EDGE, Word, feature};

const NO_TAG: u32 = 99;
const ROOT_TAG: u32 = 98;

struct View<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    state: &'a State,
}

impl View<'_> {
    fn form(&self, i: usize) -> u32 {
        self.words.get(i).map_or(if i == NONE { EDGE.form } else { 8 }, |w| w.form)
    }

    fn tag(&self, i: usize) -> u32 {
        self.tags.get(i).map_or(if i == NONE { NO_TAG } else { ROOT_TAG }, |&t| u32::from(t))
    }

    fn label(&self, i: usize) -> u32 {
        self.state.label.get(i).map_or(NO_TAG, |&l| u32::from(l))
    }

    fn suffix(&self, i: usize) -> u32 {
        self.words.get(i).map_or(0, |w| w.suffix[2])
    }

    fn head(&self, i: usize) -> usize {
        self.state.head.get(i).copied().filter(|&h| h < self.words.len()).unwrap_or(NONE)
    }

    fn left(&self, i: usize, k: usize) -> usize {
        self.state.left.get(i).map_or(NONE, |l| l[k])
    }

    fn right(&self, i: usize, k: usize) -> usize {
        self.state.right.get(i).map_or(NONE, |r| r[k])
    }

    fn left_count(&self, i: usize) -> u32 {
        self.state.left_count.get(i).map_or(9, |&c| c.min(5))
    }

    fn right_count(&self, i: usize) -> u32 {
        self.state.right_count.get(i).map_or(9, |&c| c.min(5))
    }
}

fn fold(set: Option<&u64>) -> u32 {
    set.map_or(0, |&s| (s ^ (s >> 32).wrapping_mul(0x9E37_79B1)) as u32)
}

/// Features of a state, after Zhang and Nivre (2011), with prepositional attachment and what lies between added.
pub(crate) fn features(state: &State, words: &[Word], tags: &[u8], out: &mut Vec<u32>) {
    out.clear();
    let v = View { words, tags, state };
    let s0 = state.top().unwrap_or(NONE);
    let s1 = state.stack.len().checked_sub(2).map_or(NONE, |i| state.stack[i]);
    let n0 = state.next;
    let after = |k: usize| if n0 + k <= words.len() { n0 + k } else { NONE };
    let (n1, n2) = (after(1), after(2));
    let s0h = v.head(s0);
    let s0h2 = v.head(s0h);
    let (s0l, s0l2, s0r, s0r2) = (v.left(s0, 0), v.left(s0, 1), v.right(s0, 0), v.right(s0, 1));
    let (n0l, n0l2) = (v.left(n0, 0), v.left(n0, 1));
    let (s0w, s0p, n0w, n0p) = (v.form(s0), v.tag(s0), v.form(n0), v.tag(n0));
    let (n1w, n1p, n2w, n2p) = (v.form(n1), v.tag(n1), v.form(n2), v.tag(n2));
    let (s1w, s1p) = (v.form(s1), v.tag(s1));
    let headless = u32::from(s0h == NONE);
    let distance = if s0 == NONE { 0 } else { bucket(n0 - s0) };
    let between = if s0 == NONE { 0 } else { lying_between(tags, s0, n0) };

    let mut t = 200;
    let mut add = |a: u32, b: u32, c: u32| {
        out.push(feature(t, a, b, c));
        t += 1;
    };
    add(headless, 0, 0);
    // One word.
    add(s0w, s0p, 0);
    add(s0w, headless, 0);
    add(s0p, headless, 0);
    add(n0w, n0p, 0);
    add(n0w, 0, 0);
    add(n0p, 0, 0);
    add(n1w, n1p, 0);
    add(n1w, 0, 0);
    add(n1p, 0, 0);
    add(n2w, n2p, 0);
    add(n2w, 0, 0);
    add(n2p, 0, 0);
    // Two words.
    add(feature(1, s0w, s0p, 0), n0w, n0p);
    add(s0w, s0p, n0w);
    add(s0w, n0w, n0p);
    add(s0w, s0p, n0p);
    add(s0p, n0w, n0p);
    add(s0w, n0w, headless);
    add(s0p, n0p, headless);
    add(n0p, n1p, 0);
    add(n0w, n1w, 0);
    add(n0w, n1p, 0);
    // Three tags.
    add(n0p, n1p, n2p);
    add(s0p, n0p, n1p);
    add(feature(1, v.tag(s0h), s0p, n0p), v.label(s0), 0);
    add(s0p, v.tag(s0l), n0p);
    add(s0p, v.tag(s0r), n0p);
    add(s0p, n0p, v.tag(n0l));
    add(feature(1, s0p, n0p, n1p), n2p, headless);
    add(s1p, s0p, n0p);
    add(s1w, s0w, n0w);
    add(s1p, s0p, feature(1, n0p, n1p, 0));
    add(s1w, n0w, s0p);
    add(s1w, s1p, 0);
    add(s1p, n0p, v.label(s1));
    // Distance and what lies between.
    add(s0w, distance, 0);
    add(s0p, distance, 0);
    add(n0w, distance, 0);
    add(n0p, distance, 0);
    add(s0w, n0w, distance);
    add(s0p, n0p, distance);
    add(s0p, n0p, between);
    add(s0w, n0p, between);
    add(s0p, n0w, between);
    // Number of dependents.
    add(s0w, v.right_count(s0), 0);
    add(s0p, v.right_count(s0), n0p);
    add(s0w, v.left_count(s0), 1);
    add(s0p, v.left_count(s0), n0p);
    add(n0w, v.left_count(n0), 0);
    add(n0p, v.left_count(n0), s0p);
    // Relatives of the two.
    add(v.form(s0h), v.tag(s0h), 0);
    add(v.tag(s0h), v.label(s0), n0p);
    add(v.form(s0h), v.label(s0), n0w);
    add(v.form(s0l), v.label(s0l), 0);
    add(v.tag(s0l), v.label(s0l), n0p);
    add(v.form(s0r), v.label(s0r), 0);
    add(v.tag(s0r), v.label(s0r), n0p);
    add(v.form(s0r), s0p, n0w);
    add(s0w, v.form(s0r), n0p);
    add(v.form(n0l), v.label(n0l), 0);
    add(v.tag(n0l), v.label(n0l), s0p);
    add(v.label(s0), s0p, n0p);
    add(s0w, v.label(s0), n0p);
    add(s0w, v.label(s0), n0w);
    // Second relatives.
    add(v.form(s0h2), v.tag(s0h2), 0);
    add(v.tag(s0h2), v.label(s0h), n0p);
    add(v.form(s0l2), v.label(s0l2), 0);
    add(v.tag(s0l2), v.label(s0l2), s0p);
    add(v.form(s0r2), v.label(s0r2), 0);
    add(v.tag(s0r2), v.label(s0r2), s0p);
    add(v.form(n0l2), v.label(n0l2), 0);
    add(v.tag(n0l2), v.label(n0l2), n0p);
    add(s0p, v.tag(s0l), v.tag(s0l2));
    add(s0p, v.tag(s0r), v.tag(s0r2));
    add(s0p, v.tag(s0h), v.tag(s0h2));
    add(n0p, v.tag(n0l), v.tag(n0l2));
    // Label sets.
    add(s0w, fold(state.right_labels.get(s0)), 0);
    add(s0p, fold(state.right_labels.get(s0)), n0p);
    add(s0p, fold(state.right_labels.get(s0)), n0w);
    add(s0w, fold(state.left_labels.get(s0)), 1);
    add(s0p, fold(state.left_labels.get(s0)), n0p);
    add(n0w, fold(state.left_labels.get(n0)), 0);
    add(n0p, fold(state.left_labels.get(n0)), s0p);
    // A preposition and what may govern it: the noun before it, that noun's governor, its own object.
    add(s0w, n0w, n1w);
    add(s0p, n0w, n1w);
    add(s0w, n0w, feature(1, n1p, n2p, 0));
    add(v.form(s0h), n0w, s0p);
    add(v.form(s0h), s0w, n0w);
    add(v.form(s0h), n0w, n1w);
    add(v.tag(s0h), feature(1, s0p, n0w, 0), n1p);
    add(s0p, n0w, n2w);
    // Words seldom seen are known by their ends.
    add(v.suffix(s0), n0p, headless);
    add(v.suffix(n0), s0p, 0);
    add(v.suffix(s0), v.suffix(n0), 0);
    let n3 = after(3);
    add(n0p, feature(1, n1p, n2p, v.tag(n3)), s0p);
    let before = n0.checked_sub(1).unwrap_or(NONE);
    add(v.tag(before), n0p, s0p);
    add(v.form(before), n0p, s0p);
}

fn bucket(distance: usize) -> u32 {
    match distance {
        0..=6 => distance as u32,
        7..=10 => 7,
        11..=20 => 8,
        _ => 9,
    }
}

/// Commas, conjunctions, verbs, prepositions and clause openers between two words, as bits. Looks at twenty words at most.
fn lying_between(tags: &[u8], from: usize, to: usize) -> u32 {
    let mut found = 0;
    let first = (from + 1).max(to.saturating_sub(20));
    for &tag in tags.get(first..to.min(tags.len())).unwrap_or(&[]) {
        found |= match crate::labels::TAGS[tag as usize] {
            "," => {
                if found & 1 == 0 {
                    1
                } else {
                    2
                }
            }
            "CC" => 4,
            "VBD" | "VBZ" | "VBP" | "MD" => 8,
            "VB" | "VBG" | "VBN" => 16,
            "WDT" | "WP" | "WRB" => 32,
            ":" | "-LRB-" | "-RRB-" => 64,
            "IN" => 128,
            _ => 0,
        };
    }
    found
}
