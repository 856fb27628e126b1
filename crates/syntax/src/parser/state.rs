use crate::labels::ROOT;

/// No word.
pub(crate) const NONE: usize = usize::MAX;

/// One transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack, which has a head, is done with.
    Reduce,
    /// The next word governs the top of the stack, which is done with.
    Left(u8),
    /// The top of the stack governs the next word, which goes onto the stack.
    Right(u8),
}

impl Move {
    /// The move of a class of the model.
    pub(crate) fn from_class(class: usize) -> Move {
        match class {
            0 => Move::Shift,
            1 => Move::Reduce,
            c if c % 2 == 0 => Move::Left(((c - 2) / 2) as u8),
            c => Move::Right(((c - 3) / 2) as u8),
        }
    }

    /// The class of a move.
    #[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the way back, for training and the tests"))]
    pub(crate) fn class(self) -> usize {
        match self {
            Move::Shift => 0,
            Move::Reduce => 1,
            Move::Left(l) => 2 + 2 * l as usize,
            Move::Right(l) => 3 + 2 * l as usize,
        }
    }
}

/// Stack, next word, and the arcs so far. Word `len` is the root.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub stack: Vec<usize>,
    /// The next word.
    pub next: usize,
    pub head: Vec<usize>,
    pub label: Vec<u8>,
    /// The two outermost dependents on the left: outermost first.
    pub left: Vec<[usize; 2]>,
    /// The two outermost dependents on the right: outermost first.
    pub right: Vec<[usize; 2]>,
    pub left_count: Vec<u32>,
    pub right_count: Vec<u32>,
    /// Sets of labels of the dependents, as bits.
    pub left_labels: Vec<u64>,
    pub right_labels: Vec<u64>,
}

impl State {
    pub(crate) fn new(words: usize) -> State {
        let n = words + 1;
        State {
            stack: Vec::with_capacity(32),
            next: 0,
            head: vec![NONE; n],
            label: vec![ROOT; n],
            left: vec![[NONE; 2]; n],
            right: vec![[NONE; 2]; n],
            left_count: vec![0; n],
            right_count: vec![0; n],
            left_labels: vec![0; n],
            right_labels: vec![0; n],
        }
    }

    /// Number of words, without the root.
    pub(crate) fn len(&self) -> usize {
        self.head.len() - 1
    }

    pub(crate) fn is_final(&self) -> bool {
        self.next == self.len() && self.stack.is_empty()
    }

    pub(crate) fn top(&self) -> Option<usize> {
        self.stack.last().copied()
    }

    pub(crate) fn allows(&self, m: Move) -> bool {
        let at_root = self.next == self.len();
        match (m, self.top()) {
            (Move::Shift, _) => !at_root,
            (_, None) => false,
            (Move::Reduce, Some(s)) => self.head[s] != NONE,
            (Move::Left(l), Some(s)) => self.head[s] == NONE && (l == ROOT) == at_root,
            (Move::Right(l), Some(_)) => !at_root && l != ROOT,
        }
    }

    /// Makes a move, which must be allowed.
    pub(crate) fn apply(&mut self, m: Move) {
        match m {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Reduce => {
                self.stack.pop();
            }
            Move::Left(l) => {
                if let Some(s) = self.stack.pop() {
                    let h = self.next;
                    self.head[s] = h;
                    self.label[s] = l;
                    self.left[h] = [s, self.left[h][0]];
                    self.left_count[h] += 1;
                    self.left_labels[h] |= 1 << l;
                }
            }
            Move::Right(l) => {
                if let Some(h) = self.top() {
                    let d = self.next;
                    self.head[d] = h;
                    self.label[d] = l;
                    self.right[h] = [d, self.right[h][0]];
                    self.right_count[h] += 1;
                    self.right_labels[h] |= 1 << l;
                }
                self.stack.push(self.next);
                self.next += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::MOVES;

    #[test]
    fn classes_and_moves_match() {
        for class in 0..MOVES {
            assert_eq!(Move::from_class(class).class(), class);
        }
    }

    #[test]
    fn any_run_of_allowed_moves_ends_within_two_moves_a_word() {
        for seed in 0..50_usize {
            let mut state = State::new(seed % 7);
            let mut made = 0;
            while !state.is_final() {
                let m = (0..MOVES)
                    .map(|k| Move::from_class((k * 7 + seed * 13 + made * 29) % MOVES))
                    .find(|&m| state.allows(m))
                    .unwrap();
                state.apply(m);
                made += 1;
            }
            assert!(made <= 2 * (seed % 7));
        }
    }
}
