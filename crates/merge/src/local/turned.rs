use std::collections::{BTreeMap, BTreeSet};

use polybius_records::Report;

use super::near::Near;
use super::{Neighbourhood, Prefers, number};
use crate::hash::hash;
use crate::preferences::prefer;

/// Reports that stayed and prefer another report of some document than before, or none, and are told apart thereby from one that they could
/// join, or no more. What all near such documents prefer now goes into [`Near::turned`].
///
/// Only documents that have or had several reports tell others apart.
pub(super) fn turned<N: Neighbourhood>(near: &Near<'_, N>) -> Result<BTreeSet<u64>, N::Error> {
    let came: BTreeSet<u64> = near.change.come.iter().map(|r| number(&r.id)).collect();
    let documents = near.change.come.iter().chain(near.change.gone.iter().map(|(r, _)| r)).map(|r| r.document.as_str());
    let mut out = BTreeSet::new();
    for document in documents.collect::<BTreeSet<&str>>() {
        let now = near.collection.reports_of(document)?;
        let gone: Vec<&Report> = near.change.gone.iter().map(|(r, _)| r).filter(|r| r.document == document).collect();
        let new = near.change.come.iter().filter(|r| r.document == document).count();
        let before = (now.len() + gone.len()).saturating_sub(new);
        if now.len().max(before) < 2 {
            continue;
        }
        let key = hash(document);
        let mut margins: BTreeMap<u64, Vec<(u64, u64, f64)>> = BTreeMap::new();
        for &report in &now {
            for &(other, margin) in near.edges(report)?.iter() {
                margins.entry(other).or_default().push((key, report, margin));
            }
        }
        for report in gone {
            for (other, _) in near.edges_of_gone(report)? {
                margins.entry(other).or_default();
            }
        }
        let mut sides = Vec::new();
        for (report, margins) in margins.into_iter().filter(|(report, _)| !came.contains(report)) {
            let old = near.prefers(report, false)?;
            let was = old.iter().find(|(document, _)| *document == key).map(|(_, report)| *report);
            let prefers = if now.len() > 1 { prefer(margins) } else { Box::default() };
            let is = prefers.first().map(|(_, report)| *report);
            if was != is {
                let mut all: Prefers = old.into_iter().filter(|(document, _)| *document != key).collect();
                all.extend(is.map(|report| (key, report)));
                all.sort_unstable();
                near.turned.borrow_mut().insert(report, all);
            }
            sides.push((report, was, is));
        }
        let apart = |x: Option<u64>, y: Option<u64>| x.zip(y).is_some_and(|(x, y)| x != y);
        for (i, &(x, x_was, x_is)) in sides.iter().enumerate() {
            for &(y, y_was, y_is) in &sides[i + 1..] {
                if apart(x_was, y_was) == apart(x_is, y_is) || (out.contains(&x) && out.contains(&y)) {
                    continue;
                }
                if near.margin(&*near.known(x)?, &*near.known(y)?).is_some_and(|margin| margin >= 0.0) {
                    out.extend([x, y]);
                }
            }
        }
    }
    Ok(out)
}
