//! What merging does with more than two reports, and with what people decided.

mod desk;

use std::collections::BTreeMap;

use desk::*;
use polybius_merge::{Context, Decisions, Edit, EditedField, Verdict, merge};
use polybius_records::{ActorType, Count, Event, PlacePrecision, Report, Review, SubEventType};

fn groups(events: &[Event]) -> Vec<Vec<String>> {
    let mut out: Vec<_> = events.iter().map(|e| e.reports.clone()).collect();
    out.sort();
    out
}

#[test]
fn a_toll_told_over_days_is_one_event_with_its_range() {
    let told = |id: &str, n, d| published(report(id).on(day(2031, 6, 3)).at(quetta()).killed(n), day(2031, 6, d));
    let reports = [
        published(report("a-1").on(day(2031, 6, 3)).at(quetta()).killed_at_least(12), day(2031, 6, 3)),
        told("b-1", 14, 4),
        told("c-1", 14, 4),
        told("d-1", 19, 6),
        told("e-1", 18, 6),
        told("f-1", 18, 7),
    ];
    let events = merge(&reports, &Context::default());
    assert_eq!(events.len(), 1);
    let killed = events[0].body.killed.as_ref().unwrap();
    assert_eq!((killed.low, killed.best, killed.high), (Some(12), Some(18), Some(19)));
    assert!(killed.open_above);
    assert_eq!(killed.rule.as_deref(), Some("latest-most-sources"));
    assert_eq!(events[0].sources, 6);
    assert!(events[0].body.summary.starts_with("On 3 June 2031, 18 people were killed"), "{}", events[0].body.summary);
}

#[test]
fn copies_of_one_agency_report_are_one_source() {
    let told = |id: &str, n| published(report(id).on(day(2031, 6, 3)).at(quetta()).killed(n), day(2031, 6, 3));
    let reports = [told("a-1", 14), told("b-1", 14), told("c-1", 14), told("d-1", 15), told("e-1", 15)];
    let sources: BTreeMap<String, String> = ["a", "b", "c"].map(|d| (d.to_owned(), "agency".to_owned())).into();
    let alone = merge(&reports, &Context::default());
    let copied = merge(&reports, &Context { sources, ..Context::default() });
    assert_eq!(alone[0].body.killed.as_ref().unwrap().best, Some(14));
    assert_eq!(copied[0].body.killed.as_ref().unwrap().best, Some(15));
    assert_eq!((alone[0].sources, copied[0].sources), (5, 3));
}

#[test]
fn a_document_that_tells_two_attacks_apart_keeps_the_others_apart() {
    let bomb = |id: &str| {
        words(
            report(id).on(day(2031, 6, 3)).at(quetta()).of(SubEventType::SuicideBomb),
            "hospital ward bomber vest corridor gate",
        )
    };
    let shots =
        |id: &str| words(report(id).on(day(2031, 6, 3)).at(quetta()), "checkpoint rifle officers patrol van dusk");
    // By their words alone a2 and b2 could pass for one event.
    let reports = [bomb("x-1"), shots("x-2"), bomb("a-1"), shots("b-1")];
    let events = merge(&reports, &Context::default());
    assert_eq!(groups(&events), [vec!["a-1", "x-1"], vec!["b-1", "x-2"]]);
}

#[test]
fn reports_of_one_document_never_merge_unless_a_person_says_so() {
    let same = |id: &str| report(id).on(day(2031, 6, 3)).at(quetta()).killed(5);
    let reports = [same("a-1"), same("a-2")];
    assert_eq!(merge(&reports, &Context::default()).len(), 2);
    let mut decisions = Decisions::default();
    decisions.merge("a-2", "a-1");
    assert_eq!(merge(&reports, &Context { decisions, ..Context::default() }).len(), 1);
}

#[test]
fn people_win() {
    let told = |id: &str, d| report(id).on(day(2031, 6, d)).at(quetta()).killed(5);
    let reports = [told("a-1", 3), told("b-1", 3), told("c-1", 20)];
    let with = |decisions: Decisions| merge(&reports, &Context { decisions, ..Context::default() });

    let mut split = Decisions::default();
    split.split("b-1", "a-1");
    assert_eq!(with(split.clone()).len(), 3);

    // The later word on a pair counts.
    split.merge("a-1", "b-1");
    assert_eq!(groups(&with(split)), [vec!["a-1", "b-1"], vec!["c-1"]]);

    // Dates 17 days apart, yet merged; and the split holds against a merge that would undo it through a third report.
    let mut both = Decisions::default();
    both.merge("a-1", "c-1");
    both.split("a-1", "b-1");
    both.merge("b-1", "c-1");
    let groups = groups(&with(both));
    assert!(groups.contains(&vec!["a-1".to_owned(), "c-1".to_owned()]), "{groups:?}");
    assert_eq!(groups.len(), 2);
}

#[test]
fn edits_and_verdicts_survive_new_reports() {
    let told = |id: &str, n| report(id).on(day(2031, 6, 3)).at(quetta()).killed(n);
    let decisions = Decisions {
        edits: vec![
            Edit {
                report: "a-1".into(),
                change: EditedField::Count(polybius_records::CountKind::Killed, Some(Count::exact(16))),
                evidence: vec![],
            },
            Edit { report: "a-1".into(), change: EditedField::SubEventType(SubEventType::Grenade), evidence: vec![] },
        ],
        verdicts: vec![Verdict { report: "b-1".into(), review: Review::Rejected }],
        ..Decisions::default()
    };
    let context = Context { decisions, ..Context::default() };
    let one = merge(&[told("a-1", 14)], &context);
    assert_eq!((one[0].review, one[0].body.killed.clone()), (Review::Edited, Some(Count::exact(16))));
    assert_eq!(one[0].body.event_type, SubEventType::Grenade.event_type());
    assert!(one[0].body.summary.contains("16 people were killed in a grenade attack"), "{}", one[0].body.summary);
    let more = merge(&[told("a-1", 14), told("b-1", 15), told("c-1", 15)], &context);
    assert_eq!(
        (more.len(), more[0].review, more[0].body.killed.clone()),
        (1, Review::Rejected, Some(Count::exact(16)))
    );
}

#[test]
fn later_news_does_not_change_the_id() {
    let told = |id: &str, d| published(report(id).on(day(2031, 6, 3)).at(quetta()).killed(4), day(2031, 6, d));
    let first = merge(&[told("m-1", 3)], &Context::default());
    let later = merge(&[told("m-1", 3), told("a-1", 4)], &Context::default());
    assert_eq!(later.len(), 1);
    assert_eq!(first[0].id, later[0].id);
}

#[test]
fn the_most_precise_agreed_value_is_kept() {
    let brigade = |child: &str, parent: &str| (child, parent) == ("hill-brigade", "hill-front");
    let context = Context { hierarchy: &brigade, ..Context::default() };
    let reports = [
        report("a-1")
            .during(day(2031, 6, 1), day(2031, 6, 30))
            .at(balochistan())
            .killed(31)
            .by("hill-front", ActorType::RebelGroup),
        report("b-1").on(day(2031, 6, 3)).at(quetta()).killed(31).by("hill-brigade", ActorType::RebelGroup),
        report("c-1")
            .on(day(2031, 6, 3))
            .at(pakistan())
            .killed(31)
            .by("gunmen", ActorType::Unidentified)
            .by("hill-front", ActorType::RebelGroup),
    ];
    let events = merge(&reports, &context);
    assert_eq!(events.len(), 1);
    let body = &events[0].body;
    assert_eq!(body.date.unwrap().start, day(2031, 6, 3));
    assert_eq!(body.place.as_ref().unwrap().precision, PlacePrecision::Exact);
    assert_eq!(body.actors.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["hill-brigade"]);
}

#[test]
fn two_reports_with_one_id_count_once() {
    let r: Report = report("a-1").on(day(2031, 6, 3)).at(quetta());
    assert_eq!(merge(&[r.clone(), r], &Context::default())[0].reports, ["a-1"]);
}
