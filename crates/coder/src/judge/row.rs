//! A row of numbers by name: what the judge looks at. Names tie the weights to the numbers, so that neither can drift unseen.

use serde::Serialize;

/// Numbers by name, in the order of adding.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Numbers(Vec<(String, f64)>);

impl Numbers {
    pub(super) fn add(&mut self, name: impl Into<String>, value: f64) {
        self.0.push((name.into(), value));
    }

    pub(super) fn flag(&mut self, name: impl Into<String>, value: bool) {
        self.add(name, f64::from(u8::from(value)));
    }

    pub(super) fn count(&mut self, name: impl Into<String>, value: usize) {
        self.add(name, value as f64);
    }

    pub(super) fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| *v)
    }
}
