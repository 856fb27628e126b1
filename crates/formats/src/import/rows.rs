use std::io::BufRead;
use std::path::Path;

use super::ImportError;
use super::content::{Kind, each_text, kind};
use super::reject::Reject;
use super::row::Row;
use super::style::Layout;
use super::{delimited, features, json_lines, workbook};

/// What gets each row of a file.
pub(super) type Sink<'s, E> = &'s mut dyn FnMut(Result<Row, Reject>) -> Result<(), E>;

/// Gives each row of a file to `each`, in the file's order.
pub(super) fn each<E: From<ImportError>>(path: &Path, layout: Layout, each: Sink<'_, E>) -> Result<(), E> {
    let kind = kind(path)?;
    if kind == Kind::Workbook && matches!(layout, Layout::Headed | Layout::MaybeHeaded(_) | Layout::Any) {
        return workbook::each(path, each);
    }
    each_text(path, kind, &mut |reader| match layout {
        Layout::JsonLines => json_lines::each(path, reader, each),
        Layout::Features => features::each(path, reader, each),
        Layout::Any if begins_with_brace(path, reader)? => json_lines::each(path, reader, each),
        Layout::Headed | Layout::MaybeHeaded(_) | Layout::Tabs | Layout::Unheaded(_) | Layout::Any => {
            delimited::each(path, layout, reader, each)
        }
    })
}

fn begins_with_brace(path: &Path, reader: &mut dyn BufRead) -> Result<bool, ImportError> {
    let buffer = reader.fill_buf().map_err(|e| ImportError::read(path, e))?;
    Ok(buffer.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{'))
}
