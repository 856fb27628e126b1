use rayon::prelude::*;

use super::{keys, may_pair};
use crate::features::Features;

/// A report in a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub key: u64,
    /// Index of the report, in the order of blocks.
    pub report: u32,
    /// See [`super::Native::bits`].
    pub native: u8,
}

/// All blocks of a collection in memory.
pub(crate) struct Blocks {
    /// By key, then report: each block in its order.
    standing: Vec<Standing>,
    /// For each report, where it stands in `standing`: `places[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    places: Vec<u32>,
    window: usize,
}

impl Blocks {
    /// The blocks of reports that stand in their order, with that window.
    pub fn of(reports: &[Features], window: usize) -> Self {
        let mut standing: Vec<Standing> = reports
            .par_iter()
            .enumerate()
            .with_min_len(1024)
            .flat_map_iter(|(index, report)| {
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                keys(report).into_iter().map(move |(key, native)| Standing {
                    key,
                    report: index,
                    native: native.bits(),
                })
            })
            .collect();
        standing.par_sort_unstable_by_key(|s| (s.key, s.report));
        let mut starts = vec![0_u32; reports.len() + 1];
        for s in &standing {
            starts[s.report as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; standing.len()];
        for (place, s) in (0_u32..).zip(&standing) {
            let at = &mut next[s.report as usize];
            places[*at as usize] = place;
            *at += 1;
        }
        Blocks { standing, starts, places, window }
    }

    /// Every standing, by key and order.
    pub fn standing(&self) -> &[Standing] {
        &self.standing
    }

    /// Writes the reports before this one that it makes a pair with into `found`, sorted, each once.
    pub fn before(&self, report: u32, found: &mut Vec<u32>) {
        found.clear();
        let own = self.starts[report as usize] as usize..self.starts[report as usize + 1] as usize;
        for &place in &self.places[own] {
            let here = self.standing[place as usize];
            let earlier = &self.standing[(place as usize).saturating_sub(self.window + 1)..place as usize];
            let same_block = earlier.iter().rev().take_while(|s| s.key == here.key);
            found.extend(same_block.filter(|s| may_pair(s.native, here.native)).map(|s| s.report));
        }
        found.sort_unstable();
        found.dedup();
    }
}
