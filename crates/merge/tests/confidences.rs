//! How sure an event's fields are, from its reports and from what people decided.

mod desk;

use desk::*;
use polybius_merge::{Context, Decisions, Edit, EditedField, merge};
use polybius_records::{Count, CountKind, Event, Report};

fn sure(report: Report, fields: &[(&str, f64)]) -> Report {
    report.told(|b| b.confidences = fields.iter().copied().collect())
}

fn told(id: &str, killed: u64, day_of: i8, p: f64) -> Report {
    let report = published(report(id).on(day(2031, 6, 3)).at(quetta()).killed(killed), day(2031, 6, day_of));
    sure(report, &[("event", p), ("place", p), ("country", p), ("killed", p)])
}

fn one(reports: &[Report], decisions: Decisions) -> Event {
    let mut events = merge(reports, &Context { decisions, ..Context::default() });
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn sources_that_agree_raise_and_those_that_differ_lower() {
    let get = |e: &Event, field: &str| e.body.confidences.get(field).unwrap();
    let alone = one(&[told("a-1", 12, 4, 0.8)], Decisions::default());
    assert!((get(&alone, "killed") - 0.8).abs() < 1e-9 && (alone.body.confidence - 0.8).abs() < 1e-9);
    assert_eq!(alone.body.confidences.get("date"), None, "no report says how sure its date is");
    let agreed = one(&[told("a-1", 12, 4, 0.8), told("b-1", 12, 4, 0.6)], Decisions::default());
    assert!((get(&agreed, "killed") - 0.86).abs() < 1e-9, "{:?}", agreed.body.confidences);
    let disputed = one(&[told("a-1", 12, 4, 0.8), told("b-1", 14, 4, 0.6)], Decisions::default());
    let (killed, place) = (get(&disputed, "killed"), get(&disputed, "place"));
    assert!(killed < 0.6 && place > 0.8, "{:?}", disputed.body.confidences);
}

#[test]
fn what_a_person_has_set_is_certain_and_what_is_emptied_is_gone() {
    let mut decisions = Decisions::default();
    let mut edit = |change| decisions.edits.push(Edit { report: "a-1".to_owned(), change, evidence: vec![] });
    edit(EditedField::Count(CountKind::Killed, Some(Count::exact(13))));
    edit(EditedField::Place(None));
    let event = one(&[told("a-1", 12, 4, 0.8)], decisions);
    let fields: Vec<(&str, f64)> = event.body.confidences.iter().collect();
    assert_eq!(fields, [("event", 0.8), ("killed", 1.0)]);
}
