//! Where an act took place, as far as its own phrases tell.

use super::super::party::Reading;
use super::super::scene::Scene;
use super::is_of_place;

impl Scene<'_, '_> {
    /// Where the act took place, as far as its own phrases of place tell.
    pub(super) fn location(&self, p: usize) -> Option<Reading> {
        let mut open: Vec<(usize, usize)> = vec![(p, 0)];
        let mut at = 0;
        while at < open.len() && at < 40 {
            let (i, depth) = open[at];
            at += 1;
            for j in self.prep_objects(i, &["in", "at", "near", "of", "on", "across", "around", "under"]) {
                if i == p && j < p && self.is_verb(p) {
                    continue;
                }
                let is_place = self.place_at(j).is_some() || self.nation_at(j).is_some_and(|n| !n.adjective);
                if is_place && let Some(reading) = self.party(j).filter(|r| r.country.is_some() && r.sector.is_none()) {
                    return Some(reading);
                }
                let owner = self
                    .kid(j, &["poss"])
                    .and_then(|k| self.party(k))
                    .filter(|r| r.country.is_some() && r.sector.is_none());
                if owner.is_some() {
                    return owner;
                }
                if depth < 3 {
                    open.push((j, depth + 1));
                }
            }
        }
        None
    }

    pub(super) fn is_in(&self, i: usize) -> bool {
        let head = self.token(i).head;
        self.token(head).label == "prep" && is_of_place(&self.token(head).lower)
    }
}
