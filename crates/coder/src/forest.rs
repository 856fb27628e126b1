//! Gradient-boosted trees as files keep them: sums of leaves, chosen by numbers that have names.

use serde::Deserialize;

/// Boosted trees.
#[derive(Debug, Deserialize)]
pub(crate) struct Forest {
    /// Names of the numbers, in the order that the trees count them.
    names: Vec<String>,
    bias: f64,
    trees: Vec<Vec<Node>>,
}

/// A node: a leaf with its value, or a number (index), a bound, and the nodes for up to it and above it.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Node {
    Split(usize, f64, usize, usize),
    Leaf([f64; 1]),
}

impl Forest {
    /// Log odds, by the numbers that `value` knows; 0 for others. Sums and comparisons alone: the same on every machine.
    pub(crate) fn odds(&self, value: impl Fn(&str) -> Option<f64>) -> f64 {
        let row: Vec<f64> = self.names.iter().map(|n| value(n).unwrap_or(0.0)).collect();
        self.bias + self.trees.iter().map(|tree| leaf(tree, &row)).sum::<f64>()
    }

    /// Probability for those odds.
    pub(crate) fn probability(&self, value: impl Fn(&str) -> Option<f64>) -> f64 {
        1.0 / (1.0 + (-self.odds(value)).exp())
    }

    /// Names of the numbers that it looks at.
    #[cfg(test)]
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// What makes it no forest.
    #[cfg(test)]
    pub(crate) fn fault(&self) -> Option<String> {
        if self.trees.len() <= 10 {
            return Some(format!("{} trees", self.trees.len()));
        }
        self.trees.iter().flat_map(|tree| tree.iter().map(move |node| (tree.len(), node))).find_map(|(nodes, node)| {
            match node {
                Node::Split(number, _, low, high) => {
                    let fits = *number < self.names.len() && *low < nodes && *high < nodes;
                    (!fits).then(|| format!("{node:?} in a tree of {nodes} nodes"))
                }
                Node::Leaf(_) => None,
            }
        })
    }
}

fn leaf(tree: &[Node], row: &[f64]) -> f64 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(Node::Split(number, bound, low, high)) => {
                at = if row[*number] <= *bound { *low } else { *high };
            }
            Some(Node::Leaf([value])) => return *value,
            None => return 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_summed() {
        let forest: Forest = serde_json::from_str(
            r#"{"names":["a","b"],"bias":0.5,"trees":[[[0,1.5,1,2],[-1.0],[2.0]],[[1,0.0,1,2],[0.25],[-0.25]]]}"#,
        )
        .unwrap();
        let of = |a: f64, b: f64| forest.odds(|n| Some(if n == "a" { a } else { b }));
        assert_eq!((of(1.5, 1.0), of(2.0, 0.0)), (0.5 - 1.0 - 0.25, 0.5 + 2.0 + 0.25));
        assert!((forest.probability(|_| None) - 1.0 / (1.0 + 0.25_f64.exp())).abs() < 1e-12);
        assert_eq!(forest.fault().as_deref(), Some("2 trees"));
    }
}
