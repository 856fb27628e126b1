use std::collections::{BTreeMap, BTreeSet, HashMap};

use polybius_merge::{Change, Context, number, sketch, standing};
use polybius_records::Report;
use polybius_store::{ChangedReport, Desk, EventChanges, Renewing};

use crate::UpkeepError;
use crate::decisions::Since;
use crate::neighbourhood::Around;
use crate::sources;

/// Computes the events anew that the changes since the last merge touch.
pub(crate) fn renew(
    desk: &mut Desk,
    mut context: Context<'_>,
    since: Since,
    merger: &str,
) -> Result<EventChanges, UpkeepError> {
    let mut work = desk.renewing()?;
    let moved = sources::renew_few(&work)?;
    let change = change(&work, since.linked)?;
    let renewed = polybius_merge::renew(&Around(work.desk()), &change, &context)?;

    // Events whose reports stay, and of which sources or a person's words are other ones now.
    let mut again = BTreeSet::new();
    for document in &moved {
        again.extend(work.desk().events_of_document(document)?);
    }
    for report in &since.touched {
        again.extend(work.desk().event_of_report(report)?);
    }
    for event in &renewed.dissolved {
        work.dissolve(event)?;
        again.remove(event);
    }
    for group in &renewed.groups {
        let reports: Vec<&Report> = group.iter().map(|(report, _)| report).collect();
        context.sources = sources_of(work.desk(), &reports)?;
        let event = polybius_merge::event(&reports, &context);
        let numbers: HashMap<&str, _> =
            group.iter().map(|(r, prefers)| (r.id.as_str(), (number(&r.id), prefers.clone()))).collect();
        work.put(&event, &numbers)?;
    }
    for (report, prefers) in &renewed.turned {
        work.set_prefers(*report, prefers)?;
    }
    for id in again {
        let reports = work.desk().reports_of_event(&id)?;
        let reports: Vec<&Report> = reports.iter().collect();
        if !reports.is_empty() {
            context.sources = sources_of(work.desk(), &reports)?;
            work.rewrite(&polybius_merge::event(&reports, &context))?;
        }
    }
    Ok(work.finish(merger)?)
}

/// What came and went, the blocks brought up to date.
fn change(work: &Renewing<'_>, linked: Vec<(String, String)>) -> Result<Change, UpkeepError> {
    let mut change = Change { linked, ..Change::default() };
    let changed = work.desk().changed_reports()?;
    for ChangedReport { was, .. } in &changed {
        for at in was.iter().flat_map(|(report, _)| standing(report)) {
            work.leave(at.key, (at.order, at.number, at.native))?;
        }
        if let Some((report, _)) = was {
            work.drop_sketch(number(&report.id))?;
        }
    }
    for ChangedReport { was, now, .. } in changed {
        for at in now.iter().flat_map(standing) {
            work.stand(at.key, (at.order, at.number, at.native))?;
        }
        if let Some(report) = &now {
            work.keep_sketch(number(&report.id), &sketch(report))?;
        }
        change.gone.extend(was);
        change.come.extend(now);
    }
    Ok(change)
}

fn sources_of(desk: &Desk, reports: &[&Report]) -> Result<BTreeMap<String, String>, UpkeepError> {
    let mut sources = BTreeMap::new();
    for report in reports {
        if let Some(source) = desk.source_of(&report.document)? {
            sources.insert(report.document.clone(), source);
        }
    }
    Ok(sources)
}
