//! Joining reports into events: the best pair first, never against a hard conflict or a person's word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use polybius_records::Precision;

use crate::decisions::LastWord;
use crate::edges::Edge;
use crate::features::Features;
use crate::preferences::told_apart;
use crate::score::{Kin, score};

/// Reports of a cluster that a newcomer is held against; more would cost much and change little.
const SAMPLE: usize = 20;
/// The mean margin over the sample that a join needs: negative, because one report may be vague.
const MEAN_MARGIN: f64 = -1.0;
/// A report that prefers one of two reports in one document by this much tells them apart.
pub(crate) const TELLS_APART: f64 = 0.4;

/// Reports that are clustered together, in the order of blocks, with what each prefers.
pub(crate) struct World<'w> {
    pub reports: Vec<&'w Features>,
    pub prefers: Vec<&'w [(u64, u64)]>,
}

/// Links by people: indices, the smaller first.
pub(crate) type Links = BTreeMap<(u32, u32), LastWord>;

/// Clusters as sorted lists of indices into the world, sorted.
///
/// What becomes of a cluster depends on its own members and on the edges to others that are refused, and on nothing beyond.
pub(crate) fn clusters(world: &World<'_>, edges: &[Edge], links: &Links, kin: &Kin<'_>) -> Vec<Vec<u32>> {
    let open = |e: &&Edge| e.margin >= 0.0 && (links.is_empty() || !links.contains_key(&(e.a, e.b)));
    let mut ranked: Vec<&Edge> = edges.iter().filter(open).collect();
    ranked.sort_unstable_by(|x, y| y.margin.total_cmp(&x.margin).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut forest = Forest::new(world, links);
    let mut joins: Vec<_> = links.iter().filter(|(_, word)| word.same).collect();
    joins.sort_unstable_by_key(|(_, word)| word.said);
    for (&(a, b), _) in joins {
        let (x, y) = (forest.root(a), forest.root(b));
        if x != y && !forest.is_split(x, y) {
            forest.join(x, y);
        }
    }
    for edge in ranked {
        let (x, y) = (forest.root(edge.a), forest.root(edge.b));
        let apart = || told_apart(world.prefers[edge.a as usize], world.prefers[edge.b as usize]);
        if x != y && !apart() && forest.may_join(x, y, kin) {
            forest.join(x, y);
        }
    }
    forest.into_clusters()
}

struct Cluster {
    members: Vec<u32>,
    documents: Vec<u64>,
    /// First and last day among members that know the day.
    days: Option<(i32, i32)>,
}

struct Forest<'w> {
    reports: &'w [&'w Features],
    parent: Vec<u32>,
    clusters: Vec<Cluster>,
    /// For each report, those that a person keeps apart from it.
    splits: BTreeMap<u32, BTreeSet<u32>>,
    /// Clusters that were refused to each other, and how many members they had.
    refused: HashMap<(u32, u32), (usize, usize)>,
}

impl<'w> Forest<'w> {
    fn new(world: &'w World<'w>, links: &Links) -> Self {
        let mut splits: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (&(a, b), _) in links.iter().filter(|(_, word)| !word.same) {
            splits.entry(a).or_default().insert(b);
            splits.entry(b).or_default().insert(a);
        }
        let alone = |(i, f): (u32, &&Features)| Cluster {
            members: vec![i],
            documents: vec![f.document],
            days: f.date.filter(|d| d.span.precision == Precision::Day).map(|d| d.ends()),
        };
        let clusters: Vec<Cluster> = (0..).zip(&world.reports).map(alone).collect();
        let parent = (0..).take(clusters.len()).collect();
        Forest { reports: &world.reports, parent, clusters, splits, refused: HashMap::new() }
    }

    fn root(&mut self, mut i: u32) -> u32 {
        while self.parent[i as usize] != i {
            self.parent[i as usize] = self.parent[self.parent[i as usize] as usize];
            i = self.parent[i as usize];
        }
        i
    }

    fn join(&mut self, a: u32, b: u32) {
        let (keep, drop) = (a.min(b), a.max(b));
        let gone = Cluster { members: Vec::new(), documents: Vec::new(), days: None };
        let dropped = std::mem::replace(&mut self.clusters[drop as usize], gone);
        let kept = &mut self.clusters[keep as usize];
        kept.members.extend(dropped.members);
        kept.members.sort_unstable();
        kept.documents.extend(dropped.documents);
        kept.documents.sort_unstable();
        kept.days = hull(kept.days, dropped.days);
        self.parent[drop as usize] = keep;
    }

    /// Whether a person keeps a member of one cluster apart from a member of the other.
    fn is_split(&self, a: u32, b: u32) -> bool {
        if self.splits.is_empty() {
            return false;
        }
        let other = &self.clusters[b as usize].members;
        let apart = self.clusters[a as usize].members.iter().filter_map(|m| self.splits.get(m));
        apart.flatten().any(|s| other.binary_search(s).is_ok())
    }

    fn may_join(&mut self, a: u32, b: u32, kin: &Kin<'_>) -> bool {
        let (x, y) = (&self.clusters[a as usize], &self.clusters[b as usize]);
        let sizes = (x.members.len(), y.members.len());
        if self.refused.get(&(a, b)) == Some(&sizes) {
            return false;
        }
        let apart = share_one(&x.documents, &y.documents)
            || hull(x.days, y.days).is_some_and(|(first, last)| last - first > 1)
            || self.is_split(a, b);
        let joined = !apart && self.are_alike(x, y, kin);
        if !joined {
            self.refused.insert((a, b), sizes);
            self.refused.insert((b, a), (sizes.1, sizes.0));
        }
        joined
    }

    /// Whether no pair of the samples has a conflict, and the mean margin is enough.
    fn are_alike(&self, x: &Cluster, y: &Cluster, kin: &Kin<'_>) -> bool {
        // The sum runs in the same order whichever cluster comes first.
        let (x, y) = if x.members[0] < y.members[0] { (x, y) } else { (y, x) };
        let (mut sum, mut n) = (0.0, 0.0);
        for i in sample(&x.members) {
            for j in sample(&y.members) {
                let parts = score(self.reports[i as usize], self.reports[j as usize], kin);
                if parts.conflict.is_some() {
                    return false;
                }
                sum += parts.total - parts.needed;
                n += 1.0;
            }
        }
        sum / n >= MEAN_MARGIN
    }

    fn into_clusters(self) -> Vec<Vec<u32>> {
        let mut out: Vec<Vec<u32>> =
            self.clusters.into_iter().map(|c| c.members).filter(|members| !members.is_empty()).collect();
        out.sort_unstable();
        out
    }
}

fn sample(members: &[u32]) -> impl Iterator<Item = u32> {
    members.iter().copied().step_by(members.len().div_ceil(SAMPLE).max(1))
}

/// Whether two sorted lists share a member.
fn share_one(a: &[u64], b: &[u64]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => return true,
        }
    }
    false
}

fn hull(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some((s, e)), Some((t, f))) => Some((s.min(t), e.max(f))),
        (one, other) => one.or(other),
    }
}
