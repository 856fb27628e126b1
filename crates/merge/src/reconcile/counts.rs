use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Casualties, Count, CountKind, DeathsBySide, Report, Toll, casualty_number, casualty_part};

use super::{Sourced, officials, support, union};
use crate::context::BestRule;

/// Reports published this many days before the last one still belong to the latest.
const LATEST_DAYS: i32 = 1;

/// The event's count: the whole range that reports name, and the best number by the rule.
pub(super) fn count(reports: &[Sourced<'_>], kind: CountKind, rule: BestRule) -> Option<Count> {
    let counts: Vec<(&Report, &Count)> =
        reports.iter().filter_map(|s| s.report.body.count(kind).map(|c| (s.report, c))).collect();
    if counts.is_empty() {
        return None;
    }
    let low = counts.iter().filter_map(|(_, c)| c.low.or(c.best)).min();
    let high = counts.iter().flat_map(|(_, c)| [c.high, c.best, c.low]).flatten().max();
    let best = best(reports, kind, rule);
    let mut out = Count::new(best, low, high);
    // "at least 12" stays open even where another report says 14: nobody has closed it.
    out.open_above = counts.iter().any(|(_, c)| c.high.is_none() && (c.best.is_some() || c.low.is_some()));
    out.rule = best.map(|_| rule.name().to_owned());
    out.breakdown = counts
        .iter()
        .filter(|(_, c)| c.best == best)
        .max_by_key(|(r, c)| (c.breakdown.len(), r.published, Reverse(&r.id)))
        .map(|(_, c)| c.breakdown.clone())
        .unwrap_or_default();
    Some(out)
}

fn best(reports: &[Sourced<'_>], kind: CountKind, rule: BestRule) -> Option<u64> {
    let number = |r: &Report| r.body.count(kind).and_then(|c| c.best);
    let numbered: Vec<(&Report, u64)> = reports.iter().filter_map(|s| Some((s.report, number(s.report)?))).collect();
    let latest = numbered.iter().filter_map(|(r, _)| r.published).max();
    let last = |n: u64| numbered.iter().filter(|(_, m)| *m == n).filter_map(|(r, _)| r.published).max();
    let most_sources = |eligible: &dyn Fn(&Report) -> bool| {
        let rank = |n: u64| (support(reports, |r| number(r) == Some(n) && eligible(r)), last(n), n);
        numbered.iter().filter(|(r, _)| eligible(r)).map(|(_, n)| *n).max_by_key(|&n| rank(n))
    };
    let since = |days: i32| {
        let from = latest.map(|day| day.saturating_sub(jiff::Span::new().days(days)));
        move |r: &Report| from.is_none() || r.published >= from
    };
    match rule {
        BestRule::LatestMostSources => most_sources(&since(LATEST_DAYS)),
        BestRule::Latest => most_sources(&since(0)),
        BestRule::MostSources => most_sources(&|_| true),
        BestRule::Official => {
            let said =
                |r: &Report| r.body.count(kind).and_then(|c| c.by.as_deref()).is_some_and(officials::is_official);
            let last = numbered.iter().filter(|(r, _)| said(r)).map(|(r, _)| r.published).max();
            last.and_then(|last| most_sources(&|r| said(r) && r.published == last))
                .or_else(|| most_sources(&since(LATEST_DAYS)))
        }
        BestRule::BestLowHigh => {
            let rank = |n: u64| (support(reports, |r| number(r) == Some(n)), Reverse(n));
            numbered.iter().map(|(_, n)| *n).max_by_key(|&n| rank(n))
        }
        BestRule::Lowest => numbered.iter().map(|(_, n)| *n).min(),
        BestRule::Highest => numbered.iter().map(|(_, n)| *n).max(),
    }
}

/// Every number with the day on which it was published, earliest first; documents that give one number on one day stand
/// together.
pub(super) fn tolls<'a>(reports: &[Sourced<'a>], kind: CountKind) -> Vec<Toll> {
    let mut told: BTreeMap<_, Vec<(&Sourced<'a>, Option<&'a String>)>> = BTreeMap::new();
    for s in reports {
        let Some(count) = s.report.body.count(kind) else { continue };
        let mut add = |best, low, high, by: Option<&'a String>| {
            let key = (s.report.published.is_none(), s.report.published, best, low, high);
            told.entry(key).or_default().push((s, by));
        };
        add(count.best, count.low, count.high, count.by.as_ref());
        for other in &count.also {
            add(other.best, other.low, other.high, other.by.as_ref());
        }
    }
    told.into_iter()
        .map(|((_, published, best, low, high), same)| Toll {
            kind,
            published,
            best,
            low,
            high,
            by: union(same.iter().filter_map(|(_, by)| by.cloned())),
            sources: same.iter().map(|(s, _)| s.source).collect::<BTreeSet<_>>().len(),
            documents: union(same.iter().map(|(s, _)| s.report.document.clone())),
        })
        .collect()
}

/// The dead by side, where the words behind the best number give parts.
pub(super) fn by_side(killed: Option<&Count>) -> Option<DeathsBySide> {
    let count = killed?;
    let part = |of: Casualties| casualty_part(count, of).unwrap_or(0);
    let mut out = DeathsBySide {
        state: part(Casualties::State),
        armed_groups: part(Casualties::Rebels),
        attackers: part(Casualties::Attackers),
        civilians: part(Casualties::Civilians),
        unknown: 0,
    };
    let known = [out.state, out.armed_groups, out.attackers, out.civilians].into_iter().fold(0, u64::saturating_add);
    out.unknown = casualty_number(count)?.saturating_sub(known);
    (known > 0).then_some(out)
}
