//! Templates of MUC-4 in the form of the role-filling JSON of Du and others (2021): an incident type and five roles.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// The roles, in the order of the JSON.
pub const ROLES: [&str; 5] = ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"];

/// One template. An entity is the set of its mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// `attack`, `bombing`, `kidnapping`, `arson`, `robbery`, `forced work stoppage`; in a key also two of them: `bombing / attack`.
    pub incident_type: String,
    /// Entities of each of [`ROLES`], as written.
    pub roles: [Vec<Vec<String>>; 5],
}

impl Template {
    /// Reads a template of the key, whose mentions are pairs of words and offset, or of predictions, whose mentions are words.
    pub fn read(value: &Value) -> Self {
        let words = |mention: &Value| -> Option<String> {
            mention.as_str().or_else(|| mention.get(0).and_then(Value::as_str)).map(str::to_owned)
        };
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let entities = |role: &str| -> Vec<Vec<String>> {
            let all =
                list(&value[role]).iter().map(|e| list(e).iter().filter_map(words).collect()).collect::<Vec<Vec<_>>>();
            all.into_iter().filter(|e| !e.is_empty()).collect()
        };
        Template {
            incident_type: value["incident_type"].as_str().unwrap_or_default().to_owned(),
            roles: ROLES.map(entities),
        }
    }

    /// The JSON of predictions.
    pub fn json(&self) -> Value {
        let mut out = json!({"incident_type": self.incident_type});
        for (role, entities) in ROLES.iter().zip(&self.roles) {
            out[*role] = json!(entities);
        }
        out
    }

    /// With every mention brought to the form that is compared.
    pub fn normalised(&self) -> Normal {
        Normal {
            incident_type: self.incident_type.clone(),
            roles: self
                .roles
                .clone()
                .map(|entities| entities.iter().map(|e| e.iter().map(|m| normalise(m)).collect()).collect()),
        }
    }
}

/// A template as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    /// The type, or types, of the incident.
    pub incident_type: String,
    /// Entities of each of [`ROLES`]: sets of mentions.
    pub roles: [Vec<BTreeSet<String>>; 5],
}

/// Small letters, no punctuation (that of ASCII), no articles, single spaces: the normal form of SQuAD, which the task's scorers use.
pub fn normalise(mention: &str) -> String {
    let bare: String = mention.to_lowercase().chars().filter(|c| !c.is_ascii_punctuation()).collect();
    bare.split_whitespace().filter(|w| !matches!(*w, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_and_prediction_read_alike() {
        let key = json!({"incident_type": "bombing", "Weapon": [[["a car bomb", 12], ["bomb", 40]]], "Target": [[]]});
        let read = Template::read(&key);
        assert_eq!(read.roles[4], [["a car bomb", "bomb"]]);
        assert!(read.roles[2].is_empty());
        assert_eq!(Template::read(&read.json()), read);
        assert_eq!(normalise("The \"Red-Dawn\" front's  men"), "reddawn fronts men");
    }
}
