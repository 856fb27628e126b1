use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How sure each field is: the probability that its value is right, by the name of the field.
///
/// `event` is the probability that a careful reader would list the event at all; the others hold given that it is one. `place` is
/// about the most exact place that the text gives, `country` about its country alone, `perpetrators` about the organisations and
/// states named as having done it. A field that is not here was not filled, or nobody has measured how often it is right.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Confidences(BTreeMap<String, f64>);

impl Confidences {
    /// The field for the event as a whole.
    pub const EVENT: &str = "event";

    /// Sets the probability of a field, kept between 0 and 1 to three decimals. What is no number is left out.
    pub fn set(&mut self, field: &str, probability: f64) {
        if probability.is_finite() {
            self.0.insert(field.to_owned(), (probability.clamp(0.0, 1.0) * 1000.0).round() / 1000.0);
        }
    }

    /// Forgets a field that is no longer filled.
    pub fn remove(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// The probability of a field, where one is known.
    pub fn get(&self, field: &str) -> Option<f64> {
        self.0.get(field).copied()
    }

    /// Fields and probabilities, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(field, probability)| (field.as_str(), *probability))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<(&'a str, f64)> for Confidences {
    fn from_iter<I: IntoIterator<Item = (&'a str, f64)>>(fields: I) -> Self {
        let mut out = Confidences::default();
        for (field, probability) in fields {
            out.set(field, probability);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_kept_to_three_decimals_in_order_of_name() {
        let sure: Confidences =
            [("place", 0.123_45), ("date", 1.7), ("event", -1.0), ("killed", f64::NAN)].into_iter().collect();
        let json = serde_json::to_string(&sure).unwrap();
        assert_eq!(json, r#"{"date":1.0,"event":0.0,"place":0.123}"#);
        assert_eq!(serde_json::from_str::<Confidences>(&json).unwrap(), sure);
        assert_eq!((sure.get("killed"), sure.iter().count()), (None, 3));
    }
}
