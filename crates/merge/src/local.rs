//! A few reports more or less in a collection that has been merged before.
//!
//! What becomes of an event follows from its own reports, from what they prefer, and from the edges to others that were refused. So it is enough
//! to cluster again the reports that came, the events that lost one, and the events beside them: where an event beside them
//! comes out as it was, nothing beyond it can change; where it does not, it is taken in and the events beside it are looked at.
//! The result is that of merging everything from nothing.

mod blocks;
mod displaced;
mod near;
mod turned;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use polybius_records::Report;

use crate::blocking::{WINDOW, keys, may_pair, order};
use crate::cluster::{Links, World, clusters};
use crate::context::Context;
use crate::decisions::LastWord;
use crate::edges::Edge;
use crate::features::Features;
use crate::hash::hash;
use near::{Before, Near};

/// Where a report stands in one block. Key, order and number have 63 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// The block.
    pub key: u64,
    /// The report's place in the order of all blocks; [`Standing::number`] breaks ties.
    pub order: u64,
    /// The report's [`number`].
    pub number: u64,
    /// Whether it is at home in the block, in time (1) and in place (2).
    pub native: u8,
}

impl Standing {
    /// Where it stands among the members of its block.
    fn place(&self) -> (u64, u64) {
        (self.order, self.number)
    }
}

/// The number by which blocks know a report.
pub fn number(report: &str) -> u64 {
    hash(report)
}

/// Every block that a report stands in.
pub fn standing(report: &Report) -> Vec<Standing> {
    let features = Features::of(report);
    let (order, number) = (order(&features), features.number);
    keys(&features).into_iter().map(|(key, native)| Standing { key, order, number, native: native.bits() }).collect()
}

/// What one report prefers: document and report by their numbers.
pub type Prefers = Vec<(u64, u64)>;

/// A collection that has been merged, as far as merging a few more reports asks. Blocks are those of now, with the reports
/// that came and without those that went; events are those of the last merge.
pub trait Neighbourhood {
    /// What may go wrong in asking.
    type Error;

    /// The members of a block in its order, at most so many.
    fn block(&self, key: u64, most: usize) -> Result<Vec<Standing>, Self::Error>;

    /// Members of a block before and after a place in its order, the nearest first, at most so many a side. Who stands at the
    /// place itself is left out.
    fn around(&self, key: u64, place: (u64, u64), most: usize) -> Result<[Vec<Standing>; 2], Self::Error>;

    /// How many members of a block stand between two places, counted up to `most`.
    fn between(&self, key: u64, from: (u64, u64), to: (u64, u64), most: usize) -> Result<usize, Self::Error>;

    /// The [`sketch`](crate::sketch()) of the report of a number that a block names; `None` where none was kept.
    fn sketch(&self, number: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// The report itself.
    fn report(&self, number: u64) -> Result<Report, Self::Error>;

    /// The numbers of a document's reports.
    fn reports_of(&self, document: &str) -> Result<Vec<u64>, Self::Error>;

    /// The event that a report was in.
    fn event_of(&self, number: u64) -> Result<Option<String>, Self::Error>;

    /// The numbers of the reports that an event had, and what each preferred.
    fn members(&self, event: &str) -> Result<Vec<(u64, Prefers)>, Self::Error>;
}

/// What is different from the last merge.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Reports that went, as they were, each with the event that it was in. A report that changed is here and in `come`.
    pub gone: Vec<(Report, Option<String>)>,
    /// Reports that came.
    pub come: Vec<Report>,
    /// Reports that people linked or split since, by id.
    pub linked: Vec<(String, String)>,
}

/// What a change did.
#[derive(Debug, Default)]
pub struct Renewed {
    /// Events of before that are no more, or are among `groups`.
    pub dissolved: Vec<String>,
    /// Reports that are events now, each list sorted by id, with what they prefer.
    pub groups: Vec<Vec<(Report, Prefers)>>,
    /// Reports whose events stay, by number, and what they prefer now.
    pub turned: Vec<(u64, Prefers)>,
}

/// Groups again what a change touches.
///
/// # Errors
/// The collection cannot be asked.
pub fn renew<N: Neighbourhood>(collection: &N, change: &Change, context: &Context<'_>) -> Result<Renewed, N::Error> {
    renew_with(collection, change, context, WINDOW)
}

/// The reports that blocks propose as pairs of a report, by number.
///
/// # Errors
/// The collection cannot be asked.
pub fn proposed<N: Neighbourhood>(collection: &N, report: &Report) -> Result<BTreeSet<u64>, N::Error> {
    let mut out = BTreeSet::new();
    for own in standing(report) {
        let both = collection.around(own.key, (own.order, own.number), WINDOW + 1)?;
        out.extend(both.iter().flatten().filter(|s| may_pair(s.native, own.native)).map(|s| s.number));
    }
    Ok(out)
}

pub(crate) fn renew_with<N: Neighbourhood>(
    collection: &N,
    change: &Change,
    context: &Context<'_>,
    window: usize,
) -> Result<Renewed, N::Error> {
    let near = Near::new(collection, change, context, window);
    let links = near.links(context)?;
    let mut open = near.touched()?;
    loop {
        let around = around(&near, &open, &links)?;
        let found = around.cluster(&near, &open, &links)?;
        let moved: BTreeSet<u64> =
            around.members().filter(|members| !found.contains(*members)).flatten().copied().collect();
        if moved.is_empty() {
            return near.renewed(&open, found);
        }
        open.extend(moved);
    }
}

/// The events beside the reports that are open: those that an open report could have joined.
struct Around {
    /// By id.
    events: BTreeMap<String, Rc<Before>>,
}

fn around<N: Neighbourhood>(
    near: &Near<'_, N>,
    open: &BTreeSet<u64>,
    links: &BTreeMap<(u64, u64), LastWord>,
) -> Result<Around, N::Error> {
    let mut beside = BTreeSet::new();
    for &report in open {
        beside.extend(near.edges(report)?.iter().filter(|(_, margin)| *margin >= 0.0).map(|(other, _)| *other));
    }
    for &(a, b) in links.keys() {
        if open.contains(&a) || open.contains(&b) {
            beside.extend([a, b]);
        }
    }
    let mut events = BTreeMap::new();
    for report in beside.difference(open) {
        if let Some(event) = near.event(*report)? {
            events.insert(event.id.clone(), event);
        }
    }
    Ok(Around { events })
}

impl Around {
    /// The sorted numbers of each event's reports.
    fn members(&self) -> impl Iterator<Item = &Vec<u64>> {
        self.events.values().map(|event| &event.members)
    }

    /// The clusters of the open reports and those around, as sorted lists of numbers.
    fn cluster<N: Neighbourhood>(
        &self,
        near: &Near<'_, N>,
        open: &BTreeSet<u64>,
        links: &BTreeMap<(u64, u64), LastWord>,
    ) -> Result<BTreeSet<Vec<u64>>, N::Error> {
        let mut world = Vec::new();
        for &report in open.iter().chain(self.members().flatten()) {
            world.push(near.known(report)?);
        }
        world.sort_by_key(|known| known.place());
        let index: BTreeMap<u64, u32> = world.iter().map(|known| known.features.number).zip(0..).collect();
        let mut edges = BTreeMap::new();
        let mut put = |a: u64, b: u64, margin: f64| {
            if let (Some(&a), Some(&b)) = (index.get(&a), index.get(&b)) {
                edges.insert((a.min(b), a.max(b)), margin);
            }
        };
        let mut preferences = Vec::new();
        for known in &world {
            let report = known.features.number;
            if open.contains(&report) {
                near.edges(report)?.iter().for_each(|&(other, margin)| put(report, other, margin));
            }
            preferences.push(near.prefers(report, open.contains(&report))?);
        }
        for event in self.events.values() {
            near.edges_among(event)?.iter().for_each(|&(a, b, margin)| put(a, b, margin));
        }
        // Two events around that are not open stay apart whatever is said of them, as long as both stay as they are.
        let one_event =
            |a: u64, b: u64| self.members().any(|m| m.binary_search(&a).is_ok() && m.binary_search(&b).is_ok());
        let here = |(&(a, b), &word): (&(u64, u64), &LastWord)| {
            let counts = open.contains(&a) || open.contains(&b) || one_event(a, b);
            let (a, b) = (*index.get(&a)?, *index.get(&b)?);
            counts.then_some(((a.min(b), a.max(b)), word))
        };
        let links: Links = links.iter().filter_map(here).collect();
        let edges: Vec<Edge> = edges.into_iter().map(|((a, b), margin)| Edge { a, b, margin }).collect();
        let found = clusters(
            &World {
                reports: world.iter().map(|known| &known.features).collect(),
                prefers: preferences.iter().map(Vec::as_slice).collect(),
            },
            &edges,
            &links,
            &near.kin,
        );
        let numbers = |cluster: Vec<u32>| {
            let mut numbers: Vec<u64> = cluster.into_iter().map(|i| world[i as usize].features.number).collect();
            numbers.sort_unstable();
            numbers
        };
        Ok(found.into_iter().map(numbers).collect())
    }
}

#[cfg(test)]
mod tests;
