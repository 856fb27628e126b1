use std::collections::BTreeMap;

/// Krippendorff's alpha for nominal values (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): 1 is full agreement, 0 what chance would
/// give. Each unit has the values that its coders gave; a unit with fewer than two says nothing. `None` where no unit says something, or all values
/// are the same, so that there is nothing to tell apart.
pub fn alpha<T: Ord>(units: &[Vec<T>]) -> Option<f64> {
    let mut totals: BTreeMap<&T, f64> = BTreeMap::new();
    let mut disagreement = 0.0;
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let m = unit.len() as f64;
        let mut counts: BTreeMap<&T, f64> = BTreeMap::new();
        unit.iter().for_each(|value| *counts.entry(value).or_default() += 1.0);
        let pairs_alike: f64 = counts.values().map(|n| n * (n - 1.0)).sum();
        disagreement += (m * (m - 1.0) - pairs_alike) / (m - 1.0);
        counts.into_iter().for_each(|(value, n)| *totals.entry(value).or_default() += n);
    }
    let n: f64 = totals.values().sum();
    let by_chance = n * n - totals.values().map(|c| c * c).sum::<f64>();
    (by_chance > 0.0).then(|| 1.0 - (n - 1.0) * disagreement / by_chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_worked_cases() {
        // Krippendorff 2011, section C: four observers, twelve units, nominal alpha .743.
        let table = [
            vec![1, 1, 1],
            vec![2, 2, 3, 2],
            vec![3, 3, 3, 3],
            vec![3, 3, 3, 3],
            vec![2, 2, 2, 2],
            vec![1, 2, 3, 4],
            vec![4, 4, 4, 4],
            vec![1, 1, 2, 1],
            vec![2, 2, 2, 2],
            vec![5, 5, 5],
            vec![1, 1],
            vec![3],
        ];
        let found = alpha(&table).unwrap();
        assert!((found - 0.743).abs() < 0.0005, "{found}");
        assert_eq!(alpha(&[vec!["a", "a"], vec!["b", "b"]]), Some(1.0));
        assert_eq!(alpha(&[vec!["a", "a"], vec!["a", "a"]]), None);
        assert_eq!(alpha(&[vec!["a"], vec!["b"]]), None);
        // Two coders who never agree are worse than chance.
        assert!(alpha(&[vec!["a", "b"], vec!["b", "a"]]).unwrap() < 0.0);
    }
}
