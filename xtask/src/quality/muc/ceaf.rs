//! CEAF-REE for template filling: the measure of Du, Rush and Cardie, "Template Filling with Generative Transformers" (NAACL 2021), as
//! their published scorer (`eval.py` of `xinyadu/gtt`) computes it, written anew from reading it.
//!
//! * Mentions are compared in normal form ([`super::template::normalise`]). Equal templates of a key count once.
//! * Predicted and gold templates of a document are paired one to one, or left alone. A pair needs a predicted type that is part of the
//!   gold type ("bombing" of "bombing / attack").
//! * In a pair the type counts as one right slot. A predicted entity is right where all its mentions are mentions of one gold entity of
//!   that role; a gold entity is found where such a predicted entity exists. Two predicted entities may stand for one gold entity.
//! * Entities and types of templates left alone are wrong, or missed.
//! * Of all pairings, that with the best F1 of the document is taken. Counts are summed over documents: precision, recall and F1 are micro.
//!
//! The published figures (GTT 50.2, IterX 53.0, the best system of 1992 54.2, this way of counting) are on the 200 texts of TST3 and TST4.

use std::collections::BTreeMap;

use super::template::{Normal, ROLES};

/// Slots: the type of the incident, then the roles.
pub const SLOTS: usize = ROLES.len() + 1;

/// Counts of one document, by slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Predicted slots that are right.
    pub right: [usize; SLOTS],
    /// Predicted slots.
    pub predicted: [usize; SLOTS],
    /// Gold slots that are found.
    pub found: [usize; SLOTS],
    /// Gold slots.
    pub gold: [usize; SLOTS],
}

impl Counts {
    /// Precision, recall and F1 over documents together, of one slot or of all.
    pub fn prf(all: &mut dyn Iterator<Item = &Counts>, slot: Option<usize>) -> [f64; 3] {
        let pick = |of: &[usize; SLOTS]| slot.map_or_else(|| of.iter().sum(), |i| of[i]);
        let mut sums = [0_usize; 4];
        for c in all {
            for (sum, of) in sums.iter_mut().zip([&c.right, &c.predicted, &c.found, &c.gold]) {
                *sum += pick(of);
            }
        }
        let ratio = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
        let (p, r) = (ratio(sums[0], sums[1]), ratio(sums[2], sums[3]));
        [p, r, harmonic(p, r)]
    }
}

fn harmonic(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// Gold templates beyond this many in one document cannot be paired; no document of the set comes near.
const MOST: usize = 16;

/// Counts of one document by the best pairing.
pub fn score(predicted: &[Normal], gold: &[Normal]) -> Counts {
    let mut unique: Vec<&Normal> = Vec::new();
    for g in gold {
        if !unique.contains(&g) {
            unique.push(g);
        }
    }
    let mut counts = Counts::default();
    for p in predicted {
        add(&mut counts.predicted, p);
    }
    for g in &unique {
        add(&mut counts.gold, g);
    }
    for (p, g) in pairing(predicted, &unique, [&counts.predicted, &counts.gold].map(|of| of.iter().sum())) {
        let (right, found) = pair(&predicted[p], unique[g]).unwrap_or_default();
        for slot in 0..SLOTS {
            counts.right[slot] += right[slot];
            counts.found[slot] += found[slot];
        }
    }
    counts
}

/// The pairs of the best pairing of predicted and gold templates: indices of both.
pub fn align(predicted: &[Normal], gold: &[Normal]) -> Vec<(usize, usize)> {
    let sizes = [predicted, gold].map(|all| {
        let mut counts = [0; SLOTS];
        all.iter().for_each(|t| add(&mut counts, t));
        counts.iter().sum()
    });
    pairing(predicted, &gold.iter().collect::<Vec<_>>(), sizes)
}

fn add(counts: &mut [usize; SLOTS], t: &Normal) {
    counts[0] += 1;
    for (count, entities) in counts[1..].iter_mut().zip(&t.roles) {
        *count += entities.len();
    }
}

/// Right and found slots of a pair; `None` where the types differ.
fn pair(p: &Normal, g: &Normal) -> Option<([usize; SLOTS], [usize; SLOTS])> {
    if !g.incident_type.contains(&p.incident_type) {
        return None;
    }
    let (mut right, mut found) = ([0; SLOTS], [0; SLOTS]);
    (right[0], found[0]) = (1, 1);
    for (i, (ours, theirs)) in p.roles.iter().zip(&g.roles).enumerate() {
        right[i + 1] = ours.iter().filter(|o| theirs.iter().any(|t| o.is_subset(t))).count();
        found[i + 1] = theirs.iter().filter(|t| ours.iter().any(|o| o.is_subset(t))).count();
    }
    Some((right, found))
}

/// One way of pairing the first templates: slots right, slots found, pairs.
type Way = (usize, usize, Vec<(usize, usize)>);

/// The pairs of the best pairing; `sizes` are the slots predicted and gold. For each set of gold templates used, only ways that no other beats in both right and found slots are
/// kept, since F1 grows with both.
fn pairing(predicted: &[Normal], gold: &[&Normal], sizes: [usize; 2]) -> Vec<(usize, usize)> {
    let mut ways: BTreeMap<u64, Vec<Way>> = BTreeMap::from([(0, vec![(0, 0, Vec::new())])]);
    for (i, p) in predicted.iter().enumerate() {
        let mut next = ways.clone();
        for (j, g) in gold.iter().enumerate().take(MOST) {
            let Some((right, found)) = pair(p, g) else { continue };
            let (right, found): (usize, usize) = (right.iter().sum(), found.iter().sum());
            for (used, list) in ways.iter().filter(|(used, _)| *used & (1 << j) == 0) {
                for (r, f, pairs) in list {
                    let mut pairs = pairs.clone();
                    pairs.push((i, j));
                    keep(next.entry(used | (1 << j)).or_default(), (r + right, f + found, pairs));
                }
            }
        }
        ways = next;
    }
    let of = |n: usize, all: usize| n as f64 / all.max(1) as f64;
    let f1 = |w: &Way| harmonic(of(w.0, sizes[0]), of(w.1, sizes[1]));
    let best = ways.into_values().flatten().max_by(|a, b| f1(a).total_cmp(&f1(b)).then(b.2.cmp(&a.2)));
    best.map(|w| w.2).unwrap_or_default()
}

fn keep(list: &mut Vec<Way>, way: Way) {
    if list.iter().any(|w| w.0 >= way.0 && w.1 >= way.1) {
        return;
    }
    list.retain(|w| w.0 > way.0 || w.1 > way.1);
    list.push(way);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::template::Template;
    use super::*;

    fn templates(value: &Value) -> Vec<Normal> {
        value.as_array().unwrap().iter().map(|t| Template::read(t).normalised()).collect()
    }

    fn sums(predicted: &Value, gold: &Value) -> [usize; 4] {
        let c = score(&templates(predicted), &templates(gold));
        [c.right, c.predicted, c.found, c.gold].map(|of| of.iter().sum())
    }

    #[test]
    fn cases_by_hand() {
        let one =
            json!([{"incident_type": "bombing", "Weapon": [["car bomb", "bomb"]], "Target": [["bank"], ["bus"]]}]);
        // The type, one mention of two, one target of two: 3 right of 3, 3 found of 4.
        let part = json!([{"incident_type": "bombing", "Weapon": [["the bomb"]], "Target": [["bank"]]}]);
        assert_eq!(sums(&part, &one), [3, 3, 3, 4]);
        // A mention that the gold entity lacks makes the entity wrong.
        let more = json!([{"incident_type": "bombing", "Weapon": [["bomb", "grenade"]]}]);
        assert_eq!(sums(&more, &one), [1, 2, 1, 4]);
        // Another type: nothing is right.
        assert_eq!(sums(&json!([{"incident_type": "attack", "Target": [["bank"]]}]), &one), [0, 2, 0, 4]);
        // Two predicted entities for one gold entity: both right, one found.
        let twice = json!([{"incident_type": "bombing", "Weapon": [["bomb"], ["car bomb"]]}]);
        assert_eq!(sums(&twice, &one), [3, 3, 2, 4]);
        // One of two types is enough, and equal gold templates count once.
        let both = json!([{"incident_type": "bombing / attack"}, {"incident_type": "bombing / attack"}]);
        assert_eq!(sums(&json!([{"incident_type": "attack"}]), &both), [1, 1, 1, 1]);
    }

    #[test]
    fn the_best_pairing_is_found() {
        // The first prediction fits both, the second only the first gold template.
        let gold = json!([
            {"incident_type": "attack", "Victim": [["ana"], ["eva"]]},
            {"incident_type": "attack", "Victim": [["ana"]]}
        ]);
        let predicted =
            json!([{"incident_type": "attack", "Victim": [["ana"]]}, {"incident_type": "attack", "Victim": [["eva"]]}]);
        assert_eq!(sums(&predicted, &gold), [4, 4, 4, 5]);
        let c = score(&templates(&predicted), &templates(&gold));
        let [p, r, f] = Counts::prf(&mut [c].iter(), None);
        assert!((p - 1.0).abs() < 1e-9 && (r - 0.8).abs() < 1e-9 && (f - 8.0 / 9.0).abs() < 1e-9);
        let [_, r, _] = Counts::prf(&mut [c].iter(), Some(0));
        assert!((r - 1.0).abs() < 1e-9);
        assert_eq!(Counts::prf(&mut [].iter(), None), [0.0; 3]);
    }

    #[test]
    fn many_templates_do_not_take_for_ever() {
        let many: Vec<Value> = (0..14)
            .map(|i| json!({"incident_type": "attack", "Victim": [[format!("v{i}")]], "Target": [[format!("t{}", i % 3)]]}))
            .collect();
        assert_eq!(sums(&json!(many), &json!(many)), [42, 42, 42, 42]);
    }
}
