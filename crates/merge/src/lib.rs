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
mod edges;
mod explain;
mod features;
mod hash;
mod local;
mod matching;
mod preferences;
mod rarity;
mod reconcile;
mod score;
mod sketch;
mod whole;

use std::collections::BTreeMap;

use polybius_records::{Event, Report};
use rayon::prelude::*;

pub use context::{BestRule, Context, Hierarchy, NoHierarchy};
pub use decisions::{Decisions, Edit, EditedField, Link, Verdict};
pub use explain::{Join, joins};
pub use local::{Change, Neighbourhood, Prefers, Renewed, Standing, number, proposed, renew, standing};
pub use matching::{Pair, match_between};
pub use score::{Conflict, MERGE_AT, ScoreParts};
pub use sketch::sketch;
pub use whole::{Collection, Grouped};

use features::Features;
use score::Kin;

/// The events that the reports tell of, sorted by id.
///
/// Reports with the same id count once. Events that a person rejected stay in the output, marked as rejected.
pub fn merge(reports: &[Report], context: &Context<'_>) -> Vec<Event> {
    let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut collection = Collection::default();
    collection.add(reports);
    let grouped = collection.group(context);
    let groups: Vec<Vec<&str>> = grouped.events().collect();
    let mut events: Vec<Event> = groups
        .par_iter()
        .map(|ids| event(&ids.iter().filter_map(|id| by_id.get(id).copied()).collect::<Vec<_>>(), context))
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

/// The event of reports that belong together, which are sorted by id and at least one.
pub fn event(reports: &[&Report], context: &Context<'_>) -> Event {
    reconcile::event(reports, context)
}

/// How much two reports look like one event, part by part, and what forbids it.
pub fn explain_pair(a: &Report, b: &Report, context: &Context<'_>) -> ScoreParts {
    score::score(&Features::of(a), &Features::of(b), &Kin::new(context.hierarchy))
}
