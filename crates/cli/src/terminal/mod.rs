//! Words for people in a terminal: escaped, wrapped, aligned, coloured only where that helps.

mod paint;
mod stdout;
mod table;
mod words;

pub use paint::Paint;
pub use stdout::{is_closed, stdout};
pub use table::Table;
pub use words::{cut, plain, wrap};

/// Columns of the terminal that standard output goes to; 100 where it does not go to one.
pub fn columns() -> usize {
    let terminal = console::Term::stdout();
    match terminal.size_checked() {
        Some((_, columns)) if columns >= 20 => columns.into(),
        _ => 100,
    }
}
