/// How the values of a column are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    Number,
    /// An ISO day.
    Day,
    /// A region: asked for by its number, told by its name.
    Region,
    /// Seconds since 1970, asked for by them or by a day.
    Time,
}

/// How a value is asked for: `<column>_where`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    Above,
    Below,
    AtLeast,
    AtMost,
    Between,
    Like,
}

impl Operator {
    /// The operator of a `_where`.
    pub fn of(words: &str) -> Option<Self> {
        Some(match words.trim().to_ascii_uppercase().as_str() {
            "=" => Operator::Is,
            ">" => Operator::Above,
            "<" => Operator::Below,
            ">=" => Operator::AtLeast,
            "<=" => Operator::AtMost,
            "BETWEEN" => Operator::Between,
            "LIKE" => Operator::Like,
            _ => return None,
        })
    }
}

/// A column that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// What it is asked by where nothing is said.
    pub operator: Operator,
}

impl Column {
    /// The column of that name, as ACLED's documentation has it: words by part, names of countries and numbers whole, times from then on.
    pub fn named(name: &'static str) -> Self {
        let (kind, operator) = match name {
            "event_date" | "first_event_date" | "last_event_date" => (Kind::Day, Operator::Is),
            "timestamp" | "deleted_timestamp" => (Kind::Time, Operator::AtLeast),
            "region" => (Kind::Region, Operator::Is),
            "country" => (Kind::Text, Operator::Is),
            "event_count" => (Kind::Number, Operator::AtLeast),
            "year" | "time_precision" | "inter1" | "inter2" | "interaction" | "iso" | "latitude" | "longitude"
            | "geo_precision" | "fatalities" | "actor_type_id" => (Kind::Number, Operator::Is),
            _ => (Kind::Text, Operator::Like),
        };
        Column { name, kind, operator }
    }
}
