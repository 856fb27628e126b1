use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Date, Event};

/// Where a row of somebody else's dataset says that it has it from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Who published it; several names as the row writes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
}

/// One row of somebody else's dataset, read as an event. Never mixed with the events that are coded from documents.
///
/// The evidence of its values is the row itself: `document` is the event's id, `quote` the text of the cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    /// Name of the dataset in this desk: `acled`, `ucdp-ged-25.1`.
    pub dataset: String,
    /// The row's identity in its dataset.
    pub row_id: String,
    /// The licence's short name, one of `data/codebooks/licences.tsv`: whether the row may be passed on.
    pub licence: String,
    /// Every column of the row as the file has it, in its order.
    pub row: Map<String, Value>,
    /// Where the row has it from.
    #[serde(default)]
    pub source: Source,
    /// The event, its id `dataset:row_id`.
    #[serde(flatten)]
    pub event: Event,
}

impl Imported {
    /// The identity of a row among all datasets: `dataset:row_id`.
    pub fn id(dataset: &str, row_id: &str) -> String {
        format!("{dataset}:{row_id}")
    }
}
