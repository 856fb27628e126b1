use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{Neighbourhood, Standing};
use crate::blocking::{Native, may_pair};

/// A place in the order of blocks.
pub(super) type Place = (u64, u64);

/// A block of no more members than this is read whole, once; reports that stand near each other share most of their blocks.
const SMALL: usize = if cfg!(test) { 6 } else { 400 };

/// The blocks around a change, as they are now.
pub(super) struct Blocks<'a, N> {
    collection: &'a N,
    /// By key; `None` is a block that is too large to be kept.
    read: RefCell<HashMap<u64, Option<Rc<[Standing]>>>>,
}

impl<'a, N: Neighbourhood> Blocks<'a, N> {
    pub fn new(collection: &'a N) -> Self {
        Blocks { collection, read: RefCell::default() }
    }

    /// As [`Neighbourhood::around`].
    pub fn around(&self, key: u64, place: Place, most: usize) -> Result<[Vec<Standing>; 2], N::Error> {
        let Some(block) = self.small(key)? else { return self.collection.around(key, place, most) };
        let from = block.partition_point(|s| s.place() < place);
        let after = from + block[from..].partition_point(|s| s.place() == place);
        let before = block[..from].iter().rev().take(most).copied().collect();
        Ok([before, block[after..].iter().take(most).copied().collect()])
    }

    /// As [`Neighbourhood::between`].
    fn between(&self, key: u64, from: Place, to: Place, most: usize) -> Result<usize, N::Error> {
        let Some(block) = self.small(key)? else { return self.collection.between(key, from, to, most) };
        let first = block.partition_point(|s| s.place() <= from);
        let last = block.partition_point(|s| s.place() < to);
        Ok(last.saturating_sub(first).min(most))
    }

    /// Whether some block proposes two reports as a pair: their places and the blocks of both, sorted by key. Only blocks that `counts` takes are
    /// looked at, first those that are in memory.
    pub fn propose(
        &self,
        (x, x_keys): (Place, &[(u64, Native)]),
        (y, y_keys): (Place, &[(u64, Native)]),
        window: usize,
        counts: impl Fn(u64) -> bool,
    ) -> Result<bool, N::Error> {
        let (from, to) = (x.min(y), x.max(y));
        let mut large = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < x_keys.len() && j < y_keys.len() {
            let ((key, native), (other_key, other)) = (x_keys[i], y_keys[j]);
            i += usize::from(key <= other_key);
            j += usize::from(other_key <= key);
            if key != other_key || !may_pair(native.bits(), other.bits()) || !counts(key) {
                continue;
            }
            if self.small(key)?.is_none() {
                large.push(key);
            } else if self.between(key, from, to, window + 1)? <= window {
                return Ok(true);
            }
        }
        for key in large {
            if self.between(key, from, to, window + 1)? <= window {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn small(&self, key: u64) -> Result<Option<Rc<[Standing]>>, N::Error> {
        if let Some(block) = self.read.borrow().get(&key) {
            return Ok(block.clone());
        }
        let block = self.collection.block(key, SMALL + 1)?;
        let block = (block.len() <= SMALL).then(|| Rc::from(block));
        self.read.borrow_mut().insert(key, block.clone());
        Ok(block)
    }
}
