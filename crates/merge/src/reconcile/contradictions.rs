use std::collections::{BTreeMap, BTreeSet};

use polybius_records::{Contradiction, CountKind, Place, Precision, Report, Stance, Version};

use super::Sourced;
use crate::context::Hierarchy;
use crate::features::fold;

/// Two points farther apart than this are two places, whatever the gazetteers say.
const APART_KM: f64 = 30.0;

/// The fields on which the reports cannot all be right. Less said is no contradiction: a month does not contradict a day in it,
/// nor a country a town in it, nor "gunmen" a named group.
pub(super) fn of(reports: &[Sourced<'_>], hierarchy: &dyn Hierarchy) -> Vec<Contradiction> {
    let mut out = Vec::new();
    let mut add = |field: &str, values: BTreeMap<String, BTreeSet<&str>>, contradict: bool| {
        if contradict && values.len() > 1 {
            let version = |(value, documents): (String, BTreeSet<&str>)| Version {
                value,
                documents: documents.into_iter().map(str::to_owned).collect(),
            };
            out.push(Contradiction { field: field.to_owned(), values: values.into_iter().map(version).collect() });
        }
    };
    let days = told(reports, |r| {
        let date = r.body.date.filter(|d| d.precision == Precision::Day)?;
        Some(date.start.to_string())
    });
    add("date", days, true);

    // A big event is told by hundreds of reports of few places and doers: pairs are compared of those few.
    let mut places: Vec<&Place> = Vec::new();
    for place in reports.iter().filter_map(|s| s.report.body.place.as_ref()) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let far = places.iter().enumerate().any(|(i, a)| {
        places[i + 1..].iter().any(|b| {
            a.distance_km(b).is_some_and(|km| km > APART_KM && is_town(a) && is_town(b))
                || (a.country.is_some() && b.country.is_some() && a.country != b.country)
        })
    });
    add("place", told(reports, |r| r.body.place.as_ref().map(|p| p.name.clone())), far);

    for kind in CountKind::ALL {
        let ranges: Vec<(u64, u64)> = reports
            .iter()
            .filter_map(|s| s.report.body.count(kind))
            .filter_map(|c| {
                let low = c.low.or(c.best).or(c.high)?;
                Some((low, c.high.unwrap_or(if c.low.is_some() { u64::MAX } else { low })))
            })
            .collect();
        let (highest_low, lowest_high) =
            (ranges.iter().map(|r| r.0).max().unwrap_or(0), ranges.iter().map(|r| r.1).min().unwrap_or(0));
        let numbers = told(reports, |r| {
            let c = r.body.count(kind)?;
            c.best.or(c.low).or(c.high).map(|n| n.to_string())
        });
        add(kind.field(), numbers, highest_low > lowest_high);
    }

    let doers = |r: &Report| -> Vec<(String, String)> {
        r.body.organised_doers().map(|a| (a.id.clone(), a.name.clone())).collect()
    };
    let all: BTreeSet<Vec<(String, String)>> =
        reports.iter().map(|s| doers(s.report)).filter(|d| !d.is_empty()).collect();
    let all: Vec<_> = all.into_iter().collect();
    let related = |a: &str, b: &str| a == b || hierarchy.is_branch_of(a, b) || hierarchy.is_branch_of(b, a);
    let unlike = all
        .iter()
        .enumerate()
        .any(|(i, a)| all[i + 1..].iter().any(|b| !a.iter().any(|(x, _)| b.iter().any(|(y, _)| related(x, y)))));
    let named = told(reports, |r| {
        let names: BTreeSet<String> = doers(r).into_iter().map(|(_, name)| name).collect();
        (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "))
    });
    add("perpetrators", named, unlike);

    let denied: BTreeSet<String> = stances(reports, Stance::Denies);
    let accused: BTreeSet<String> =
        stances(reports, Stance::Attributes).union(&stances(reports, Stance::Claims)).cloned().collect();
    let mut responsibility: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for s in reports {
        for a in &s.report.body.attributions {
            let said = match a.stance {
                Stance::Claims => format!("{} claims it", a.actor),
                Stance::Attributes => format!("{} did it, says {}", a.actor, a.by),
                Stance::Denies => format!("{} did not do it, says {}", a.actor, a.by),
                Stance::Suspects | Stance::Celebrates => continue,
            };
            responsibility.entry(said).or_default().insert(&s.report.document);
        }
    }
    let disputed = accused.intersection(&denied).next().is_some() || accused.len() > 1;
    add("attributions", responsibility, disputed);
    out
}

/// What each report says, with the documents that say it.
fn told<'a>(reports: &[Sourced<'a>], value: impl Fn(&Report) -> Option<String>) -> BTreeMap<String, BTreeSet<&'a str>> {
    let mut out: BTreeMap<String, BTreeSet<&'a str>> = BTreeMap::new();
    for s in reports {
        if let Some(value) = value(s.report) {
            out.entry(value).or_default().insert(&s.report.document);
        }
    }
    out
}

fn is_town(place: &Place) -> bool {
    matches!(place.precision, polybius_records::PlacePrecision::Exact | polybius_records::PlacePrecision::Near)
}

fn stances(reports: &[Sourced<'_>], stance: Stance) -> BTreeSet<String> {
    let all = reports.iter().flat_map(|s| &s.report.body.attributions);
    all.filter(|a| a.stance == stance).map(|a| fold(&a.actor)).collect()
}
