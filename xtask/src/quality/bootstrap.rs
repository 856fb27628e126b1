/// A figure with the bounds of its 95% bootstrap interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// On all items.
    pub value: f64,
    /// The 2.5th percentile of the resamples.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
}

const RESAMPLES: usize = 1000;

/// Draws whole documents with replacement, since the items of one document are not independent. The draws are the same in every run.
pub fn interval<T>(documents: &[T], metric: impl Fn(&mut dyn Iterator<Item = &T>) -> f64) -> Interval {
    let value = metric(&mut documents.iter());
    if documents.is_empty() {
        return Interval { value, low: value, high: value };
    }
    let mut draw = Draws::new();
    let mut figures: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let picks: Vec<usize> = (0..documents.len()).map(|_| draw.below(documents.len())).collect();
            metric(&mut picks.iter().map(|&i| &documents[i]))
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    Interval { value, low: figures[RESAMPLES * 25 / 1000], high: figures[RESAMPLES * 975 / 1000 - 1] }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small and good enough to draw indices.
pub struct Draws(u64);

impl Draws {
    /// The same draws every time.
    pub fn new() -> Self {
        Draws(0x5eed)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or(0)
    }

    /// A number from 0 to 1, 1 excluded.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_mean_and_narrows_with_items() {
        let mean = |items: &mut dyn Iterator<Item = &f64>| {
            let all: Vec<f64> = items.copied().collect();
            all.iter().sum::<f64>() / all.len() as f64
        };
        let coin: Vec<f64> = (0..100).map(|i| f64::from(i % 2)).collect();
        let few = interval(&coin[..10], mean);
        let many = interval(&coin, mean);
        assert!((many.value - 0.5).abs() < 1e-9);
        // A fair coin's mean of 100 has a standard error of 0.05.
        assert!((many.low - 0.4).abs() < 0.03 && (many.high - 0.6).abs() < 0.03, "{many:?}");
        assert!(few.high - few.low > 2.0 * (many.high - many.low));
        assert_eq!(many, interval(&coin, mean));
    }
}
