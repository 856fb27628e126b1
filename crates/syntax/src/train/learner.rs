use crate::weights::{Row, Scorer};

/// Weights that a small row holds.
const SMALL: usize = 10;
/// Length that marks a row spread over all classes.
const DENSE: u8 = 255;
/// No row.
const ABSENT: u32 = u32::MAX;

/// The weights of one feature in half a line of memory, because scoring reads little else.
#[derive(Clone, Copy)]
struct Small {
    len: u8,
    /// Classes; the position among the spread rows, in the first four bytes, where the row is spread.
    classes: [u8; SMALL],
    weights: [i16; SMALL],
}

/// What averaging needs: the sum of the weight over time, and when it last changed.
type Past = (i64, u32);

/// An averaged perceptron (Collins 2002).
pub(crate) struct Learner {
    /// Open addressing: feature (0 where empty) and row.
    slots: Vec<(u32, u32)>,
    features: Vec<u32>,
    rows: Vec<Small>,
    dense: Vec<i16>,
    pasts: Vec<Vec<Past>>,
    classes: usize,
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
    pub(crate) fn new(classes: usize, counts: Counts, least: u8) -> Learner {
        Learner {
            slots: vec![(0, ABSENT); 1 << 16],
            features: Vec::new(),
            rows: Vec::new(),
            dense: Vec::new(),
            pasts: Vec::new(),
            classes,
            counts,
            least,
            now: 1,
        }
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
            let id = self.row_of(f);
            self.change(id, right as u8, 1);
            self.change(id, wrong as u8, -1);
        }
    }

    #[inline]
    fn find(&self, feature: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        loop {
            let (key, at) = self.slots[slot];
            if key == feature || key == 0 {
                return at;
            }
            slot = (slot + 1) & mask;
        }
    }

    fn row_of(&mut self, feature: u32) -> usize {
        let found = self.find(feature);
        if found != ABSENT {
            return found as usize;
        }
        if self.rows.len() * 2 >= self.slots.len() {
            self.slots = vec![(0, ABSENT); self.slots.len() * 4];
            for id in 0..self.features.len() {
                self.enter(self.features[id], id as u32);
            }
        }
        let id = self.rows.len();
        self.enter(feature, id as u32);
        self.features.push(feature);
        self.rows.push(Small { len: 0, classes: [0; SMALL], weights: [0; SMALL] });
        self.pasts.push(Vec::new());
        id
    }

    fn enter(&mut self, feature: u32, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (feature, id);
    }

    fn change(&mut self, id: usize, class: u8, by: i16) {
        let (row, pasts) = (&mut self.rows[id], &mut self.pasts[id]);
        let len = row.len as usize;
        let known = if row.len == DENSE { None } else { row.classes[..len].iter().position(|&c| c == class) };
        let (weight, past) = match known {
            _ if row.len == DENSE => {
                (&mut self.dense[dense_start(row, self.classes) + class as usize], &mut pasts[class as usize])
            }
            Some(at) => (&mut row.weights[at], &mut pasts[at]),
            None if len < SMALL => {
                (row.classes[len], row.weights[len], row.len) = (class, by, row.len + 1);
                pasts.push((0, self.now));
                return;
            }
            None => {
                let first = self.dense.len();
                self.dense.resize(first + self.classes, 0);
                let mut spread = vec![(0, self.now); self.classes];
                for ((&c, &w), &past) in row.classes.iter().zip(&row.weights).zip(pasts.iter()) {
                    self.dense[first + c as usize] = w;
                    spread[c as usize] = past;
                }
                *pasts = spread;
                row.len = DENSE;
                row.classes[..4].copy_from_slice(&((first / self.classes) as u32).to_le_bytes());
                (&mut self.dense[first + class as usize], &mut pasts[class as usize])
            }
        };
        *past = (past.0 + i64::from(*weight) * i64::from(self.now - past.1), self.now);
        *weight = weight.saturating_add(by);
    }

    /// Class and weight of the cells of a row, in the order of its pasts.
    fn cells(&self, id: usize) -> Vec<(u8, i16)> {
        let row = &self.rows[id];
        if row.len == DENSE {
            let first = dense_start(row, self.classes);
            return self.dense[first..first + self.classes].iter().enumerate().map(|(c, &w)| (c as u8, w)).collect();
        }
        row.classes.iter().copied().zip(row.weights).take(row.len as usize).collect()
    }

    /// Average weights, sorted by feature.
    pub(crate) fn averaged(&self) -> Averages {
        let mut rows: Vec<(u32, Vec<(u8, f32)>)> = Vec::with_capacity(self.rows.len());
        for (id, &feature) in self.features.iter().enumerate() {
            let mut row: Vec<(u8, f32)> = self
                .cells(id)
                .into_iter()
                .zip(&self.pasts[id])
                .map(|((class, weight), &(total, since))| {
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
    /// Weights in units of `quantum`; what is less than `least` units is left out.
    pub(crate) fn quantised(&self, quantum: f32, least: f32) -> Vec<Row> {
        let mut out = Vec::new();
        for (feature, row) in &self.0 {
            let kept: Vec<(u8, i8)> = row
                .iter()
                .map(|&(class, weight)| (class, weight / quantum))
                .filter(|c| c.1.abs() >= least)
                .map(|(class, units)| (class, units.round().clamp(-127.0, 127.0) as i8))
                .collect();
            if !kept.is_empty() {
                out.push((*feature, kept));
            }
        }
        out
    }

    /// Drops the weights nearest to 0, until the packed model stays within `bytes` when compressed. Units are as fine as a
    /// byte allows for all but one weight in a thousand.
    pub(crate) fn fitted(&self, bytes: usize) -> std::io::Result<Vec<Row>> {
        let mut sizes: Vec<f32> = self.0.iter().flat_map(|(_, row)| row.iter().map(|c| c.1.abs())).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let great = sizes.get(sizes.len() - sizes.len() / 1000 - 1).copied().unwrap_or(1.0);
        let mut least = great / 127.0;
        loop {
            // Three units or more for the least weight kept: finer units cost bytes and change nothing.
            let quantum = (least / 3.0).max(great / 127.0).max(f32::MIN_POSITIVE);
            let model = self.quantised(quantum, (least / quantum).max(0.5));
            // A row costs two bytes or so, a weight one: far too large models are not packed at all.
            let rough = model.len() * 2 + model.iter().map(|r| r.1.len()).sum::<usize>();
            if rough / 2 <= bytes {
                let packed = crate::weights::pack(std::slice::from_ref(&model));
                if zstd::bulk::compress(&packed, 3)?.len() <= bytes {
                    return Ok(model);
                }
            }
            least *= 1.12;
        }
    }
}

fn dense_start(row: &Small, classes: usize) -> usize {
    let [a, b, c, d, ..] = row.classes;
    u32::from_le_bytes([a, b, c, d]) as usize * classes
}

impl Scorer for Learner {
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        // All rows are found before any is read: the look-ups do not depend on each other, and memory serves several at a time.
        for block in features.chunks(64) {
            let mut ids = [ABSENT; 64];
            for (id, &f) in ids.iter_mut().zip(block) {
                *id = self.find(f);
            }
            for row in ids.iter().filter(|&&id| id != ABSENT).map(|&id| &self.rows[id as usize]) {
                if row.len == DENSE {
                    let first = dense_start(row, self.classes);
                    for (score, &weight) in scores.iter_mut().zip(&self.dense[first..first + self.classes]) {
                        *score += i32::from(weight);
                    }
                } else {
                    for (&class, &weight) in row.classes.iter().zip(&row.weights).take(row.len as usize) {
                        scores[class as usize] += i32::from(weight);
                    }
                }
            }
        }
    }
}
