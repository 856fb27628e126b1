use polybius_records::Date;

use crate::table::Cell;

/// One typed value of a flat table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not said, not known.
    Empty,
    /// Words.
    Text(String),
    /// A calendar day.
    Day(Date),
    /// A whole number.
    Whole(u64),
    /// Degrees or a probability, as the column's kind says.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Several words or ids, each once.
    Texts(Vec<String>),
}

impl Value {
    /// A text; empty where blank.
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Value::Empty } else { Value::Text(text) }
    }

    pub(super) fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Value::Empty, Value::text)
    }

    pub(super) fn whole(n: Option<u64>) -> Self {
        n.map_or(Value::Empty, Value::Whole)
    }

    pub(super) fn size(n: usize) -> Self {
        u64::try_from(n).map_or(Value::Empty, Value::Whole)
    }

    /// Empty where it is not finite.
    pub(super) fn number(n: Option<f64>) -> Self {
        n.filter(|n| n.is_finite()).map_or(Value::Empty, Value::Number)
    }

    /// Each text once, in their order; blank ones are left away.
    pub(super) fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut once: Vec<String> = Vec::new();
        for text in texts.into_iter().map(Into::into) {
            if !text.trim().is_empty() && !once.contains(&text) {
                once.push(text);
            }
        }
        Value::Texts(once)
    }

    /// As a text table writes it: lists joined with `; `, numbers with so many decimals.
    pub(crate) fn cell(self, decimals: usize) -> Cell {
        match self {
            Value::Empty => Cell::Empty,
            Value::Text(t) => Cell::text(t),
            Value::Day(day) => Cell::text(day.to_string()),
            Value::Whole(n) => Cell::number(n),
            Value::Number(n) => Cell::decimal(Some(n), decimals),
            Value::Flag(yes) => Cell::text(if yes { "true" } else { "false" }),
            Value::Texts(texts) => Cell::text(texts.join("; ")),
        }
    }
}
