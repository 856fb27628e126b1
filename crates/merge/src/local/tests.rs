//! Whatever comes and goes in whatever order, the outcome is that of merging everything from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Bound::{Excluded, Unbounded};

use polybius_records::Report;
use proptest::prelude::*;

use super::*;
use crate::whole::Collection;
use crate::{Decisions, event, sketch};

#[path = "../../tests/desk/mod.rs"]
mod desk;
use desk::*;

/// A collection in memory.
#[derive(Default)]
struct Memory {
    reports: BTreeMap<u64, Report>,
    blocks: BTreeMap<u64, BTreeMap<(u64, u64), u8>>,
    /// By report: its event, and what it prefers.
    merged: BTreeMap<u64, (String, Prefers)>,
}

impl Neighbourhood for Memory {
    type Error = Infallible;

    fn block(&self, key: u64, most: usize) -> Result<Vec<Standing>, Infallible> {
        let of = |(&(order, number), &native): (&(u64, u64), &u8)| Standing { key, order, number, native };
        Ok(self.blocks.get(&key).into_iter().flatten().take(most).map(of).collect())
    }

    fn around(&self, key: u64, place: (u64, u64), most: usize) -> Result<[Vec<Standing>; 2], Infallible> {
        let Some(block) = self.blocks.get(&key) else { return Ok([vec![], vec![]]) };
        let of = |(&(order, number), &native): (&(u64, u64), &u8)| Standing { key, order, number, native };
        let before = block.range(..place).rev().take(most).map(of).collect();
        Ok([before, block.range((Excluded(place), Unbounded)).take(most).map(of).collect()])
    }

    fn between(&self, key: u64, from: (u64, u64), to: (u64, u64), most: usize) -> Result<usize, Infallible> {
        Ok(self.blocks[&key].range((Excluded(from), Excluded(to))).take(most).count())
    }

    fn sketch(&self, number: u64) -> Result<Option<Vec<u8>>, Infallible> {
        // Some are kept, and some of those are of another form.
        let kept = sketch(&self.reports[&number]);
        Ok([Some(kept), Some(b"another form".to_vec()), None]
            .into_iter()
            .nth((number % 8).saturating_sub(5) as usize)
            .flatten())
    }

    fn report(&self, number: u64) -> Result<Report, Infallible> {
        assert!(self.merged.contains_key(&number), "only what was merged is asked for");
        Ok(self.reports[&number].clone())
    }

    fn reports_of(&self, document: &str) -> Result<Vec<u64>, Infallible> {
        Ok(self.reports.iter().filter(|(_, r)| r.document == document).map(|(n, _)| *n).collect())
    }

    fn event_of(&self, number: u64) -> Result<Option<String>, Infallible> {
        Ok(self.merged.get(&number).map(|(event, _)| event.clone()))
    }

    fn members(&self, event: &str) -> Result<Vec<(u64, Prefers)>, Infallible> {
        let members = self.merged.iter().filter(|(_, (e, _))| e == event);
        Ok(members.map(|(number, (_, prefers))| (*number, prefers.clone())).collect())
    }
}

impl Memory {
    /// Replaces a document's reports, as the desk does, and renews the events.
    fn replace(
        &mut self,
        document: &str,
        reports: Vec<Report>,
        linked: Vec<(String, String)>,
        context: &Context<'_>,
        window: usize,
    ) {
        let mut change = Change { come: reports, linked, ..Change::default() };
        for old in self.reports_of(document).unwrap() {
            let report = self.reports.remove(&old).unwrap();
            for at in standing(&report) {
                self.blocks.get_mut(&at.key).unwrap().remove(&(at.order, at.number));
            }
            let event = self.merged.remove(&old).map(|(event, _)| event);
            change.gone.push((report, event));
        }
        for report in &change.come {
            self.reports.insert(number(&report.id), report.clone());
            for at in standing(report) {
                self.blocks.entry(at.key).or_default().insert((at.order, at.number), at.native);
            }
        }
        let renewed = renew_with(self, &change, context, window).unwrap();
        let gone: BTreeSet<&String> = renewed.dissolved.iter().collect();
        self.merged.retain(|_, (event, _)| !gone.contains(event));
        for (report, prefers) in renewed.turned {
            self.merged.get_mut(&report).unwrap().1 = prefers;
        }
        for group in renewed.groups {
            let event = event(&group.iter().map(|(r, _)| r).collect::<Vec<_>>(), context);
            for (report, prefers) in group {
                let before = self.merged.insert(number(&report.id), (event.id.clone(), prefers));
                assert_eq!(before, None, "{} was in an event that is not dissolved", report.id);
            }
        }
    }

    fn groups(&self) -> BTreeSet<Vec<&str>> {
        let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (report, (event, _)) in &self.merged {
            groups.entry(event).or_default().push(&self.reports[report].id);
        }
        groups
            .into_values()
            .map(|mut ids| {
                ids.sort_unstable();
                ids
            })
            .collect()
    }
}

/// What a step does: a document with so many reports of some kinds, or a link.
#[derive(Debug, Clone)]
enum Step {
    Document(u8, Vec<(u8, i8, u8, u8)>),
    Link(u8, u8, bool),
}

fn any_step() -> impl Strategy<Value = Step> {
    let one = (0..5_u8, 1..5_i8, 0..4_u8, 0..6_u8);
    prop_oneof![
        9 => (0..20_u8, prop::collection::vec(one, 0..3)).prop_map(|(d, all)| Step::Document(d, all)),
        1 => (0..40_u8, 0..40_u8, any::<bool>()).prop_map(|(a, b, same)| Step::Link(a, b, same)),
    ]
}

fn made(document: u8, nth: usize, (at, on, toll, about): (u8, i8, u8, u8)) -> Report {
    let themes = [
        "market stalls bomb crowd",
        "convoy road ambush trucks",
        "prison gate vest guard",
        "",
        "harbour ferry mine crew",
        "school roof shell yard",
    ];
    let mut r = words(report(&format!("d{document}-{nth}")), themes[usize::from(about)]);
    r = match at {
        0 | 1 => r.at(quetta()),
        2 => r.at(balochistan()),
        3 => r.at(karachi()),
        _ => r,
    };
    r = match on {
        4 => r.in_year(2031),
        d => r.on(day(2031, 6, d)),
    };
    published(if toll > 0 { r.killed(u64::from(toll) * 4) } else { r }, day(2031, 6, 5 + on))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn renewing_is_merging_from_nothing(steps in prop::collection::vec(any_step(), 1..40), window in 1..6_usize) {
        let mut memory = Memory::default();
        let mut decisions = Decisions::default();
        for step in &steps {
            let context = match step {
                Step::Document(..) => Context { decisions: decisions.clone(), ..Context::default() },
                Step::Link(a, b, same) => {
                    let [a, b] = [a, b].map(|n| format!("d{}-{}", n / 2, n % 2));
                    if *same { decisions.merge(a, b) } else { decisions.split(a, b) }
                    Context { decisions: decisions.clone(), ..Context::default() }
                }
            };
            match step {
                Step::Document(d, all) => {
                    let reports = all.iter().enumerate().map(|(n, one)| made(*d, n, *one)).collect();
                    memory.replace(&format!("d{d}"), reports, vec![], &context, window);
                }
                Step::Link(a, b, _) => {
                    let [a, b] = [a, b].map(|n| format!("d{}-{}", n / 2, n % 2));
                    memory.replace("no document", vec![], vec![(a, b)], &context, window);
                }
            }
            let mut whole = Collection::default();
            whole.add(&memory.reports.values().cloned().collect::<Vec<_>>());
            let grouped = whole.group_with(&context, window);
            prop_assert_eq!(memory.groups(), grouped.events().collect::<BTreeSet<_>>(), "after {:?}", step);
            let kept: BTreeMap<&str, &[(u64, u64)]> = memory.merged.iter()
                .filter(|(_, (_, prefers))| !prefers.is_empty())
                .map(|(report, (_, prefers))| (memory.reports[report].id.as_str(), prefers.as_slice())).collect();
            prop_assert_eq!(kept, grouped.preferences().collect::<BTreeMap<_, _>>(), "after {:?}", step);
        }
    }
}
