//! Sparse linear models: a row of class weights for each feature, one byte a weight.

/// Anything that scores the classes by features.
pub(crate) trait Scorer {
    /// Sets the score of each class.
    fn score(&self, features: &[u32], scores: &mut [i32]);
}

/// Why a file of weights could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the weights are damaged: {0}")]
pub(crate) struct Damaged(pub &'static str);

/// A feature and the weights of the classes that it speaks for or against.
pub(crate) type Row = (u32, Vec<(u8, i8)>);

/// Rows with this many weights or more are spread over all classes, which adds faster than pairs do.
const DENSE_FROM: usize = 20;
/// Marks the position of a spread row.
const DENSE: u32 = 1 << 31;
/// No row.
const ABSENT: u32 = u32::MAX;

/// One model, ready to score.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    /// Open addressing: feature (0 where empty) and position of its row.
    slots: Vec<(u32, u32)>,
    /// Short rows: the length and nothing, then class and weight pairs.
    rows: Vec<[u8; 2]>,
    /// Long rows, `classes` weights each.
    dense: Vec<i8>,
    classes: usize,
}

impl Weights {
    /// Builds a model from features with their class weights.
    #[cfg_attr(
        not(feature = "train"),
        allow(dead_code, reason = "models come from a file except in training and the tests")
    )]
    pub(crate) fn new(rows: &[Row]) -> Weights {
        let greatest = rows.iter().flat_map(|(_, row)| row.iter().map(|c| c.0)).max();
        let mut weights = Weights::with_capacity(rows.len(), greatest);
        for (feature, row) in rows {
            weights.insert(*feature, row.iter().copied());
        }
        weights
    }

    fn with_capacity(rows: usize, greatest_class: Option<u8>) -> Weights {
        let slots = vec![(0, ABSENT); (rows * 2).next_power_of_two().max(2)];
        Weights {
            slots,
            rows: Vec::with_capacity(rows * 3),
            dense: Vec::new(),
            classes: greatest_class.map_or(0, |c| usize::from(c) + 1),
        }
    }

    fn insert(&mut self, feature: u32, row: impl ExactSizeIterator<Item = (u8, i8)>) {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        let at = if row.len() >= DENSE_FROM {
            let first = self.dense.len();
            self.dense.resize(first + self.classes, 0);
            for (class, weight) in row {
                self.dense[first + usize::from(class)] = weight;
            }
            (first / self.classes) as u32 | DENSE
        } else {
            let first = self.rows.len();
            self.rows.push([row.len() as u8, 0]);
            self.rows.extend(row.map(|(class, weight)| [class, weight as u8]));
            first as u32
        };
        self.slots[slot] = (feature, at);
    }

    /// Position of a feature's row.
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

    /// Number of bytes held.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        self.slots.len() * 8 + self.rows.len() * 2 + self.dense.len()
    }
}

impl Scorer for Weights {
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        if self.slots.is_empty() {
            return;
        }
        // All rows are found before any is read: the look-ups do not depend on each other, and memory serves several at a time.
        for block in features.chunks(64) {
            let mut found = [ABSENT; 64];
            for (at, &feature) in found.iter_mut().zip(block) {
                *at = self.find(feature);
            }
            for &at in found.iter().filter(|&&at| at != ABSENT) {
                if at & DENSE != 0 {
                    let first = (at & !DENSE) as usize * self.classes;
                    for (score, &weight) in scores.iter_mut().zip(&self.dense[first..first + self.classes]) {
                        *score += i32::from(weight);
                    }
                    continue;
                }
                let at = at as usize;
                let length = self.rows[at][0] as usize;
                for &[class, weight] in &self.rows[at + 1..=at + length] {
                    if let Some(score) = scores.get_mut(class as usize) {
                        *score += i32::from(weight as i8);
                    }
                }
            }
        }
    }
}

/// Packs models: for each the number of rows, then gaps between sorted features as variable-length numbers, row lengths,
/// classes, weights; streams of one kind stand together because they compress better so.
#[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the way back, for training and the tests"))]
pub(crate) fn pack(models: &[Vec<Row>]) -> Vec<u8> {
    let mut out = Vec::new();
    varint(models.len() as u32, &mut out);
    for model in models {
        varint(model.len() as u32, &mut out);
        let mut last = 0;
        for (feature, _) in model {
            varint(feature - last, &mut out);
            last = *feature;
        }
        out.extend(model.iter().map(|(_, row)| row.len() as u8));
        out.extend(model.iter().flat_map(|(_, row)| row.iter().map(|&(class, _)| class)));
        out.extend(model.iter().flat_map(|(_, row)| row.iter().map(|&(_, weight)| weight as u8)));
    }
    out
}

fn varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 128 {
        out.push(value as u8 | 128);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The streams of one packed model.
struct Streams<'a> {
    features: Vec<u32>,
    lengths: &'a [u8],
    classes: &'a [u8],
    values: &'a [u8],
}

impl Streams<'_> {
    /// Each feature with its row.
    fn rows(&self) -> impl Iterator<Item = (u32, impl ExactSizeIterator<Item = (u8, i8)>)> {
        let mut at = 0;
        self.features.iter().zip(self.lengths).map(move |(&feature, &length)| {
            let row = at..at + usize::from(length);
            at = row.end;
            (feature, self.classes[row.clone()].iter().zip(&self.values[row]).map(|(&c, &v)| (c, v as i8)))
        })
    }
}

/// Reads what [`pack`] wrote.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<Weights>, Damaged> {
    let load = |streams: &Streams<'_>| {
        let mut weights = Weights::with_capacity(streams.features.len(), streams.classes.iter().copied().max());
        for (feature, row) in streams.rows() {
            weights.insert(feature, row);
        }
        weights
    };
    Ok(streams(bytes)?.iter().map(load).collect())
}

/// Reads what [`pack`] wrote, as rows that can be packed again.
#[cfg(feature = "train")]
pub(crate) fn unpack_rows(bytes: &[u8]) -> Result<Vec<Vec<Row>>, Damaged> {
    Ok(streams(bytes)?.iter().map(|s| s.rows().map(|(feature, row)| (feature, row.collect())).collect()).collect())
}

fn streams(mut bytes: &[u8]) -> Result<Vec<Streams<'_>>, Damaged> {
    let count = read_varint(&mut bytes)?;
    let mut models = Vec::new();
    for _ in 0..count {
        let rows = read_varint(&mut bytes)? as usize;
        if rows > bytes.len() {
            return Err(Damaged("more rows than bytes"));
        }
        let mut features = Vec::with_capacity(rows);
        let mut last = 0_u32;
        for _ in 0..rows {
            last = last.checked_add(read_varint(&mut bytes)?).ok_or(Damaged("a feature is too large"))?;
            if last == 0 {
                return Err(Damaged("a feature is 0"));
            }
            features.push(last);
        }
        let lengths = take(&mut bytes, rows)?;
        let total = lengths.iter().map(|&l| l as usize).sum();
        let classes = take(&mut bytes, total)?;
        let values = take(&mut bytes, total)?;
        models.push(Streams { features, lengths, classes, values });
    }
    Ok(models)
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Result<&'a [u8], Damaged> {
    let (head, tail) = bytes.split_at_checked(length).ok_or(Damaged("the file is cut short"))?;
    *bytes = tail;
    Ok(head)
}

fn read_varint(bytes: &mut &[u8]) -> Result<u32, Damaged> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first().ok_or(Damaged("the file is cut short"))?;
        *bytes = rest;
        value |= u32::from(byte & 127).checked_shl(shift).unwrap_or(0);
        if byte < 128 {
            return Ok(value);
        }
    }
    Err(Damaged("a number is too long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_weights_score_as_before_and_damage_is_an_error() {
        let long: Vec<(u8, i8)> = (0..60).map(|c| (c, c as i8 - 30)).collect();
        let model =
            vec![(2, long), (3, vec![(0, 5), (2, -7)]), (900_000_000, vec![(1, 1)]), (u32::MAX, vec![(2, 127)])];
        let packed = pack(&[model.clone(), Vec::new()]);
        let read = unpack(&packed).unwrap();
        let mut scores = [0; 70];
        for weights in [&read[0], &Weights::new(&model)] {
            weights.score(&[3, 4, u32::MAX], &mut scores);
            assert_eq!(scores[..4], [5, 0, 120, 0]);
            weights.score(&[2, 3], &mut scores);
            assert_eq!((scores[0], scores[59], scores[69]), (-25, 29, 0));
        }
        read[1].score(&[3], &mut scores);
        assert_eq!(scores, [0; 70]);
        assert!(read[0].size() > 0);
        for cut in 0..packed.len() {
            assert!(unpack(&packed[..cut]).is_err(), "cut at {cut}");
        }
    }
}
