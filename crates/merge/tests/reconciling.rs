//! Counts by named rule, their time line, the grade of agreement, contradictions.

#![allow(clippy::unwrap_used, reason = "a failure here is a failure of the test")]

mod desk;

use desk::*;
use polybius_merge::{BestRule, Context, Decisions, Edit, EditedField, merge, recount};
use polybius_records::{Agreement, Attribution, Count, CountKind, Event, OtherNumber, Report, Stance};

fn one(id: &str, published_on: i8) -> Report {
    published(report(id).on(day(2031, 6, 2)).at(quetta()), day(2031, 6, published_on))
}

/// Four papers on one attack: two early ones with 12, one in between with 19 by the police, a late one with 17.
fn papers() -> Vec<Report> {
    let told = |id: &str, day: i8, killed: u64, by: Option<&str>| {
        one(id, day).told(|b| b.killed = Some(Count { by: by.map(str::to_owned), ..Count::exact(killed) }))
    };
    vec![
        told("a", 3, 12, Some("witnesses")),
        told("b", 3, 12, None),
        told("c", 5, 19, Some("the police")),
        told("d", 8, 17, Some("a relative")).told(|b| {
            let before = OtherNumber { best: Some(12), low: Some(12), high: None, by: None };
            b.killed.iter_mut().for_each(|c| c.also.push(before.clone()));
        }),
    ]
}

/// One event, whatever the merger thinks of the numbers.
fn joined(reports: &[Report]) -> Decisions {
    let mut decisions = Decisions::default();
    reports.iter().for_each(|r| decisions.merge(reports[0].id.clone(), r.id.clone()));
    decisions
}

fn event(reports: &[Report]) -> Event {
    let mut events = merge(reports, &Context { decisions: joined(reports), ..Context::default() });
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn each_rule_chooses_its_number() {
    let reports = papers();
    for (rule, expected) in [
        (BestRule::LatestMostSources, 17),
        (BestRule::Latest, 17),
        (BestRule::MostSources, 12),
        (BestRule::Official, 19),
        (BestRule::BestLowHigh, 12),
        (BestRule::Lowest, 12),
        (BestRule::Highest, 19),
    ] {
        let context = Context { rule, decisions: joined(&reports), ..Context::default() };
        let events = merge(&reports, &context);
        assert_eq!(events.len(), 1);
        let killed = events[0].body.killed.as_ref().unwrap();
        assert_eq!((killed.best, killed.low, killed.high), (Some(expected), Some(12), Some(19)), "{rule:?}");
        assert_eq!(killed.rule.as_deref(), Some(rule.name()));
        assert_eq!(rule.name().parse(), Ok(rule));

        // Choosing anew gives what merging by that rule gives.
        let mut recounted = vec![event(&reports)];
        recount(&mut recounted, &reports, &context);
        assert_eq!(recounted, events, "{rule:?}");
    }
    assert!("best".parse::<BestRule>().unwrap_err().contains("most-sources"));
}

#[test]
fn a_number_that_a_person_chose_stays() {
    let reports = papers();
    let edit = Edit {
        report: reports[0].id.clone(),
        change: EditedField::Count(CountKind::Killed, Some(Count::exact(15))),
        evidence: Vec::new(),
    };
    let decisions = Decisions { edits: vec![edit], ..joined(&reports) };
    let mut events = merge(&reports, &Context { decisions: decisions.clone(), ..Context::default() });
    recount(&mut events, &reports, &Context { decisions, rule: BestRule::Highest, ..Context::default() });
    assert_eq!(events[0].body.killed.as_ref().unwrap().best, Some(15));
}

#[test]
fn tolls_stand_in_order_of_days_with_who_gave_them() {
    let event = event(&papers());
    let line: Vec<_> = event
        .reconciled
        .tolls
        .iter()
        .map(|t| (t.published.unwrap().day(), t.best.unwrap(), t.sources, t.by.join(", "), t.documents.len()))
        .collect();
    assert_eq!(
        line,
        [
            (3, 12, 2, "witnesses".to_owned(), 2),
            (5, 19, 1, "the police".to_owned(), 1),
            (8, 12, 1, String::new(), 1),
            (8, 17, 1, "a relative".to_owned(), 1)
        ]
    );
    let contradiction = &event.reconciled.contradictions;
    assert_eq!(contradiction.len(), 1);
    assert_eq!((contradiction[0].field.as_str(), contradiction[0].values.len()), ("killed", 3));
}

#[test]
fn grades_of_agreement() {
    let said = |id: &str, by: &str, stance: Stance, actor: &str| {
        one(id, 3).told(|b| {
            b.attributions.push(Attribution {
                by: by.to_owned(),
                stance,
                actor: actor.to_owned(),
                document: id.to_owned(),
                quote: String::new(),
                claim: None,
            });
        })
    };
    let (guard, front, army) = ("Ford Guard", "Mill Front", "the army");
    for (reports, expected) in [
        (vec![one("a", 3)], Agreement::Weak),
        (vec![one("a", 3), one("b", 3)], Agreement::Fair),
        (vec![said("a", guard, Stance::Claims, guard)], Agreement::Confirmed),
        (vec![said("a", guard, Stance::Claims, guard), said("b", front, Stance::Claims, front)], Agreement::Contested),
        (
            vec![said("a", guard, Stance::Claims, guard), said("b", army, Stance::Attributes, front)],
            Agreement::Confirmed,
        ),
        (vec![said("a", army, Stance::Attributes, guard), one("b", 3)], Agreement::Fair),
        (
            vec![said("a", army, Stance::Attributes, guard), said("b", guard, Stance::Denies, guard)],
            Agreement::Contested,
        ),
        (
            vec![said("a", army, Stance::Attributes, guard), said("b", guard, Stance::Attributes, front)],
            Agreement::Contested,
        ),
    ] {
        assert_eq!(event(&reports).reconciled.agreement, Some(expected), "{reports:?}");
    }
}

#[test]
fn less_said_is_no_contradiction() {
    let vague = one("b", 3).during(day(2031, 6, 1), day(2031, 6, 30)).at(pakistan()).killed_at_least(10);
    assert_eq!(event(&[one("a", 3).killed(12), vague]).reconciled.contradictions, []);
    let other = one("b", 3).on(day(2031, 6, 4)).at(karachi()).killed(11);
    let fields: Vec<String> =
        event(&[one("a", 3).killed(12), other]).reconciled.contradictions.into_iter().map(|c| c.field).collect();
    assert_eq!(fields, ["date", "place", "killed"]);
}

#[test]
fn deaths_by_side_follow_the_words() {
    let part =
        |who: &str, n| polybius_records::Part { who: who.to_owned(), best: Some(n), low: Some(n), high: Some(n) };
    let told = one("a", 3).told(|b| {
        b.killed = Some(Count { breakdown: vec![part("soldiers", 3), part("villagers", 7)], ..Count::exact(12) });
    });
    let deaths = event(&[told]).reconciled.deaths.unwrap();
    assert_eq!((deaths.state, deaths.civilians, deaths.armed_groups, deaths.unknown), (3, 7, 0, 2));
}
