use serde::Deserialize;

use crate::Error;

/// One group of the encoder's outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Outside, begin and inside for each template role.
    Filler,
    /// Incident types that a filler belongs to.
    Incident,
    /// Incident types that the text tells of, and any at all.
    Document,
    /// What a trigger names; none first.
    Act,
    /// How the text means a trigger.
    Status,
    /// Outside, then begin and inside of each kind of mention.
    Kind,
    /// What a sentence tells of.
    Sentence,
    /// A trigger's side of its arguments.
    ArgumentOf,
    /// A mention's side of its arguments.
    ArgumentIs,
    /// A trigger's side of "the same event".
    SameAct,
    /// A filler's side of "the same incident".
    SameIncident,
}

const NAMES: [(&str, Output); 11] = [
    ("filler", Output::Filler),
    ("incident", Output::Incident),
    ("document", Output::Document),
    ("act", Output::Act),
    ("status", Output::Status),
    ("kind", Output::Kind),
    ("sentence", Output::Sentence),
    ("argument_of", Output::ArgumentOf),
    ("argument_is", Output::ArgumentIs),
    ("same_act", Output::SameAct),
    ("same_incident", Output::SameIncident),
];

/// The names of what the weights were trained to say, in the order of the outputs; written beside the weights by the training.
#[derive(Debug, Deserialize)]
pub struct Labels {
    outputs: Vec<(String, usize)>,
    /// Roles of a template: perpetrators, targets, victims, weapons.
    pub fillers: Vec<String>,
    /// Incident types.
    pub incidents: Vec<String>,
    /// Acts.
    pub acts: Vec<String>,
    /// Statuses.
    pub statuses: Vec<String>,
    /// Kinds of mentions.
    pub kinds: Vec<String>,
    /// Roles of a mention in an event.
    pub roles: Vec<String>,
    /// What is asked of a sentence.
    pub sentences: Vec<String>,
    /// Width of one role's vector.
    pub argument_width: usize,
    /// Width of a filler's link vector.
    pub link_width: usize,
    #[serde(skip)]
    at: [(usize, usize); NAMES.len()],
    #[serde(skip)]
    width: usize,
}

impl Labels {
    pub(crate) fn parse(json: &str) -> Result<Self, Error> {
        let mut labels: Labels = serde_json::from_str(json).map_err(|e| Error::Labels(e.to_string()))?;
        for (name, width) in &labels.outputs {
            let (_, output) = NAMES
                .iter()
                .find(|(n, _)| n == name)
                .ok_or_else(|| Error::Labels(format!("no output is called {name:?}")))?;
            labels.at[*output as usize] = (labels.width, labels.width + width);
            labels.width += width;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, o)| labels.at[*o as usize].1 == 0) {
            return Err(Error::Labels(format!("the output {name:?} is missing")));
        }
        Ok(labels)
    }

    /// First column and the column after the last of an output.
    pub(crate) fn columns(&self, output: Output) -> (usize, usize) {
        self.at[output as usize]
    }

    /// Number of columns in all.
    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_lie_one_after_another() {
        let labels = Labels::parse(include_str!("../data/labels.json")).unwrap();
        let mut at = 0;
        for (_, output) in NAMES {
            let (first, last) = labels.columns(output);
            assert!(first == at && last > first, "{output:?}");
            at = last;
        }
        assert_eq!(at, labels.width());
        assert_eq!(labels.columns(Output::Filler).1, 3 * labels.fillers.len());
    }

    #[test]
    fn a_missing_or_strange_output_is_an_error() {
        let with = |outputs: &str| {
            Labels::parse(&format!(
                "{{\"outputs\":{outputs},\"fillers\":[],\"incidents\":[],\"acts\":[],\"statuses\":[],\"kinds\":[],\"roles\":[],\"sentences\":[],\"argument_width\":1,\"link_width\":1}}"
            ))
        };
        assert!(with("[[\"mood\",3]]").unwrap_err().to_string().contains("mood"));
        assert!(with("[[\"act\",3]]").unwrap_err().to_string().contains("missing"));
    }
}
