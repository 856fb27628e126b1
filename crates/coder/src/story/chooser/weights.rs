//! The chooser's weights, as `training/chooser` writes them.

use std::sync::LazyLock;

use polybius_records::CountKind;
use serde::Deserialize;

use super::Signs;
use super::options::Choice;
use crate::forest::Forest;

/// The weights in the binary.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| match read(include_bytes!("../../../data/chooser.json.zst")) {
    Ok(weights) => weights,
    Err(e) => unreachable!("the chooser's weights are checked by a test: {e}"),
});

fn read(packed: &[u8]) -> Result<Weights, String> {
    let plain = zstd::decode_all(packed).map_err(|e| e.to_string())?;
    serde_json::from_slice(&plain).map_err(|e| e.to_string())
}

#[derive(Debug, Deserialize)]
struct Weights {
    killed: OfKind,
    injured: OfKind,
}

#[derive(Debug, Deserialize)]
struct OfKind {
    forest: Forest,
    /// Log odds by which another number must be ahead of the rules' to be taken.
    ahead: f64,
}

impl Weights {
    fn of(&self, kind: CountKind) -> &OfKind {
        if kind == CountKind::Killed { &self.killed } else { &self.injured }
    }
}

/// Log odds that a number with these signs is the one.
pub(super) fn odds(kind: CountKind, signs: &Signs) -> f64 {
    WEIGHTS.of(kind).forest.odds(|name| signs.iter().find(|(n, _)| *n == name).map(|(_, v)| *v))
}

/// The choice that overrules the rules, if there is one.
pub(super) fn pick<'c>(kind: CountKind, weighed: impl Iterator<Item = (&'c Choice, f64)>) -> Option<&'c Choice> {
    let weighed: Vec<(&Choice, f64)> = weighed.collect();
    let rule = weighed.iter().find(|(c, _)| c.rule)?.1;
    // Of two that are as likely, the smaller.
    let (choice, odds) = weighed.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (!choice.rule && odds > rule + WEIGHTS.of(kind).ahead).then_some(choice)
}

/// Names of the signs that the trees of a kind know.
#[cfg(test)]
pub(super) fn names(kind: CountKind) -> &'static [String] {
    WEIGHTS.of(kind).forest.names()
}

/// What makes the weights of a kind none.
#[cfg(test)]
pub(super) fn fault(kind: CountKind) -> Option<String> {
    let OfKind { forest, ahead } = WEIGHTS.of(kind);
    forest.fault().or_else(|| (*ahead < 0.0).then(|| format!("ahead by {ahead}")))
}
