use serde::{Deserialize, Serialize};

use crate::{Agreement, Event};

/// Below this a field is doubtful: two such fields in three are right.
const DOUBTFUL: f64 = 0.65;

/// Why a person should look at an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "because", rename_all = "kebab-case")]
pub enum Attention {
    /// It may be no event at all.
    MayBeNone {
        /// The probability that it is one.
        confidence: f64,
    },
    /// A field is doubtful.
    Doubtful {
        /// The field.
        field: String,
        /// The probability that it is right.
        confidence: f64,
    },
    /// Reports contradict each other on a field.
    Contradiction {
        /// The field.
        field: String,
    },
    /// Who did it is disputed.
    Disputed,
    /// Many died.
    Deadly {
        /// The best number.
        killed: u64,
    },
}

/// How much an event needs a person, and why, the weightiest reason first: doubt, times how much hangs on it.
///
/// The number has no unit; it orders a queue. An event that nobody doubts and in which nobody died has a little more than 0.
pub fn attention(event: &Event) -> (f64, Vec<Attention>) {
    let body = &event.body;
    let mut doubt = 1.0 - body.confidence.clamp(0.0, 1.0);
    let mut why = Vec::new();
    if body.confidence < DOUBTFUL {
        why.push(Attention::MayBeNone { confidence: body.confidence });
    }
    let mut doubtful: Vec<(&str, f64)> =
        body.confidences.iter().filter(|(field, sure)| *field != "event" && *sure < DOUBTFUL).collect();
    doubtful.sort_by(|a, b| a.1.total_cmp(&b.1));
    for (field, confidence) in doubtful {
        doubt += (1.0 - confidence) / 2.0;
        why.push(Attention::Doubtful { field: field.to_owned(), confidence });
    }
    for contradiction in &event.reconciled.contradictions {
        doubt += 0.5;
        why.push(Attention::Contradiction { field: contradiction.field.clone() });
    }
    if event.reconciled.agreement == Some(Agreement::Contested) {
        doubt += 0.5;
        why.push(Attention::Disputed);
    }
    let killed = body.killed.as_ref().and_then(|c| c.best.or(c.high).or(c.low)).unwrap_or(0);
    let injured = body.injured.as_ref().and_then(|c| c.best.or(c.high).or(c.low)).unwrap_or(0);
    if killed >= 10 {
        why.push(Attention::Deadly { killed });
    }
    let weight = (1.0 + killed as f64 + injured as f64 / 10.0).ln() + 1.0;
    (((doubt + 0.02) * weight * 1000.0).round() / 1000.0, why)
}
