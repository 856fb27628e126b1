//! A document that tells two attacks apart also keeps apart the reports of other documents that match them.

use std::collections::HashMap;

use crate::cluster::TELLS_APART;
use crate::edges::Edge;
use crate::features::Features;

/// Of one report: the document (its hash) in which it clearly prefers one report over all others, and that report's number;
/// sorted by document. Only documents with several reports count.
pub(crate) type Preferences = Box<[(u64, u64)]>;

/// What every report prefers, given all edges.
pub(crate) fn preferences(reports: &[Features], edges: &[Edge]) -> Vec<Preferences> {
    let mut in_document: HashMap<u64, u32> = HashMap::new();
    for report in reports {
        *in_document.entry(report.document).or_default() += 1;
    }
    let several: Vec<bool> = reports.iter().map(|r| in_document[&r.document] > 1).collect();
    drop(in_document);
    let mut towards: Vec<(u32, u32, f64)> = Vec::new();
    for &Edge { a, b, margin } in edges {
        for (from, to) in [(a, b), (b, a)] {
            if several[to as usize] {
                towards.push((from, to, margin));
            }
        }
    }
    towards.sort_unstable_by_key(|(from, ..)| *from);
    let mut out = vec![Preferences::default(); reports.len()];
    for of_one in towards.chunk_by(|x, y| x.0 == y.0) {
        let margins =
            of_one.iter().map(|&(_, to, margin)| (reports[to as usize].document, reports[to as usize].number, margin));
        out[of_one[0].0 as usize] = prefer(margins.collect());
    }
    out
}

/// What one report prefers among reports (document, number, margin) of documents that have several.
pub(crate) fn prefer(mut margins: Vec<(u64, u64, f64)>) -> Preferences {
    margins.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.2.total_cmp(&x.2)).then(x.1.cmp(&y.1)));
    let documents = margins.chunk_by(|x, y| x.0 == y.0);
    let clear = documents.filter(|d| d[0].2 >= 0.0 && d.get(1).is_none_or(|second| d[0].2 - second.2 >= TELLS_APART));
    clear.map(|d| (d[0].0, d[0].1)).collect()
}

/// Whether some document has two reports of which one clearly matches the first, the other the second.
pub(crate) fn told_apart(a: &[(u64, u64)], b: &[(u64, u64)]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal if a[i].1 != b[j].1 => return true,
            std::cmp::Ordering::Equal => {
                i += 1;
                j += 1;
            }
        }
    }
    false
}
