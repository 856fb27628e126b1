use std::cmp::Reverse;

use polybius_records::{Count, CountKind, Date, Report};

use super::{Sourced, support};
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
    let since = latest.map(|day| day.saturating_sub(jiff::Span::new().days(LATEST_DAYS)));
    let most_sources = |recent: bool| {
        let eligible = |published: Option<Date>| !recent || since.is_none() || published >= since;
        let rank = |n: u64| {
            let sources = support(reports, |r| number(r) == Some(n) && eligible(r.published));
            let last = numbered.iter().filter(|(_, m)| *m == n).filter_map(|(r, _)| r.published).max();
            (sources, last, n)
        };
        numbered.iter().filter(|(r, _)| eligible(r.published)).map(|(_, n)| *n).max_by_key(|&n| rank(n))
    };
    match rule {
        BestRule::LatestMostSources => most_sources(true),
        BestRule::MostSources => most_sources(false),
        BestRule::Lowest => numbered.iter().map(|(_, n)| *n).min(),
        BestRule::Highest => numbered.iter().map(|(_, n)| *n).max(),
    }
}
