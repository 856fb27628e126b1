//! Other people's datasets, read as events: one row, one event, every column kept.
//!
//! [`read`] streams a file; each row becomes an [`Imported`] record or a [`Reject`], never nothing. What a row cannot be read
//! as is said with the line, a reason that can be counted, and the row itself. How each format's columns are read stands in
//! `docs/IMPORT.md`. A file is somebody else's: sizes are bounded, formulas are text, and a licence goes with each record.

mod acled;
mod cells;
mod content;
mod delimited;
mod draft;
mod error;
mod features;
mod flat;
mod format;
mod gdelt;
mod geojson;
mod gtd;
mod json_lines;
mod jsonl;
mod licence;
mod lines;
mod mapping;
mod names;
mod plover;
mod plover_codes;
mod polecat;
mod reject;
mod row;
mod rows;
mod style;
mod ucdp;
mod value;
mod workbook;
mod write;

use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash, Hasher};
use std::path::Path;

use polybius_records::Imported;

pub use error::ImportError;
pub use format::ImportFormat;
pub use licence::{Licence, licence, licences};
pub use mapping::{Mapping, MappingError};
pub use names::{KnownActor, Names, NoNames};
pub use reject::Reject;
pub use write::write_jsonl;

use reject::Refusal;
use row::Row;
use style::{Context, Style};

/// How to import.
#[derive(Clone, Copy)]
pub struct ImportOptions<'a> {
    /// The dataset's name: letters, digits, `.`, `_` and `-`.
    pub dataset: &'a str,
    /// Short name of the licence; without it, the format's own or the mapping's.
    pub licence: Option<&'a str>,
    /// Names that the caller knows.
    pub names: &'a dyn Names,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An event.
    Record(Box<Imported>),
    /// Nothing that a record can hold.
    Reject(Reject),
}

/// Reads a file row by row; `each` gets every row once, in the order of the file.
///
/// # Errors
/// The file cannot be opened or read on, has not the format's shape, or `each` fails. Single bad rows are no errors.
pub fn read<E: From<ImportError>>(
    path: &Path,
    format: &ImportFormat,
    options: &ImportOptions<'_>,
    each: &mut dyn FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let style: &dyn Style = match format {
        ImportFormat::Acled => &acled::Acled,
        ImportFormat::Ucdp => &ucdp::Ucdp,
        ImportFormat::Gtd => &gtd::Gtd,
        ImportFormat::Gdelt => &gdelt::Gdelt,
        ImportFormat::Polecat => &polecat::Polecat,
        ImportFormat::Plover => &plover::Plover,
        ImportFormat::Geojson => &geojson::Geojson,
        ImportFormat::Csv => &flat::Flat,
        ImportFormat::Jsonl => &jsonl::Jsonl,
        ImportFormat::Mapping(mapping) => mapping.as_ref(),
    };
    let context = Context::new(style, options);
    let mut seen = Seen::default();
    rows::each(path, style.layout(), &mut |row| {
        let outcome = match row {
            Ok(row) => match seen.check(style, &row).and_then(|id| style.read(&row, &id, &context)) {
                Ok(record) => Outcome::Record(Box::new(record)),
                Err(refusal) => Outcome::Reject(refusal.of(&row)),
            },
            Err(reject) => Outcome::Reject(reject),
        };
        each(outcome)
    })
}

/// Row ids of this file: of two rows with one id, the first counts. 64 bits of a hash stand for an id.
#[derive(Default)]
struct Seen {
    rows: HashMap<u64, (u64, u64)>,
}

impl Seen {
    /// The row's id, where no row before has it.
    fn check(&mut self, style: &dyn Style, row: &Row) -> Result<String, Refusal> {
        let id = match style.row_id(row) {
            Some(id) if id.chars().count() <= 200 => id,
            Some(_) => return Err(Refusal::new("row id longer than 200 characters")),
            None => row.content_id(),
        };
        let content = hash(&row.content_id());
        match self.rows.entry(hash(&id)) {
            Entry::Vacant(place) => {
                place.insert((row.line, content));
                Ok(id)
            }
            Entry::Occupied(first) if first.get().1 == content => {
                Err(Refusal::left_out("the same row again").because(format!("first on line {}", first.get().0)))
            }
            Entry::Occupied(first) => {
                Err(Refusal::new("another row has this id").because(format!("{id}, on line {}", first.get().0)))
            }
        }
    }
}

fn hash(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
