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

/// One model, ready to score.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    /// Open addressing: feature (0 where empty) and position of its row in `rows`.
    slots: Vec<(u32, u32)>,
    /// For each row: its length and nothing, then class and weight pairs.
    rows: Vec<[u8; 2]>,
}

impl Weights {
    /// Builds a model from features with their class weights.
    pub(crate) fn new(rows: &[(u32, Vec<(u8, i8)>)]) -> Weights {
        let capacity = (rows.len() * 2).next_power_of_two().max(2);
        let mut weights = Weights { slots: vec![(0, 0); capacity], rows: Vec::with_capacity(rows.len() * 4) };
        for (feature, row) in rows {
            weights.insert(*feature, row.len());
            weights.rows.extend(row.iter().map(|&(class, weight)| [class, weight as u8]));
        }
        weights
    }

    fn insert(&mut self, feature: u32, length: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (feature, self.rows.len() as u32);
        self.rows.push([length as u8, 0]);
    }

    /// Number of bytes held.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        self.slots.len() * 8 + self.rows.len() * 2
    }
}

impl Scorer for Weights {
    fn score(&self, features: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        if self.slots.is_empty() {
            return;
        }
        let mask = self.slots.len() - 1;
        for &feature in features {
            let mut slot = feature as usize & mask;
            loop {
                let (key, at) = self.slots[slot];
                if key == feature {
                    let at = at as usize;
                    let length = self.rows[at][0] as usize;
                    for &[class, weight] in &self.rows[at + 1..=at + length] {
                        if let Some(score) = scores.get_mut(class as usize) {
                            *score += i32::from(weight as i8);
                        }
                    }
                    break;
                }
                if key == 0 {
                    break;
                }
                slot = (slot + 1) & mask;
            }
        }
    }
}

/// Packs models: for each the number of rows, then gaps between sorted features as variable-length numbers, row lengths,
/// classes, weights; streams of one kind stand together because they compress better so.
#[cfg_attr(not(feature = "train"), allow(dead_code, reason = "the way back, for training and the tests"))]
pub(crate) fn pack(models: &[Vec<(u32, Vec<(u8, i8)>)>]) -> Vec<u8> {
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

/// Reads what [`pack`] wrote.
pub(crate) fn unpack(mut bytes: &[u8]) -> Result<Vec<Weights>, Damaged> {
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
            features.push(last);
        }
        let lengths = take(&mut bytes, rows)?;
        let total = lengths.iter().map(|&l| l as usize).sum();
        let classes = take(&mut bytes, total)?;
        let values = take(&mut bytes, total)?;
        let capacity = (rows * 2).next_power_of_two().max(2);
        let mut weights = Weights { slots: vec![(0, 0); capacity], rows: Vec::with_capacity(rows + total) };
        let mut at = 0;
        for (&feature, &length) in features.iter().zip(lengths) {
            if feature == 0 {
                return Err(Damaged("a feature is 0"));
            }
            weights.insert(feature, length as usize);
            let end = at + length as usize;
            weights.rows.extend(classes[at..end].iter().zip(&values[at..end]).map(|(&c, &v)| [c, v]));
            at = end;
        }
        models.push(weights);
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
        let model = vec![(3, vec![(0, 5), (2, -7)]), (900_000_000, vec![(1, 1)]), (u32::MAX, vec![(2, 127)])];
        let packed = pack(&[model.clone(), Vec::new()]);
        let read = unpack(&packed).unwrap();
        let mut scores = [0; 3];
        for weights in [&read[0], &Weights::new(&model)] {
            weights.score(&[3, 4, u32::MAX], &mut scores);
            assert_eq!(scores, [5, 0, 120]);
        }
        read[1].score(&[3], &mut scores);
        assert_eq!(scores, [0; 3]);
        assert!(read[0].size() > 0);
        for cut in 0..packed.len() {
            assert!(unpack(&packed[..cut]).is_err(), "cut at {cut}");
        }
    }
}
