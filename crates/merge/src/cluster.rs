//! Joining reports into events: the best pair first, never against a hard conflict or a person's word.

use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Date, Precision};

use crate::context::{Context, Hierarchy};
use crate::features::Features;
use crate::score::score;

/// Reports of a cluster that a newcomer is held against; more would cost much and change little.
const SAMPLE: usize = 20;
/// The mean margin over the sample that a join needs: negative, because one report may be vague.
const MEAN_MARGIN: f64 = -1.0;
/// A report that prefers one of two reports in one document by this much tells them apart.
const TELLS_APART: f64 = 0.4;

/// Clusters as sorted lists of indices into `features`, sorted.
pub(crate) fn clusters(features: &[Features<'_>], pairs: &[(usize, usize)], context: &Context<'_>) -> Vec<Vec<usize>> {
    let links = link_indices(features, context);
    let scored: Vec<(usize, usize, f64)> = pairs
        .iter()
        .filter(|pair| !links.contains_key(pair))
        .map(|&(a, b)| (a, b, score(&features[a], &features[b], context.hierarchy).margin()))
        .filter(|(_, _, margin)| margin.is_finite())
        .collect();
    let preferences = preferences(features, &scored);
    let mut ranked: Vec<&(usize, usize, f64)> = scored.iter().filter(|(_, _, margin)| *margin >= 0.0).collect();
    ranked.sort_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));

    let mut forest = Forest::new(features, &links);
    for (&(a, b), _) in links.iter().filter(|(_, same)| **same) {
        forest.join_if(a, b, |forest, x, y| !forest.is_split(x, y));
    }
    for &&(a, b, _) in &ranked {
        if !told_apart(&preferences[a], &preferences[b]) {
            forest.join_if(a, b, |forest, x, y| forest.may_join(x, y, context.hierarchy));
        }
    }
    forest.into_clusters()
}

/// Human links between reports that are here, the smaller index first.
fn link_indices(features: &[Features<'_>], context: &Context<'_>) -> BTreeMap<(usize, usize), bool> {
    let index: BTreeMap<&str, usize> = features.iter().enumerate().map(|(i, f)| (f.report.id.as_str(), i)).collect();
    context
        .decisions
        .last_links()
        .into_iter()
        .filter_map(|((a, b), same)| Some(((*index.get(a)?, *index.get(b)?), same)))
        .filter(|((a, b), _)| a != b)
        .map(|((a, b), same)| ((a.min(b), a.max(b)), same))
        .collect()
}

/// For each report: in which documents it clearly prefers one report over another, and which.
fn preferences(features: &[Features<'_>], scored: &[(usize, usize, f64)]) -> Vec<BTreeMap<usize, usize>> {
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_document = Vec::with_capacity(features.len());
    let mut in_document: Vec<usize> = Vec::new();
    for f in features {
        let next = documents.len();
        let document = *documents.entry(&f.report.document).or_insert(next);
        if document == in_document.len() {
            in_document.push(0);
        }
        in_document[document] += 1;
        of_document.push(document);
    }
    // Per report and document: the best report there, its margin, and the second best margin.
    let mut best: Vec<BTreeMap<usize, (usize, f64, f64)>> = vec![BTreeMap::new(); features.len()];
    for &(a, b, margin) in scored {
        for (from, to) in [(a, b), (b, a)] {
            let document = of_document[to];
            if in_document[document] < 2 {
                continue;
            }
            best[from]
                .entry(document)
                .and_modify(|entry| {
                    if margin > entry.1 {
                        *entry = (to, margin, entry.1);
                    } else {
                        entry.2 = entry.2.max(margin);
                    }
                })
                .or_insert((to, margin, f64::NEG_INFINITY));
        }
    }
    best.into_iter()
        .map(|documents| {
            documents
                .into_iter()
                .filter(|(_, (_, first, second))| *first >= 0.0 && first - second >= TELLS_APART)
                .map(|(document, (report, _, _))| (document, report))
                .collect()
        })
        .collect()
}

/// Whether some document has two reports of which one clearly matches the first, the other the second.
fn told_apart(a: &BTreeMap<usize, usize>, b: &BTreeMap<usize, usize>) -> bool {
    a.iter().any(|(document, report)| b.get(document).is_some_and(|other| other != report))
}

struct Cluster<'a> {
    members: Vec<usize>,
    documents: BTreeSet<&'a str>,
    /// First and last day among members that know the day.
    days: Option<(Date, Date)>,
}

struct Forest<'a, 'f> {
    features: &'f [Features<'a>],
    parent: Vec<usize>,
    clusters: Vec<Cluster<'a>>,
    /// For each report, those that a person keeps apart from it.
    splits: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'a, 'f> Forest<'a, 'f> {
    fn new(features: &'f [Features<'a>], links: &BTreeMap<(usize, usize), bool>) -> Self {
        let mut splits: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (&(a, b), _) in links.iter().filter(|(_, same)| !**same) {
            splits.entry(a).or_default().insert(b);
            splits.entry(b).or_default().insert(a);
        }
        let clusters = features
            .iter()
            .enumerate()
            .map(|(i, f)| Cluster {
                members: vec![i],
                documents: BTreeSet::from([f.report.document.as_str()]),
                days: f.date().filter(|d| d.precision == Precision::Day).map(|d| (d.start, d.end)),
            })
            .collect();
        Forest { features, parent: (0..features.len()).collect(), clusters, splits }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    fn join_if(&mut self, a: usize, b: usize, allowed: impl Fn(&Self, usize, usize) -> bool) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || !allowed(self, a, b) {
            return;
        }
        let (keep, drop) =
            if self.clusters[a].members.len() >= self.clusters[b].members.len() { (a, b) } else { (b, a) };
        let empty = Cluster { members: Vec::new(), documents: BTreeSet::new(), days: None };
        let dropped = std::mem::replace(&mut self.clusters[drop], empty);
        let kept = &mut self.clusters[keep];
        kept.members.extend(dropped.members);
        kept.members.sort_unstable();
        kept.documents.extend(dropped.documents);
        kept.days = hull(kept.days, dropped.days);
        self.parent[drop] = keep;
    }

    /// Whether a person keeps a member of one cluster apart from a member of the other.
    fn is_split(&self, a: usize, b: usize) -> bool {
        if self.splits.is_empty() {
            return false;
        }
        let other = &self.clusters[b].members;
        self.clusters[a]
            .members
            .iter()
            .filter_map(|m| self.splits.get(m))
            .any(|apart| apart.iter().any(|s| other.binary_search(s).is_ok()))
    }

    fn may_join(&self, a: usize, b: usize, hierarchy: &dyn Hierarchy) -> bool {
        let (x, y) = (&self.clusters[a], &self.clusters[b]);
        if self.is_split(a, b) || !x.documents.is_disjoint(&y.documents) {
            return false;
        }
        if hull(x.days, y.days).is_some_and(|(first, last)| span_days(first, last) > 1) {
            return false;
        }
        let (mut sum, mut n) = (0.0, 0.0);
        for &i in &sample(&x.members) {
            for &j in &sample(&y.members) {
                let parts = score(&self.features[i], &self.features[j], hierarchy);
                if parts.conflict.is_some() {
                    return false;
                }
                sum += parts.total - parts.needed;
                n += 1.0;
            }
        }
        sum / n >= MEAN_MARGIN
    }

    fn into_clusters(self) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> =
            self.clusters.into_iter().map(|c| c.members).filter(|members| !members.is_empty()).collect();
        out.sort();
        out
    }
}

fn sample(members: &[usize]) -> Vec<usize> {
    let step = members.len().div_ceil(SAMPLE).max(1);
    members.iter().copied().step_by(step).collect()
}

fn hull(a: Option<(Date, Date)>, b: Option<(Date, Date)>) -> Option<(Date, Date)> {
    match (a, b) {
        (Some((s, e)), Some((t, f))) => Some((s.min(t), e.max(f))),
        (one, other) => one.or(other),
    }
}

fn span_days(first: Date, last: Date) -> i64 {
    polybius_records::DateSpan { start: first, end: last, precision: Precision::Unknown }.width_days()
}
