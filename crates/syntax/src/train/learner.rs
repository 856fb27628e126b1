use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::weights::{Row, Scorer};

/// Features are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// Class and weight of one feature, small, because scoring reads whole rows.
type Cell = (u8, i16);

/// What averaging needs: the sum of the weight over time, and when it last changed.
type Past = (i64, u32);

/// An averaged perceptron (Collins 2002).
pub(crate) struct Learner {
    ids: HashMap<u32, u32, BuildHasherDefault<AsIs>>,
    cells: Vec<Vec<Cell>>,
    pasts: Vec<Vec<Past>>,
    counts: Counts,
    least: u8,
    now: u32,
}

/// How often each feature was seen, up to 255, in a table that may mix up two features.
pub(crate) struct Counts(Vec<u8>);

impl Counts {
    pub(crate) fn new(bits: u32) -> Counts {
        Counts(vec![0; 1 << bits])
    }

    fn slot(&self, feature: u32) -> usize {
        feature as usize & (self.0.len() - 1)
    }

    pub(crate) fn add(&mut self, features: &[u32]) {
        for &f in features {
            let slot = self.slot(f);
            self.0[slot] = self.0[slot].saturating_add(1);
        }
    }
}

impl Learner {
    /// A learner that takes no feature seen fewer than `least` times.
    pub(crate) fn new(counts: Counts, least: u8) -> Learner {
        Learner { ids: HashMap::default(), cells: Vec::new(), pasts: Vec::new(), counts, least, now: 1 }
    }

    /// One example has passed.
    pub(crate) fn tick(&mut self) {
        self.now += 1;
    }

    /// Moves the weights towards one class and away from another.
    pub(crate) fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        for &f in features {
            if self.counts.0[self.counts.slot(f)] < self.least {
                continue;
            }
            let id = *self.ids.entry(f).or_insert(self.cells.len() as u32) as usize;
            if id == self.cells.len() {
                self.cells.push(Vec::new());
                self.pasts.push(Vec::new());
            }
            self.change(id, right as u8, 1);
            self.change(id, wrong as u8, -1);
        }
    }

    fn change(&mut self, id: usize, class: u8, by: i16) {
        let (cells, pasts) = (&mut self.cells[id], &mut self.pasts[id]);
        match cells.iter().position(|c| c.0 == class) {
            Some(at) => {
                let (total, since) = pasts[at];
                pasts[at] = (total + i64::from(cells[at].1) * i64::from(self.now - since), self.now);
                cells[at].1 = cells[at].1.saturating_add(by);
            }
            None => {
                cells.push((class, by));
                pasts.push((0, self.now));
            }
        }
    }

    /// Average weights, sorted by feature.
    pub(crate) fn averaged(&self) -> Averages {
        let mut rows: Vec<(u32, Vec<(u8, f32)>)> = Vec::with_capacity(self.ids.len());
        for (&feature, &id) in &self.ids {
            let (cells, pasts) = (&self.cells[id as usize], &self.pasts[id as usize]);
            let mut row: Vec<(u8, f32)> = cells
                .iter()
                .zip(pasts)
                .map(|(&(class, weight), &(total, since))| {
                    let total = total + i64::from(weight) * i64::from(self.now - since);
                    (class, (total as f64 / f64::from(self.now)) as f32)
                })
                .collect();
            row.sort_unstable_by_key(|c| c.0);
            rows.push((feature, row));
        }
        rows.sort_unstable_by_key(|r| r.0);
        Averages(rows)
    }
}

/// The average weights of a learner.
pub(crate) struct Averages(Vec<(u32, Vec<(u8, f32)>)>);

impl Averages {
    /// Weights in units of `quantum`; what rounds to 0 is left out.
    pub(crate) fn quantised(&self, quantum: f32) -> Vec<Row> {
        let mut out = Vec::new();
        for (feature, row) in &self.0 {
            let kept: Vec<(u8, i8)> = row
                .iter()
                .map(|&(class, weight)| (class, (weight / quantum).round().clamp(-127.0, 127.0) as i8))
                .filter(|c| c.1 != 0)
                .collect();
            if !kept.is_empty() {
                out.push((*feature, kept));
            }
        }
        out
    }

    /// The finest quantum, in steps of a sixth, whose packed model stays within `bytes` when compressed.
    pub(crate) fn fitted(&self, bytes: usize) -> std::io::Result<Vec<Row>> {
        let mut quantum = 0.02;
        loop {
            let model = self.quantised(quantum);
            // A row costs four bytes or so, a weight a little over one: far too large models are not packed at all.
            let rough = model.len() * 2 + model.iter().map(|r| r.1.len()).sum::<usize>();
            if rough / 2 <= bytes {
                let packed = crate::weights::pack(std::slice::from_ref(&model));
                if zstd::bulk::compress(&packed, 3)?.len() <= bytes {
                    return Ok(model);
                }
            }
            quantum *= 1.15;
        }
    }
}

impl Scorer for Learner {
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        // All rows are found before any is read: the look-ups do not depend on each other, and memory serves several at a time.
        for block in features.chunks(64) {
            let mut ids = [u32::MAX; 64];
            for (id, f) in ids.iter_mut().zip(block) {
                *id = self.ids.get(f).copied().unwrap_or(u32::MAX);
            }
            for cells in ids.iter().filter_map(|&id| self.cells.get(id as usize)) {
                for &(class, weight) in cells {
                    scores[class as usize] += i32::from(weight);
                }
            }
        }
    }
}
