use polybius_records::Imported;

use super::reject::Refusal;
use super::row::Row;
use super::{ImportOptions, Names};

/// How the rows of a file are laid out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Layout {
    /// A table with a header row: comma, semicolon, tab or bar between cells, quotes around some.
    Headed,
    /// A table whose header row may be missing: then these are its columns.
    MaybeHeaded(&'static [&'static str]),
    /// Tab-separated without quotes, with a header row.
    Tabs,
    /// Tab-separated without quotes or header; the columns by their number.
    Unheaded(fn(usize) -> Option<Vec<&'static str>>),
    /// One JSON object a line.
    JsonLines,
    /// A GeoJSON feature collection.
    Features,
    /// A table with a header row or JSON lines, whichever the file is.
    Any,
}

/// What all rows of a file share.
pub(super) struct Context<'a> {
    pub dataset: &'a str,
    pub licence: String,
    pub names: &'a dyn Names,
}

impl<'a> Context<'a> {
    pub fn new(style: &dyn Style, options: &ImportOptions<'a>) -> Self {
        let licence = options.licence.unwrap_or(style.licence()).to_owned();
        Context { dataset: options.dataset, licence, names: options.names }
    }
}

/// How one format's rows are read.
pub(super) trait Style {
    fn layout(&self) -> Layout;

    /// The licence of the dataset that has this format.
    fn licence(&self) -> &str;

    /// The row's identity in its dataset; without one, its content stands for it.
    fn row_id(&self, row: &Row) -> Option<String>;

    fn read(&self, row: &Row, row_id: &str, context: &Context<'_>) -> Result<Imported, Refusal>;
}

/// The text of an id's column.
pub(super) fn id_of(row: &Row, column: &str) -> Option<String> {
    Some(row.get(column)).filter(|id| !id.is_empty()).map(str::to_owned)
}
