use super::bootstrap::{Interval, interval};

/// Counts of one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Stretches in the key.
    pub wanted: usize,
    /// Stretches found.
    pub found: usize,
    /// Pairs that match.
    pub matched: usize,
    /// Pairs that match and have the right value.
    pub right: usize,
}

/// Pairs of key and found stretches that share a character, each used once, in text order: (index in key, index in found).
/// Stretches are (first character, character after the last), sorted.
pub fn overlaps(key: &[(usize, usize)], found: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut from = 0;
    for (k, &(start, end)) in key.iter().enumerate() {
        while found.get(from).is_some_and(|f| f.1 <= start) {
            from += 1;
        }
        if found.get(from).is_some_and(|f| f.0 < end) {
            pairs.push((k, from));
            from += 1;
        }
    }
    pairs
}

/// 2 * hits / (wanted + found), over documents together.
pub fn f1(tallies: &mut dyn Iterator<Item = &Tally>, hits: fn(&Tally) -> usize) -> f64 {
    let (mut both, mut all) = (0, 0);
    for t in tallies {
        both += 2 * hits(t);
        all += t.wanted + t.found;
    }
    ratio(both, all)
}

/// Hits of all wanted, or of another count.
pub fn share(tallies: &mut dyn Iterator<Item = &Tally>, hits: fn(&Tally) -> usize, of: fn(&Tally) -> usize) -> f64 {
    let (mut n, mut all) = (0, 0);
    for t in tallies {
        n += hits(t);
        all += of(t);
    }
    ratio(n, all)
}

fn ratio(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

/// F1 with its interval.
pub fn f1_interval(tallies: &[Tally], hits: fn(&Tally) -> usize) -> Interval {
    interval(tallies, |t| f1(t, hits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stretch_is_used_once() {
        // Key 0-5 10-15 20-25; found 3-12 touches two and may serve one; 14-16 serves the second; 30-31 serves none.
        assert_eq!(overlaps(&[(0, 5), (10, 15), (20, 25)], &[(3, 12), (14, 16), (30, 31)]), [(0, 0), (1, 1)]);
        assert_eq!(overlaps(&[(0, 5)], &[(5, 9)]), []);
        assert_eq!(overlaps(&[], &[(5, 9)]), []);
    }

    #[test]
    fn f1_by_hand() {
        // Two documents: 4 wanted, 2 found, 2 matched; 2 wanted, 4 found, 1 matched. F1 = 2 * 3 / (6 + 6).
        let t =
            [Tally { wanted: 4, found: 2, matched: 2, right: 1 }, Tally { wanted: 2, found: 4, matched: 1, right: 1 }];
        assert!((f1(&mut t.iter(), |t| t.matched) - 0.5).abs() < 1e-9);
        assert!((share(&mut t.iter(), |t| t.right, |t| t.matched) - 2.0 / 3.0).abs() < 1e-9);
        assert!(f1(&mut [].iter(), |t| t.matched).abs() < 1e-9);
    }
}
