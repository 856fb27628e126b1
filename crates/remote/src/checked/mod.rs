//! A model's values, each held against the document: what its quote does not say is dropped and counted.

mod actor;
mod count;
mod date;
mod event;
mod place;
mod statement;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::answer;
use crate::ground::Ground;
use crate::quotes::Quotable;

pub(crate) use event::{Draft, event};
pub(crate) use statement::statement;

/// How many values of each field were dropped.
pub(crate) type Dropped = BTreeMap<&'static str, usize>;

/// One part of a document, ready to check values against.
#[derive(Debug)]
pub(crate) struct Check<'a> {
    pub(crate) ground: &'a Ground<'a>,
    quotable: Quotable<'a>,
    pub(crate) dropped: Dropped,
}

impl<'a> Check<'a> {
    pub(crate) fn new(ground: &'a Ground<'a>, range: Range<usize>) -> Self {
        Check { ground, quotable: Quotable::new(&ground.chars, range), dropped: Dropped::new() }
    }

    /// The place of the quote of a value; a value without one is dropped.
    fn quote(&mut self, value: &Value, field: &'static str, near: Option<usize>) -> Option<Range<usize>> {
        let found = answer::text(value, "quote").and_then(|quote| self.quotable.find(quote, near));
        let found = found.filter(|range| !self.ground.is_furniture(range));
        self.kept(field, found)
    }

    /// Counts what is not there as dropped.
    fn kept<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            *self.dropped.entry(field).or_insert(0) += 1;
        }
        value
    }
}

/// A word of a closed vocabulary; others are none.
fn word<T: DeserializeOwned>(value: &Value, field: &str) -> Option<T> {
    let words = answer::text(value, field)?;
    serde_json::from_value(Value::String(words.to_owned())).ok()
}

/// The name of a value of a closed vocabulary.
fn name_of(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
