//! A whole collection from nothing.

use std::collections::HashMap;

use polybius_records::Report;
use rayon::prelude::*;

use crate::blocking::{Blocks, WINDOW, order};
use crate::cluster::{Links, World, clusters};
use crate::context::Context;
use crate::edges::{Edge, edges};
use crate::features::Features;
use crate::local::Standing;
use crate::preferences::{Preferences, preferences};
use crate::score::Kin;
use crate::sketch;

/// Reports of a collection, of which only what merging asks is kept: some 750 bytes each.
#[derive(Default)]
pub struct Collection {
    reports: Vec<(u64, Features)>,
}

impl Collection {
    /// Adds reports; one whose id is there already counts once.
    pub fn add(&mut self, reports: &[Report]) {
        self.reports.par_extend(reports.par_iter().with_min_len(64).map(|report| {
            let features = Features::of(report);
            (order(&features), features)
        }));
    }

    /// Groups the reports into events.
    pub fn group(self, context: &Context<'_>) -> Grouped {
        self.group_with(context, WINDOW)
    }

    pub(crate) fn group_with(mut self, context: &Context<'_>, window: usize) -> Grouped {
        self.reports.par_sort_unstable_by(|(o, x), (p, y)| (o, x.number, &x.id).cmp(&(p, y.number, &y.id)));
        self.reports.dedup_by(|later, first| later.1.id == first.1.id);
        let (orders, reports): (Vec<u64>, Vec<Features>) = self.reports.into_iter().unzip();
        let blocks = Blocks::of(&reports, window);
        let edges = edges(&reports, &blocks, context.hierarchy);
        let prefers = preferences(&reports, &edges);
        let links = links(&reports, context);
        let groups = groups(&reports, &prefers, edges, &links, context);
        Grouped { orders, reports, blocks, prefers, groups }
    }
}

/// A collection that has been grouped.
pub struct Grouped {
    orders: Vec<u64>,
    reports: Vec<Features>,
    blocks: Blocks,
    prefers: Vec<Preferences>,
    groups: Vec<Vec<u32>>,
}

impl Grouped {
    /// Every report's place in every block, in the order of blocks.
    pub fn standing(&self) -> impl Iterator<Item = Standing> {
        self.blocks.standing().iter().map(|s| Standing {
            key: s.key,
            order: self.orders[s.report as usize],
            number: self.reports[s.report as usize].number,
            native: s.native,
        })
    }

    /// The number and the [`sketch`](crate::sketch()) of every report, in the order of numbers.
    pub fn sketches(&self) -> impl Iterator<Item = (u64, Vec<u8>)> {
        let mut by_number: Vec<&Features> = self.reports.iter().collect();
        by_number.sort_unstable_by_key(|report| report.number);
        by_number.into_iter().map(|report| (report.number, sketch::of(report)))
    }

    /// Reports that prefer one report of a document over the others, and what they prefer.
    pub fn preferences(&self) -> impl Iterator<Item = (&str, &[(u64, u64)])> {
        let all = self.reports.iter().zip(&self.prefers);
        all.filter(|(_, prefers)| !prefers.is_empty()).map(|(report, prefers)| (&*report.id, &**prefers))
    }

    /// The reports of each event, by id, sorted.
    pub fn events(&self) -> impl Iterator<Item = Vec<&str>> {
        self.groups.iter().map(|group| {
            let mut ids: Vec<&str> = group.iter().map(|&i| &*self.reports[i as usize].id).collect();
            ids.sort_unstable();
            ids
        })
    }
}

/// Human links between reports that are here.
fn links(reports: &[Features], context: &Context<'_>) -> Links {
    let wanted = context.decisions.last_links();
    if wanted.is_empty() {
        return Links::new();
    }
    let index: HashMap<&str, u32> = reports.iter().map(|r| &*r.id).zip(0..).collect();
    let here = wanted.into_iter().filter_map(|((a, b), word)| Some(((*index.get(a)?, *index.get(b)?), word)));
    here.filter(|((a, b), _)| a != b).map(|((a, b), word)| ((a.min(b), a.max(b)), word)).collect()
}

/// Clusters each connected part on its own.
fn groups(
    reports: &[Features],
    prefers: &[Preferences],
    edges: Vec<Edge>,
    links: &Links,
    context: &Context<'_>,
) -> Vec<Vec<u32>> {
    let mut parts = Parts::new(reports.len());
    let joins = edges.iter().filter(|e| e.margin >= 0.0).map(|e| (e.a, e.b));
    joins.chain(links.keys().copied()).for_each(|(a, b)| parts.join(a, b));
    let mut members: Vec<(u32, u32)> = (0..).take(reports.len()).map(|i| (parts.root(i), i)).collect();
    members.sort_unstable();
    let mut edges: Vec<(u32, Edge)> =
        edges.into_iter().filter(|e| e.margin >= 0.0).map(|e| (parts.root(e.a), e)).collect();
    edges.sort_unstable_by_key(|(root, e)| (*root, e.a, e.b));
    let mut of_links: HashMap<u32, Links> = HashMap::new();
    for (&(a, b), &word) in links {
        of_links.entry(parts.root(a)).or_default().insert((a, b), word);
    }
    let none = Links::new();
    let mut out: Vec<Vec<u32>> = members
        .par_chunk_by(|x, y| x.0 == y.0)
        .map_init(
            || Kin::new(context.hierarchy),
            |kin, part| {
                let root = part[0].0;
                let here = |i: u32| part.binary_search(&(root, i)).map_or(u32::MAX, |at| at as u32);
                let from = edges.partition_point(|(r, _)| *r < root);
                let own = edges[from..].iter().take_while(|(r, _)| *r == root);
                let own: Vec<Edge> = own.map(|(_, e)| Edge { a: here(e.a), b: here(e.b), margin: e.margin }).collect();
                let links = of_links.get(&root).unwrap_or(&none);
                let links: Links = links.iter().map(|((a, b), word)| ((here(*a), here(*b)), *word)).collect();
                let world = World {
                    reports: part.iter().map(|(_, i)| &reports[*i as usize]).collect(),
                    prefers: part.iter().map(|(_, i)| &*prefers[*i as usize]).collect(),
                };
                let found = clusters(&world, &own, &links, kin);
                let back = |cluster: Vec<u32>| cluster.into_iter().map(|i| part[i as usize].1).collect();
                found.into_iter().map(back).collect::<Vec<Vec<u32>>>()
            },
        )
        .flatten_iter()
        .collect();
    out.par_sort_unstable();
    out
}

/// Which reports hang together at all.
struct Parts(Vec<u32>);

impl Parts {
    fn new(n: usize) -> Self {
        Parts((0..).take(n).collect())
    }

    fn root(&mut self, mut i: u32) -> u32 {
        while self.0[i as usize] != i {
            self.0[i as usize] = self.0[self.0[i as usize] as usize];
            i = self.0[i as usize];
        }
        i
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
