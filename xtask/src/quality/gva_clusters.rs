//! Articles of one incident put together by the product's own merge: B-cubed (Bagga and Baldwin 1998) and pairwise F1 of the clusters.

use std::collections::BTreeMap;

use polybius_merge::{Context, merge};
use polybius_records::Report;

use super::bootstrap::{Interval, interval};

/// One article's part in the measures.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Share {
    precision: f64,
    recall: f64,
    /// Pairs with later articles: right, found, wanted.
    pairs: [usize; 3],
}

/// The event that each article tells of: the one that its main report was merged into, else one of its own.
pub fn events(reports: &[Report], main: &[Option<usize>], of_article: &[Vec<usize>]) -> Vec<String> {
    let merged = merge(reports, &Context::default());
    let event_of: BTreeMap<&str, &str> =
        merged.iter().flat_map(|e| e.reports.iter().map(|r| (r.as_str(), e.id.as_str()))).collect();
    main.iter()
        .zip(of_article)
        .enumerate()
        .map(|(i, (main, own))| {
            let report = main.and_then(|m| reports.get(*own.get(m)?));
            report.and_then(|r| event_of.get(r.id.as_str())).map_or_else(|| format!("article {i}"), |e| (*e).to_owned())
        })
        .collect()
}

/// What each article adds, given the clusters of the key and those found.
pub fn shares(key: &[&str], found: &[String]) -> Vec<Share> {
    let by = |names: &[&str]| {
        let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, name) in names.iter().enumerate() {
            out.entry((*name).to_owned()).or_default().push(i);
        }
        out
    };
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    let (wanted, got) = (by(key), by(&found));
    (0..key.len())
        .map(|i| {
            let (own, with) = (&wanted[key[i]], &got[found[i]]);
            let both = with.iter().filter(|j| key[**j] == key[i]).count();
            let later = |list: &[usize]| list.iter().filter(|j| **j > i).count();
            let right = with.iter().filter(|j| **j > i && key[**j] == key[i]).count();
            Share {
                precision: both as f64 / with.len() as f64,
                recall: both as f64 / own.len() as f64,
                pairs: [right, later(with), later(own)],
            }
        })
        .collect()
}

pub fn b_cubed(shares: &mut dyn Iterator<Item = &Share>) -> f64 {
    let (mut precision, mut recall, mut n) = (0.0, 0.0, 0_usize);
    for s in shares {
        precision += s.precision;
        recall += s.recall;
        n += 1;
    }
    if n == 0 { 0.0 } else { harmonic(precision / n as f64, recall / n as f64) }
}

pub fn pairwise(shares: &mut dyn Iterator<Item = &Share>) -> f64 {
    let mut sums = [0_usize; 3];
    for s in shares {
        for (sum, n) in sums.iter_mut().zip(s.pairs) {
            *sum += n;
        }
    }
    let [right, found, wanted] = sums;
    if found + wanted == 0 { 0.0 } else { 2.0 * right as f64 / (found + wanted) as f64 }
}

/// A figure over the shares of all articles.
pub type Measure = fn(&mut dyn Iterator<Item = &Share>) -> f64;

/// With an interval over articles.
pub fn figure(shares: &[Share], of: fn(&mut dyn Iterator<Item = &Share>) -> f64) -> Interval {
    interval(shares, of)
}

fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Key: a b | c d. Found: a b c | d.
        let found = ["x", "x", "x", "y"].map(str::to_owned);
        let all = shares(&["1", "1", "2", "2"], &found);
        let sums = all.iter().fold([0; 3], |s, x| [s[0] + x.pairs[0], s[1] + x.pairs[1], s[2] + x.pairs[2]]);
        assert_eq!(sums, [1, 3, 2]);
        assert!((pairwise(&mut all.iter()) - 0.4).abs() < 1e-9);
        // Precision 2/3 2/3 1/3 1, recall 1 1 1/2 1/2.
        let (p, r) = ((2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0, 3.0 / 4.0);
        assert!((b_cubed(&mut all.iter()) - 2.0 * p * r / (p + r)).abs() < 1e-9);
    }
}
