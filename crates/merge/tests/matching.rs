//! Two collections of events against each other.

mod desk;

use desk::{Told, day, kabul, karachi, quetta, report};
use polybius_merge::{Context, match_between};
use polybius_records::{ActorType, Report};

fn ids(a: &[Report], b: &[Report]) -> Vec<(String, String)> {
    let pairs = match_between(a, b, &Context::default());
    pairs.iter().map(|p| (a[p.a].id.clone(), b[p.b].id.clone())).collect()
}

fn pair(a: &str, b: &str) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

#[test]
fn each_event_has_at_most_one_partner_and_the_likest_first() {
    let blast = |id: &str, d: i8, n: u64| report(id).on(day(2031, 5, d)).at(quetta()).killed(n);
    let a = [blast("a1", 3, 12), blast("a2", 3, 40), blast("a3", 9, 5)];
    let b = [blast("b1", 3, 41), blast("b2", 4, 12), report("b3").on(day(2031, 5, 9)).at(karachi()).killed(5)];
    let expected = [pair("a1", "b2"), pair("a2", "b1")];
    assert_eq!(ids(&a, &b), expected);
    let (mut c, mut d) = (a.to_vec(), b.to_vec());
    c.reverse();
    d.reverse();
    let mut turned = ids(&c, &d);
    turned.sort();
    assert_eq!(turned, expected, "the order of rows does not matter");
    let mut swapped: Vec<_> = ids(&b, &a).into_iter().map(|(x, y)| (y, x)).collect();
    swapped.sort();
    assert_eq!(swapped, expected, "nor which side is first");
}

#[test]
fn nothing_is_matched_within_a_side_and_conflicts_hold() {
    let clash = |id: &str| report(id).on(day(2031, 5, 3)).at(kabul()).killed(7).by("hill-guard", ActorType::RebelGroup);
    assert!(ids(&[clash("a1"), clash("a2")], &[]).is_empty());
    // Of two equal rows one stays alone.
    assert_eq!(ids(&[clash("a1"), clash("a2")], &[clash("b1")]), [pair("a1", "b1")]);
    let later = report("b1").on(day(2031, 5, 20)).at(kabul()).killed(7).by("hill-guard", ActorType::RebelGroup);
    assert!(ids(&[clash("a1")], &[later]).is_empty());
}
