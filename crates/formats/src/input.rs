use std::collections::BTreeMap;

use polybius_records::{Actor, Date, Event, Report, Statement};

use crate::safe::Safe;
use crate::{Filter, Table};

/// What exports say about a document; its text stays out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentMeta {
    /// Who published it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
}

/// What there is to export, in any order.
#[derive(Debug, Clone, Copy)]
pub struct Records<'a> {
    /// Events.
    pub events: &'a [Event],
    /// Reports; those of the events, and any others.
    pub reports: &'a [Report],
    /// Statements.
    pub statements: &'a [Statement],
    /// Documents by id.
    pub documents: &'a BTreeMap<String, DocumentMeta>,
}

/// Gives the ISO 3166-1 alpha-2 code of an actor's country.
pub type Nationality<'a> = dyn Fn(&Actor) -> Option<String> + 'a;

/// How to export.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Which records; the default is everything that nobody rejected.
    pub filter: Option<&'a Filter>,
    /// Whether to keep a trace of the rules behind each row.
    pub why: bool,
    /// Which flat table, in formats that have several.
    pub table: Table,
    /// What to do so that the file harms nobody.
    pub safe: Option<&'a Safe<'a>>,
    /// The country of an actor, where the lexicon knows it. Without it, the country is read from the actor's name.
    pub nationality: Option<&'a Nationality<'a>>,
}
