use polybius_records::CountKind;

use crate::features::{Features, Toll};

/// Equal and near numbers of people. Tolls move over days, so numbers that differ weigh less than numbers that agree.
pub(super) fn score(a: &Features, b: &Features) -> f64 {
    CountKind::ALL
        .iter()
        .map(|&kind| match (a.count(kind), b.count(kind)) {
            (Some(x), Some(y)) => share(kind) * likeness(x, y),
            (Some(_), None) | (None, Some(_)) | (None, None) => 0.0,
        })
        .sum::<f64>()
        .clamp(-2.0, 2.2)
}

fn share(kind: CountKind) -> f64 {
    match kind {
        CountKind::Killed => 1.0,
        CountKind::Injured => 0.7,
        CountKind::Abducted | CountKind::Detained | CountKind::Displaced => 0.9,
    }
}

fn likeness(x: &Toll, y: &Toll) -> f64 {
    let number = |c: &Toll| c.best.or(c.low).or(c.high);
    let (Some(m), Some(n)) = (number(x), number(y)) else { return 0.0 };
    let (small, large) = (m.min(n), m.max(n));
    if small == large {
        // Everybody kills one or two; 139 is a fingerprint.
        return (0.3 + (large as f64 + 1.0).ln() / 3.0).min(1.8);
    }
    if small == 0 {
        return -0.8;
    }
    let ratio = large as f64 / small as f64;
    let gap = large - small;
    if ratio <= 1.25 || (gap == 1 && large > 3) {
        0.7
    } else if ranges_meet(x, y) || ratio <= 1.7 {
        0.3
    } else if ratio >= 3.0 && gap > 5 {
        -1.2
    } else if gap <= 2 {
        -0.4
    } else {
        -0.5
    }
}

fn ranges_meet(x: &Toll, y: &Toll) -> bool {
    let low = |c: &Toll| c.low.or(c.best).unwrap_or(0);
    let high = |c: &Toll| c.high.unwrap_or(u64::MAX);
    low(x) <= high(y) && low(y) <= high(x)
}
