//! The same reports in any order give the same events, each report in exactly one.

mod desk;

use desk::*;
use polybius_merge::{Context, Decisions, merge};
use polybius_records::{ActorType, Place, Report, SubEventType};
use proptest::prelude::*;

fn any_place() -> impl Strategy<Value = Option<Place>> {
    prop_oneof![
        Just(None),
        Just(Some(quetta())),
        Just(Some(karachi())),
        Just(Some(balochistan())),
        Just(Some(pakistan())),
        Just(Some(kabul())),
        // A point that no gazetteer would give must not break the cells.
        Just(Some(Place { latitude: Some(f64::NAN), longitude: Some(1e308), ..quetta() })),
    ]
}

fn any_reports() -> impl Strategy<Value = Vec<Report>> {
    let one = (
        0..6u8,
        any_place(),
        prop::option::of((1..5i8, 0..3u8)),
        prop::option::of(0..30u64),
        prop::option::of(0..3usize),
        0..SubEventType::ALL.len(),
        prop::option::of(1..9i8),
    );
    prop::collection::vec(one, 0..24).prop_map(|all| {
        all.into_iter()
            .enumerate()
            .map(|(i, (document, place, date, killed, actor, sub, out))| {
                let mut r = report(&format!("{}-{i}", (b'a' + document) as char)).of(SubEventType::ALL[sub]);
                r.body.place = place;
                r = match date {
                    Some((d, 0)) => r.on(day(2031, 6, d)),
                    Some((d, 1)) => r.during(day(2031, 6, d), day(2031, 6, d + 6)),
                    Some(_) => r.in_year(2031),
                    None => r,
                };
                if let Some(n) = killed {
                    r = r.killed(n);
                }
                if let Some(a) = actor {
                    r = r.by(
                        ["hill-front", "river-guard", "gunmen"][a],
                        [ActorType::RebelGroup, ActorType::Military, ActorType::Unidentified][a],
                    );
                }
                r.published = out.map(|d| day(2031, 6, d));
                r
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_does_not_matter(
        (sorted, shuffled) in any_reports().prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle())),
        links in prop::collection::vec((0..24usize, 0..24usize, any::<bool>()), 0..4),
    ) {
        let mut decisions = Decisions::default();
        for (a, b, same) in links {
            if let (Some(a), Some(b)) = (sorted.get(a), sorted.get(b)) {
                if same { decisions.merge(&a.id, &b.id) } else { decisions.split(&a.id, &b.id) }
            }
        }
        let context = Context { decisions: decisions.clone(), ..Context::default() };
        let events = merge(&sorted, &context);
        let again = merge(&shuffled, &context);
        prop_assert_eq!(serde_json::to_string(&events).unwrap(), serde_json::to_string(&again).unwrap());

        let mut held: Vec<&str> = events.iter().flat_map(|e| e.reports.iter().map(String::as_str)).collect();
        held.sort_unstable();
        let mut all: Vec<&str> = sorted.iter().map(|r| r.id.as_str()).collect();
        all.sort_unstable();
        prop_assert_eq!(held, all);

        if decisions.links.is_empty() {
            for e in &events {
                prop_assert_eq!(e.documents.len(), e.reports.len(), "two reports of one document in {}", e.id);
            }
        }
    }
}
