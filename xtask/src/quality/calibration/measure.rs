//! Brier score and calibration error.

use super::super::bootstrap::Draws;
use super::judged::Judged;

/// Most bins of equal number that the calibration error compares, and the fewest values of one.
const BINS: usize = 5;
const IN_A_BIN: usize = 15;

/// Draws of outcomes for [`expected_error`].
const DRAWS: usize = 400;

fn pairs(texts: &mut dyn Iterator<Item = &Vec<&Judged>>) -> Vec<(f64, bool)> {
    texts.flatten().map(|j| (j.sure, j.right)).collect()
}

/// Share of the values that are right.
pub fn share_right(texts: &mut dyn Iterator<Item = &Vec<&Judged>>) -> f64 {
    mean(pairs(texts).iter().map(|(_, right)| f64::from(u8::from(*right))))
}

/// Mean squared distance of the probability from what is so (Brier 1950): 0 is perfect.
pub fn brier(texts: &mut dyn Iterator<Item = &Vec<&Judged>>) -> f64 {
    mean(pairs(texts).iter().map(|(sure, right)| (sure - f64::from(u8::from(*right))).powi(2)))
}

/// Expected calibration error: the mean distance of the mean probability from the share right, over bins of equal number.
pub fn calibration_error(texts: &mut dyn Iterator<Item = &Vec<&Judged>>) -> f64 {
    error(pairs(texts))
}

fn error(mut values: Vec<(f64, bool)>) -> f64 {
    let n = values.len();
    bins(&mut values).map(|b| b.len() as f64 / n.max(1) as f64 * (b.sure() - b.right()).abs()).sum()
}

/// What the calibration error would be by chance, were each value right with exactly the probability that was said: no set of few
/// texts shows less.
pub fn expected_error(texts: &[Vec<&Judged>]) -> f64 {
    let values = pairs(&mut texts.iter());
    let mut draws = Draws::new();
    mean((0..DRAWS).map(|_| error(values.iter().map(|&(sure, _)| (sure, draws.unit() < sure)).collect())))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0_usize), |(sum, n), x| (sum + x, n + 1));
    if n == 0 { 0.0 } else { sum / n as f64 }
}

/// Values of about one probability.
pub struct Bin<'a>(&'a [(f64, bool)]);

impl Bin<'_> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Mean probability.
    pub fn sure(&self) -> f64 {
        mean(self.0.iter().map(|(sure, _)| *sure))
    }

    /// Share right.
    pub fn right(&self) -> f64 {
        mean(self.0.iter().map(|(_, right)| f64::from(u8::from(*right))))
    }
}

/// The values in bins of equal number, the least sure first.
pub fn bins(values: &mut [(f64, bool)]) -> impl Iterator<Item = Bin<'_>> {
    // Values of one probability stay in the order of the texts: sorted by outcome they would part right from wrong.
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = values.len();
    let of = (n / IN_A_BIN).clamp(1, BINS);
    let values = &*values;
    (0..of).map(move |i| Bin(&values[n * i / of..n * (i + 1) / of])).filter(|b| b.len() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[(f64, bool)]) -> Vec<Judged> {
        values.iter().map(|&(sure, right)| Judged { field: "date", sure, right, signs: Vec::new() }).collect()
    }

    #[test]
    fn measures_by_hand() {
        let all = said(&[(0.9, true), (0.9, true), (0.9, false), (0.4, false), (0.4, true)]);
        let texts: Vec<Vec<&Judged>> = all.iter().map(|j| vec![j]).collect();
        // .01 + .01 + .81 + .16 + .36 over five.
        assert!((brier(&mut texts.iter()) - 0.27).abs() < 1e-9);
        assert!((share_right(&mut texts.iter()) - 0.6).abs() < 1e-9);
        // One bin: .7 said, .6 right.
        assert!((calibration_error(&mut texts.iter()) - 0.1).abs() < 1e-9);
        // Two bins of fifteen: all of the unsure wrong, all of the sure right.
        let all = said(&[vec![(0.3, false); 15], vec![(0.8, true); 15]].concat());
        let texts: Vec<Vec<&Judged>> = all.iter().map(|j| vec![j]).collect();
        assert!((calibration_error(&mut texts.iter()) - 0.25).abs() < 1e-9);
    }

    #[test]
    fn chance_makes_less_error_in_more_values() {
        let all = said(&vec![(0.8, true); 2000]);
        let texts: Vec<Vec<&Judged>> = all.iter().map(|j| vec![j]).collect();
        let (few, many) = (expected_error(&texts[..75]), expected_error(&texts));
        // Fifteen a bin: a standard error of .103, a mean distance of about .08.
        assert!((few - 0.08).abs() < 0.02 && many < 0.03, "{few} {many}");
    }
}
