use std::cell::RefCell;
use std::collections::HashMap;

use crate::context::Hierarchy;
use crate::features::Party;

/// Whether one of two organisations is a branch of the other, each pair asked once. One thread has one.
pub(crate) struct Kin<'a> {
    hierarchy: &'a dyn Hierarchy,
    known: RefCell<HashMap<(u64, u64), bool>>,
}

impl<'a> Kin<'a> {
    pub fn new(hierarchy: &'a dyn Hierarchy) -> Self {
        Kin { hierarchy, known: RefCell::default() }
    }

    pub fn are_related(&self, x: &Party, y: &Party) -> bool {
        let key = (x.id_hash.min(y.id_hash), x.id_hash.max(y.id_hash));
        if let Some(&known) = self.known.borrow().get(&key) {
            return known;
        }
        let related = self.hierarchy.is_branch_of(&x.id, &y.id) || self.hierarchy.is_branch_of(&y.id, &x.id);
        self.known.borrow_mut().insert(key, related);
        related
    }
}
