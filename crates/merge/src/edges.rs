use rayon::prelude::*;

use crate::blocking::Blocks;
use crate::cluster::TELLS_APART;
use crate::context::Hierarchy;
use crate::features::Features;
use crate::score::{Kin, margin_from};

/// Two reports that are, or nearly are, alike enough: indices, the smaller first, and the margin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub a: u32,
    pub b: u32,
    pub margin: f64,
}

/// Pairs below this margin change nothing: they neither join reports nor tell which of two reports a third prefers.
pub(crate) const LEAST: f64 = -TELLS_APART;

/// All edges of a collection whose reports stand in the order of blocks.
pub(crate) fn edges(reports: &[Features], blocks: &Blocks, hierarchy: &dyn Hierarchy) -> Vec<Edge> {
    (0..reports.len())
        .into_par_iter()
        .with_min_len(256)
        .map_init(
            || (Kin::new(hierarchy), Vec::new()),
            |(kin, found), at| {
                let b = u32::try_from(at).unwrap_or(u32::MAX);
                blocks.before(b, found);
                let edges = found.iter().filter_map(|&a| {
                    let margin = margin_from(&reports[a as usize], &reports[at], kin, LEAST)?;
                    Some(Edge { a, b, margin })
                });
                edges.collect::<Vec<Edge>>()
            },
        )
        .flatten_iter()
        .collect()
}
