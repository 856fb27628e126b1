use std::collections::HashMap;

use polybius_merge::{Collection, Context, number};
use polybius_records::Report;
use polybius_store::{Desk, EventChanges, StoreError};

use crate::{UpkeepError, sources};

/// Reports that are read at a time.
const AT_A_TIME: usize = 20_000;

/// Computes all events anew.
pub(crate) fn renew(desk: &mut Desk, mut context: Context<'_>, merger: &str) -> Result<EventChanges, UpkeepError> {
    let mut work = desk.renewing()?;
    work.clear()?;
    context.sources = sources::renew_all(&work)?;
    let mut collection = Collection::default();
    work.desk().each_reports(AT_A_TIME, |reports| {
        collection.add(&reports);
        Ok::<(), StoreError>(())
    })?;
    let grouped = collection.group(&context);
    for at in grouped.standing() {
        work.stand(at.key, (at.order, at.number, at.native))?;
    }
    for (number, sketch) in grouped.sketches() {
        work.keep_sketch(number, &sketch)?;
    }
    let prefers: HashMap<&str, &[(u64, u64)]> = grouped.preferences().collect();
    for ids in grouped.events() {
        let reports = work.desk().reports_by_id(&ids)?;
        let reports: Vec<&Report> = reports.iter().collect();
        let event = polybius_merge::event(&reports, &context);
        let of = |id: &&'_ str| (number(id), prefers.get(id).map(|p| p.to_vec()).unwrap_or_default());
        let numbers: HashMap<&str, _> = ids.iter().map(|id| (*id, of(id))).collect();
        work.put(&event, &numbers)?;
    }
    Ok(work.finish(merger)?)
}
