//! The record contract: what Polybius reads and what it writes.
//!
//! Plain types with `serde`, no input or output. Field names and vocabularies are the published contract; fields may be
//! added, never renamed or dropped. Two rules hold for every record:
//!
//! * No evidence, no value: every filled field has at least one [`Evidence`] quoting the *original* document text.
//! * Unknown is not zero, and imprecise is not a point: see [`DateSpan`], [`Place`] and [`Count`].

mod actor;
mod attention;
mod bounding_box;
mod casualties;
mod confidence;
mod count;
mod country_name;
mod date;
mod document;
mod event;
mod evidence;
mod filter;
mod id;
mod imported;
mod mention;
mod place;
mod reconciled;
mod row;
mod statement;
mod summary;
mod vocabulary;

pub use actor::{Actor, ActorType, Attribution, ClaimDetail, ClaimMode, Role, Stance};
pub use attention::{Attention, attention};
pub use bounding_box::BoundingBox;
pub use casualties::{Casualties, casualty_group, casualty_number, casualty_part, casualty_word};
pub use confidence::Confidences;
pub use count::{Count, CountKind, OtherNumber, Part};
pub use country_name::country_name;
pub use date::{DateSpan, Precision};
pub use document::{Block, BlockKind, Document};
pub use event::{Event, EventBody, HYBRID, RULES, Report, Review, Weapon};
pub use evidence::Evidence;
pub use filter::Filter;
pub use id::{content_hash, stable_id};
pub use imported::{Imported, Source};
pub use jiff::civil::Date;
pub use mention::{Mention, MentionKind};
pub use place::{Place, PlacePrecision};
pub use reconciled::{Agreement, Contradiction, DeathsBySide, Reconciled, Toll, Version};
pub use row::{EventRow, RowActor, RowCount, RowPlace};
pub use statement::{Control, Relation, Statement, StatementBody};
pub use summary::summary;
pub use vocabulary::{EventType, Status, SubEventType};

/// Something that a reader of the output should know: which document, what happened, what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Warning {
    /// Identifier of the document that it concerns.
    pub document: String,
    /// A stable short code, such as `no-publication-date`.
    pub code: String,
    /// A sentence for people, remedy included.
    pub message: String,
}
