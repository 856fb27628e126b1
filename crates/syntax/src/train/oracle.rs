//! The dynamic oracle of the arc-eager system (Goldberg and Nivre 2012): which moves lose no arc that could still be built.

use crate::parser::{Move, NONE, State};

/// Arcs lost by each kind of move, and the labels that the arcs of the next two should bear.
pub(crate) struct Costs {
    shift: usize,
    reduce: usize,
    left: usize,
    right: usize,
    left_label: Option<u8>,
    right_label: Option<u8>,
}

impl Costs {
    pub(crate) fn of(state: &State, heads: &[usize], labels: &[u8]) -> Costs {
        let n = state.len();
        let b = state.next;
        let head_of = |i: usize| if i < n { heads[i] } else { NONE };
        let is_waiting = |i: usize| state.head[i] == NONE;
        // Words on the stack that the next word should govern, or be governed by.
        let waiting_for_b = state.stack.iter().filter(|&&k| is_waiting(k) && head_of(k) == b).count();
        let head_on_stack = usize::from(b < n && state.stack.contains(&head_of(b)));
        let mut costs = Costs {
            shift: waiting_for_b + head_on_stack,
            reduce: 0,
            left: 0,
            right: 0,
            left_label: None,
            right_label: None,
        };
        let Some(s) = state.top() else { return costs };
        let children_ahead = (b..n).filter(|&k| head_of(k) == s).count();
        costs.reduce = children_ahead;
        let s_head = head_of(s);
        costs.left = children_ahead + usize::from(s_head > b && s_head <= n);
        if s_head == b {
            costs.left_label = Some(labels[s]);
        }
        if b < n {
            let b_head = head_of(b);
            let lost_head = b_head != s && (b_head > b && b_head <= n || state.stack.contains(&b_head));
            costs.right = waiting_for_b + usize::from(lost_head);
            if b_head == s {
                costs.right_label = Some(labels[b]);
            }
        }
        costs
    }

    pub(crate) fn is_free(&self, m: Move) -> bool {
        match m {
            Move::Shift => self.shift == 0,
            Move::Reduce => self.reduce == 0,
            Move::Left(l) => self.left == 0 && self.left_label.is_none_or(|wanted| wanted == l),
            Move::Right(l) => self.right == 0 && self.right_label.is_none_or(|wanted| wanted == l),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::MOVES;

    #[test]
    fn free_moves_always_exist_and_lead_to_the_tree() {
        // "the army of kano shelled two towns ."
        let heads = [1, 4, 1, 2, 8, 6, 4, 4];
        let labels = [20, 29, 39, 35, 0, 31, 21, 41];
        let mut state = State::new(8);
        while !state.is_final() {
            let costs = Costs::of(&state, &heads, &labels);
            let m = (0..MOVES).map(Move::from_class).find(|&m| state.allows(m) && costs.is_free(m)).unwrap();
            state.apply(m);
        }
        assert_eq!(&state.head[..8], heads);
        assert_eq!(&state.label[..8], labels);
    }
}
