//! The desk on disk: what was read, what was coded from it, and every change of what was believed.
//!
//! ```text
//! desk/  VERSION      number of the format
//!        LOCK         held by the one process that writes; its pid inside
//!        desk.sqlite  documents, reports, statements, warnings, events, revisions, decisions
//!        blobs/ab/<hash>.zst  original bytes, named by their BLAKE3
//! ```
//!
//! Rules that hold here:
//!
//! * [`Desk`] is the only writer. One batch of documents is one transaction: a process killed at any moment loses at
//!   most the batch in hand, and the same command again does the rest.
//! * Revisions and decisions are append-only; the database itself refuses to change or remove them.
//! * A state of the past is read from the tables and the revisions together (`as_of`); a release is such a state with a name.
//! * Times of day are kept in revisions and decisions only, so that two desks of the same documents export the same bytes.
//! * People, sessions, tokens, the audit and webhooks ([`Accounts`]) are no records: they are written beside the one writer, and no export has them.
//! * Events are computed elsewhere and written in one transaction, [`Renewing`]; the desk remembers what changed since the last time.

mod accounts;
mod as_of;
mod blobs;
mod changes;
mod decisions;
mod desk;
mod documents;
mod error;
mod events;
mod imported;
mod listing;
mod lock;
mod moment;
mod neighbours;
mod read;
mod releases;
mod renewing;
mod revisions;
mod schema;
mod search;
mod shelf;
mod verify;
mod verify_imported;

pub use accounts::{
    ABSOLUTE, Accounts, AuditQuery, AuditRow, Delivery, Entry, EventChange, IDLE, NewPerson, NewToken, NewWebhook,
    Outcome, Person, PersonChange, Role, Scope, Session, Token, Webhook, WebhookChange,
};
pub use changes::Changes;
pub use decisions::Decision;
pub use desk::Desk;
pub use documents::{Coded, Fingerprints, Stored};
pub use error::StoreError;
pub use events::EventChanges;
pub use imported::{Dataset, ImportChanges};
pub use listing::{After, By, Group, Listed, Listing, Point, Sort};
pub use moment::Moment;
pub use read::Counts;
pub use releases::Release;
pub use renewing::{ChangedDocument, ChangedReport, Prefers, Renewing};
pub use revisions::Revision;
pub use rusqlite::types::Value as KeyValue;
pub use schema::FORMAT;
pub use shelf::{Opened, Shelved, Since};
pub use verify::{Fault, Verified};
