//! One event from its reports: the fields agree where the sources do, and keep the disagreement where they do not.

mod actors;
mod agreement;
mod contradictions;
mod counts;
mod date;
mod kind;
mod officials;
mod place;
mod sure;

use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Confidences, CountKind, Event, EventBody, Reconciled, Report, Review, stable_id, summary};

use crate::context::Context;
use crate::decisions::EditedField;

/// Reports of one event, and who their independent sources are.
pub(crate) struct Sourced<'a> {
    pub report: &'a Report,
    pub source: &'a str,
}

/// Number of independent sources among the reports that satisfy `test`.
pub(crate) fn support(reports: &[Sourced<'_>], test: impl Fn(&Report) -> bool) -> usize {
    reports.iter().filter(|s| test(s.report)).map(|s| s.source).collect::<BTreeSet<_>>().len()
}

/// The event of a cluster; `members` is sorted by id and not empty.
pub(crate) fn event(members: &[&Report], context: &Context<'_>) -> Event {
    let reports: Vec<Sourced<'_>> =
        members.iter().map(|r| Sourced { report: r, source: context.source(&r.document) }).collect();
    let sub_event_type = kind::sub_event_type(&reports);
    let mut body = EventBody {
        event_type: sub_event_type.event_type(),
        sub_event_type,
        status: kind::status(&reports),
        date: date::date(&reports),
        place: place::place(&reports),
        actors: actors::actors(&reports, context.hierarchy),
        attributions: actors::attributions(&reports),
        weapons: actors::weapons(&reports),
        killed: None,
        injured: None,
        abducted: None,
        detained: None,
        displaced: None,
        summary: String::new(),
        confidence: confidence(&reports),
        confidences: Confidences::default(),
        evidence: union(members.iter().flat_map(|r| r.body.evidence.iter().cloned())),
    };
    for kind in CountKind::ALL {
        *body.count_mut(kind) = counts::count(&reports, kind, context.rule);
    }
    body.confidences = sure::confidences(&reports, &body);
    if let Some(event) = body.confidences.get(Confidences::EVENT) {
        body.confidence = event;
    }
    let review = apply_decisions(members, &mut body, context);
    body.summary = summary(&body);
    let reconciled = Reconciled {
        agreement: Some(agreement::of(&reports, &body, review, context.hierarchy)),
        tolls: CountKind::ALL.iter().flat_map(|&kind| counts::tolls(&reports, kind)).collect(),
        deaths: counts::by_side(body.killed.as_ref()),
        contradictions: contradictions::of(&reports, context.hierarchy),
    };
    Event {
        id: stable_id("event", [anchor(members)]),
        review,
        documents: union(members.iter().map(|r| r.document.clone())),
        reports: union(members.iter().map(|r| r.id.clone())),
        sources: support(&reports, |_| true),
        body,
        reconciled,
    }
}

/// The event with its counts chosen by another rule. What a person has edited stays.
pub(crate) fn recount(event: &mut Event, members: &[&Report], context: &Context<'_>) {
    let reports: Vec<Sourced<'_>> =
        members.iter().map(|r| Sourced { report: r, source: context.source(&r.document) }).collect();
    let edited =
        |kind: CountKind| {
            context.decisions.edits.iter().any(|e| {
                matches!(&e.change, EditedField::Count(of, _) if *of == kind) && event.reports.contains(&e.report)
            })
        };
    let kinds: Vec<CountKind> = CountKind::ALL.into_iter().filter(|&kind| !edited(kind)).collect();
    for kind in kinds {
        *event.body.count_mut(kind) = counts::count(&reports, kind, context.rule);
    }
    event.reconciled.deaths = counts::by_side(event.body.killed.as_ref());
    event.body.summary = summary(&event.body);
}

/// The report that gives the event its id: the first published, then the smallest id, so that later news of an event
/// does not change the id.
fn anchor<'a>(members: &[&'a Report]) -> &'a str {
    members.iter().min_by_key(|r| (r.published.is_none(), r.published, r.id.as_str())).map_or("", |r| r.id.as_str())
}

fn apply_decisions(members: &[&Report], body: &mut EventBody, context: &Context<'_>) -> Review {
    let here: BTreeSet<&str> = members.iter().map(|r| r.id.as_str()).collect();
    let mut review = Review::Machine;
    for edit in context.decisions.edits.iter().filter(|e| here.contains(e.report.as_str())) {
        edit.change.apply(body);
        sure::edited(body, &edit.change);
        body.evidence.extend(edit.evidence.iter().cloned());
        review = Review::Edited;
    }
    body.evidence = union(std::mem::take(&mut body.evidence));
    match context.decisions.verdicts.iter().rfind(|v| here.contains(v.report.as_str())) {
        Some(verdict) if verdict.review != Review::Machine => verdict.review,
        Some(_) | None => review,
    }
}

/// Independent sources that all misread, each with the doubt of its surest report.
fn confidence(reports: &[Sourced<'_>]) -> f64 {
    let mut surest: BTreeMap<&str, f64> = BTreeMap::new();
    for s in reports {
        let sure = s.report.body.confidence;
        let sure = if sure.is_finite() { sure.clamp(0.0, 1.0) } else { 0.0 };
        surest.entry(s.source).and_modify(|c| *c = c.max(sure)).or_insert(sure);
    }
    // A second source is seldom wholly independent, so each further one counts half.
    let mut ranked: Vec<f64> = surest.into_values().collect();
    ranked.sort_by(|a, b| b.total_cmp(a));
    let doubt =
        ranked.iter().enumerate().fold(1.0, |doubt, (i, sure)| doubt * (1.0 - if i == 0 { *sure } else { sure * 0.5 }));
    (((1.0 - doubt) * 10_000.0).round() / 10_000.0).min(ranked.first().copied().unwrap_or(0.0).max(0.99))
}

fn union<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect::<BTreeSet<T>>().into_iter().collect()
}
