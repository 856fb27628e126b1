use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use polybius_records::Report;

use super::blocks::{Blocks, Place};
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
use crate::sketch;

/// Two reports by number, and by how much they are more alike than two must be to be one event.
type Edges = Rc<[(u64, u64, f64)]>;

/// A report that has been looked at.
pub(super) struct Known {
    pub features: Features,
    order: u64,
    keys: OnceCell<Vec<(u64, Native)>>,
    /// Other reports with a margin of [`LEAST`] or more, by number, with it.
    edges: OnceCell<Rc<[(u64, f64)]>>,
}

/// An event of before.
pub(super) struct Before {
    pub id: String,
    /// The sorted numbers of the reports that it had and that are still there.
    pub members: Vec<u64>,
    /// What each of them preferred.
    prefers: Vec<Prefers>,
    /// Pairs of them that could join, with the margin.
    among: OnceCell<Edges>,
}

impl Known {
    fn of(features: Features) -> Self {
        Known { order: order(&features), features, keys: OnceCell::new(), edges: OnceCell::new() }
    }

    /// The place in every block.
    pub fn place(&self) -> Place {
        (self.order, self.features.number)
    }

    pub fn keys(&self) -> &[(u64, Native)] {
        self.keys.get_or_init(|| keys(&self.features))
    }
}

impl Before {
    fn preferred(&self, report: u64) -> Prefers {
        self.members.binary_search(&report).map(|at| self.prefers[at].clone()).unwrap_or_default()
    }
}

/// The collection around a change, each thing asked once.
pub(super) struct Near<'a, N> {
    pub collection: &'a N,
    pub change: &'a Change,
    pub window: usize,
    pub kin: Kin<'a>,
    pub blocks: Blocks<'a, N>,
    /// Reports that came, and reports that went and did not come back.
    came: HashMap<u64, &'a Report>,
    gone: HashSet<u64>,
    /// By report, the event that it was in.
    events: RefCell<HashMap<u64, Option<Rc<Before>>>>,
    known: RefCell<HashMap<u64, Rc<Known>>>,
    several: RefCell<HashMap<String, bool>>,
    /// What reports prefer now that are near a document of several which came, went or changed.
    pub turned: RefCell<BTreeMap<u64, Prefers>>,
}

impl<'a, N: Neighbourhood> Near<'a, N> {
    pub fn new(collection: &'a N, change: &'a Change, context: &'a Context<'a>, window: usize) -> Self {
        let came: HashMap<u64, &Report> = change.come.iter().map(|r| (number(&r.id), r)).collect();
        let known = came.iter().map(|(number, r)| (*number, Rc::new(Known::of(Features::of(r))))).collect();
        let gone = change.gone.iter().map(|(r, _)| number(&r.id)).filter(|n| !came.contains_key(n)).collect();
        Near {
            collection,
            change,
            window,
            kin: Kin::new(context.hierarchy),
            blocks: Blocks::new(collection),
            came,
            gone,
            events: RefCell::default(),
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
        let features = match self.collection.sketch(number)?.as_deref().and_then(sketch::read) {
            Some(features) => features,
            None => Features::of(&self.collection.report(number)?),
        };
        let known = Rc::new(Known::of(features));
        self.known.borrow_mut().insert(number, known.clone());
        Ok(known)
    }

    fn report(&self, number: u64) -> Result<Report, N::Error> {
        match self.came.get(&number) {
            Some(report) => Ok((*report).clone()),
            None => self.collection.report(number),
        }
    }

    /// Edges of a report as blocks are now.
    pub fn edges(&self, report: u64) -> Result<Rc<[(u64, f64)]>, N::Error> {
        let known = self.known(report)?;
        if let Some(edges) = known.edges.get() {
            return Ok(edges.clone());
        }
        let edges = Rc::from(self.edges_from(&known, self.window + 1)?);
        Ok(known.edges.get_or_init(|| edges).clone())
    }

    /// Edges that a report had which went: to those that stand near its place still.
    pub fn edges_of_gone(&self, report: &Report) -> Result<Vec<(u64, f64)>, N::Error> {
        // Those that were near stand at most so much farther away now.
        self.edges_from(&Known::of(Features::of(report)), self.window + 1 + self.change.come.len())
    }

    /// Edges to those that stand within `reach` places in some block.
    fn edges_from(&self, known: &Known, reach: usize) -> Result<Vec<(u64, f64)>, N::Error> {
        let mut others = BTreeSet::new();
        for &(key, native) in known.keys() {
            let both = self.blocks.around(key, known.place(), reach)?;
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

    /// Edges between reports of one event that can join them.
    pub fn edges_among(&self, event: &Before) -> Result<Edges, N::Error> {
        if let Some(edges) = event.among.get() {
            return Ok(edges.clone());
        }
        let known = event.members.iter().map(|&member| self.known(member)).collect::<Result<Vec<_>, _>>()?;
        let mut edges = Vec::new();
        for (i, x) in known.iter().enumerate() {
            for y in &known[i + 1..] {
                let margin = self.margin(x, y).filter(|margin| *margin >= 0.0);
                let Some(margin) = margin else { continue };
                if self.blocks.propose((x.place(), x.keys()), (y.place(), y.keys()), self.window, |_| true)? {
                    edges.push((x.features.number, y.features.number, margin));
                }
            }
        }
        Ok(event.among.get_or_init(|| edges.into()).clone())
    }

    /// What a report prefers: asked anew where it is open, else as it was.
    pub fn prefers(&self, report: u64, open: bool) -> Result<Prefers, N::Error> {
        if !open {
            if let Some(prefers) = self.turned.borrow().get(&report) {
                return Ok(prefers.clone());
            }
            return Ok(self.event(report)?.map(|event| event.preferred(report)).unwrap_or_default());
        }
        let mut margins = Vec::new();
        for &(other, margin) in self.edges(report)?.iter() {
            let other = self.known(other)?;
            if self.has_several(&other.features.document_id)? {
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

    /// The event that a report was in.
    pub fn event(&self, report: u64) -> Result<Option<Rc<Before>>, N::Error> {
        if let Some(event) = self.events.borrow().get(&report) {
            return Ok(event.clone());
        }
        let event = match self.collection.event_of(report)? {
            Some(id) => Some(Rc::new(self.before(id)?)),
            None => None,
        };
        let mut events = self.events.borrow_mut();
        let members = event.iter().flat_map(|event| &event.members).copied();
        events.extend(members.chain([report]).map(|member| (member, event.clone())));
        Ok(event)
    }

    fn before(&self, id: String) -> Result<Before, N::Error> {
        let mut known = self.collection.members(&id)?;
        known.retain(|(number, _)| !self.gone.contains(number));
        known.sort_unstable();
        let (members, prefers) = known.into_iter().unzip();
        Ok(Before { id, members, prefers, among: OnceCell::new() })
    }

    /// The reports whose events must be clustered again at least.
    pub fn touched(&self) -> Result<BTreeSet<u64>, N::Error> {
        let mut open: BTreeSet<u64> = self.came.keys().copied().collect();
        for event in self.change.gone.iter().filter_map(|(_, event)| event.as_ref()) {
            open.extend(self.before(event.clone())?.members);
        }
        let mut whole_events = displaced(self)?;
        for (a, b) in &self.change.linked {
            whole_events.extend([number(a), number(b)]);
        }
        whole_events.extend(turned(self)?);
        for report in whole_events {
            open.extend(self.event(report)?.iter().flat_map(|event| &event.members));
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
                let gone = self.gone.contains(&report);
                there &= self.came.contains_key(&report) || (!gone && self.event(report)?.is_some());
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
                dissolved.extend(self.event(report)?.map(|event| event.id.clone()));
                group.push((self.report(report)?, self.prefers(report, open.contains(&report))?));
            }
            group.sort_by(|a, b| a.0.id.cmp(&b.0.id));
            groups.push(group);
        }
        Ok(Renewed { dissolved: dissolved.into_iter().collect(), groups, turned })
    }
}
