//! From reports to events.
//!
//! [`merge`] is pure and deterministic: the same reports, in whatever order, with the same [`Context`] give the same
//! events, byte for byte. It works in four steps, one module each:
//!
//! 1. `blocking` proposes pairs of reports that could tell of one event, in nearly linear time;
//! 2. `score` weighs each pair ([`explain_pair`] shows the weighing);
//! 3. `cluster` joins the pairs from the best down, never against a hard conflict or a human decision;
//! 4. `reconcile` computes the fields of each event and keeps the disagreement.
//!
//! Two reports of one document are two events, unless a person says otherwise: a document that tells two attacks apart
//! also keeps apart the reports of other documents that match them.

mod blocking;
mod cluster;
mod context;
mod decisions;
mod features;
mod matching;
mod rarity;
mod reconcile;
mod score;

use std::collections::BTreeMap;

use polybius_records::{Event, Report};

pub use context::{BestRule, Context, Hierarchy, NoHierarchy};
pub use decisions::{Decisions, Edit, EditedField, Link, Verdict};
pub use matching::{Pair, match_between};
pub use score::{Conflict, MERGE_AT, ScoreParts};

use features::Features;
use rarity::Rarity;

/// The events that the reports tell of, sorted by id.
///
/// Reports with the same id count once. Events that a person rejected stay in the output, marked as rejected.
pub fn merge(reports: &[Report], context: &Context<'_>) -> Vec<Event> {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let sorted: Vec<&Report> = by_id.into_values().collect();
    let rarity = Rarity::of(sorted.iter().copied());
    let features: Vec<Features<'_>> = sorted.iter().map(|r| Features::of(r, &rarity)).collect();
    let pairs = blocking::candidates(&features);
    let clusters = cluster::clusters(&features, &pairs, context);
    let mut events: Vec<Event> = clusters
        .iter()
        .map(|members| reconcile::event(&members.iter().map(|&i| sorted[i]).collect::<Vec<_>>(), context))
        .collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}

/// Chooses the counts of events anew by the context's rule; `reports` are all of the desk, in any order.
///
/// Nothing else of the events changes, but for what follows from the counts (the summary, the dead by side), and a count
/// that a person has edited stays.
pub fn recount(events: &mut [Event], reports: &[Report], context: &Context<'_>) {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    for event in events {
        let members: Vec<&Report> = event.reports.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        reconcile::recount(event, &members, context);
    }
}

/// How much two reports look like one event, part by part, and what forbids it.
///
/// `among` is the collection that they are merged in: words that are common there weigh little.
pub fn explain_pair(a: &Report, b: &Report, among: &[Report], context: &Context<'_>) -> ScoreParts {
    let rarity = Rarity::of(among);
    score::score(&Features::of(a, &rarity), &Features::of(b, &rarity), context.hierarchy)
}
