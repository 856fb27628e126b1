use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use polybius_records::Report;

use super::displaced::displaced;
use super::turned::turned;
use super::{Change, Neighbourhood, Prefers, Renewed, number};
use crate::blocking::{Native, keys, may_pair, order};
use crate::context::Context;
use crate::decisions::LastWord;
use crate::edges::LEAST;
use crate::features::Features;
use crate::preferences::prefer;
use crate::score::{Kin, margin_from};

/// A place in the order of blocks.
type Place = (u64, u64);

/// A report that has been looked at.
pub(super) struct Known {
    pub report: Report,
    pub features: Features,
    order: u64,
    keys: OnceCell<Vec<(u64, Native)>>,
    /// Other reports with a margin of [`LEAST`] or more, by number, with it.
    edges: OnceCell<Vec<(u64, f64)>>,
}

impl Known {
    fn of(report: Report) -> Self {
        let features = Features::of(&report);
        Known { order: order(&features), features, report, keys: OnceCell::new(), edges: OnceCell::new() }
    }

    /// The place in every block.
    pub fn place(&self) -> Place {
        (self.order, self.features.number)
    }

    pub fn keys(&self) -> &[(u64, Native)] {
        self.keys.get_or_init(|| keys(&self.features))
    }
}

/// The collection around a change, each thing asked once.
pub(super) struct Near<'a, N> {
    pub collection: &'a N,
    pub change: &'a Change,
    pub window: usize,
    pub kin: Kin<'a>,
    known: RefCell<HashMap<u64, Rc<Known>>>,
    several: RefCell<HashMap<String, bool>>,
    /// What reports prefer now that are near a document of several which came, went or changed.
    pub turned: RefCell<BTreeMap<u64, Prefers>>,
}

impl<'a, N: Neighbourhood> Near<'a, N> {
    pub fn new(collection: &'a N, change: &'a Change, context: &'a Context<'a>, window: usize) -> Self {
        let known = change.come.iter().map(|r| (number(&r.id), Rc::new(Known::of(r.clone())))).collect();
        let kin = Kin::new(context.hierarchy);
        Near {
            collection,
            change,
            window,
            kin,
            known: RefCell::new(known),
            several: RefCell::default(),
            turned: RefCell::default(),
        }
    }

    /// A report of the collection.
    pub fn known(&self, number: u64) -> Result<Rc<Known>, N::Error> {
        if let Some(known) = self.known.borrow().get(&number) {
            return Ok(known.clone());
        }
        let known = Rc::new(Known::of(self.collection.report(number)?));
        self.known.borrow_mut().insert(number, known.clone());
        Ok(known)
    }

    /// Edges of a report as blocks are now.
    pub fn edges(&self, report: u64) -> Result<Vec<(u64, f64)>, N::Error> {
        let known = self.known(report)?;
        if let Some(edges) = known.edges.get() {
            return Ok(edges.clone());
        }
        let edges = self.edges_from(&known, self.window + 1)?;
        Ok(known.edges.get_or_init(|| edges).clone())
    }

    /// Edges that a report had which went: to those that stand near its place still.
    pub fn edges_of_gone(&self, report: &Report) -> Result<Vec<(u64, f64)>, N::Error> {
        // Those that were near stand at most so much farther away now.
        self.edges_from(&Known::of(report.clone()), self.window + 1 + self.change.come.len())
    }

    /// Edges to those that stand within `reach` places in some block.
    fn edges_from(&self, known: &Known, reach: usize) -> Result<Vec<(u64, f64)>, N::Error> {
        let mut others = BTreeSet::new();
        for &(key, native) in known.keys() {
            let both = self.collection.around(key, known.place(), reach)?;
            others.extend(both.iter().flatten().filter(|s| may_pair(s.native, native.bits())).map(|s| s.number));
        }
        let mut edges = Vec::new();
        for other in others {
            let other = self.known(other)?;
            edges.extend(self.margin(known, &other).map(|margin| (other.features.number, margin)));
        }
        Ok(edges)
    }

    pub fn margin(&self, x: &Known, y: &Known) -> Option<f64> {
        let (x, y) = if x.place() < y.place() { (x, y) } else { (y, x) };
        margin_from(&x.features, &y.features, &self.kin, LEAST)
    }

    /// Edges between reports of one event.
    pub fn edges_among(&self, members: &[u64]) -> Result<Vec<(u64, u64, f64)>, N::Error> {
        let mut standing: BTreeMap<u64, Vec<(Place, u8)>> = BTreeMap::new();
        for &member in members {
            let known = self.known(member)?;
            for &(key, native) in known.keys() {
                standing.entry(key).or_default().push((known.place(), native.bits()));
            }
        }
        let mut pairs = BTreeSet::new();
        for (key, mut here) in standing.into_iter().filter(|(_, here)| here.len() > 1) {
            here.sort_unstable();
            // Between two members of the event stand those that are no members, and the members between.
            let mut gaps = Vec::with_capacity(here.len());
            for two in here.windows(2) {
                gaps.push(self.collection.between(key, two[0].0, two[1].0, self.window + 1)?);
            }
            for (i, a) in here.iter().enumerate() {
                let mut apart = 0;
                for (j, b) in here.iter().enumerate().skip(i + 1) {
                    apart += gaps[j - 1] + usize::from(j > i + 1);
                    if apart > self.window {
                        break;
                    }
                    if may_pair(a.1, b.1) {
                        pairs.insert((a.0.1, b.0.1));
                    }
                }
            }
        }
        let mut edges = Vec::new();
        for (a, b) in pairs {
            edges.extend(self.margin(&*self.known(a)?, &*self.known(b)?).map(|margin| (a, b, margin)));
        }
        Ok(edges)
    }

    /// What a report prefers: asked anew where it is open, else as it was.
    pub fn prefers(&self, report: u64, open: bool) -> Result<Prefers, N::Error> {
        if !open {
            return match self.turned.borrow().get(&report) {
                Some(prefers) => Ok(prefers.clone()),
                None => self.collection.prefers(report),
            };
        }
        let mut margins = Vec::new();
        for (other, margin) in self.edges(report)? {
            let other = self.known(other)?;
            if self.has_several(&other.report.document)? {
                margins.push((other.features.document, other.features.number, margin));
            }
        }
        Ok(prefer(margins).into_vec())
    }

    fn has_several(&self, document: &str) -> Result<bool, N::Error> {
        if let Some(&several) = self.several.borrow().get(document) {
            return Ok(several);
        }
        let several = self.collection.reports_of(document)?.len() > 1;
        self.several.borrow_mut().insert(document.to_owned(), several);
        Ok(several)
    }

    /// The event that a report was in, and the sorted numbers of the reports that it had and that are still there.
    pub fn event(&self, report: u64) -> Result<Option<(String, Vec<u64>)>, N::Error> {
        let Some(event) = self.collection.event_of(report)? else { return Ok(None) };
        let members = self.members(&event)?;
        Ok(Some((event, members)))
    }

    fn members(&self, event: &str) -> Result<Vec<u64>, N::Error> {
        let came: BTreeSet<u64> = self.change.come.iter().map(|r| number(&r.id)).collect();
        let gone = |n: &u64| self.change.gone.iter().any(|(r, _)| number(&r.id) == *n) && !came.contains(n);
        let mut members: Vec<u64> = self.collection.members(event)?.into_iter().filter(|n| !gone(n)).collect();
        members.sort_unstable();
        Ok(members)
    }

    /// The reports whose events must be clustered again at least.
    pub fn touched(&self) -> Result<BTreeSet<u64>, N::Error> {
        let mut open: BTreeSet<u64> = self.change.come.iter().map(|r| number(&r.id)).collect();
        for event in self.change.gone.iter().filter_map(|(_, event)| event.as_ref()) {
            open.extend(self.members(event)?);
        }
        let mut whole_events = displaced(self)?;
        for (a, b) in &self.change.linked {
            whole_events.extend([number(a), number(b)]);
        }
        whole_events.extend(turned(self)?);
        for report in whole_events {
            if let Some((_, members)) = self.event(report)? {
                open.extend(members);
            }
        }
        Ok(open)
    }

    /// The last words of people, by number, on reports that are there.
    pub fn links(&self, context: &Context<'_>) -> Result<BTreeMap<(u64, u64), LastWord>, N::Error> {
        let mut out = BTreeMap::new();
        for ((a, b), word) in context.decisions.last_links().into_iter().filter(|((a, b), _)| a != b) {
            let (a, b) = (number(a), number(b));
            let mut there = true;
            for report in [a, b] {
                let came = self.change.come.iter().any(|r| number(&r.id) == report);
                let gone = self.change.gone.iter().any(|(r, _)| number(&r.id) == report);
                there &= came || (!gone && self.collection.event_of(report)?.is_some());
            }
            if there {
                out.insert((a.min(b), a.max(b)), word);
            }
        }
        Ok(out)
    }

    /// The outcome: clusters with an open report, and the events that those came from.
    pub fn renewed(&self, open: &BTreeSet<u64>, found: BTreeSet<Vec<u64>>) -> Result<Renewed, N::Error> {
        let turned = self.turned.take().into_iter().filter(|(report, _)| !open.contains(report)).collect();
        let mut dissolved: BTreeSet<String> = self.change.gone.iter().filter_map(|(_, event)| event.clone()).collect();
        let mut groups = Vec::new();
        for cluster in found.into_iter().filter(|c| c.iter().any(|n| open.contains(n))) {
            let mut group = Vec::with_capacity(cluster.len());
            for report in cluster {
                dissolved.extend(self.collection.event_of(report)?);
                group.push((self.known(report)?.report.clone(), self.prefers(report, open.contains(&report))?));
            }
            group.sort_by(|a, b| a.0.id.cmp(&b.0.id));
            groups.push(group);
        }
        Ok(Renewed { dissolved: dissolved.into_iter().collect(), groups, turned })
    }
}
